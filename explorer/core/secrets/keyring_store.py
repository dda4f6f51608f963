"""Credentials in the operating system's keyring, one JSON entry each; the only module that imports keyring."""

import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from explorer.core.errors import KeyringError
from explorer.core.models.credential import Credential
from explorer.core.secrets import keyring_words
from explorer.core.secrets.store import StoreState

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "request-explorer"
# Windows keeps at most 2560 bytes of UTF-16 in one entry, and keyring does not split.
WINDOWS_LIMIT = 1200


class KeyringStore:
    """A SecretStore over ``keyring``. Every failure, of whatever type, is a KeyringError in plain words.

    ``backend`` None takes the one that keyring finds, at the first use. ``limit`` is the longest text of one entry
    (None: as the backend needs it); a longer credential is split over several entries.
    """

    name = "keyring"

    def __init__(self, backend: "KeyringBackend | None" = None, *, limit: int | None = None) -> None:
        self._given = backend
        self._limit = limit
        self._writing = threading.Lock()

    def get(self, keyring_id: str) -> Credential | None:
        """See SecretStore.get."""
        with _in_words("read"):
            text = self._read(self._usable(), keyring_id)
        return None if text is None else _from_text(text)

    def set(self, keyring_id: str, credential: Credential) -> None:
        """See SecretStore.set. Reads the entry back, since some backends lose what they are given and say nothing."""
        entry = {"secret_id": credential.secret_id, "secret_key": credential.secret_key, "token": credential.token}
        text = json.dumps(entry)
        with self._writing, _in_words("kept"):
            backend = self._usable()
            old = _parts_of(keyring_id, backend.get_password(SERVICE, keyring_id))
            self._write(backend, keyring_id, text)
            if self._read(backend, keyring_id) != text:
                raise KeyringError(
                    "The credential could not be kept: the keyring took it and did not keep it.",
                    hint=keyring_words.KEEP_IN_MEMORY,
                )
            _delete_all(backend, old)

    def delete(self, keyring_id: str) -> None:
        """See SecretStore.delete."""
        with self._writing, _in_words("deleted"):
            backend = self._usable()
            head = backend.get_password(SERVICE, keyring_id)
            if head is not None:
                _delete_all(backend, [keyring_id, *_parts_of(keyring_id, head)])

    def check(self) -> StoreState:
        """See SecretStore.check."""
        try:
            backend = self._backend()
            return _state(backend)
        except Exception as error:  # noqa: BLE001 - a backend may raise anything, and a status bar asks here
            told = keyring_words.explain(error, "read")
            return StoreState("Keyring", usable=False, reason=_sentence(told.message), hint=told.hint)

    def _backend(self) -> "KeyringBackend":
        if self._given is not None:
            return self._given
        backend = _detect()
        if not _is_none(backend):
            self._given = backend
        return backend

    def _usable(self) -> "KeyringBackend":
        backend = self._backend()
        refusal = _refusal(backend)
        if refusal:
            raise KeyringError(f"The keyring cannot be used: {refusal[0]}", hint=refusal[1])
        return backend

    def _write(self, backend: "KeyringBackend", keyring_id: str, text: str) -> None:
        limit = self._limit if self._limit is not None else _limit_of(backend)
        if limit is None or len(text) <= limit:
            backend.set_password(SERVICE, keyring_id, text)
            return
        parts = [text[start : start + limit] for start in range(0, len(text), limit)]
        head = json.dumps({"parts": len(parts), "mark": secrets.token_hex(4)})
        names = _parts_of(keyring_id, head)
        # The head is written last: until then the old credential is whole, and afterwards the new one is.
        try:
            for name, part in zip(names, parts, strict=True):
                backend.set_password(SERVICE, name, part)
            backend.set_password(SERVICE, keyring_id, head)
        except Exception:
            _delete_all(backend, names, quiet=True)
            raise

    def _read(self, backend: "KeyringBackend", keyring_id: str) -> str | None:
        head = backend.get_password(SERVICE, keyring_id)
        names = _parts_of(keyring_id, head)
        if not names:
            return head
        parts = [backend.get_password(SERVICE, name) for name in names]
        if any(part is None for part in parts):
            raise _unreadable()
        return "".join(part for part in parts if part is not None)


