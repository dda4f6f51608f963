"""Tools, Explain: paste any text; every code and RequestId found in it is listed, with its meaning a click away."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.ui.widgets.question import plain_label

if TYPE_CHECKING:
    from explorer.core.knowledge.pasted_text import Finding


class ExplainDialog(QDialog):
    """Asks with ``text_given``; the answer comes through ``show_findings``.

    Signals:
        text_given(str): explain this text.
        code_chosen(str): describe this code.
    """

    text_given = Signal(str)
    code_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("explainDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Explain")
        self.resize(600, 480)
        self.text = QPlainTextEdit()
        self.text.setObjectName("explainText")
        self.text.setAccessibleName("Text to explain")
        self.text.setPlaceholderText("An error code, a log, an SDK's exception, an answer, a chat message…")
        self.text.setTabChangesFocus(True)
        self.found = QListWidget()
        self.found.setObjectName("explainFindings")
        self.found.setAccessibleName("Found in the text")
        self._words = plain_label("", "muted")
        go = QPushButton("Explain")
        go.setObjectName("explainButton")
        go.setProperty("role", "primary")
        go.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(plain_label("Explain a code or any text", "title"))
        column.addWidget(self.text, 2)
        row = QHBoxLayout()
        row.addWidget(self._words, 1)
        row.addWidget(go)
        column.addLayout(row)
        column.addWidget(self.found, 3)
        go.clicked.connect(lambda: self.text_given.emit(self.text.toPlainText()))
        self.found.itemActivated.connect(self._on_item_activated)
        self.found.itemClicked.connect(self._on_item_activated)

    def show_findings(self, findings: "tuple[Finding, ...]") -> None:
        """List what was found."""
        self.found.clear()
        for finding in findings:
            name = {"request_id": "RequestId", "action": "Action", "envelope": "Answer"}.get(finding.kind, "Code")
            item = QListWidgetItem(f"{name}    {finding.text}    {finding.message}".strip())
            is_code = finding.kind in {"code", "envelope"}
            item.setData(Qt.ItemDataRole.UserRole, finding.text if is_code else "")
            self.found.addItem(item)
        count = len(findings)
        self._words.setText(f"{count} found" if count else "No error code or RequestId stands in this text.")

    def _on_item_activated(self, item: QListWidgetItem) -> None:
        code = item.data(Qt.ItemDataRole.UserRole)
        if code:
            self.code_chosen.emit(code)
