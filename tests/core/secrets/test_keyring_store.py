"""The keyring's store against backends that fail in every known way; the real one is in test_secret_service.py."""

import json
import sys
from types import SimpleNamespace

import keyring.errors
import pytest
from keyring.backend import KeyringBackend

from explorer.core.errors import KeyringError
from explorer.core.models.credential import Credential
from explorer.core.secrets.keyring_store import SERVICE, WINDOWS_LIMIT, KeyringStore
from explorer.core.secrets.memory_store import MemoryStore

PAIR = Credential("AKIDexample", "the-secret-key")
LONG = Credential("AKIDexample", "the-secret-key", "t0ken/" * 900 + "末")


class Shelf(KeyringBackend):
    """A backend in memory that can be told to fail."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, str] = {}
        self.error: BaseException | None = None
        self.fail_at = 0
        self.writes = 0

    def _maybe_fail(self) -> None:
        if self.error is not None:
            raise self.error

    def get_password(self, service: str, username: str) -> str | None:
        assert service == SERVICE
        self._maybe_fail()
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._maybe_fail()
        self.writes += 1
        if self.writes == self.fail_at:
            raise keyring.errors.PasswordSetError(f"no room for {password}")
        self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._maybe_fail()
        if username not in self.kept:
            raise keyring.errors.PasswordDeleteError("No such password!")
        del self.kept[username]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def test_one_entry_holds_one_profile(shelf: Shelf) -> None:
    store = KeyringStore(shelf)
    assert store.get("id") is None
    store.set("id", PAIR)
    assert list(shelf.kept) == ["id"]
    assert json.loads(shelf.kept["id"]) == {"secret_id": "AKIDexample", "secret_key": "the-secret-key", "token": ""}
    assert store.get("id") == PAIR
    store.set("id", LONG)
    assert store.get("id") == LONG
    store.delete("id")
    store.delete("id")
    assert shelf.kept == {}


@pytest.mark.parametrize("limit", [1, 100, WINDOWS_LIMIT])
def test_a_long_credential_is_split_and_leaves_nothing_behind(shelf: Shelf, limit: int) -> None:
    short = Credential("i", "k", "t" * limit)
    store = KeyringStore(shelf, limit=max(limit, 60))
    for credential in (LONG, short, PAIR, LONG):
        store.set("id", credential)
        assert store.get("id") == credential
        assert all(len(text) <= max(limit, 60) for text in shelf.kept.values())
        assert all(text.isascii() for text in shelf.kept.values()), "a character must not take two places on Windows"
    store.set("id", Credential("i", "k"))
    assert list(shelf.kept) == ["id"]
    store.set("id", LONG)
    store.delete("id")
    assert shelf.kept == {}


@pytest.mark.parametrize("fail_at", [1, 2, 3, 4, 5])
def test_a_failing_write_keeps_the_old_credential_whole(shelf: Shelf, fail_at: int) -> None:
    store = KeyringStore(shelf, limit=WINDOWS_LIMIT)
    store.set("id", Credential("old", "old", "o" * 3000))
    before = dict(shelf.kept)
    shelf.writes, shelf.fail_at = 0, fail_at
    with pytest.raises(KeyringError):
        store.set("id", LONG)
    assert shelf.kept == before


def test_windows_is_split_without_being_asked(shelf: Shelf) -> None:
    windows = type("WinVaultKeyring", (Shelf,), {"__module__": "keyring.backends.Windows"})()
    store = KeyringStore(windows)
    store.set("id", LONG)
    assert max(len(text) for text in windows.kept.values()) <= WINDOWS_LIMIT
    assert store.get("id") == LONG
    assert store.check().backend == "Windows Credential Manager"


def _made(name: str, module: str, *args: object, base: type[BaseException] = Exception) -> BaseException:
    return type(name, (base,), {"__module__": module})(*args)


SECRET = PAIR.secret_key
FAILURES = [
    (keyring.errors.NoKeyringError(SECRET), "this session has no keyring"),
    (keyring.errors.KeyringLocked(SECRET), "the keyring is locked"),
    (keyring.errors.InitError(f"Failed to create the collection: Prompt dismissed.. {SECRET}"), "prompt was dismissed"),
    (keyring.errors.InitError(SECRET), "could not be opened"),
    (keyring.errors.PasswordSetError("Can't store password on keychain: (-128, 'Unknown Error')"), "denied"),
    (keyring.errors.PasswordSetError(SECRET), "the keyring refused"),
    (_made("DBusErrorResponse", "jeepney.wrappers", SECRET), "D-Bus connection failed"),
    (_made("SecretServiceNotAvailableException", "secretstorage.exceptions", SECRET), "D-Bus connection failed"),
    (ConnectionResetError(SECRET), "D-Bus connection failed"),
    (EOFError(), "D-Bus connection failed"),
    (_made("error", "pywintypes", 1783, "CredWrite", "The stub received bad data"), "longer than Windows"),
    (_made("error", "pywintypes", 5, "CredWrite", "Access is denied"), "Windows Credential Manager refused"),
    (NotImplementedError(), "no keyring on this machine"),
    (RuntimeError(SECRET), "the keyring failed (RuntimeError)"),
    (AttributeError(SECRET), "the keyring failed (AttributeError)"),
]


@pytest.mark.parametrize(("error", "words"), FAILURES, ids=lambda value: str(value)[:30].replace(SECRET, "…"))
def test_every_failure_is_worded_and_shows_no_secret(shelf: Shelf, error: BaseException, words: str) -> None:
    store = KeyringStore(shelf)
    shelf.error = error
    for action in (lambda: store.get("id"), lambda: store.set("id", PAIR), lambda: store.delete("id")):
        with pytest.raises(KeyringError) as caught:
            action()
        assert words in caught.value.message
        assert caught.value.hint
        assert SECRET not in str(caught.value)
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__


def test_an_interruption_is_no_keyring_error(shelf: Shelf) -> None:
    shelf.error = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        KeyringStore(shelf).get("id")


@pytest.mark.parametrize("text", ["", "plain", "[]", "{}", '{"secret_id": "x"}', '{"parts": 2, "mark": "00"}', "null"])
def test_a_foreign_entry_is_told(shelf: Shelf, text: str) -> None:
    shelf.kept["id"] = text
    with pytest.raises(KeyringError, match="cannot be read"):
        KeyringStore(shelf).get("id")


@pytest.mark.parametrize(
    ("module", "name", "words"),
    [
        ("keyring.backends.fail", "Keyring", "no keyring"),
        ("keyring.backends.null", "Keyring", "keeps nothing"),
        ("keyrings.alt.file", "PlaintextKeyring", "clear text"),
    ],
)
def test_a_backend_that_keeps_nothing_or_keeps_it_openly_is_refused(module: str, name: str, words: str) -> None:
    backend = type(name, (Shelf,), {"__module__": module})()
    store = KeyringStore(backend)
    state = store.check()
    assert not state.usable
    assert words in state.reason.lower()
    with pytest.raises(KeyringError, match=words):
        store.set("id", PAIR)
    assert backend.kept == {}


def test_a_chain_is_judged_by_the_backend_that_would_be_written() -> None:
    plain = type("PlaintextKeyring", (Shelf,), {"__module__": "keyrings.alt.file"})()
    chain = type("ChainerBackend", (Shelf,), {"__module__": "keyring.backends.chainer"})()
    chain.backends = [plain, Shelf()]
    assert "clear text" in KeyringStore(chain).check().reason
    chain.backends = [Shelf(), plain]
    assert KeyringStore(chain).check().usable


def test_a_backend_that_forgets_is_noticed(shelf: Shelf) -> None:
    forgetful = SimpleNamespace(
        get_password=lambda *_: None, set_password=lambda *_: None, delete_password=lambda *_: None
    )
    with pytest.raises(KeyringError, match="did not keep it"):
        KeyringStore(forgetful).set("id", PAIR)  # type: ignore[arg-type]


def test_checking_writes_nothing_and_never_raises(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    state = KeyringStore(shelf).check()
    assert state.usable
    assert shelf.writes == 0

    def broken() -> KeyringBackend:
        raise ImportError("no such backend")

    monkeypatch.setattr(keyring, "get_keyring", broken)
    state = KeyringStore().check()
    assert not state.usable
    assert state.reason
    assert state.hint


def test_the_memory_store_keeps_and_hides() -> None:
    store = MemoryStore()
    store.set("id", PAIR)
    assert store.get("id") == PAIR
    assert SECRET not in repr(store)
    assert store.check().usable
    store.delete("id")
    store.delete("id")
    assert store.get("id") is None


def test_keyring_is_imported_at_its_first_use_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "keyring"]:
        monkeypatch.delitem(sys.modules, name)
    KeyringStore()
    assert "keyring" not in sys.modules
