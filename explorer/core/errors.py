"""Every error that crosses from core into a front end.

::

    ExplorerError                 one clear sentence, and the way out
    ├── UsageError                wrong words: an unknown action, a bad option           (exit 2)
    │   ├── UnknownActionError
    │   └── ParameterError        a parameter that the spec does not allow
    ├── CredentialError           no credential, or none that can be read                (exit 5)
    │   └── KeyringError          the OS keyring is absent, locked or failing
    ├── NoAnswerError             the request left, no whole answer came back            (exit 3)
    ├── CatalogError              the compiled catalogue is missing or broken
    ├── StorageError              a file of the user's that cannot be read or written
    └── ImportFormatError         pasted or dropped text that cannot become a request

A message is shown to a person as it stands: it names the thing and the way out, and holds no secret.
"""


class ExplorerError(Exception):
    """Root of the tree. ``hint`` is the way out as a second sentence, or empty."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UsageError(ExplorerError):
    """The caller asked for something that does not exist or does not fit together."""


class UnknownActionError(UsageError):
    """No such service, version or action in the catalogue."""


class ParameterError(UsageError):
    """A parameter is unknown, missing or of a wrong type. ``path`` is its dotted path."""

    def __init__(self, message: str, *, path: str = "", hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.path = path


class CredentialError(ExplorerError):
    """No credential to sign with."""


class KeyringError(CredentialError):
    """The OS keyring is absent, locked or failing."""


class NoAnswerError(ExplorerError):
    """No whole answer came back. ``kind`` is one of ``core.models.exchange.FailureKind``'s values."""

    def __init__(self, message: str, *, kind: str, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.kind = kind


class CatalogError(ExplorerError):
    """The compiled catalogue is missing, of another schema, or damaged."""


class StorageError(ExplorerError):
    """A settings, history or collection file cannot be read or written. ``path`` names it."""

    def __init__(self, message: str, *, path: str = "", hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.path = path


class ImportFormatError(ExplorerError):
    """Pasted or dropped text cannot become a request."""
