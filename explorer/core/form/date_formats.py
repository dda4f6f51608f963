"""How a parameter writes its dates and times: read off a value, an example, or what its document says."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from explorer.core.catalog.html import plain_text
from explorer.core.form.text import fits_format
from explorer.core.models.action import Kind, Member

_WRITTEN = re.compile(
    r"(?P<year>(?:19|20|21)\d\d)(?P<mark>[-/.]?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)"
    r"(?:(?P<joint>[T ]?)(?P<hour>\d\d)(?:(?P<colon>:?)(?P<minute>\d\d)(?:(?P=colon)(?P<second>\d\d))?"
    r"(?:\.(?P<part>\d{1,9}))?)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?\Z",
    re.ASCII,
)
_CLOCK = re.compile(r"(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?\Z", re.ASCII)
_EPOCH = re.compile(r"[1-4]\d{9}(?:\d{3})?\Z", re.ASCII)
_NAMED = re.compile(r"(?:Time|Date|Timestamp|TimeStamp|Deadline)(?![a-z])|(?:time|date|timestamp)\Z")
_OTHER_NAMES = re.compile(
    r"TimeZone|TimeUnit|TimeOut|TimeSpan|Format|Regex|Order|Type|Times?(?:Key|Param|Switch|Field|Name)"
)
_UNIX = re.compile(r"unix|epoch|time-?stamp", re.IGNORECASE)
_MILLISECONDS = re.compile(r"milli-?seconds?|millisecond-level|\bms\b|13[- ]digit", re.IGNORECASE)
_SECONDS = re.compile(r"(?<!milli)(?<!milli-)seconds?\b|\bsec\b|\(s\)|10[- ]digit", re.IGNORECASE)
_SAMPLE = re.compile(
    r"\b(?:19|20|21)\d\d[-/]\d\d[-/]\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d:])", re.ASCII
)
_LETTERS = re.compile(r"\by{4}([-/]?)mm\1dd(?:([t ])(?:hh|\d\d):(?:mm|ii)(:ss)?)?(z)?\b", re.IGNORECASE)
_ISO = re.compile(r"ISO ?-?8601|RFC ?-?3339", re.IGNORECASE)
_BEIJING = "+08:00"


@dataclass(frozen=True, slots=True)
class DateFormat:
    """``date`` and ``clock`` are strftime patterns, either may be empty; ``zone`` is the offset as it is written.

    ``unit`` is ``s`` or ``ms`` for a count since 1970-01-01 UTC, and then the rest is empty. ``digits`` are those of a
    second's fraction.
    """

    date: str = ""
    joint: str = ""
    clock: str = ""
    digits: int = 0
    zone: str = ""
    unit: str = ""

    @property
    def label(self) -> str:
        """What the clock shows, in words; empty where there is nothing to say."""
        if self.unit:
            return f"Sent as Unix time in {'milliseconds' if self.unit == 'ms' else 'seconds'}"
        if self.zone:
            return "UTC" if self.zone == "Z" else f"UTC{self.zone}"
        return "Sent without a time zone" if self.date and self.clock else ""

    def write(self, at: datetime) -> str:
        """A moment in this format. ``at`` is naive, as the text shows it; of a count it is aware."""
        if self.unit:
            return str((at - _START) // timedelta(**{_UNITS[self.unit]: 1}))
        part = f".{at.microsecond:06}000"[: self.digits + 1] if self.digits else ""
        return f"{at.strftime(self.date)}{self.joint}{at.strftime(self.clock)}{part}{self.zone}"

    def read(self, text: str) -> datetime | None:
        """The moment that a text of any known format names, as the text shows it; of a count, in UTC."""
        text = text.strip()
        if self.unit:
            return _moment(text)
        found = _WRITTEN.match(text) or (_CLOCK.match(text) if not self.date else None)
        if found is None:
            return None
        parts = {name: int(value) for name, value in found.groupdict().items() if name in _PARTS and value}
        year, month, day = (parts.get(name, least) for name, least in (("year", 2000), ("month", 1), ("day", 1)))
        hour, minute, second = (parts.get(name, 0) for name in ("hour", "minute", "second"))
        part = int(((found.groupdict().get("part") or "") + "000000")[:6])
        try:
            return datetime(year, month, day, hour, minute, second, part)  # noqa: DTZ001 - the text may name no zone
        except ValueError:
            return None


_START = datetime(1970, 1, 1, tzinfo=UTC)
_UNITS = {"s": "seconds", "ms": "milliseconds"}
_PARTS = ("year", "month", "day", "hour", "minute", "second")
_KINDS = {
    Kind.DATE: DateFormat("%Y-%m-%d"),
    Kind.DATETIME: DateFormat("%Y-%m-%d", " ", "%H:%M:%S"),
    Kind.DATETIME_ISO: DateFormat("%Y-%m-%d", "T", "%H:%M:%S", zone=_BEIJING),
}


@lru_cache(maxsize=4096)
def date_format(member: Member) -> DateFormat | None:
    """The format of a member that holds a date or a time, and None for every other one.

    An example tells it best, then a date in the document, then its letters (``YYYY-MM-DD``), then the type; where the
    example contradicts the type, the document decides.
    """
    if member.kind in {Kind.INTEGER, Kind.UNSIGNED}:
        return _count(member)
    known = _KINDS.get(member.kind)
    if known is None and member.kind is not Kind.STRING:
        return None
    example = _first(member.example or "")
    if known is None and example:
        return _of_text(member, example)
    shown = format_of(example)
    if shown is not None and fits_format(member.kind, example):
        return shown
    return _of_document(member) or shown or known


def format_of(text: str) -> DateFormat | None:
    """The format in which a text writes a date, with or without a time; None if it is none."""
    found = _WRITTEN.match(text.strip())
    if found is None or DateFormat("%Y").read(text) is None:
        return None
    mark, colon = found["mark"], found["colon"] or ""
    hour, minute, second = (found[name] is not None for name in ("hour", "minute", "second"))
    clock = ("%H" if hour else "") + (f"{colon}%M" if minute else "") + (f"{colon}%S" if second else "")
    if minute and bool(colon) != bool(mark):
        return None
    # A dashed date with a clock and nothing between is a blank that the documents lost.
    joint = found["joint"] or (" " if mark and clock else "")
    return DateFormat(f"%Y{mark}%m{mark}%d", joint, clock, len(found["part"] or ""), zone=found["zone"] or "")


def _of_text(member: Member, example: str) -> DateFormat | None:
    shown = format_of(example)
    if shown is not None and (shown.date != "%Y%m%d" or _tells_time(member)):
        return shown
    if not _tells_time(member):
        return None
    if found := _CLOCK.match(example):
        return DateFormat(clock="%H:%M:%S" if found["second"] else "%H:%M")
    return _unit_of(example) if _EPOCH.match(example) else _of_document(member)


def _of_document(member: Member) -> DateFormat | None:
    if not _tells_time(member):
        return None
    text = plain_text(member.document)
    if sample := _SAMPLE.search(text):
        return format_of(sample.group())
    if letters := _LETTERS.search(text):
        mark, joint, second, zone = letters.groups()
        clock = ("%H:%M:%S" if second else "%H:%M") if joint else ""
        return DateFormat(f"%Y{mark}%m{mark}%d", joint or "", clock, zone=(zone or "").upper())
    return _KINDS[Kind.DATETIME_ISO] if _ISO.search(text) else None


def _count(member: Member) -> DateFormat | None:
    """A count of seconds or milliseconds, if the example or the document shows that it is one; or a date of digits."""
    if not _tells_time(member):
        return None
    example, text = _first(member.example or ""), plain_text(member.document)
    if (digits := format_of(example)) is not None:
        return digits if example.isdecimal() else None
    if _EPOCH.match(example):
        return _unit_of(example)
    if example not in {"", "0"} or not _UNIX.search(text) or not _NAMED.search(member.name):
        return None
    if _MILLISECONDS.search(text):
        return DateFormat(unit="ms")
    return DateFormat(unit="s") if _SECONDS.search(text) or "unix" in text.lower() else None


def _unit_of(example: str) -> DateFormat:
    return DateFormat(unit="ms" if len(example) == 13 else "s")


def _tells_time(member: Member) -> bool:
    if member.kind in _KINDS:
        return True
    named = _NAMED.search(member.name) is not None and _OTHER_NAMES.search(member.name) is None
    return named or (member.kind is not Kind.STRING and _UNIX.search(plain_text(member.document)) is not None)


def _first(example: str) -> str:
    """The example without the quotes that may stand around it; of a list, its first text."""
    return example.strip("[]\"' \t\n").split('"', 1)[0].split(", ", 1)[0].strip()


def _moment(text: str) -> datetime | None:
    if not _EPOCH.match(text):
        return None
    return _START + timedelta(seconds=int(text[:10]), milliseconds=int(text[10:] or 0))
