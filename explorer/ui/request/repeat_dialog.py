"""Asks how often and until when a request is sent again."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from explorer.ui.widgets.question import plain_label

_SHORTEST, _LONGEST, _MOST = 0.1, 3600.0, 10_000


@dataclass(frozen=True, slots=True)
class Repetition:
    """Send every ``interval`` seconds, ``limit`` times at most, until ``expression`` gives ``value``.

    An empty value stands for anything but null, false and empty.
    """

    expression: str = ""
    value: str = ""
    interval: float = 5.0
    limit: int = 60


class RepeatDialog(QDialog):
    """Stays open until the expression was found to be one.

    Signals:
        start_requested(Repetition): begin with this, if it can be begun.
    """

    start_requested = Signal(object)

    def __init__(self, parent: QWidget, last: Repetition) -> None:
        super().__init__(parent)
        self.setObjectName("repeatDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Repeat until")
        self.setMinimumWidth(460)
        self.expression, self.value = QLineEdit(last.expression), QLineEdit(last.value)
        self.expression.setPlaceholderText("Response.Data.InstanceStatus")
        self.value.setPlaceholderText("RUNNING; left empty: any value")
        self.value.setToolTip("Left empty, any value will do that is not null, false or empty.")
        self.expression.setProperty("role", "mono")
        self.interval, self.limit = QDoubleSpinBox(), QSpinBox()
        self.interval.setRange(_SHORTEST, _LONGEST)
        self.interval.setDecimals(1)
        self.interval.setSuffix(" s")
        self.interval.setValue(last.interval)
        self.limit.setRange(1, _MOST)
        self.limit.setSuffix(" attempts")
        self.limit.setValue(last.limit)
        for box in (self.interval, self.limit):
            # The style's padding does not reach the words inside.
            box.lineEdit().setTextMargins(8, 0, 0, 0)
        self._fault = plain_label("", "fieldError")
        self._fault.hide()
        self.cancel, self.start = QPushButton("Cancel"), QPushButton("Start")
        self.cancel.setAutoDefault(False)
        self.start.setProperty("role", "primary")
        self.start.setDefault(True)
        self._lay_out()
        self.cancel.clicked.connect(self.reject)
        self.start.clicked.connect(self._ask)
        self.expression.setFocus()

    def show_error(self, error: object) -> None:
        """Say why it cannot begin."""
        self._fault.setText(str(error))
        self._fault.show()
        self.start.setEnabled(True)

    def _ask(self) -> None:
        self._fault.hide()
        self.start.setEnabled(False)
        self.start_requested.emit(
            Repetition(
                self.expression.text().strip(), self.value.text().strip(), self.interval.value(), self.limit.value()
            )
        )

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for words, widget, name in (
            ("Until JMESPath", self.expression, "repeatExpression"),
            ("gives", self.value, "repeatValue"),
            ("Send every", self.interval, "repeatInterval"),
            ("At most", self.limit, "repeatLimit"),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(words)
            form.addRow(words, widget)
        self.start.setObjectName("repeatStart")
        self.cancel.setObjectName("repeatCancel")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(plain_label("Repeat until", "title"))
        column.addWidget(plain_label("Sends this request again and again; Esc stops it.", "muted"))
        column.addLayout(form)
        column.addWidget(self._fault)
        column.addLayout(buttons)
