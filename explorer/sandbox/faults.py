"""The faults that can be asked of the practice endpoint. All are off until asked for.

``--fault NAME[=VALUE]`` (again and again) makes every call faulty, and the request header
``X-Practice-Fault: NAME[=VALUE]`` makes one so. Several in one header are separated by commas.

===================== =================================================================================================
``error=CODE``        answers that error code, whatever the call was
``delay=SECONDS``     waits before it answers
``status=STATUS``     answers that HTTP status with an HTML page, as a gateway would
``cut[=BYTES]``       closes the connection after so many bytes of the body (half of it), though more was announced
``drop``              closes the connection without any answer
``slow-body=SECONDS`` sends the body in small pieces over that time
``malformed``         a body that is almost JSON
``empty``             HTTP 200 with no body at all
``html``              HTTP 200 with an HTML page
``no-envelope``       JSON without Response: what should be inside it stands at the top
``error-null``        a success that carries ``"Error": null``
``legacy[=CODE]``     the old form ``{"code": CODE, "message": …, "codeDesc": …}`` (4000); 0 is a success
``items=N``           N items in the first list of the answer, up to 1,000,000
``charset=NAME``      the body in that encoding, named in Content-Type
``gzip``              the body compressed, as Content-Encoding says
``events``            the answer as an event stream
``rate[=N]``          RequestLimitExceeded beyond N calls a second of one action (20)
``skew=SECONDS``      the server's clock runs that much ahead (negative: behind)
===================== =================================================================================================
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


HALF = -1
"""``cut`` without a number: after half of the body."""


def parse_faults(texts: Iterable[str]) -> Faults:
    """Raises UsageError for an unknown name or a value that makes no sense, naming what would."""
    values: dict[str, object] = {}
    for text in texts:
        name, equals, value = text.strip().partition("=")
        name = name.strip().lower()
        if name not in _READERS:
            raise UsageError(f"There is no fault `{name[:60]}`.", hint=f"The faults are {', '.join(_READERS)}.")
        reader, default = _READERS[name]
        if not equals and default is None:
            raise UsageError(f"The fault `{name}` needs a value: `{name}={_WANTED[reader].split()[-1]}`.")
        try:
            values[name.replace("-", "_")] = reader(value.strip()) if equals else default
        except (ValueError, LookupError) as error:
            raise UsageError(f"The fault `{name}` takes {_WANTED[reader]}, and not `{value[:60]}`.") from error
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


_Reader = Callable[[str], object]

_WANTED: dict[_Reader, str] = {
    _flag: "no VALUE",
    _code: "an error CODE",
    _signed_seconds: "a number of SECONDS",
    _seconds: "0 to 3600 SECONDS",
    _status: "an HTTP STATUS",
    _whole: "a whole NUMBER",
    _items: "a NUMBER up to 1000000, such as N",
    _charset: "an encoding's NAME",
}

# reader, and the value when none is given (None: one must be)
_READERS: dict[str, tuple[_Reader, object]] = {
    "error": (_code, None),
    "delay": (_seconds, None),
    "status": (_status, None),
    "cut": (_whole, HALF),
    "drop": (_flag, True),
    "slow-body": (_seconds, None),
    "malformed": (_flag, True),
    "empty": (_flag, True),
    "html": (_flag, True),
    "no-envelope": (_flag, True),
    "error-null": (_flag, True),
    "legacy": (_whole, 4000),
    "items": (_items, None),
    "charset": (_charset, None),
    "gzip": (_flag, True),
    "events": (_flag, True),
    "rate": (_whole, 20),
    "skew": (_signed_seconds, None),
}
