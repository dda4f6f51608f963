"""Where a client is pointed at: the parts of the request's own endpoint."""

from typing import NamedTuple

from explorer.core.models.request import Request
from explorer.core.signing.endpoint import default_host, endpoint_url


class Target(NamedTuple):
    """``host`` carries the port. ``own`` says that the request names an endpoint; without, a client knows its own."""

    scheme: str
    host: str
    own: bool

    @property
    def url(self) -> str:
        """Scheme and host."""
        return f"{self.scheme}://{self.host}"


def target_of(request: Request) -> Target:
    """Raises UsageError for an endpoint that is none."""
    scheme, _, host = endpoint_url(request).partition("://")
    return Target(scheme, host, bool(request.endpoint.strip()) and host != default_host(request.action.service))


def scope_remark(request: Request, target: Target, client: str) -> list[str]:
    """A remark where a client that signs for the endpoint's first label would sign for another service."""
    if target.host.split(".")[0] == request.action.service:
        return []
    return [f"{client} signs for the service that the endpoint begins with, so this endpoint refuses its signature."]
