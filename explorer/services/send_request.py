"""Send one request: find its key, refuse what its profile forbids, send it, and remember the exchange."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.core.errors import CredentialError, StorageError, UnknownActionError, UsageError
from explorer.core.models.action import ActionRef, ActionSpec
from explorer.core.models.credential import Credential
from explorer.core.models.exchange import Exchange
from explorer.core.models.profile import Profile
from explorer.core.models.request import Request

if TYPE_CHECKING:
    from explorer.core.http.client import ApiClient
    from explorer.services.wiring import Services


def new_client(services: "Services") -> "ApiClient":
    """A client that goes the way that the settings name: their proxy, and their file of trusted authorities."""
    from explorer.core.http.client import ApiClient

    settings = services.settings
    return ApiClient(verify=settings.ca_file or True, proxy=settings.proxy)


async def send(
    services: "Services",
    client: "ApiClient",
    request: Request,
    *,
    credential: Credential | None = None,
    on_progress: Callable[[int, int | None], None] | None = None,
    keep: bool = True,
) -> Exchange:
    """Send and remember. Without ``credential`` the request's profile gives it, and the region if it names none.

    Without ``keep`` the caller calls ``remember`` itself, when the answer has been shown.
    Network trouble is in ``Exchange.failure``. Raises CredentialError, and UsageError for a changing action with a
    read-only profile. Cancelling the task cancels the request.
    """
    signer, request, spec = await asyncio.to_thread(_resolve, services, request, credential)
    exchange = await client.send(request, signer, spec=spec, on_progress=on_progress)
    if keep:
        await asyncio.to_thread(remember, services, exchange, spec)
    return exchange


def remember(services: "Services", exchange: Exchange, spec: ActionSpec | None) -> None:
    """Put an exchange into the history; waits for the disk."""
    # A full or read-only disk must not cost the engineer the answer.
    with suppress(StorageError):
        services.history.add(exchange, spec)


def spec_of(services: "Services", ref: ActionRef) -> ActionSpec | None:
    """The action's spec, or None for one that the catalogue does not know (it can be sent all the same)."""
    try:
        return services.catalog.spec(ref)
    except UnknownActionError:
        return None


def refuse_if_read_only(profile: Profile, request: Request) -> None:
    """Raise UsageError when the profile is read-only and the action may change something."""
    from explorer.core.form.guard import is_reading

    if profile.read_only and not is_reading(request.action.name):
        raise UsageError(
            f"The profile {profile.name!r} is read-only, and {request.action.name} may change something.",
            hint="Choose another profile, or allow changes in its settings.",
        )


def _resolve(
    services: "Services", request: Request, given: Credential | None
) -> tuple[Credential, Request, ActionSpec | None]:
    credential, request = _identify(services, request, given)
    return credential, request, spec_of(services, request.action)


def _identify(services: "Services", request: Request, given: Credential | None) -> tuple[Credential, Request]:
    from explorer.services.choose_credential import of_profile

    if given is not None:
        if request.profile:
            refuse_if_read_only(services.profiles.get(request.profile), request)
        return given, request
    if not request.profile:
        raise CredentialError("No profile is chosen.", hint="Choose a profile, or start with the practice profile.")
    identity = of_profile(services, request.profile)
    if identity.profile is not None:
        refuse_if_read_only(identity.profile, request)
        request = replace(request, region=request.region or identity.profile.region)
    return identity.credential, request
