"""What a row of the history says about a past exchange."""

from datetime import datetime
from typing import TYPE_CHECKING

from explorer.ui.models.history_model import HistoryRow

if TYPE_CHECKING:
    from explorer.core.storage.history import HistoryEntry


def history_row(entry: "HistoryEntry") -> HistoryRow:
    """The row of one record; times are this machine's."""
    local = entry.started.astimezone()
    today = local.date() == datetime.now().astimezone().date()
    outcome = entry.code or entry.outcome
    tone = "error" if entry.code or entry.failed else "success"
    lines = (
        f"{entry.ref.service} · {entry.ref.name} · {entry.ref.version}",
        f"{local:%Y-%m-%d %H:%M:%S} · {entry.seconds * 1000:.0f} ms · profile {entry.profile or 'none'}",
        entry.message[:200],
        f"RequestId {entry.request_id}" if entry.request_id else "",
    )
    return HistoryRow(
        time=f"{local:%H:%M}" if today else f"{local:%m-%d}",
        action=entry.ref.name,
        outcome=outcome[:1].upper() + outcome[1:],
        tone=tone,
        tip="\n".join(line for line in lines if line),
        entry=entry,
    )
