"""One line that counts what is wrong and lets the request be sent all the same."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from explorer.ui.request.notice_bar import NoticeBar
from explorer.ui.request.public_names import PublicNames
from explorer.ui.widgets.buttons import LinkButton


class ProblemBar(NoticeBar):
    """Shown after a Send that found problems, until they are gone.

    Signals:
        anyway_asked(): send it as it is.
        show_asked(): go to the first problem.
    """

    anyway_asked = Signal()
    show_asked = Signal()

    def __init__(self, names: PublicNames, parent: QWidget | None = None) -> None:
        super().__init__(names, "problemBar", "error", parent)

    def tell(self, count: int, first: str) -> None:
        """Show how many problems there are, and the first; none hides the line."""
        self.say(f"{count} problem{'s' if count != 1 else ''}: {first}" if count else "")

    def make_buttons(self) -> Sequence[QPushButton]:
        """To the problem, and past it."""
        show, anyway = LinkButton("Show", self), LinkButton("Send anyway", self)
        show.clicked.connect(self.show_asked)
        anyway.clicked.connect(self.anyway_asked)
        self._names.give(anyway, "sendAnywayButton")
        return show, anyway
