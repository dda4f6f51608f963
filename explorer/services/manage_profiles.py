"""Add, remove and list profiles, and bring in the credentials that the vendor's own tools keep in plain files."""

import configparser
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.core.errors import CredentialError, ImportFormatError
from explorer.core.models.credential import Credential
from explorer.core.models.profile import Profile, Residence

if TYPE_CHECKING:
    from explorer.services.wiring import Services

# Blanks around a SecretId are the classic cause of AuthFailure.SecretIdNotFound.
_BLANKS = " \t\r\n"


@dataclass(frozen=True, slots=True)
class FoundCredential:
    """One credential in a vendor file. ``name`` is the profile name it asks for; ``warning`` may say it is expired."""

    name: str
    source: Path
    credential: Credential
    region: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What was found, and what could not be read, in words that quote no line of a file."""

    found: list[FoundCredential] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def list_profiles(services: "Services") -> tuple[Profile, ...]:
    """Every profile, without its credential; asks no keyring."""
    return tuple(services.profiles.list())


def add_profile(
    services: "Services",
    name: str,
    credential: Credential,
    *,
    region: str = "",
    label: str = "",
    read_only: bool = False,
    residence: Residence = Residence.KEYRING,
) -> Profile:
    """Keep a credential under a name. Raises CredentialError for an unusable one, KeyringError without a keyring."""
    return services.profiles.add(
        name.strip(), clean(credential), region=region, label=label, read_only=read_only, residence=residence
    )


def remove_profile(services: "Services", name: str) -> None:
    """Forget a profile and its credential. Raises UsageError for an unknown name, KeyringError."""
    services.profiles.remove(name)


def clean(credential: Credential) -> Credential:
    """The credential without blanks around its parts. Raises CredentialError when a part is missing or unsendable."""
    parts = [part.strip(_BLANKS) for part in (credential.secret_id, credential.secret_key, credential.token)]
    for title, part in zip(("SecretId", "SecretKey", "token"), parts, strict=True):
        if not part and title != "token":
            raise CredentialError(f"The {title} is empty.", hint="Copy it from the console's API key page.")
        if not part.isascii() or (part and not part.isprintable()):
            raise CredentialError(f"The {title} holds a character that no key has.", hint="Copy it again.")
    return Credential(*parts)


def find_vendor_credentials(home: Path, now: float | None = None) -> ImportReport:
    """Credentials in ``~/.tencentcloud/credentials`` (INI) and ``~/.tccli/*.credential`` (JSON) under ``home``.

    A file that cannot be read is a problem of the report; a file that holds no key pair is passed over.
    """
    moment = time.time() if now is None else now
    ini, folder = home / ".tencentcloud" / "credentials", home / ".tccli"
    report = ImportReport()
    for path in [ini] * ini.is_file() + sorted(folder.glob("*.credential")):
        try:
            report.found.extend(_from_ini(path) if path == ini else _from_tccli(path, moment))
        except ImportFormatError as error:
            report.problems.append(str(error))
    return report


def import_profiles(services: "Services", home: Path) -> ImportReport:
    """Put every found credential into the keyring under its name, replacing none. ``found`` are those added."""
    known = {profile.name.casefold() for profile in services.profiles.list()}
    report = find_vendor_credentials(home)
    added = []
    for found in report.found:
        if found.name.casefold() in known:
            report.problems.append(f"{found.source}: a profile named {found.name!r} exists already and was kept.")
            continue
        add_profile(services, found.name, found.credential, region=found.region, label=f"from {found.source.name}")
        known.add(found.name.casefold())
        added.append(found)
    report.found[:] = added
    return report


def _from_ini(path: Path) -> Iterator[FoundCredential]:
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, configparser.Error) as error:
        # The parser's own message quotes the line, which may hold a key.
        raise ImportFormatError(f"{path} cannot be read ({type(error).__name__}).") from None
    for section in parser.sections():
        pair = Credential(
            parser.get(section, "secret_id", fallback=""),
            parser.get(section, "secret_key", fallback=""),
            parser.get(section, "token", fallback=""),
        )
        if pair.secret_id.strip() and pair.secret_key.strip():
            yield FoundCredential(section, path, pair)


def _from_tccli(path: Path, now: float) -> Iterator[FoundCredential]:
    data = _json_object(path)
    parts = [data.get(key) or "" for key in ("secretId", "secretKey", "token")]
    if not all(isinstance(part, str) for part in parts) or not parts[0] or not parts[1]:
        return
    expires = data.get("expiresAt")
    expired = isinstance(expires, int | float) and expires <= now
    yield FoundCredential(
        path.stem,
        path,
        Credential(*(str(part) for part in parts)),
        region=_tccli_region(path.with_suffix(".configure")),
        warning="its temporary key has expired" if expired else "",
    )


def _tccli_region(path: Path) -> str:
    try:
        parameters = _json_object(path).get("_sys_param")
    except ImportFormatError:
        return ""
    region = parameters.get("region") if isinstance(parameters, dict) else None
    return region if isinstance(region, str) else ""


def _json_object(path: Path) -> dict[str, object]:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise ImportFormatError(f"{path} cannot be read ({type(error).__name__}).") from None
    if not isinstance(data, dict):
        raise ImportFormatError(f"{path} holds no JSON object.")
    return data
