"""One setting of the Headers tab: a label, an editor, and a way back to what holds without it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from explorer.ui.request.public_names import PublicNames
from explorer.ui.widgets.buttons import IconButton

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
        label = QLabel(title)
        label.setProperty("role", "fieldLabel")
        label.setFixedWidth(_LABEL_WIDTH)
        self.editor: QComboBox | QLineEdit = self._combo(choices, free) if choices else QLineEdit()
        self.editor.setAccessibleName(title)
        line = self.editor.lineEdit() if isinstance(self.editor, QComboBox) else self.editor
        if line is not None:
            line.setPlaceholderText(placeholder)
        self._reset = IconButton("undo", f"Reset {title}")
        self._reset.clicked.connect(self._on_reset_clicked)
        policy = self._reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._reset.setSizePolicy(policy)
        names.give(self.editor, name)
        names.give(self._reset, f"reset:{name}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.editor, 1)
        row.addWidget(self._reset)
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
