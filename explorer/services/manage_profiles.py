"""Add, remove and list profiles, and bring in the credentials that the vendor's own tools keep in plain files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.core.errors import CredentialError, ImportFormatError
from explorer.core.models.credential import Credential
from explorer.core.models.profile import Profile, Residence

if TYPE_CHECKING:
    from explorer.core.secrets.credential_files import FoundCredential
    from explorer.services.wiring import Services

# Blanks around a SecretId are the classic cause of AuthFailure.SecretIdNotFound.
_BLANKS = " \t\r\n"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What was found, and what could not be read, in words that quote no line of a file."""

    found: "list[FoundCredential]" = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def list_profiles(services: "Services") -> tuple[Profile, ...]:
    """Every profile, without its credential; asks no keyring."""
    return tuple(services.profiles.list())


def default_profile(services: "Services") -> str:
    """The name of the profile that is taken when none is named; empty if there is none."""
    found = services.profiles.default()
    return found.name if found is not None else ""


def choose_default(services: "Services", name: str) -> Profile:
    """Take this profile when none is named. Raises UsageError: unknown, or of this run only."""
    services.profiles.set_default(name)
    return services.profiles.get(name)


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


def find_vendor_credentials(
    home: Path, environ: Mapping[str, str] | None = None, *, now: datetime | None = None
) -> ImportReport:
    """Credentials where the vendor's tools keep them in plain files: below ``home``, and where ``environ`` says.

    A file that cannot be read, or that holds no key pair, is a problem of the report.
    """
    from explorer.core.secrets.credential_files import read, usual_places

    report = ImportReport()
    for path in usual_places(environ or {}, home):
        try:
            found = read([path], now=now)
        except ImportFormatError as error:
            report.problems.append(str(error))
            continue
        report.found.extend(item for item in found if item.credential is not None)
        report.problems.extend(f"{path}: {item.name}: {item.warning}" for item in found if item.credential is None)
    return report


def import_profiles(services: "Services", home: Path, environ: Mapping[str, str] | None = None) -> ImportReport:
    """Put every found credential into the keyring under its name, replacing none. ``found`` are those added."""
    known = {profile.name.casefold() for profile in services.profiles.list()}
    report = find_vendor_credentials(home, environ)
    added = []
    for found in report.found:
        if found.credential is None:
            continue
        if found.name.casefold() in known:
            report.problems.append(f"{found.path}: a profile named {found.name!r} exists already and was kept.")
            continue
        try:
            add_profile(services, found.name, found.credential, region=found.region, label=f"from {found.path.name}")
        except CredentialError as error:
            report.problems.append(f"{found.path}: {found.name}: {error}")
            continue
        known.add(found.name.casefold())
        added.append(found)
    report.found[:] = added
    return report
