"""A customer's canonical request, string to sign or Authorization beside ours, the first difference marked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from explorer.core.signing.compare import Artefact, Comparison, Difference
from explorer.ui.request.marked_text import MarkedText
from explorer.ui.request.public_names import PublicNames
from explorer.ui.widgets.badge import Badge
from explorer.ui.widgets.question import plain_label

_HINT = "A canonical request, a string to sign or an Authorization header, as the customer's program made it…"


class ComparisonView(QWidget):
    """The field, a badge with the verdict, what the difference means, and our line under it.

    Signals:
        pasted(): the text is another one.
    """

    pasted = Signal()

    def __init__(self, names: PublicNames) -> None:
        super().__init__()
        heading = QLabel("Compare with a customer's")
        heading.setProperty("role", "heading")
        self.field = MarkedText(editable=True, least=5, most=14)
        self.field.setAccessibleName("The customer's canonical request, string to sign or Authorization")
        self.field.setPlaceholderText(_HINT)
        self.verdict = Badge()
        self.meaning = plain_label("", "body")
        self.remarks = plain_label("", "small")
        self._ours_title = plain_label("Ours", "small")
        self.ours = MarkedText(most=4)
        self.ours.setAccessibleName("Our line")
        for widget, name in (
            (self.field, "customerSignature"),
            (self.verdict, "signatureVerdict"),
            (self.meaning, "signatureMeaning"),
            (self.remarks, "signatureRemarks"),
            (self.ours, "signatureOurs"),
        ):
            names.give(widget, name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        for widget in (heading, self.field, self.verdict, self.meaning, self._ours_title, self.ours, self.remarks):
            column.addWidget(widget)
        self.field.textChanged.connect(self._on_text_changed)
        self.show_comparison(None)

    def text(self) -> str:
        """What was pasted."""
        return self.field.content()

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Show a verdict, or none."""
        difference = comparison.difference if comparison is not None else None
        self.field.unmark()
        for widget in (self.verdict, self.meaning, self.remarks):
            widget.setVisible(comparison is not None)
        for shown in (self._ours_title, self.ours):
            shown.setVisible(difference is not None)
        if comparison is None:
            return
        self.remarks.setText(_remarks(comparison))
        self.remarks.setVisible(bool(self.remarks.text()))
        self.meaning.setText(difference.meaning if difference is not None else "")
        self.meaning.setVisible(difference is not None)
        if difference is not None:
            self._mark(comparison, difference)
        elif comparison.artefact in {Artefact.UNKNOWN, Artefact.HASH}:
            self.verdict.set_outcome(
                "Nothing to compare" if comparison.artefact is Artefact.UNKNOWN else "A hash", "neutral"
            )
        elif comparison.remarks:
            self.verdict.set_outcome(f"The {comparison.artefact}: see below", "warning")
        else:
            self.verdict.set_outcome(f"The {comparison.artefact} is the same as ours", "success")

    def _mark(self, comparison: Comparison, found: Difference) -> None:
        place = f"line {found.line}, byte {found.byte}"
        self.verdict.set_outcome(f"The {comparison.artefact} differs: {found.part} ({place})", "error")
        self.field.mark(found.start, found.end)
        self.ours.show_text(found.ours)
        self.ours.mark(found.column - 1, found.column)

    def _on_text_changed(self) -> None:
        """What was said of another text must not stand above this one."""
        self.show_comparison(None)
        if self.field.toPlainText().strip():
            self.verdict.set_outcome("Comparing…", "neutral")
            self.verdict.show()
        self.pasted.emit()


def _remarks(comparison: Comparison) -> str:
    remarks = list(comparison.remarks)
    if comparison.more:
        remarks.append(f"Other places that differ: {', '.join(comparison.more)}.")
    return " ".join(remarks)
