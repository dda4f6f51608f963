"""The fields of one profile. A secret that is kept already is never read back: its field stays empty."""

from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.core.models.credential import Credential
from explorer.core.models.profile import Profile, Residence
from explorer.ui.settings.regions import REGIONS
from explorer.ui.widgets.question import plain_label

_KEPT = "kept; fill in to replace"


@dataclass(frozen=True, slots=True)
class ProfileDraft:
    """What was filled in. ``credential`` is None when all its fields are empty."""

    name: str
    region: str
    label: str
    read_only: bool
    credential: Credential | None = field(repr=False)
    residence: Residence = Residence.KEYRING
    replaces: str = ""


class ProfileEditor(QWidget):
    """Name, keys, region, label, and where the keys live.

    Signals:
        save_requested(ProfileDraft), remove_requested(str), default_requested(str).
    """

    save_requested = Signal(object)
    remove_requested = Signal(str)
    default_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._replaces = ""
        self.name, self.secret_id, self.secret_key, self.token, self.label = (QLineEdit() for _ in range(5))
        self.region = QComboBox()
        self.read_only = QCheckBox("Reading actions only")
        self.memory = QCheckBox("Keep the keys for this run only, in memory")
        self.error = plain_label("", "fieldError")
        self.key_warning = plain_label("", "small")
        self.keyring = plain_label("", "small")
        self.shut = QPushButton("Close")
        self.save = QPushButton("Save profile")
        self.remove = QPushButton("Remove")
        self.make_default = QPushButton("Make default")
        self.make_default.setToolTip("Take this profile where none is named, here and on the command line")
        self._prepare()
        self._lay_out()
        self.save.clicked.connect(lambda: self.save_requested.emit(self.to_model()))
        self.remove.clicked.connect(lambda: self.remove_requested.emit(self._replaces))
        self.make_default.clicked.connect(lambda: self.default_requested.emit(self._replaces))
        self.load(None)

    def load(self, profile: Profile | None) -> None:
        """Edit a profile, or begin a new one."""
        self.offer_default(False)
        self._replaces = profile.name if profile is not None else ""
        self.name.setText(self._replaces)
        self.label.setText(profile.label if profile is not None else "")
        self.region.setCurrentText(profile.region if profile is not None else "")
        self.read_only.setChecked(profile is not None and profile.read_only)
        self.memory.setVisible(profile is None)
        for secret, example in (
            (self.secret_id, "AKID…"),
            (self.secret_key, ""),
            (self.token, "only for temporary keys"),
        ):
            secret.clear()
            secret.setPlaceholderText(_KEPT if profile is not None and secret is not self.token else example)
        self._look_at_keys()
        self.remove.setVisible(profile is not None)
        self.show_error("")

    def to_model(self) -> ProfileDraft:
        """What is filled in now."""
        secrets = [part.text().strip() for part in (self.secret_id, self.secret_key, self.token)]
        return ProfileDraft(
            name=self.name.text().strip(),
            region=self.region.currentText().strip(),
            label=self.label.text().strip(),
            read_only=self.read_only.isChecked(),
            credential=Credential(*secrets) if any(secrets) else None,
            residence=Residence.MEMORY if self.memory.isChecked() else Residence.KEYRING,
            replaces=self._replaces,
        )

    def show_error(self, text: str) -> None:
        """Say what is wrong under the fields."""
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def show_keyring(self, text: str, usable: bool) -> None:
        """Say where keys go; without a usable keyring memory is the only place."""
        self.keyring.setText(text)
        self.memory.setEnabled(usable)
        if not usable:
            self.memory.setChecked(True)

    def offer_default(self, offered: bool) -> None:
        """Offer to make this profile the default, where it can be and is not yet."""
        self.make_default.setVisible(offered)

    def _look_at_keys(self) -> None:
        fields = (("SecretId", self.secret_id), ("SecretKey", self.secret_key), ("Token", self.token))
        words = " ".join(text for name, edit in fields if (text := odd_key(name, edit.text().strip())))
        self.key_warning.setText(words)
        self.key_warning.setVisible(bool(words))

    def _prepare(self) -> None:
        self.region.setEditable(True)
        self.region.addItem("")
        self.region.addItems([region for region, _ in REGIONS])
        self.secret_key.setEchoMode(QLineEdit.EchoMode.Password)
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        self.save.setProperty("role", "primary")
        self.save.setDefault(True)
        for button in (self.remove, self.make_default, self.shut):
            button.setAutoDefault(False)
        for key in (self.secret_id, self.secret_key, self.token):
            key.textChanged.connect(self._look_at_keys)
        for widget, name in (
            (self.name, "profileName"), (self.secret_id, "profileSecretId"), (self.secret_key, "profileSecretKey"),
            (self.token, "profileToken"), (self.region, "profileRegion"), (self.label, "profileLabel"),
            (self.read_only, "profileReadOnly"), (self.memory, "profileInMemory"), (self.save, "saveProfileButton"),
            (self.key_warning, "profileKeyWarning"), (self.shut, "closeProfilesButton"),
            (self.remove, "removeProfileButton"), (self.make_default, "defaultProfileButton"),
            (self.error, "profileError"), (self.keyring, "profileKeyring"),
        ):  # fmt: skip
            widget.setObjectName(name)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(16)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, widget in (
            ("Name", self.name), ("SecretId", self.secret_id), ("SecretKey", self.secret_key), ("Token", self.token),
            ("Region", self.region), ("Remark", self.label),
        ):  # fmt: skip
            widget.setAccessibleName(words)
            form.addRow(words, widget)
        form.addRow("", self.read_only)
        form.addRow("", self.memory)
        column.addLayout(form)
        column.addWidget(self.key_warning)
        column.addWidget(self.keyring)
        column.addWidget(self.error)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.remove)
        buttons.addWidget(self.make_default)
        buttons.addStretch(1)
        buttons.addWidget(self.shut)
        buttons.addWidget(self.save)
        column.addLayout(buttons)


def odd_key(name: str, text: str) -> str:
    """A warning where a key holds what no key holds, the commonest cause of a wrong signature; it is not quoted."""
    if any(sign.isspace() for sign in text):
        return f"The {name} holds a blank or a line break inside; keys have none. Copy it again."
    if not text.isascii() or not text.isprintable():
        return f"The {name} holds a character that no key has. Copy it again."
    return ""
