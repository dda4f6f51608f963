"""Where a request goes: the service's own host, or the one the engineer names."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from explorer.core.errors import UsageError
from explorer.core.models.request import Request

_DEFAULT_DOMAIN = "intl.tencentcloudapi.com"
_HOST = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9](?:[A-Za-z0-9_.-]*))(?::\d{1,5})?\Z")


def default_host(service: str) -> str:
    """The international host of a service: ``mqtt.intl.tencentcloudapi.com``."""
    return f"{service}.{_DEFAULT_DOMAIN}"


def endpoint_url(request: Request) -> str:
    """Scheme, host and port of a request, without a closing slash; a bare host means https.

    Raises UsageError for an endpoint that is no host and no http(s) URL, or that carries a path or a password.
    """
    return _url(request.endpoint.strip() or default_host(request.action.service))


@lru_cache(maxsize=64)
def _url(text: str) -> str:
    scheme, marker, rest = text.partition("://")
    if not marker:
        scheme, rest = "https", text
    if scheme.lower() not in {"http", "https"}:
        raise UsageError(
            f"The endpoint {text!r} is neither http nor https.", hint="Write https://HOST, or a host alone."
        )
    return f"{scheme.lower()}://{_host(rest.removesuffix('/'), text)}"


def _host(host: str, text: str) -> str:
    if "@" in host:
        raise UsageError("The endpoint carries a user name or password.", hint="Write the host alone.")
    if re.search(r"[/?#]", host):
        raise UsageError(
            f"The endpoint {text!r} carries a path; every API call goes to '/'.", hint="Write the host alone."
        )
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
        port = urlsplit(f"//{host}").port
    except ValueError:
        port = -1
    if not _HOST.match(host) or port == -1:
        raise UsageError(
            f"The endpoint {text!r} is not a host name.",
            hint="An example: mqtt.intl.tencentcloudapi.com or http://127.0.0.1:8080.",
        )
    return host
