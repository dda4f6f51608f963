"""Why no answer came, in words for a person: what happened, and what to check."""

import errno
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from explorer.core.http.coding import BodyError
from explorer.core.http.other_protocols import first_words, protocol_of
from explorer.core.http.timing import Phase
from explorer.core.models.exchange import Failure, FailureKind
from explorer.core.models.failure_words import failed

_UNREACHABLE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}
_LONGEST = 200

# By OpenSSL's verify codes.
_CERTIFICATE = {
    9: "certificate_early",
    10: "certificate_old",
    18: "certificate_own",
    19: "certificate_stranger",
    20: "certificate_stranger",
    62: "certificate_name",
    64: "certificate_address",
}
_TIMEOUT = {
    Phase.CONNECT: "timeout_connect",
    Phase.TLS: "timeout_tls",
    Phase.SEND: "timeout_send",
    Phase.WAIT: "timeout_wait",
}
# By the status of a proxy that was asked for a way through.
_REFUSALS = {
    "407": "proxy_login",
    "403": "proxy_forbids",
    "502": "proxy_no_way",
    "503": "proxy_no_way",
    "504": "proxy_no_way",
}


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known when a request fails. ``peer`` is host:port that was connected to, which a proxy makes differ.

    ``heard`` is the beginning of what came before any answer in HTTP did.
    ``reads_only``: the action changes nothing, so that it can be sent again without a look.
    """

    url: str
    phase: Phase
    peer: str = ""
    timeout: float = 0.0
    received: int = 0
    expected: int | None = None
    reads_only: bool = False
    heard: bytes = b""

    @property
    def host(self) -> str:
        """The host (and port, when it is an unusual one) that was asked for."""
        return urlsplit(self.url).netloc

    @property
    def is_other_talk(self) -> bool:
        """Whether something came that no HTTP answer begins with."""
        head = self.heard[:5]
        return self.phase is Phase.WAIT and bool(head.strip()) and head != b"HTTP/"[: len(head)]

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

    def advice(self, name: str) -> str:
        """The name of the advice, as it is for an action of this kind."""
        return f"{name}_reading" if self.reads_only else name


def explain(problem: BaseException, situation: Situation) -> Failure:
    """The failure that an exception of the HTTP library, or of the body's decoding, means."""
    causes = list(_causes(problem))
    if isinstance(problem, BodyError):
        return failed(FailureKind.PROTOCOL, problem.reason, "body", host=situation.host, **problem.facts)
    if _errno(causes) == errno.ETIMEDOUT:
        return _gave_up(situation)
    if isinstance(problem, TimeoutError | httpx.TimeoutException):
        return _timeout(situation)
    if isinstance(problem, httpx.ProxyError):
        return _proxy_refused(problem, situation)
    tls = next((cause for cause in causes if isinstance(cause, ssl.SSLError)), None)
    if tls is not None and situation.phase is not Phase.BODY:
        return _tls(tls, situation)
    if situation.phase is Phase.CONNECT:
        return _connect(causes, situation)
    if situation.phase is Phase.TLS:
        return failed(FailureKind.TLS, "tls_closed", host=situation.host)
    return _talk(problem, situation)


def no_proxy_support(problem: Exception) -> Failure:
    """The proxy setting itself cannot be used."""
    reason = "proxy_socks" if isinstance(problem, ImportError) else "proxy_setting"
    return failed(FailureKind.PROXY, reason, "proxy_setting")


def _timeout(situation: Situation) -> Failure:
    facts = {"host": situation.host, "seconds": f"{situation.timeout:g}"}
    if situation.phase in (Phase.CONNECT, Phase.TLS):
        return failed(FailureKind.TIMEOUT, _TIMEOUT[situation.phase], **facts)
    if situation.is_other_talk:
        return _no_http(situation)
    advice = situation.advice("timeout")
    if situation.phase is Phase.BODY:
        return failed(FailureKind.TIMEOUT, "timeout_body", advice, received=f"{situation.received:,}", **facts)
    return failed(FailureKind.TIMEOUT, _TIMEOUT[situation.phase], advice, **facts)


def _gave_up(situation: Situation) -> Failure:
    """The system's own patience ended, before that of the request."""
    if situation.phase is Phase.CONNECT:
        return failed(FailureKind.TIMEOUT, "gave_up_connect", "timeout_connect", host=situation.host)
    advice = "timeout_tls" if situation.phase is Phase.TLS else situation.advice("closed")
    return failed(FailureKind.TIMEOUT, "gave_up", advice, host=situation.host)


