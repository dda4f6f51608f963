"""Ways out that the core words for any front end, in words that can be followed on a console."""

from explorer.core.errors import ExplorerError, KeyringError, UnknownActionError
from explorer.core.secrets.keyring_words import KEEP_IN_MEMORY

_WITHOUT_KEYRING = (
    "Without a keyring, set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY (and TENCENTCLOUD_TOKEN) instead."
)
_LISTS = {
    "List the services to find it.": "`request-explorer actions --services` lists them.",
    "List the actions to find it.": "`request-explorer actions --service S` lists them.",
}


def in_words_of_the_console(error: ExplorerError) -> str:
    """The error's sentences, the last of them a way out that the command line has."""
    hint = error.hint
    if isinstance(error, KeyringError):
        hint = hint.replace(KEEP_IN_MEMORY, _WITHOUT_KEYRING)
    elif isinstance(error, UnknownActionError):
        hint = _LISTS.get(hint, hint)
    return f"{error.message} {hint}".strip()
