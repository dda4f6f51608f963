"""Sizes, times and outcomes in few words, as the strip and the pages show them."""

from explorer.core.models.exchange import Exchange, FailureKind, OutcomeKind
from explorer.ui.widgets.badge import Tone

_SHORT_FAILURES = {
    FailureKind.NAME: "No such host",
    FailureKind.REFUSED: "Refused",
    FailureKind.TLS: "TLS failed",
    FailureKind.TIMEOUT: "Timed out",
    FailureKind.PROXY: "Proxy failed",
    FailureKind.CUT: "Cut short",
    FailureKind.CANCELLED: "Cancelled",
    FailureKind.PROTOCOL: "No HTTP",
    FailureKind.NETWORK: "No network",
}
_SHORT_OUTCOMES: dict[OutcomeKind, tuple[str, Tone]] = {
    OutcomeKind.SUCCESS: ("Success", "success"),
    OutcomeKind.EVENTS: ("Events", "success"),
    OutcomeKind.EMPTY: ("Empty", "warning"),
    OutcomeKind.HTML: ("HTML", "warning"),
    OutcomeKind.NOT_JSON: ("Not JSON", "warning"),
    OutcomeKind.OTHER_JSON: ("Other JSON", "warning"),
}


def outcome_word(exchange: Exchange) -> tuple[str, Tone]:
    """The badge: ``Success``, the error code, or a short word for no answer."""
    if exchange.failure is not None:
        if exchange.failure.kind is FailureKind.CUT and exchange.status is None:
            return "No answer", "error"
        tone: Tone = "neutral" if exchange.failure.kind is FailureKind.CANCELLED else "error"
        return _SHORT_FAILURES[exchange.failure.kind], tone
    outcome = exchange.outcome
    if outcome is None:
        return "No answer", "neutral"
    if outcome.kind is OutcomeKind.ERROR:
        return outcome.code or "Error", "error"
    return _SHORT_OUTCOMES[outcome.kind]


def size_words(count: int) -> str:
    """``412 B``, ``12.3 kB``, ``104.9 MB`` (decimal units)."""
    if count < 1000:
        return f"{count} B"
    for unit, factor in (("kB", 1e3), ("MB", 1e6), ("GB", 1e9)):
        if count < 999.95 * factor or unit == "GB":
            return f"{count / factor:.1f} {unit}"
    return ""


def time_words(seconds: float) -> str:
    """``0.8 ms``, ``183 ms``, ``2.41 s``."""
    if seconds < 0.01:
        return f"{seconds * 1000:.1f} ms"
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"