def _detect() -> "KeyringBackend":
    """The backend of this session; looks again where there was none, since a keyring may have been started since."""
    import keyring.backend
    import keyring.core

    found = keyring.get_keyring()
    if not _is_none(found):
        return found
    # keyring remembers its first look for the whole run.
    reset = getattr(keyring.backend.get_all_keyring, "reset", None)
    if reset is not None:
        with suppress(KeyError, AttributeError):
            reset()
        keyring.core.init_backend()
    return keyring.get_keyring()


@contextmanager
def _in_words(action: str) -> Iterator[None]:
    try:
        yield
    except KeyringError:
        raise
    except Exception as error:  # noqa: BLE001 - D-Bus, COM and ctypes errors come through keyring as they are
        # The cause is cut off: its text or its frames could show the secret.
        raise keyring_words.explain(error, action) from None


def _from_text(text: str) -> Credential:
    try:
        entry = json.loads(text)
        credential = Credential(str(entry["secret_id"]), str(entry["secret_key"]), str(entry.get("token") or ""))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _unreadable() from None
    return credential


def _unreadable() -> KeyringError:
    return KeyringError(
        "The keyring's entry for this profile cannot be read: another program changed it, or a part is missing.",
        hint="Enter the profile's keys again.",
    )


def _parts_of(keyring_id: str, head: str | None) -> list[str]:
    if head is None or '"parts"' not in head:
        return []
    try:
        entry = json.loads(head)
        return [f"{keyring_id}#{entry['mark']}.{number}" for number in range(int(entry["parts"]))]
    except (ValueError, KeyError, TypeError):
        return []


def _delete_all(backend: "KeyringBackend", names: list[str], *, quiet: bool = False) -> None:
    for name in names:
        try:
            if backend.get_password(SERVICE, name) is not None:
                backend.delete_password(SERVICE, name)
        except Exception:
            if not quiet:
                raise


def _kind(backend: object) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _is_none(backend: object) -> bool:
    return ".fail." in _kind(backend)


def _first(backend: "KeyringBackend") -> "KeyringBackend":
    chained = getattr(backend, "backends", None)
    return chained[0] if "chainer" in _kind(backend) and chained else backend


def _limit_of(backend: "KeyringBackend") -> int | None:
    return WINDOWS_LIMIT if ".Windows." in _kind(_first(backend)) else None


def _refusal(backend: "KeyringBackend") -> tuple[str, str] | None:
    kind = _kind(_first(backend))
    if _is_none(_first(backend)):
        return keyring_words.no_backend()
    if ".null." in kind:
        return "the keyring that is set up keeps nothing.", keyring_words.KEEP_IN_MEMORY
    if "plaintext" in kind.lower():
        way = "Set another keyring up (keyring's PYTHON_KEYRING_BACKEND)."
        return "it would write the keys to disk in clear text.", f"{way} {keyring_words.KEEP_IN_MEMORY}"
    return None


def _state(backend: "KeyringBackend") -> StoreState:
    first = _first(backend)
    label = _LABELS.get(type(first).__module__.rpartition(".")[2], type(first).__module__)
    refusal = _refusal(backend)
    if refusal:
        return StoreState(label, usable=False, reason=_sentence(refusal[0]), hint=refusal[1])
    if ".SecretService." in _kind(first) and _is_locked():
        return StoreState(label, usable=False, reason="The keyring is locked.", hint="Unlock it.", locked=True)
    return StoreState(label, usable=True)


_LABELS = {
    "SecretService": "Secret Service",
    "Windows": "Windows Credential Manager",
    "macOS": "macOS Keychain",
    "kwallet": "KWallet",
    "libsecret": "libsecret",
    "fail": "No keyring",
    "null": "Null keyring",
}


def _is_locked() -> bool:
    """Whether the Secret Service's default collection is locked; looks only, so no prompt appears."""
    import secretstorage

    connection = secretstorage.dbus_init()
    try:
        return bool(secretstorage.Collection(connection).is_locked())
    except secretstorage.ItemNotFoundException:
        return False  # no collection yet: the service makes one at the first write
    finally:
        connection.close()


def _sentence(text: str) -> str:
    shown = text.rpartition(": ")[2]
    return shown[:1].upper() + shown[1:]
