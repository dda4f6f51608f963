"""Whose key signs a request: a profile's, the environment's, or the default profile's, in that order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.core.errors import CredentialError
from explorer.core.models.credential import Credential
from explorer.core.models.profile import Profile, Residence

if TYPE_CHECKING:
    from explorer.services.wiring import Services

DEFAULT_REGION = "ap-guangzhou"

# A header cannot carry them at its ends.
_BLANKS = " \t"

_ID, _KEY, _TOKEN = "TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_TOKEN"


@dataclass(frozen=True, slots=True)
class Identity:
    """A credential and where it came from. ``profile`` is None when it is the environment's."""

    credential: Credential
    profile: Profile | None = None


def choose(services: "Services", name: str, environ: Mapping[str, str]) -> Identity:
    """The identity for a call of the command line. Raises CredentialError naming what is missing."""
    if name:
        return of_profile(services, name)
    found = from_environment(environ)
    if found is not None:
        return Identity(found)
    default = services.profiles.default()
    if default is not None:
        return of_profile(services, default.name)
    raise CredentialError(
        "There is no credential to sign with.",
        hint=f"Name a profile with --profile, set {_ID} and {_KEY}, add a profile "
        "(request-explorer profile add NAME), or practise with `send … --sandbox`.",
    )


def of_profile(services: "Services", name: str) -> Identity:
    """The identity of one profile. May wait for the keyring. Raises UsageError, CredentialError."""
    profile = services.profiles.get(name)
    if profile.residence is Residence.PRACTICE:
        return Identity(services.practice.credential, profile)
    return Identity(services.profiles.credential(name), profile)


def from_environment(environ: Mapping[str, str]) -> Credential | None:
    """The environment's key pair, or None. Raises CredentialError when only one half is set, or cannot be sent."""
    secret_id, secret_key = environ.get(_ID, ""), environ.get(_KEY, "")
    if not secret_id and not secret_key:
        return None
    for variable, value in ((_ID, secret_id), (_KEY, secret_key)):
        if not value:
            raise CredentialError(f"{variable} is not set, but its other half is.", hint="Set both, or neither.")
    for variable, value in ((_ID, secret_id), (_TOKEN, environ.get(_TOKEN, ""))):
        if not value.isprintable() or not value.isascii():
            raise CredentialError(
                f"{variable} holds a character that cannot stand in a header.",
                hint="Copy it again, without a line end.",
            )
    return Credential(secret_id, secret_key, environ.get(_TOKEN, ""))


def choose_region(asked: str | None, profile: Profile | None, environ: Mapping[str, str]) -> str:
    """The region: as asked (an empty one sends none), the profile's, TENCENTCLOUD_REGION, then ap-guangzhou."""
    if asked is not None:
        return asked.strip(_BLANKS)
    given = (profile.region if profile else "", environ.get("TENCENTCLOUD_REGION", ""))
    return next((region for text in given if (region := text.strip(_BLANKS))), DEFAULT_REGION)
