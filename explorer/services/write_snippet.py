"""Write a request as a command or a program; curl and raw HTTP are signed with the profile's key on the way."""

import secrets
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.core.models.action import ActionSpec
from explorer.core.models.credential import Credential
from explorer.core.models.request import Request

if TYPE_CHECKING:
    from explorer.core.signing.trace import SignedRequest
    from explorer.core.snippets.subject import Format, Snippet
    from explorer.services.wiring import Services


def write_snippet(
    services: "Services", request: Request, name: str, shell: str, *, spec: ActionSpec | None = None
) -> "Snippet":
    """The snippet of that format; no key is ever in it. ``shell`` is a value of core.snippets.subject.Shell.

    May wait for the keyring. Raises UsageError (also for a changing action with a read-only profile), and
    CredentialError where a signature is asked for and the profile has no key.
    """
    from explorer.core.signing.flat_loss import loss_words
    from explorer.core.snippets.formats import named, write
    from explorer.core.snippets.subject import Shell, Subject

    chosen = named(name)
    request = _with_region(services, request)
    signed = _signed(services, request, chosen, Shell(shell), spec) if chosen.offer.carries_signature else None
    snippet = write(chosen, Subject(request, spec, signed, Shell(shell)))
    # What carries a signature goes out as this program would send it; an SDK goes its own way.
    return replace(snippet, remarks=loss_words(request) if signed is not None and snippet.complete else ())


def _with_region(services: "Services", request: Request) -> Request:
    if request.region or not request.profile:
        return request
    return replace(request, region=services.profiles.get(request.profile).region)


def _signed(
    services: "Services", request: Request, chosen: "Format", shell: str, spec: ActionSpec | None
) -> "SignedRequest | None":
    from explorer.core.signing.prepare import prepare
    from explorer.core.snippets.formats import to_sign
    from explorer.core.snippets.subject import Shell

    unsigned = spec is not None and spec.skip_sign
    credential = Credential("", "") if unsigned else _credential(services, request)
    if credential is None:
        return None
    return prepare(
        to_sign(chosen, request, Shell(shell)),
        credential,
        timestamp=int(time.time()) if request.timestamp is None else request.timestamp,
        nonce=secrets.randbelow(2**31 - 1) + 1,
        spec=spec,
        skip_sign=unsigned,
    )


def _credential(services: "Services", request: Request) -> Credential | None:
    from explorer.services.choose_credential import of_profile
    from explorer.services.send_request import refuse_if_read_only

    if not request.profile:
        return None
    identity = of_profile(services, request.profile)
    if identity.profile is not None:
        # A finished signature is as good as sending.
        refuse_if_read_only(identity.profile, request)
    return identity.credential
