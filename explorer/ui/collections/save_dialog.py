"""Asks for a name and a folder to save a request in."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from explorer.ui.widgets.question import plain_label

if TYPE_CHECKING:
    from explorer.core.storage.collection_tree import Folder

NEW_FOLDER = "New folder…"


class SaveDialog(QDialog):
    """Name, folder (a new one too); an error stands in the dialog, which then stays open."""

    def __init__(self, parent: QWidget, name: str, root: "Folder | None") -> None:
        super().__init__(parent)
        self.setObjectName("saveDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Save request")
        self.setMinimumWidth(440)
        self.name = QLineEdit(name)
        self.name.setObjectName("saveName")
        self.name.setAccessibleName("Name")
        self.folder = QComboBox()
        self.folder.setObjectName("saveFolder")
        self.folder.setAccessibleName("Folder")
        self.new_folder = QLineEdit()
        self.new_folder.setObjectName("saveNewFolder")
        self.new_folder.setPlaceholderText("Name of the new folder")
        self.new_folder.setAccessibleName("Name of the new folder")
        self.error = plain_label("", "fieldError")
        self.save = QPushButton("Save")
        self.save.setObjectName("saveConfirmButton")
        self.save.setProperty("role", "primary")
        self._fill_folders(root)
        self._lay_out()
        self.folder.currentIndexChanged.connect(self._on_folder_changed)
        self.name.textChanged.connect(self._on_name_changed)
        self._on_folder_changed()
        self._on_name_changed()
        self.name.selectAll()

    def ask(self, keep: Callable[[str, Path | None, str], object]) -> None:
        """Show it; ``keep`` gets the name, the folder (None: the root) and the name of a new folder."""
        self.save.clicked.connect(
            lambda: keep(self.name.text().strip(), self.chosen_folder(), self.chosen_new_folder())
        )
        self.open()
        self.name.setFocus()

    def show_error(self, text: str) -> None:
        """Say why it could not be saved."""
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def chosen_folder(self) -> Path | None:
        """The folder, or None for the root."""
        found = self.folder.currentData()
        return found if isinstance(found, Path) else None

    def chosen_new_folder(self) -> str:
        """The name of the folder to make, or nothing."""
        return self.new_folder.text().strip() if self.folder.currentText() == NEW_FOLDER else ""

    def _fill_folders(self, root: "Folder | None") -> None:
        self.folder.addItem("Collections")
        waiting = [(folder, 1) for folder in root.folders] if root is not None else []
        while waiting:
            folder, depth = waiting.pop(0)
            self.folder.addItem("    " * depth + folder.name, folder.path)
            waiting = [(each, depth + 1) for each in folder.folders] + waiting
        self.folder.addItem(NEW_FOLDER)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(6)
        column.addWidget(plain_label("Save request", "title"))
        for words, field in (("Name", self.name), ("Folder", self.folder)):
            column.addSpacing(6)
            label = plain_label(words, "fieldLabel")
            label.setBuddy(field)
            column.addWidget(label)
            column.addWidget(field)
        column.addWidget(self.new_folder)
        column.addWidget(self.error)
        column.addWidget(plain_label("Kept as a text file that can be shared; secrets are left out.", "small"))
        buttons = QHBoxLayout()
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        column.addSpacing(10)
        column.addLayout(buttons)
        self.error.hide()
        self.save.setDefault(True)

    def _on_folder_changed(self) -> None:
        self.new_folder.setVisible(self.folder.currentText() == NEW_FOLDER)

    def _on_name_changed(self) -> None:
        self.save.setEnabled(bool(self.name.text().strip()))
