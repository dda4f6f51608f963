"""Profiles: names and labels on disk, secrets nowhere but in their store."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.errors import CredentialError, KeyringError, StorageError, UsageError
from explorer.core.models.credential import Credential
from explorer.core.models.profile import Profile, Residence
from explorer.core.secrets.memory_store import MemoryStore
from explorer.core.storage.paths import AppPaths
from explorer.core.storage.profiles import ProfileBook

PAIR = Credential("AKIDprofile0001", "profile-secret-0001", "profile-token-0001")
OTHER = Credential("AKIDprofile0002", "profile-secret-0002")


class FailingStore(MemoryStore):
    """A keyring that is locked."""

    locked = True

    def set(self, keyring_id: str, credential: Credential) -> None:
        if self.locked:
            raise KeyringError("locked")
        super().set(keyring_id, credential)

    def delete(self, keyring_id: str) -> None:
        if self.locked:
            raise KeyringError("locked")
        super().delete(keyring_id)


@pytest.fixture
def paths(tmp_path: Path) -> AppPaths:
    return AppPaths.below(tmp_path / "app")


@pytest.fixture
def keyring() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def book(paths: AppPaths, keyring: MemoryStore) -> ProfileBook:
    return ProfileBook(paths, keyring, MemoryStore())


def _assert_no_secret(root: Path) -> None:
    for path in root.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert b"AKIDprofile" not in data, path
            assert b"profile-secret" not in data, path
            assert b"profile-token" not in data, path


def test_nothing_secret_reaches_the_disk_through_any_operation(
    book: ProfileBook, paths: AppPaths, keyring: MemoryStore, tmp_path: Path
) -> None:
    book.add("work", PAIR, region="ap-guangzhou", label="team A", read_only=True)
    book.add("this run", OTHER, residence=Residence.MEMORY)
    book.rename("work", "night")
    book.update("night", region="ap-singapore", label="", read_only=False, credential=OTHER)
    book.set_default("night")
    assert book.credential("night") == OTHER
    assert book.credential("THIS RUN") == OTHER
    text = paths.profiles_file.read_text(encoding="utf-8")
    assert "this run" not in text
    assert {part.split(" = ")[0] for part in text.splitlines() if " = " in part} == {
        "default", "name", "keyring_id", "region",
    }  # fmt: skip
    _assert_no_secret(tmp_path)
    book.remove("night")
    book.remove("this run")
    assert book.list() == ()
    assert keyring.get(text.split('keyring_id = "')[1][:16]) is None
    _assert_no_secret(tmp_path)


def test_profiles_survive_a_restart_and_this_runs_do_not(
    book: ProfileBook, paths: AppPaths, keyring: MemoryStore
) -> None:
    kept = book.add('集群 "a" \\ b', PAIR, region="ap-x", label="l'abel", read_only=True)
    book.add("mine", OTHER, residence=Residence.PRACTICE)
    again = ProfileBook(paths, keyring, MemoryStore())
    assert again.list() == (kept,)
    assert again.credential(kept.name) == PAIR
    assert paths.profiles_file.stat().st_mode & 0o077 == 0


def test_renaming_moves_no_secret_and_keeps_place_and_default(book: ProfileBook) -> None:
    first = book.add("one", PAIR)
    book.add("two", OTHER)
    book.set_default("one")
    renamed = book.rename("one", "ONE")
    assert renamed.keyring_id == first.keyring_id
    assert [profile.name for profile in book.list()] == ["ONE", "two"]
    assert book.default() == renamed
    book.remove("ONE")
    assert book.default() == book.get("two"), "the only profile left is the default"


def test_blanks_around_keys_are_taken_off(book: ProfileBook) -> None:
    book.add("a", Credential(" AKID\n", "\tkey ", ""))
    assert book.credential("a") == Credential("AKID", "key")


@pytest.mark.parametrize("credential", [Credential("", "k"), Credential("i", "  "), Credential("", "")])
def test_half_a_key_pair_is_refused(book: ProfileBook, credential: Credential) -> None:
    with pytest.raises(UsageError, match="SecretId and a SecretKey"):
        book.add("a", credential)
    assert book.list() == ()


@pytest.mark.parametrize("name", ["", "  ", "a\x00b", "x" * 81, "\u202eevil"])
def test_unusable_names_are_refused(book: ProfileBook, name: str) -> None:
    with pytest.raises(UsageError, match="printable"):
        book.add(name, PAIR)


def test_names_are_unique_over_all_residences(book: ProfileBook) -> None:
    book.add("Work", PAIR)
    with pytest.raises(UsageError, match="`Work` already"):
        book.add("work", OTHER, residence=Residence.MEMORY)
    book.add("b", OTHER, residence=Residence.MEMORY)
    with pytest.raises(UsageError, match="`b` already"):
        book.rename("work", "B")


def test_an_unknown_profile_names_those_that_exist(book: ProfileBook) -> None:
    with pytest.raises(UsageError, match="none yet"):
        book.get("x")
    book.add("work", PAIR)
    with pytest.raises(UsageError, match="Profiles: work"):
        book.credential("x")


def test_a_locked_keyring_leaves_no_half_profile(paths: AppPaths) -> None:
    locked = FailingStore()
    book = ProfileBook(paths, locked, MemoryStore())
    with pytest.raises(KeyringError):
        book.add("work", PAIR)
    assert book.list() == ()
    assert not paths.profiles_file.exists()
    book.add("work", PAIR, residence=Residence.MEMORY)
    assert book.credential("work") == PAIR


def test_removing_with_a_locked_keyring_needs_a_word(paths: AppPaths) -> None:
    store = FailingStore()
    store.locked = False
    book = ProfileBook(paths, store, MemoryStore())
    book.add("work", PAIR)
    store.locked = True
    with pytest.raises(KeyringError):
        book.remove("work")
    assert len(book.list()) == 1
    book.remove("work", forget_secret=True)
    assert book.list() == ()


def test_a_disk_that_fails_takes_the_secret_back(paths: AppPaths, keyring: MemoryStore) -> None:
    paths.config.parent.mkdir(parents=True)
    paths.config.write_text("a file where a folder should be", encoding="utf-8")
    book = ProfileBook(paths, keyring, MemoryStore())
    with pytest.raises(StorageError, match="profiles"):
        book.add("work", PAIR)
    assert "0 credentials" in repr(keyring)


def test_a_lost_secret_is_told(book: ProfileBook, keyring: MemoryStore) -> None:
    profile = book.add("work", PAIR)
    keyring.delete(profile.keyring_id)
    with pytest.raises(CredentialError, match="no keys for the profile `work`"):
        book.credential("work")


@pytest.mark.parametrize(
    "text", ["[[profile]", "profile = 3", "[[profile]]\nname = 'a'", "[[profile]]\nname = 1\nkeyring_id = 'x'", "\x00"]
)
def test_a_damaged_file_is_kept_aside_and_told_once(book: ProfileBook, paths: AppPaths, text: str) -> None:
    paths.config.mkdir(parents=True)
    paths.profiles_file.write_text(text, encoding="utf-8")
    assert book.list() == ()
    assert book.list() == ()
    assert len(book.notices) == 1
    assert "profiles.toml.damaged-1" in book.notices[0]
    assert (paths.config / "profiles.toml.damaged-1").read_text(encoding="utf-8") == text
    book.add("work", PAIR)
    assert len(book.list()) == 1


def test_two_programs_do_not_undo_each_other(book: ProfileBook, paths: AppPaths, keyring: MemoryStore) -> None:
    other = ProfileBook(paths, keyring, MemoryStore())
    book.add("one", PAIR)
    other.add("two", OTHER)
    book.rename("one", "first")
    assert [profile.name for profile in other.list()] == ["first", "two"]


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=30), st.text(max_size=30))
def test_any_printable_name_and_label_come_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, label: str
) -> None:
    paths = AppPaths.below(tmp_path_factory.mktemp("app"))
    store = MemoryStore()
    added = ProfileBook(paths, store, MemoryStore()).add(name, PAIR, label=label)
    assert ProfileBook(paths, store, MemoryStore()).list() == (added,)
    assert isinstance(added, Profile)
