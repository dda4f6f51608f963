"""One request as it was sent and whatever came back: an answer, or the reason why there is none."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from explorer.core.models.request import Request


class FailureKind(StrEnum):
    """Why no whole answer came back."""

    NAME = "name"
    REFUSED = "refused"
    TLS = "tls"
    TIMEOUT = "timeout"
    PROXY = "proxy"
    CUT = "cut"
    CANCELLED = "cancelled"
    PROTOCOL = "protocol"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure worded for a person: what happened, and what to check. Both are plain text.

    ``reason``, ``advice`` and ``facts`` say the same without words (failure_words.worded puts them into a language).
    """

    kind: FailureKind
    message: str
    hint: str = ""
    reason: str = ""
    advice: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of each phase; None where a phase did not happen (a reused connection has no connect, no TLS)."""

    connect: float | None = None
    tls: float | None = None
    first_byte: float | None = None
    body: float | None = None
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class SentRequest:
    """The request on the wire, Authorization included. It holds no key; redact X-TC-Token before showing it."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


class OutcomeKind(StrEnum):
    """What the body of an answer is."""

    SUCCESS = "success"
    ERROR = "error"
    EVENTS = "events"
    EMPTY = "empty"
    HTML = "html"
    NOT_JSON = "not json"
    OTHER_JSON = "other json"


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer's body, understood. ``code`` and ``message`` are of an ERROR, or of one that EVENTS report; ``note``
    words the odd kinds.

    ``legacy`` marks an error (or success) of the old ``{"code": …}`` form. ``damaged`` marks an error that could be
    read in a body that is cut or malformed, so that it is no whole envelope.
    """

    kind: OutcomeKind
    request_id: str = ""
    code: str = ""
    message: str = ""
    note: str = ""
    warning: str = ""
    legacy: bool = False
    damaged: bool = False

    @property
    def tells_error(self) -> bool:
        """Whether it is an error, or a stream in which an event reports one."""
        return self.kind is OutcomeKind.ERROR or bool(self.code or self.message)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One sending. Exactly one of ``failure`` and ``outcome`` is set, but a failure after some of the body keeps the
    bytes that came, and has the (damaged) outcome beside it if they tell of an error.

    ``body`` is decoded from its transfer and content coding, and otherwise byte for byte as received.
    ``clock_skew`` is the server's Date minus this machine's clock, in seconds, or None.
    """

    request: Request
    sent: SentRequest
    started: datetime
    timing: Timing
    status: int | None = None
    reason: str = ""
    http_version: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = field(default=b"", repr=False)
    outcome: Outcome | None = None
    failure: Failure | None = None
    clock_skew: float | None = None
    received: int = 0

    def header(self, name: str) -> str:
        """The first response header of that name (any case), or an empty string."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")
