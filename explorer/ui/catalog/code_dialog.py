"""The description of an error code, inside the program: meaning, causes, what to check, and the vendor's words."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from explorer.ui.widgets.badge import Badge
from explorer.ui.widgets.buttons import CopyButton, LinkButton
from explorer.ui.widgets.question import plain_label

if TYPE_CHECKING:
    from explorer.core.knowledge.explain import Explanation


class CodeDialog(QDialog):
    """Not modal: the answer stays in sight and in reach."""

    def __init__(self, parent: QWidget, explanation: "Explanation") -> None:
        super().__init__(parent)
        self.setObjectName("codeDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{explanation.code} — description")
        self.resize(580, 520)
        self._explanation = explanation
        page = QFrame()
        page.setProperty("role", "panel")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(24, 20, 24, 12)
        self._column.setSpacing(6)
        self._fill()
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 12)
        outer.addWidget(area)
        outer.addLayout(self._buttons())

    def _fill(self) -> None:
        about = self._explanation
        badge = Badge()
        badge.setObjectName("codeDialogCode")
        badge.set_outcome(about.code, "error")
        badge.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(badge)
        self._column.addSpacing(4)
        self._say(about.title or about.code, "title")
        self._say(about.note, "small")
        self._say(about.meaning, "body")
        self._list("Likely causes", about.causes)
        self._list("What to check", about.checks)
        words = [f"{each.service}: {each.description}" for each in about.service_descriptions if each.description]
        self._list("In the products' own words", tuple(words[:12]))

    def _say(self, text: str, role: str) -> None:
        if text:
            label = plain_label(text, role)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._column.addWidget(label)

    def _list(self, heading: str, points: tuple[str, ...]) -> None:
        if not points:
            return
        self._column.addSpacing(8)
        self._say(heading, "heading")
        for point in points:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(plain_label("•", "muted"), 0, Qt.AlignmentFlag.AlignTop)
            label = plain_label(point, "body")
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row.addWidget(label, 1)
            self._column.addLayout(row)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        for label, url in self._explanation.links:
            link = LinkButton(label)
            link.setToolTip(url)
            link.clicked.connect(lambda _checked=False, url=url: QDesktopServices.openUrl(QUrl(url)))
            row.addWidget(link)
        row.addStretch(1)
        row.addWidget(CopyButton(lambda: self._explanation.code, "Copy code"))
        close = QPushButton("Close")
        close.clicked.connect(self.close)
        row.addWidget(close)
        return row
