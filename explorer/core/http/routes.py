"""Which connections a request goes over: direct ones, or those through a proxy."""

import ipaddress
import ssl
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies

import httpx

from explorer.core.http.tls import make_context

_LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=20, keepalive_expiry=30.0)


class Routes:
    """One connection pool for each way to go. Used inside one running event loop.

    ``transport`` replaces everything. ``verify`` is as in ApiClient. ``proxy`` is a URL; without it the environment
    says (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY; the system's settings on Windows and macOS), as it is now.
    Raises UsageError for a CA file that cannot be read.
    """

    def __init__(self, *, transport: httpx.AsyncBaseTransport | None, verify: bool | str | Path, proxy: str) -> None:
        # The system's trust store takes up to 0.1 s to prepare, and an http:// endpoint needs none of it.
        self._context = make_context(verify) if verify is not True else None
        self._always = transport
        self._settings = {"all": proxy} if proxy else environment_proxies(getproxies())
        self._ways: dict[tuple[str, bool], httpx.AsyncBaseTransport] = {}

    def to(self, url: httpx.URL) -> httpx.AsyncBaseTransport:
        """The connections to a URL. Raises ImportError, ValueError or httpx.InvalidURL for an unusable proxy."""
        if self._always is not None:
            return self._always
        proxy = proxy_for(url.scheme, url.host, url.port, self._settings)
        with_tls = self._context is not None or "https" in (url.scheme, proxy.partition(":")[0])
        found = self._ways.get((proxy, with_tls))
        if found is None:
            found = self._ways[proxy, with_tls] = self._transport(proxy, with_tls=with_tls)
        return found

    def _transport(self, proxy: str, *, with_tls: bool) -> httpx.AsyncBaseTransport:
        # Neither redirects nor cookies nor the library's own sign-in are wanted, so no client is put on top.
        return httpx.AsyncHTTPTransport(
            verify=self._tls() if with_tls else _no_tls(),
            trust_env=False,
            http2=False,
            proxy=proxy or None,
            limits=_LIMITS,
        )

    def _tls(self) -> ssl.SSLContext:
        if self._context is None:
            self._context = make_context(True)
        return self._context

    async def aclose(self) -> None:
        """Close all connections."""
        transports, self._ways = list(self._ways.values()), {}
        for transport in [*transports, *([self._always] if self._always is not None else [])]:
            await transport.aclose()


def _no_tls() -> ssl.SSLContext:
    """What httpcore asks for and never uses without TLS: empty, so made at once, and trusting nobody."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def environment_proxies(settings: Mapping[str, str]) -> dict[str, str]:
    """The proxy settings by scheme (``http``, ``https``, ``all``) and the exceptions (``no``); a bare host is http."""
    proxies = {name: settings.get(name, "").strip() for name in ("http", "https", "all")}
    proxies = {name: text if "://" in text else f"http://{text}" for name, text in proxies.items() if text}
    return {**proxies, "no": settings.get("no", "")}


def proxy_for(scheme: str, host: str, port: int | None, settings: Mapping[str, str]) -> str:
    """The proxy's URL for a host, or an empty string: this machine itself is always reached directly."""
    proxy = settings.get(scheme) or settings.get("all", "")
    if not proxy or _is_loopback(host):
        return ""
    port = port or {"http": 80, "https": 443}.get(scheme)
    entries = [entry.strip() for entry in settings.get("no", "").split(",")]
    return "" if any(_is_excepted(entry.lower(), host.lower(), port) for entry in entries if entry) else proxy


def _is_loopback(host: str) -> bool:
    address = _address(host)
    return host.lower() == "localhost" if address is None else address.is_loopback


def _is_excepted(entry: str, host: str, port: int | None) -> bool:
    """Whether an entry of NO_PROXY means the host: a star, a name with all below it, an address, or a network.

    A port, where one is given, must be the same.
    """
    if entry == "*":
        return True
    address = _address(host)
    if address is not None and (network := _network(entry)) is not None:
        return address in network
    try:
        parts = urlsplit(f"//{entry.partition('://')[2] or entry}")
        name, wanted = parts.hostname or "", parts.port
    except ValueError:
        return False
    if wanted is not None and wanted != port:
        return False
    if address is not None:
        return address == _address(name)
    name = name.removeprefix("*").removeprefix(".")
    return bool(name) and (host == name or host.endswith(f".{name}"))


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None


def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    try:
        return ipaddress.ip_network(text.strip("[]"), strict=False)
    except ValueError:
        return None
