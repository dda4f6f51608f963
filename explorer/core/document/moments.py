"""The moments that a number or a text may stand for: epoch counts, and dates in the spellings that answers use."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from decimal import Decimal, InvalidOperation

_LONGEST = 64
_EPOCH = re.compile(r"[1-9][0-9]{9}(?:[0-9]{3}){0,3}\Z")
_EPOCH_WITH_FRACTION = re.compile(r"[1-9](?:[0-9]{9}(?:[0-9]{3})?\.[0-9]{1,9}|\.[0-9]{1,18}[eE]\+?(?:0?9|12))\Z")
_ZONE = r"\s?(?P<zone>[Zz]|UTC|GMT|(?:UTC|GMT)?[+-]\d\d?(?::?\d\d)?)(?: [A-Z]{3,5}| [+-]\d\d(?:\d\d)?)?"
"""Go writes the zone twice: ``+0800 CST``, ``+0000 UTC``, ``+0800 +0800``."""
_DATE = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)[Tt ]"
    r"(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d+))?)?(?:" + _ZONE + r")?\Z"
)
_BASIC = re.compile(
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)T(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)(?P<fraction>)"
    r"(?P<zone>Z|[+-]\d{4})?\Z"
)
_NAMED = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?P<day>\d\d?) (?P<month>[A-Z][a-z]{2}) (?P<year>\d{4}) "
    r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?P<fraction>) (?P<zone>GMT|UTC|Z|[+-]\d{4})\Z"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_OFFSET = re.compile(r"([+-])(\d\d?):?(\d\d)?\Z")
_FACTORS = (
    ("epoch seconds", 1),
    ("epoch milliseconds", 1000),
    ("epoch microseconds", 1_000_000),
    ("epoch nanoseconds", 1_000_000_000),
)
_YEARS = range(2, 9999)
"""The zero times of some languages (year 1) and the last of all years cannot be told in every zone."""
_SECONDS = (946_684_800, 4_102_444_800)
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
    if len(text) > _LONGEST:
        return ()
    if _EPOCH.match(text) or _EPOCH_WITH_FRACTION.match(text):
        return tuple(_epoch(text))
    found = _DATE.match(text) or _BASIC.match(text) or _NAMED.match(text)
    read = _read(found) if found is not None else None
    if found is None or read is None or read.year not in _YEARS:
        return ()
    zone = found["zone"]
    if not zone:
        return (
            Moment("no zone; if UTC", read.replace(tzinfo=UTC)),
            Moment("no zone; if UTC+8", read.replace(tzinfo=_CHINA)),
        )
    offset = _offset(zone)
    return (Moment("time", read.replace(tzinfo=timezone(offset))),) if offset is not None else ()


def _epoch(text: str) -> Iterator[Moment]:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return
    for how, factor in _FACTORS:
        if _SECONDS[0] * factor <= number < _SECONDS[1] * factor:
            seconds, rest = divmod(number, factor)
            microseconds = int(rest * 1_000_000 / factor)
            yield Moment(how, datetime.fromtimestamp(int(seconds), UTC) + timedelta(microseconds=microseconds))
            return


def _read(found: re.Match[str]) -> datetime | None:
    """The date and time, its zone left open. The end of a day (24:00) and a leap second are the moment after it."""
    month = found["month"]
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month) if month.isdigit() else 0
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    fraction = int((found["fraction"] or "0")[:6].ljust(6, "0"))
    is_days_end = hour == 24 and not (minute or second or fraction)
    is_leap = second == 60
    try:
        read = datetime(
            int(found["year"]), number, int(found["day"]),
            0 if is_days_end else hour, minute, 59 if is_leap else second, fraction, UTC,
        )  # fmt: skip
        return (read + timedelta(days=is_days_end, seconds=is_leap)).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def _offset(zone: str) -> timedelta | None:
    """What a zone's text is from UTC; None where there is no such zone."""
    text = zone.upper().removeprefix("UTC").removeprefix("GMT")
    if text in ("", "Z"):
        return timedelta()
    found = _OFFSET.match(text)
    if found is None or int(found[2]) > 14 or int(found[3] or 0) > 59:
        return None
    offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return -offset if found[1] == "-" else offset


def _written(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}" + (f".{at.microsecond // 1000:03d}" if at.microsecond else "")
