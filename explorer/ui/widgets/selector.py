"""A drop-down list in a frame that carries its own name."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QWidget

from explorer.ui.widgets.aside_delegate import REMARK_ROLE, AsideDelegate
from explorer.ui.widgets.badge import restyle

_ARROW = 26


class SelectorBox(QComboBox):
    """A combo box as wide as what it shows."""

    def __init__(self, name: str, *, editable: bool) -> None:
        super().__init__()
        self.setProperty("role", "bare")
        self.setAccessibleName(name)
        self.setEditable(editable)
        self.setItemDelegate(AsideDelegate(self))
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.currentTextChanged.connect(self.fit)

    def add(self, text: str, remark: str = "", value: object = None) -> None:
        """Add an entry with a remark and a value of its own."""
        self.addItem(text, value)
        self.setItemData(self.count() - 1, remark, REMARK_ROLE)

    def fit(self) -> None:
        """Take the width of the text shown."""
        shown = self.currentText() or (self.placeholderText() if not self.isEditable() else "choose")
        self.setFixedWidth(min(320, QFontMetrics(self.font()).horizontalAdvance(shown) + _ARROW + 8))

    def showPopup(self) -> None:
        """Open the list, wide enough for its remarks."""
        self.view().setMinimumWidth(max(self.width(), self.view().sizeHintForColumn(0) + 16))
        super().showPopup()


class Selector(QFrame):
    """The frame around a SelectorBox; a click on its name opens the list, focus lights its line."""

    def __init__(self, name: str, object_name: str, *, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "selector")
        self.box = SelectorBox(name, editable=editable)
        self.box.setObjectName(object_name)
        label = QLabel(name)
        label.setProperty("role", "small")
        label.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 4, 0)
        row.setSpacing(6)
        row.addWidget(label)
        row.addWidget(self.box)
        self.setFixedHeight(30)
        self.box.installEventFilter(self)
        if (edit := self.box.lineEdit()) is not None:
            edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Light the frame while the box has the focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("active", event.type() == QEvent.Type.FocusIn)
            restyle(self)
        return super().eventFilter(watched, event)
