"""Asks how often and until when a request is sent again."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
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

_SHORTEST, _LONGEST, _MOST, _MOST_MINUTES = 0.1, 3600.0, 10_000, 1440.0
_UNTIL = (
    ("equals", "this value"),
    ("is set", "any value that is not null, false or empty"),
    ("changes", "another value than at first"),
)


@dataclass(frozen=True, slots=True)
class Repetition:
    """Send every ``interval`` seconds, until ``expression`` gives ``value`` (see services' ``repeat_until``).

    It ends at the latest after ``limit`` attempts or ``minutes``; 0 minutes are no limit. ``until`` is an ``Until``.
    """

    expression: str = ""
    value: str = ""
    interval: float = 5.0
    limit: int = 60
    until: str = "equals"
    minutes: float = 0.0
    stop_at_error: bool = False


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
        self.value.setPlaceholderText("RUNNING")
        self.until = QComboBox()
        for name, words in _UNTIL:
            self.until.addItem(words, name)
        self.until.setCurrentIndex(self.until.findData(last.until))
        self.until.currentIndexChanged.connect(self._show_need)
        self.minutes = QDoubleSpinBox()
        self.minutes.setRange(0, _MOST_MINUTES)
        self.minutes.setDecimals(1)
        self.minutes.setSuffix(" min")
        self.minutes.setSpecialValueText("no limit")
        self.minutes.setValue(last.minutes)
        self.errors = QCheckBox("Stop at the first error, instead of waiting it out")
        self.errors.setChecked(last.stop_at_error)
        self.expression.setProperty("role", "mono")
        self.interval, self.limit = QDoubleSpinBox(), QSpinBox()
        self.interval.setRange(_SHORTEST, _LONGEST)
        self.interval.setDecimals(1)
        self.interval.setSuffix(" s")
        self.interval.setValue(last.interval)
        self.limit.setRange(1, _MOST)
        self.limit.setSuffix(" attempts")
        self.limit.setValue(last.limit)
        for box in (self.interval, self.limit, self.minutes):
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
        self._show_need()

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
                self.expression.text().strip(),
                self.value.text().strip(),
                self.interval.value(),
                self.limit.value(),
                self.until.currentData(),
                self.minutes.value(),
                self.errors.isChecked(),
            )
        )

    def _show_need(self) -> None:
        self.value.setEnabled(self.until.currentData() == "equals")

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for words, widget, name in (
            ("Until JMESPath", self.expression, "repeatExpression"),
            ("gives", self.until, "repeatUntil"),
            ("Value", self.value, "repeatValue"),
            ("Send every", self.interval, "repeatInterval"),
            ("At most", self.limit, "repeatLimit"),
            ("and no longer than", self.minutes, "repeatMinutes"),
            ("Errors", self.errors, "repeatErrors"),
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
