"""Profiles by name: labels on disk, credentials in the store where each profile lives."""

import secrets
import threading
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from explorer.core.errors import CredentialError, UsageError
from explorer.core.models.credential import Credential
from explorer.core.models.profile import Profile, Residence
from explorer.core.secrets.store import SecretStore, StoreState
from explorer.core.storage import toml_text
from explorer.core.storage.atomic import set_aside, unusable, write_text
from explorer.core.storage.paths import AppPaths

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class _Book:
    profiles: tuple[Profile, ...] = ()
    default: str = ""


class ProfileBook:
    """The profiles of this account and of this run. Every method may wait for disk or keyring: keep off the GUI.

    ``notices`` are sentences to tell the user once (a damaged file that was set aside).
    """

    def __init__(self, paths: AppPaths, keyring: SecretStore, memory: SecretStore) -> None:
        self._path = paths.profiles_file
        self._keyring = keyring
        self._memory = memory
        self._transient: list[Profile] = []
        self._lock = threading.RLock()
        self.notices: list[str] = []

    def list(self) -> tuple[Profile, ...]:
        """All profiles: those on disk in their order, then those of this run. Raises StorageError."""
        with self._lock:
            return (*self._read().profiles, *self._transient)

    def get(self, name: str) -> Profile:
        """The profile of that name (any case). Raises UsageError naming those that exist."""
        wanted = name.strip().casefold()
        everyone = self.list()
        for profile in everyone:
            if profile.name.casefold() == wanted:
                return profile
        known = ", ".join(profile.name for profile in everyone) or "none yet"
        raise UsageError(f"There is no profile `{name}`.", hint=f"Profiles: {known}.")

    def credential(self, name: str) -> Credential:
        """The credential of a profile. Raises UsageError (no such profile), CredentialError or KeyringError."""
        profile = self.get(name)
        found = self._store(profile).get(profile.keyring_id)
        if found is None:
            raise CredentialError(
                f"The keyring holds no keys for the profile `{profile.name}`.", hint="Enter the profile's keys again."
            )
        return found

    def add(
        self,
        name: str,
        credential: Credential,
        *,
        region: str = "",
        label: str = "",
        read_only: bool = False,
        residence: Residence = Residence.KEYRING,
    ) -> Profile:
        """Add a profile; only one of residence KEYRING is written anywhere.

        Raises UsageError (name taken or unusable, half a key pair), KeyringError (nothing is kept), StorageError.
        """
        checked = _complete(credential)
        with self._lock:
            profile = Profile(
                self._free(name), secrets.token_hex(8), region.strip(), label.strip(), read_only, residence
            )
            store = self._store(profile)
            store.set(profile.keyring_id, checked)
            if residence is not Residence.KEYRING:
                self._transient.append(profile)
                return profile
            try:
                book = self._read()
                self._write(replace(book, profiles=(*book.profiles, profile)))
            except BaseException:
                store.delete(profile.keyring_id)
                raise
            return profile

    def update(
        self,
        name: str,
        *,
        region: str | None = None,
        label: str | None = None,
        read_only: bool | None = None,
        credential: Credential | None = None,
    ) -> Profile:
        """Change what is given and keep the rest. Raises UsageError, KeyringError, StorageError."""
        with self._lock:
            old = self.get(name)
            new = replace(
                old,
                region=old.region if region is None else region.strip(),
                label=old.label if label is None else label.strip(),
                read_only=old.read_only if read_only is None else read_only,
            )
            if credential is not None:
                self._store(old).set(old.keyring_id, _complete(credential))
            self._exchange(old, new)
            return new

    def rename(self, old: str, new: str) -> Profile:
        """Give a profile another name; its secret stays where it is. Raises UsageError, StorageError."""
        with self._lock:
            profile = self.get(old)
            renamed = replace(profile, name=self._free(new, besides=profile))
            self._exchange(profile, renamed)
            return renamed

    def remove(self, name: str, *, forget_secret: bool = False) -> None:
        """Remove a profile and its secret. Raises UsageError, StorageError, KeyringError (then nothing is removed).

        ``forget_secret`` removes the profile even when the keyring fails; its entry may then stay in the keyring.
        """
        with self._lock:
            profile = self.get(name)
            try:
                self._store(profile).delete(profile.keyring_id)
            except CredentialError:
                if not forget_secret:
                    raise
            self._exchange(profile, None)

    def default(self) -> Profile | None:
        """The profile to take when none is named: the chosen one, or the only one. Raises StorageError."""
        with self._lock:
            book = self._read()
        chosen = [profile for profile in book.profiles if profile.name == book.default]
        if chosen:
            return chosen[0]
        return book.profiles[0] if len(book.profiles) == 1 else None

    def set_default(self, name: str) -> None:
        """Choose the default profile. Raises UsageError (unknown, or of this run only), StorageError."""
        with self._lock:
            profile = self.get(name)
            if profile.residence is not Residence.KEYRING:
                raise UsageError(f"The profile `{profile.name}` ends with this run, so it cannot be the default.")
            self._write(replace(self._read(), default=profile.name))

    def keyring_state(self) -> StoreState:
        """Whether new profiles can live in the keyring; never asks its user to unlock anything."""
        return self._keyring.check()

    def _store(self, profile: Profile) -> SecretStore:
        return self._keyring if profile.residence is Residence.KEYRING else self._memory

    def _free(self, name: str, besides: Profile | None = None) -> str:
        cleaned = " ".join(name.split())
        if not cleaned or len(cleaned) > _LONGEST_NAME or not cleaned.isprintable():
            raise UsageError(f"A profile's name has 1 to {_LONGEST_NAME} printable characters.")
        for profile in self.list():
            if profile != besides and profile.name.casefold() == cleaned.casefold():
                raise UsageError(f"There is a profile `{profile.name}` already.", hint="Choose another name.")
        return cleaned

    def _exchange(self, old: Profile, new: Profile | None) -> None:
        kept = [] if new is None else [new]
        if old.residence is not Residence.KEYRING:
            place = self._transient.index(old)
            self._transient[place : place + 1] = kept
            return
        book = self._read()
        place = [profile.keyring_id for profile in book.profiles].index(old.keyring_id)
        default = book.default if book.default != old.name else (new.name if new else "")
        self._write(_Book((*book.profiles[:place], *kept, *book.profiles[place + 1 :]), default))

    def _read(self) -> _Book:
        try:
            data = tomllib.loads(self._path.read_bytes().decode("utf-8-sig"))
            return _Book(tuple(map(_profile, data.get("profile", ()))), str(data.get("default", "")))
        except FileNotFoundError:
            return _Book()
        except OSError as error:
            raise unusable(self._path, "read", error) from error
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            return self._start_again(str(error))

    def _start_again(self, reason: str) -> _Book:
        aside = set_aside(self._path)
        self.notices.append(
            f"The list of profiles was damaged ({reason}) and was kept as {aside}. The keys are still in the keyring: "
            "repair that file and put it back, or add the profiles again."
        )
        return _Book()

    def _write(self, book: _Book) -> None:
        head = toml_text.table([("default", book.default)] if book.default else [])
        tables = "".join(f"\n[[profile]]\n{toml_text.table(_pairs(profile))}" for profile in book.profiles)
        write_text(self._path, (head + tables).lstrip("\n"), private=True)


def _complete(credential: Credential) -> Credential:
    stripped = Credential(credential.secret_id.strip(), credential.secret_key.strip(), credential.token.strip())
    if not stripped.secret_id or not stripped.secret_key:
        raise UsageError("A profile needs a SecretId and a SecretKey.", hint="Both are on the console's API key page.")
    return stripped


def _pairs(profile: Profile) -> list[tuple[str, toml_text.Value]]:
    pairs: list[tuple[str, toml_text.Value]] = [("name", profile.name), ("keyring_id", profile.keyring_id)]
    pairs += [(key, text) for key, text in (("region", profile.region), ("label", profile.label)) if text]
    return [*pairs, ("read_only", True)] if profile.read_only else pairs


def _profile(table: Mapping[str, Any]) -> Profile:
    name, keyring_id = table["name"], table["keyring_id"]
    if not (isinstance(name, str) and isinstance(keyring_id, str) and name and keyring_id):
        raise ValueError("a profile without a name or an id")
    return Profile(
        name, keyring_id, str(table.get("region", "")), str(table.get("label", "")), table.get("read_only") is True
    )
