"""What a row of the history says about a past exchange."""

from explorer.ui.models.history_model import HistoryRow


def history_row(entry: object) -> HistoryRow:
    """The row of one record."""
    raise NotImplementedError
