"""How every bench says what it found: one table, ours beside theirs, measured in the same run."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.ui.garbage import GarbageCollection
from explorer.ui.response.tree_page import TreePage
from explorer.ui.response.warm_up import import_readers
from explorer.ui.theme import theme

_TITLES = ("what", "ours", "theirs", "ratio", "goal")


@dataclass(frozen=True)
class Row:
    """One comparison, times in seconds. Without ``theirs`` nothing is compared; ``ratio`` is said in its place."""

    what: str
    ours: float
    theirs: float | None = None
    goal: str = ""
    ratio: str = ""

    def cells(self) -> tuple[str, ...]:
        """The words of the row."""
        ratio = self.ratio or (f"{self.ours / self.theirs:.2f}" if self.theirs else "")
        theirs = duration(self.theirs) if self.theirs is not None else ""
        return (self.what, duration(self.ours), theirs, ratio, self.goal)


def duration(seconds: float) -> str:
    """A time in the unit that suits it."""
    for factor, unit in ((1.0, "s"), (1e3, "ms")):
        if seconds * factor >= 1:
            return f"{seconds * factor:.2f} {unit}"
    return f"{seconds * 1e6:.1f} µs"


def table(title: str, rows: Iterable[Row]) -> None:
    """Print the rows under their titles."""
    lines = [_TITLES, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_TITLES))]
    print(f"\n{title}")
    for line in lines:
        cells = [
            line[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)),
        ]
        print("  " + " | ".join(cells).rstrip())


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> Iterator[TreePage]:
    """An empty tree that has stood for a moment, garbage collected as in the window."""
    theme.apply(qapp, "light")
    import_readers()
    shown = TreePage()
    qtbot.addWidget(shown)
    shown.resize(640, 700)
    with qtbot.waitExposed(shown):
        shown.show()
    collection = GarbageCollection(shown)
    qtbot.wait(500)
    collection.settle()
    yield shown
    collection.stop()
