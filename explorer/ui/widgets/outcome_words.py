"""What came of a sending in one or two words and a tone, the same in the answer's badge and in the history."""

from explorer.core.models.exchange import FailureKind, OutcomeKind
from explorer.ui.widgets.badge import Tone

_FAILURES = {
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
_OUTCOMES: dict[OutcomeKind, tuple[str, Tone]] = {
    OutcomeKind.SUCCESS: ("Success", "success"),
    OutcomeKind.ERROR: ("Error", "error"),
    OutcomeKind.EVENTS: ("Events", "success"),
    OutcomeKind.EMPTY: ("Empty", "warning"),
    OutcomeKind.HTML: ("HTML", "warning"),
    OutcomeKind.NOT_JSON: ("Not JSON", "warning"),
    OutcomeKind.OTHER_JSON: ("Other JSON", "warning"),
}


def failure_words(kind: FailureKind, status: int | None) -> tuple[str, Tone]:
    """Why there is no whole answer; ``status`` is None when not even its head came."""
    if kind is FailureKind.CUT and status is None:
        return "No answer", "error"
    return _FAILURES[kind], "neutral" if kind is FailureKind.CANCELLED else "error"


def answer_words(kind: OutcomeKind, code: str) -> tuple[str, Tone]:
    """What an answer is; of an error its ``code``, of one inside a stream of events too."""
    if kind is OutcomeKind.EVENTS and code:
        kind = OutcomeKind.ERROR
    word, tone = _OUTCOMES[kind]
    return (code or word) if kind is OutcomeKind.ERROR else word, tone
