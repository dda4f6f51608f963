"""Why no answer came, in words for a person: what happened, and what to check."""

import errno
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from explorer.core.http.coding import BodyError
from explorer.core.http.timing import Phase
from explorer.core.models.exchange import Failure, FailureKind

_UNREACHABLE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}
_LONGEST = 200

_DOUBT = "The action may have been carried out: check before repeating it."
_NO_TLS_THERE = "Check that the port speaks https, and whether a firewall cuts the connection."
_STRANGER = (
    "comes from an authority that this machine does not trust",
    "A proxy that looks into TLS does this: install its CA in the system, or give it as a CA file.",
)

# By OpenSSL's verify codes.
_CERTIFICATE = {
    9: ("is not valid yet", "Check this machine's clock."),
    10: ("has expired", "Check this machine's clock; if it is right, the server needs a new certificate."),
    18: ("is self-signed", "Check the endpoint; for a server of your own, give its CA file."),
    19: _STRANGER,
    20: _STRANGER,
    62: ("is for another name", "Check the endpoint for a typing error, and whether a proxy or DNS diverts it."),
    64: ("is for another address", "Use the host's name instead of its IP address."),
}


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known when a request fails. ``peer`` is host:port that was connected to, which a proxy makes differ."""

    url: str
    phase: Phase
    peer: str = ""
    timeout: float = 0.0
    received: int = 0
    expected: int | None = None

    @property
    def host(self) -> str:
        """The host (and port, when it is an unusual one) that was asked for."""
        return urlsplit(self.url).netloc

    @property
    def is_tls(self) -> bool:
        """Whether the request was to go over TLS."""
        return self.url.startswith("https:")

    @property
    def proxy(self) -> str:
        """The proxy's host and port, or an empty string."""
        parts = urlsplit(self.url)
        own = f"{parts.hostname}:{parts.port or (443 if self.is_tls else 80)}"
        return self.peer if self.peer and self.peer.lower() != own.lower() else ""


def explain(problem: BaseException, situation: Situation) -> Failure:
    """The failure that an exception of the HTTP library, or of the body's decoding, means."""
    causes = list(_causes(problem))
    if isinstance(problem, BodyError):
        return Failure(
            FailureKind.PROTOCOL,
            f"The answer of {situation.host} cannot be decoded: {problem}.",
            "The bytes that came are kept; try again, or compare with another endpoint.",
        )
    if isinstance(problem, TimeoutError | httpx.TimeoutException) or _errno(causes) == errno.ETIMEDOUT:
        return _timeout(situation)
    if isinstance(problem, httpx.ProxyError):
        return Failure(
            FailureKind.PROXY,
            f"The proxy refused to reach {situation.host}: {_said(problem)}.",
            "Check HTTPS_PROXY and HTTP_PROXY, or list the host in NO_PROXY.",
        )
    tls = next((cause for cause in causes if isinstance(cause, ssl.SSLError)), None)
    if tls is not None and situation.phase is not Phase.BODY:
        return _tls(tls, situation)
    if situation.phase is Phase.CONNECT:
        return _connect(causes, situation)
    if situation.phase is Phase.TLS:
        return Failure(FailureKind.TLS, f"{situation.host} closed the connection while agreeing on TLS.", _NO_TLS_THERE)
    return _talk(problem, situation)


def no_proxy_support(problem: Exception) -> Failure:
    """The proxy setting itself cannot be used."""
    words = "SOCKS proxies are not supported" if isinstance(problem, ImportError) else "it is not an http(s) URL"
    return Failure(
        FailureKind.PROXY,
        f"The proxy setting cannot be used: {words}.",
        "Check HTTPS_PROXY, HTTP_PROXY and ALL_PROXY; an example: http://proxy.example:3128.",
    )


def _timeout(situation: Situation) -> Failure:
    limit = f"{situation.timeout:g} s" if situation.timeout else "the system's limit"
    doing = f"while {situation.phase}"
    if situation.phase is Phase.BODY:
        doing += f" ({situation.received:,} bytes had come)"
    hint = {
        Phase.CONNECT: "Check the network, the endpoint and any firewall or proxy.",
        Phase.TLS: "Something between here and the server swallows the TLS handshake; check firewall and proxy.",
    }.get(situation.phase, f"{_DOUBT} A longer time-out may help.")
    return Failure(FailureKind.TIMEOUT, f"No whole answer from {situation.host} within {limit}, {doing}.", hint)


