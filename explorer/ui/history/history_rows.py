"""What a row of the history says about a past exchange."""

from datetime import datetime
from typing import TYPE_CHECKING

from explorer.core.models.exchange import FailureKind, OutcomeKind
from explorer.core.models.visible_text import visible
from explorer.ui.models.history_model import HistoryRow
from explorer.ui.widgets.badge import Tone
from explorer.ui.widgets.outcome_words import answer_words, failure_words

if TYPE_CHECKING:
    from explorer.core.storage.history import HistoryEntry


def history_row(entry: "HistoryEntry") -> HistoryRow:
    """The row of one record; times are this machine's."""
    local = entry.started.astimezone()
    today = local.date() == datetime.now().astimezone().date()
    outcome, tone = _outcome(entry)
    lines = (
        f"{entry.ref.service} · {entry.ref.name} · {entry.ref.version}",
        f"{local:%Y-%m-%d %H:%M:%S} · {entry.seconds * 1000:.0f} ms · profile {entry.profile or 'none'}",
        visible(entry.message[:200]),
        f"RequestId {entry.request_id}" if entry.request_id else "",
    )
    return HistoryRow(
        time=f"{local:%H:%M}" if today else f"{local:%m-%d}",
        action=entry.ref.name,
        outcome=visible(outcome),
        tone="muted" if tone == "neutral" else tone,
        tip="\n".join(line for line in lines if line),
        entry=entry,
    )


def _outcome(entry: "HistoryEntry") -> tuple[str, Tone]:
    try:
        if entry.failed:
            return failure_words(FailureKind(entry.outcome), entry.status)
        return answer_words(OutcomeKind(entry.outcome), entry.code)
    except ValueError:
        # A newer version of the program may have written a kind that this one does not know.
        return entry.outcome.capitalize(), "warning"
