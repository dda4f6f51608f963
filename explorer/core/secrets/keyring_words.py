"""Says in plain words why the operating system's keyring did not answer."""

import sys

from explorer.core.errors import KeyringError

KEEP_IN_MEMORY = "The profile can be kept in memory for this run; it is then never written."
_UNLOCK = "Unlock it (log in to the desktop, or open its password manager) and try again."


def explain(error: BaseException, action: str) -> KeyringError:
    """The KeyringError for any exception of a keyring backend. ``action``: ``read``, ``kept`` or ``deleted``.

    The words come from the kind of exception alone: its text might quote what was to be kept.
    """
    reason, hint = _reason(error)
    return KeyringError(f"The credential could not be {action}: {reason}", hint=hint)


def _reason(error: BaseException) -> tuple[str, str]:
    names = {kind.__name__ for kind in type(error).__mro__}
    text = str(error).lower()
    if "NoKeyringError" in names:
        return no_backend()
    if "KeyringLocked" in names or "LockedException" in names:
        return "the keyring is locked.", _UNLOCK
    if "InitError" in names or "PromptDismissedException" in names:
        return _not_opened(text)
    if "NotImplementedError" in names or "ImportError" in names:
        return "no keyring on this machine can do that.", KEEP_IN_MEMORY
    if _is_bus_trouble(error, names):
        return "the keyring service does not answer (its D-Bus connection failed).", f"Restart it. {KEEP_IN_MEMORY}"
    if "error" in names and type(error).__module__ == "pywintypes":
        return _windows(error)
    if "PasswordSetError" in names or "PasswordDeleteError" in names:
        return _refused(text)
    return f"the keyring failed ({type(error).__name__}).", KEEP_IN_MEMORY


def no_backend() -> tuple[str, str]:
    """Reason and way out where no keyring exists at all."""
    if sys.platform.startswith("linux"):
        way = "Start a Secret Service (GNOME Keyring, KWallet, KeePassXC) in this session."
    else:
        way = "Log in with a desktop session."
    return "this session has no keyring.", f"{way} {KEEP_IN_MEMORY}"


def _not_opened(text: str) -> tuple[str, str]:
    if "dismissed" in text or "prompt" in text:
        return "the keyring's prompt was dismissed or could not be shown.", f"{_UNLOCK} {KEEP_IN_MEMORY}"
    return "the keyring could not be opened.", f"{_UNLOCK} {KEEP_IN_MEMORY}"


def _is_bus_trouble(error: BaseException, names: set[str]) -> bool:
    modules = {kind.__module__.split(".")[0] for kind in type(error).__mro__}
    if modules & {"jeepney", "secretstorage", "dbus"} or "DBusErrorResponse" in names:
        return True
    return isinstance(error, ConnectionError | EOFError | TimeoutError | FileNotFoundError)


def _windows(error: BaseException) -> tuple[str, str]:
    # CredWrite answers 1783 (RPC_X_BAD_STUB_DATA) to a blob over 2560 bytes.
    if error.args[:1] == (1783,):
        return "the value is longer than Windows Credential Manager accepts.", KEEP_IN_MEMORY
    return "Windows Credential Manager refused it.", KEEP_IN_MEMORY


def _refused(text: str) -> tuple[str, str]:
    # Keychain status codes: -128 the user cancelled, -25293 a wrong password, -25308 no interaction allowed.
    if "-128" in text or "-25293" in text or "denied" in text:
        return "access to the keychain was denied.", "Allow Request Explorer in the keychain's prompt and try again."
    if "-25308" in text:
        return "the keychain is locked and cannot ask here.", _UNLOCK
    return "the keyring refused.", f"{_UNLOCK} {KEEP_IN_MEMORY}"