def _connect(causes: list[BaseException], situation: Situation) -> Failure:
    proxy, host = situation.proxy, situation.host
    if proxy:
        reason = "cannot be found" if _has(causes, socket.gaierror) else "cannot be reached"
        return Failure(FailureKind.PROXY, f"The proxy {proxy} {reason}.", "Check HTTPS_PROXY and HTTP_PROXY.")
    if _has(causes, socket.gaierror):
        return _no_name(causes, host)
    if _has(causes, ConnectionRefusedError):
        return Failure(
            FailureKind.REFUSED,
            f"{host} refused the connection.",
            "Nothing listens there: check the endpoint and its port.",
        )
    if _errno(causes) in _UNREACHABLE:
        return Failure(
            FailureKind.NETWORK,
            f"{host} cannot be reached from this machine.",
            "Check the network, the VPN and the routes.",
        )
    return Failure(FailureKind.NETWORK, f"No connection to {host}: {_said(causes[-1])}.", "Check the network.")


def _no_name(causes: list[BaseException], host: str) -> Failure:
    for cause in causes:
        if isinstance(cause, socket.gaierror) and cause.errno == socket.EAI_AGAIN:
            return Failure(
                FailureKind.NAME,
                f"The name {host} could not be looked up just now.",
                "Check the network connection and the DNS server, then try again.",
            )
    return Failure(
        FailureKind.NAME,
        f"There is no host named {host}.",
        "Check the endpoint for a typing error, and the network's DNS.",
    )


def _tls(problem: ssl.SSLError, situation: Situation) -> Failure:
    host = situation.host
    if isinstance(problem, ssl.SSLCertVerificationError):
        what, hint = _CERTIFICATE.get(
            getattr(problem, "verify_code", -1) or -1,
            (f"is not trusted ({_line(getattr(problem, 'verify_message', '') or problem)})", "Check the endpoint."),
        )
        return Failure(FailureKind.TLS, f"The certificate of {host} {what}.", hint)
    reason = (problem.reason or "").upper()
    if any(word in reason for word in ("WRONG_VERSION", "HTTP_REQUEST", "UNKNOWN_PROTOCOL", "RECORD_LAYER")):
        return Failure(
            FailureKind.TLS,
            f"{host} does not speak TLS on that port.",
            "Write http:// in front of the endpoint if that is meant, or check the port.",
        )
    if "EOF" in reason or isinstance(problem, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return Failure(FailureKind.TLS, f"{host} closed the connection while agreeing on TLS.", _NO_TLS_THERE)
    return Failure(
        FailureKind.TLS,
        f"No TLS agreement with {host}: {_line(problem.reason or problem)}.",
        "The server may want another TLS version, or a client certificate.",
    )


def _talk(problem: BaseException, situation: Situation) -> Failure:
    """The connection stood, but the talk over it failed."""
    host = situation.host
    if isinstance(problem, httpx.LocalProtocolError):
        return Failure(
            FailureKind.PROTOCOL,
            f"The request cannot be sent as HTTP: {_said(problem)}.",
            "Check the headers of your own.",
        )
    if situation.phase is Phase.BODY:
        of = f" of {situation.expected:,}" if situation.expected is not None else ""
        return Failure(
            FailureKind.CUT,
            f"The answer of {host} was cut off after {situation.received:,}{of} bytes.",
            f"The bytes that came are kept. {_DOUBT}",
        )
    gone = "disconnected" in str(problem) or not isinstance(problem, httpx.RemoteProtocolError)
    if gone:
        hint = _DOUBT if situation.is_tls else f"{_DOUBT} Check also whether that port wants https."
        return Failure(FailureKind.CUT, f"{host} closed the connection without an answer.", hint)
    return Failure(
        FailureKind.PROTOCOL,
        f"{host} answered something that is not HTTP: {_said(problem)}.",
        "Check the port" + ("." if situation.is_tls else "; it may want https."),
    )


def _causes(problem: BaseException) -> Iterator[BaseException]:
    """The exception and everything it came from, groups opened, each once."""
    waiting: list[BaseException | None] = [problem]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop(0)
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        if isinstance(one, BaseExceptionGroup):
            waiting.extend(one.exceptions)
        waiting += [one.__cause__, one.__context__, *(arg for arg in one.args if isinstance(arg, BaseException))]


def _has(causes: list[BaseException], kind: type[BaseException]) -> bool:
    return any(isinstance(cause, kind) for cause in causes)


def _errno(causes: list[BaseException]) -> int:
    return next(
        (cause.errno for cause in causes if isinstance(cause, OSError) and cause.errno and not _is_name(cause)), 0
    )


def _is_name(cause: OSError) -> bool:
    return isinstance(cause, socket.gaierror | ssl.SSLError)


def _said(problem: BaseException) -> str:
    return _line(problem) or type(problem).__name__


def _line(words: object) -> str:
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in str(words)).split())
    return text.rstrip(".")[:_LONGEST]