def _proxy_refused(problem: httpx.ProxyError, situation: Situation) -> Failure:
    said, proxy = _said(problem), situation.proxy
    reason = _REFUSALS.get(said[:3], "")
    if proxy and reason:
        return failed(FailureKind.PROXY, reason, proxy=proxy, host=situation.host, said=said)
    return failed(FailureKind.PROXY, "proxy_refused", host=situation.host, said=said)


def _connect(causes: list[BaseException], situation: Situation) -> Failure:
    proxy, host = situation.proxy, situation.host
    if proxy:
        reason = "proxy_unfound" if _has(causes, socket.gaierror) else "proxy_unreached"
        return failed(FailureKind.PROXY, reason, "proxy", proxy=proxy)
    if _has(causes, socket.gaierror):
        return _no_name(causes, host)
    if _has(causes, ConnectionRefusedError):
        return failed(FailureKind.REFUSED, "refused", host=host)
    if _errno(causes) in _UNREACHABLE:
        return failed(FailureKind.NETWORK, "unreachable", host=host)
    return failed(FailureKind.NETWORK, "no_connection", host=host, said=_said(causes[-1]))


def _no_name(causes: list[BaseException], host: str) -> Failure:
    later = any(isinstance(cause, socket.gaierror) and cause.errno == socket.EAI_AGAIN for cause in causes)
    return failed(FailureKind.NAME, "name_later" if later else "name_unknown", host=host)


def _tls(problem: ssl.SSLError, situation: Situation) -> Failure:
    host = situation.host
    if isinstance(problem, ssl.SSLCertVerificationError):
        known = _CERTIFICATE.get(getattr(problem, "verify_code", -1) or -1)
        if known is not None:
            return failed(FailureKind.TLS, known, host=host)
        said = _line(getattr(problem, "verify_message", "") or problem)
        return failed(FailureKind.TLS, "certificate_other", host=host, said=said)
    reason = (problem.reason or "").upper()
    if any(word in reason for word in ("WRONG_VERSION", "HTTP_REQUEST", "UNKNOWN_PROTOCOL", "RECORD_LAYER")):
        return failed(FailureKind.TLS, "no_tls", host=host)
    if "EOF" in reason or isinstance(problem, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return failed(FailureKind.TLS, "tls_closed", host=host)
    return failed(FailureKind.TLS, "tls_other", host=host, said=_line(problem.reason or problem))


def _talk(problem: BaseException, situation: Situation) -> Failure:
    """The connection stood, but the talk over it failed."""
    host = situation.host
    if isinstance(problem, httpx.LocalProtocolError):
        return failed(FailureKind.PROTOCOL, "unsendable", said=_said(problem))
    if situation.phase is Phase.BODY:
        facts, advice = {"host": host, "received": f"{situation.received:,}"}, situation.advice("cut")
        if situation.expected is None:
            return failed(FailureKind.CUT, "cut", advice, **facts)
        return failed(FailureKind.CUT, "cut_of", advice, expected=f"{situation.expected:,}", **facts)
    if situation.is_other_talk:
        return _no_http(situation)
    gone = "disconnected" in str(problem) or not isinstance(problem, httpx.RemoteProtocolError)
    if gone:
        return failed(
            FailureKind.CUT, "closed", situation.advice("closed" if situation.is_tls else "closed_plain"), host=host
        )
    advice = "no_http" if situation.is_tls else "no_http_plain"
    return failed(FailureKind.PROTOCOL, "no_http", advice, host=host, said=_said(problem))


def _no_http(situation: Situation) -> Failure:
    """Something else than HTTP is spoken at that port: what it looks like, and how it begins."""
    host, speech, said = situation.host, protocol_of(situation.heard), first_words(situation.heard)
    if not speech:
        advice = "no_http" if situation.is_tls else "no_http_plain"
        return failed(FailureKind.PROTOCOL, "no_http", advice, host=host, said=said)
    if speech == "TLS":
        return failed(FailureKind.PROTOCOL, "speaks_tls", host=host)
    return failed(FailureKind.PROTOCOL, "speaks_other", host=host, speech=speech, said=said)


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
