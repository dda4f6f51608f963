"""How far this machine's clock is off, by the Date of an answer."""

from email.utils import parsedate_to_datetime

_EARLIEST, _LATEST = 1_420_070_400, 4_102_444_800  # 2015 and 2100: a date outside says nothing
_ROUNDING = 0.5  # Date is cut to whole seconds


def clock_skew(date: str, sent: float, answered: float, *, age: str = "") -> float | None:
    """Seconds that the server's clock is ahead of ours; None without a sensible Date, or when a cache answered.

    ``sent`` and ``answered`` are our clock (epoch seconds) before the request and at the head of the answer.
    """
    if not date or age.strip() not in {"", "0"}:
        return None
    try:
        moment = parsedate_to_datetime(date).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    if not _EARLIEST < moment < _LATEST:
        return None
    return moment + _ROUNDING - (sent + answered) / 2
