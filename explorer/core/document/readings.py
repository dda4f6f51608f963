"""What a text or number may stand for: a moment, a JSON text inside a string, text in base64."""

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

import msgspec

_EPOCH = re.compile(r"[1-9][0-9]{9}(?:[0-9]{3}){0,3}\Z")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:\s?(?:Z|[+-]\d\d:?\d\d))?)?\Z")
_FACTORS = (
    ("epoch seconds", 1),
    ("epoch milliseconds", 1000),
    ("epoch microseconds", 1_000_000),
    ("epoch nanoseconds", 1_000_000_000),
)
_YEARS = range(2, 9999)
"""The zero times of some languages (year 1) and the last of all years cannot be told in every zone."""
_SECONDS = (946_684_800, 4_102_444_800)
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]+={0,2}\Z")
_SHORTEST = 12
_LONGEST = 1_000_000
_CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Moment:
    """One way to read a value as a time: ``how`` says which; ``at`` is aware."""

    how: str
    at: datetime

    def words(self, local: tzinfo | None = None) -> str:
        """Local time and UTC; ``local`` None is the machine's zone."""
        here = self.at.astimezone(local)
        utc = self.at.astimezone(UTC)
        return f"{_written(here)} {here:%Z} · {_written(utc)} UTC"


def moments(text: str) -> tuple[Moment, ...]:
    """The times that a number's or a string's text may be; a number only between the years 2000 and 2100."""
    if _EPOCH.match(text):
        return _epoch(int(text))
    if not _DATE.match(text) or len(text) <= 10:
        return ()
    try:
        read = datetime.fromisoformat(text.replace(",", ".").replace(" +", "+").replace(" Z", "Z"))
    except ValueError:
        return ()
    if read.year not in _YEARS:
        return ()
    if read.tzinfo is not None:
        return (Moment("time", read),)
    return (
        Moment("no zone; if UTC", read.replace(tzinfo=UTC)),
        Moment("no zone; if UTC+8", read.replace(tzinfo=_CHINA)),
    )


def _epoch(number: int) -> tuple[Moment, ...]:
    for how, factor in _FACTORS:
        seconds, rest = divmod(number, factor)
        if _SECONDS[0] <= seconds < _SECONDS[1]:
            at = datetime.fromtimestamp(seconds, UTC) + timedelta(microseconds=rest * 1_000_000 // factor)
            return (Moment(how, at),)
    return ()


def _written(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}" + (f".{at.microsecond // 1000:03d}" if at.microsecond else "")


@dataclass(frozen=True, slots=True)
class Inside:
    """What a string holds: its name (``JSON``, ``base64``, ``JSON in base64``), and the bytes."""

    name: str
    body: bytes

    @property
    def is_json(self) -> bool:
        """Whether it can be opened as a tree."""
        return self.name.startswith("JSON")


def inside(text: str) -> Inside | None:
    """The JSON or base64 that a string holds, or None. Longer strings than a megabyte are not looked into."""
    if len(text) > _LONGEST:
        return None
    body = text.encode("utf-8", "surrogatepass")
    if _is_json(body):
        return Inside("JSON", body)
    decoded = _from_base64(text.strip().replace("\n", "").replace("\r", ""))
    if decoded is None:
        return None
    return Inside("JSON in base64" if _is_json(decoded) else "base64", decoded)


def _is_json(body: bytes) -> bool:
    if body.strip()[:1] not in (b"{", b"["):
        return False
    try:
        msgspec.json.decode(body, type=msgspec.Raw)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def _from_base64(text: str) -> bytes | None:
    """The bytes, if the text is base64 (either alphabet) of readable UTF-8."""
    if len(text) < _SHORTEST or len(text) % 4 or not _BASE64.match(text):
        return None
    try:
        decoded = base64.b64decode(text.translate({45: "+", 95: "/"}), validate=True)
        shown = decoded.decode("utf-8")
    except (binascii.Error, ValueError):
        return None
    one_line = shown.replace("\n", "").replace("\r", "").replace("\t", "")
    return decoded if one_line.isprintable() else None
