"""One setting of the Headers tab: a label, an editor, a way back to the default, and what is wrong with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSizePolicy, QWidget

from explorer.ui.request.public_names import PublicNames
from explorer.ui.widgets.aside_delegate import REMARK_ROLE, AsideDelegate
from explorer.ui.widgets.badge import restyle
from explorer.ui.widgets.buttons import IconButton
from explorer.ui.widgets.question import plain_label

_LABEL_WIDTH = 124


class OverrideRow(QWidget):
    """Shows its reset button only while it differs.

    Signals:
        edited(): another value was chosen or typed.
    """

    edited = Signal()

    def __init__(
        self,
        title: str,
        names: PublicNames,
        name: str,
        *,
        choices: tuple[tuple[str, str], ...] = (),
        free: bool = False,
        default: str = "",
        placeholder: str = "",
    ) -> None:
        super().__init__()
        self._default = default
        self._values = [value for value, _words in choices]
        self._shown = False
        label = plain_label(title, "fieldLabel")
        label.setFixedWidth(_LABEL_WIDTH)
        self._words = plain_label("", "small")
        self._words.hide()
        self.editor: QComboBox | QLineEdit = self._combo(choices, free) if choices else QLineEdit()
        self.editor.setAccessibleName(title)
        line = self.editor.lineEdit() if isinstance(self.editor, QComboBox) else self.editor
        if line is not None:
            line.setPlaceholderText(placeholder)
            line.setAccessibleName(title)
        self._reset = IconButton("undo", f"Reset {title}")
        self._reset.clicked.connect(self._on_reset_clicked)
        policy = self._reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._reset.setSizePolicy(policy)
        names.give(self.editor, name)
        names.give(self._reset, f"reset:{name}")
        names.give(self._words, f"words:{name}")
        row = QGridLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setHorizontalSpacing(8)
        row.setVerticalSpacing(2)
        row.setColumnStretch(1, 1)
        row.addWidget(label, 0, 0)
        row.addWidget(self.editor, 0, 1)
        row.addWidget(self._reset, 0, 2)
        row.addWidget(self._words, 1, 1)
        self._connect()
        self.set_value(default)

    def value(self) -> str:
        """The value; the default where nothing else was chosen."""
        if isinstance(self.editor, QLineEdit):
            return self.editor.text().strip()
        text = self.editor.currentText().strip()
        index = self.editor.findText(text)
        return self._values[index] if index >= 0 else text

    def set_value(self, value: str) -> None:
        """Show a value without calling it an edit."""
        self._shown = True
        if isinstance(self.editor, QLineEdit):
            self.editor.setText(value)
        elif value in self._values:
            self.editor.setCurrentIndex(self._values.index(value))
        else:
            self.editor.setEditText(value)
        self._shown = False
        self._reset.setVisible(self.value() != self._default)

    def set_placeholder(self, text: str) -> None:
        """Say what holds while nothing is chosen."""
        line = self.editor.lineEdit() if isinstance(self.editor, QComboBox) else self.editor
        if line is not None:
            line.setPlaceholderText(text)

    def set_choices(self, choices: tuple[tuple[str, str], ...]) -> None:
        """Offer other texts, each with a remark, and keep what stands there. Only for a row that takes any text."""
        combo = self.editor
        if not isinstance(combo, QComboBox):
            return
        text = combo.currentText()
        combo.blockSignals(True)
        combo.clear()
        self._values = ["", *(value for value, _remark in choices)]
        combo.addItems(self._values)
        for index, (_value, remark) in enumerate(choices, 1):
            combo.setItemData(index, remark, REMARK_ROLE)
        combo.setItemDelegate(AsideDelegate(combo))
        combo.setEditText(text)
        combo.blockSignals(False)

    def set_words(self, text: str, *, wrong: bool = False) -> None:
        """Say something under the editor: what is wrong with the value, or what holds instead of it."""
        role = "fieldError" if wrong else "small"
        if (text, role) == (self._words.text(), self._words.property("role")):
            return
        self._words.setText(text)
        self._words.setProperty("role", role)
        restyle(self._words)
        self._words.setVisible(bool(text))

    def set_active(self, active: bool) -> None:
        """Whether the value has any say now."""
        self.editor.setEnabled(active)

    def _combo(self, choices: tuple[tuple[str, str], ...], free: bool) -> QComboBox:
        combo = QComboBox()
        combo.setEditable(free)
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        combo.addItems([words for _value, words in choices])
        return combo

    def _connect(self) -> None:
        if isinstance(self.editor, QLineEdit):
            self.editor.textChanged.connect(self._on_edited)
        else:
            self.editor.currentTextChanged.connect(self._on_edited)

    def _on_edited(self) -> None:
        self._reset.setVisible(self.value() != self._default)
        if not self._shown:
            self.edited.emit()

    def _on_reset_clicked(self) -> None:
        self.set_value(self._default)
        self.editor.setFocus()
        self.edited.emit()
