"""Narrows a long form to the parameters that are looked for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from explorer.core.form.fields import Field, State
from explorer.core.form.wording import summary
from explorer.ui.request.public_names import PublicNames
from explorer.ui.widgets.search_field import SearchField


class ParameterFilter(QWidget):
    """A field for a part of the name or of the document, and "Required only", which keeps what is filled in too.

    Signals:
        changed(): other parameters pass now.
    """

    changed = Signal()

    def __init__(self, names: PublicNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = SearchField("Find parameter…", self)
        self._wanted.textChanged.connect(self.changed)
        self._required_only = QCheckBox("Required only", self)
        self._required_only.toggled.connect(self.changed)
        names.give(self._wanted, "parameterFilter")
        names.give(self._required_only, "requiredOnly")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._wanted, 1)
        row.addWidget(self._required_only)

    def clear(self) -> None:
        """Let everything pass."""
        self._wanted.clear()
        self._required_only.setChecked(False)

    def passes(self, field: Field) -> bool:
        """Whether a parameter is to be shown."""
        wanted = self._wanted.text().strip().lower()
        if self._required_only.isChecked() and not (field.is_required or field.state is not State.ABSENT):
            return False
        if not wanted or wanted in field.name.lower():
            return True
        return field.member is not None and wanted in summary(field.member.document).lower()
