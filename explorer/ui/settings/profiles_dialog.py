"""The profiles: a list, and the one that is edited beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from explorer.core.models.profile import Profile, Residence
from explorer.ui.settings.profile_editor import ProfileEditor
from explorer.ui.widgets.aside_delegate import REMARK_ROLE, AsideDelegate
from explorer.ui.widgets.question import QuestionDialog


class ProfilesDialog(QDialog):
    """Shows and edits; the work is done by whoever listens.

    Signals:
        save_requested(ProfileDraft), remove_requested(str), default_requested(str).
    """

    save_requested = Signal(object)
    remove_requested = Signal(str)
    default_requested = Signal(str)

    def __init__(self, parent: QWidget, profiles: tuple[Profile, ...], default: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("profilesDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Profiles")
        self.resize(740, 460)
        self._profiles: tuple[Profile, ...] = ()
        self._default = default
        self.list = QListWidget()
        self.list.setObjectName("profileList")
        self.list.setAccessibleName("Profiles")
        self.list.setFixedWidth(220)
        self.list.setItemDelegate(AsideDelegate(self.list, keeps_remarks=True))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add = QPushButton("New profile")
        self.add.setObjectName("newProfileButton")
        self.add.setAutoDefault(False)
        self.editor = ProfileEditor()
        left = QVBoxLayout()
        left.setContentsMargins(12, 16, 12, 16)
        left.addWidget(self.list)
        left.addWidget(self.add)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.NoFrame)
        line.setFixedWidth(1)
        line.setProperty("role", "divider")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left)
        row.addWidget(line)
        row.addWidget(self.editor, 1)
        self.list.currentRowChanged.connect(self._on_list_row_changed)
        self.add.clicked.connect(self.begin_new)
        self.editor.shut.clicked.connect(self.close)
        self.editor.save_requested.connect(self.save_requested)
        self.editor.remove_requested.connect(self._ask_removal)
        self.editor.default_requested.connect(self.default_requested)
        self.set_profiles(profiles, "")

    def set_profiles(self, profiles: tuple[Profile, ...], chosen: str) -> None:
        """Show these profiles (the practice profile is not edited) and edit one, or begin a new one."""
        self._profiles = tuple(each for each in profiles if each.residence is not Residence.PRACTICE)
        names = [profile.name for profile in self._profiles]
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems(names)
        self.list.blockSignals(False)
        self.show_default(self._default)
        if chosen in names:
            self.list.setCurrentRow(names.index(chosen))
        elif names:
            self.list.setCurrentRow(0)
        else:
            self.begin_new()

    def show_default(self, name: str) -> None:
        """Mark the profile that is taken where none is named; what is being edited stays as it is."""
        self._default = name
        for row, profile in enumerate(self._profiles):
            item = self.list.item(row)
            item.setData(REMARK_ROLE, "default" if profile.name == name else "")
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{profile.name}, default" if profile.name == name else None
            )
        self._offer_default(self.list.currentRow())

    def begin_new(self) -> None:
        """Empty the fields for a new profile."""
        self.list.setCurrentRow(-1)
        self.editor.load(None)
        self.editor.name.setFocus()

    def _ask_removal(self, name: str) -> None:
        question = QuestionDialog(
            self, f"Remove {name}?", "Its keys are deleted from where they are kept.", "Remove", danger=True
        )
        question.ask(lambda: self.remove_requested.emit(name))

    def _on_list_row_changed(self, row: int) -> None:
        if 0 <= row < len(self._profiles):
            self.editor.load(self._profiles[row])
        self._offer_default(row)

    def _offer_default(self, row: int) -> None:
        chosen = self._profiles[row] if 0 <= row < len(self._profiles) else None
        lasts = chosen is not None and chosen.residence is Residence.KEYRING
        self.editor.offer_default(chosen is not None and lasts and chosen.name != self._default)
