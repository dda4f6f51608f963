"""The faults that can be asked of the practice endpoint. All are off until asked for.

``--fault NAME[=VALUE]`` (again and again) makes every call faulty, and the request header
``X-Practice-Fault: NAME[=VALUE]`` makes one so. Several in one header are separated by commas.
FAULTS, at the end, is their table: how each is written, and what it does.
"""

import codecs
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from explorer.core.errors import UsageError

MOST_ITEMS = 1_000_000
_LONGEST = 3600.0


@dataclass(frozen=True, slots=True)
class Faults:
    """The faults of one call, as values; None or False is off."""

    error: str | None = None
    delay: float = 0.0
    status: int | None = None
    cut: int | None = None
    drop: bool = False
    slow_body: float = 0.0
    malformed: bool = False
    empty: bool = False
    html: bool = False
    no_envelope: bool = False
    error_null: bool = False
    legacy: int | None = None
    items: int | None = None
    charset: str | None = None
    gzip: bool = False
    events: bool = False
    rate: int | None = None
    skew: float = 0.0


_Reader = Callable[[str], object]

HALF = -1
"""``cut`` without a number: after half of the body."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. ``usage`` is how it is written; ``default`` is its value when none is given, or None: one must be."""

    usage: str
    meaning: str
    read: _Reader
    default: object = None

    @property
    def name(self) -> str:
        """The word before the ``=``."""
        return self.usage.partition("=")[0].rstrip("[")


def parse_faults(texts: Iterable[str]) -> Faults:
    """Raises UsageError for an unknown name or a value that makes no sense, naming what would."""
    values: dict[str, object] = {}
    for text in texts:
        name, equals, value = text.strip().partition("=")
        name = name.strip().lower()
        fault = next((fault for fault in FAULTS if fault.name == name), None)
        if fault is None:
            names = ", ".join(fault.name for fault in FAULTS)
            raise UsageError(f"There is no fault `{name[:60]}`.", hint=f"The faults are {names}.")
        if not equals and fault.default is None:
            raise UsageError(f"The fault `{name}` needs a value: `{fault.usage}`.")
        try:
            values[name.replace("-", "_")] = fault.read(value.strip()) if equals else fault.default
        except (ValueError, LookupError) as error:
            raise UsageError(
                f"The value `{value[:60]}` does not fit the fault `{name}`.", hint=f"It is written `{fault.usage}`."
            ) from error
    return Faults(**values)  # type: ignore[arg-type]


def split_header(text: str) -> list[str]:
    """The faults in the value of an X-Practice-Fault header."""
    return [part.strip() for part in text.split(",") if part.strip()]


def _flag(text: str) -> bool:
    if text:
        raise ValueError(text)
    return True


def _code(text: str) -> str:
    if not text or not all(part.isascii() and part.isalnum() for part in text.split(".")):
        raise ValueError(text)
    return text


def _signed_seconds(text: str) -> float:
    seconds = float(text)
    if not math.isfinite(seconds):
        raise ValueError(text)
    return seconds


def _seconds(text: str) -> float:
    seconds = _signed_seconds(text)
    if not 0 <= seconds <= _LONGEST:
        raise ValueError(text)
    return seconds


def _status(text: str) -> int:
    status = int(text)
    if not 200 <= status <= 599:
        raise ValueError(text)
    return status


def _whole(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def _items(text: str) -> int:
    number = _whole(text)
    if number > MOST_ITEMS:
        raise ValueError(text)
    return number


def _charset(text: str) -> str:
    "".encode(codecs.lookup(text).name)  # codecs that do not turn text into bytes raise LookupError here
    return text


FAULTS: tuple[Fault, ...] = (
    Fault("error=CODE", "answers that error code, whatever the call was", _code),
    Fault("delay=SECONDS", "waits before it answers", _seconds),
    Fault("status=STATUS", "answers that HTTP status with an HTML page, as a gateway would", _status),
    Fault(
        "cut[=BYTES]",
        "closes the connection after so many bytes of the body (half of it), though more was announced",
        _whole,
        HALF,
    ),
    Fault("drop", "closes the connection without any answer", _flag, True),
    Fault("slow-body=SECONDS", "sends the body in small pieces over that time", _seconds),
    Fault("malformed", "a body that is almost JSON", _flag, True),
    Fault("empty", "HTTP 200 with no body at all", _flag, True),
    Fault("html", "HTTP 200 with an HTML page", _flag, True),
    Fault("no-envelope", "JSON without Response: what should be inside it stands at the top", _flag, True),
    Fault("error-null", 'a success that carries `"Error": null`', _flag, True),
    Fault(
        "legacy[=CODE]",
        'the old form `{"code": CODE, "message": …, "codeDesc": …}` (4000); 0 is a success',
        _whole,
        4000,
    ),
    Fault("items=N", "N items in the first list of the answer, up to 1,000,000", _items),
    Fault("charset=NAME", "the body in that encoding, named in Content-Type", _charset),
    Fault("gzip", "the body compressed, as Content-Encoding says", _flag, True),
    Fault("events", "the answer as an event stream", _flag, True),
    Fault("rate[=N]", "RequestLimitExceeded beyond N calls a second of one action (20)", _whole, 20),
    Fault("skew=SECONDS", "the server's clock runs that much ahead (negative: behind)", _signed_seconds),
)
