"""Profiles in the window: added, changed, removed; without a keyring in memory, and a locked one in words."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLabel, QLineEdit, QListWidget, QPushButton, QWidget

from explorer.core.errors import KeyringError
from explorer.core.models.credential import Credential
from explorer.core.secrets.memory_store import MemoryStore
from explorer.core.secrets.store import StoreState
from explorer.core.storage.paths import AppPaths
from explorer.services import wiring
from explorer.ui.widgets.aside_delegate import REMARK_ROLE


class Keyring(MemoryStore):
    """Keeps in memory what a real one would keep, in the state that a test wants."""

    state = StoreState("Secret Service", usable=True)

    def check(self) -> StoreState:
        return self.state

    def set(self, keyring_id: str, credential: Credential) -> None:
        if self.state.locked:
            raise KeyringError("The keyring stayed locked.", hint="Unlock it and save again.")
        super().set(keyring_id, credential)


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Keyring]:
    store = Keyring()
    monkeypatch.setattr(wiring.Services, "secrets", store)
    return store


def open_dialog(desk: object) -> QDialog:
    desk.window.desk.commands["edit.profiles"].trigger()
    dialog = desk.wait_for(QDialog, "profilesDialog")
    desk.wait(lambda: dialog.findChild(QLabel, "profileKeyring").text())
    return dialog


def fill(dialog: QDialog, **texts: str) -> None:
    for name, text in texts.items():
        dialog.findChild(QLineEdit, f"profile{name}").setText(text)


def save(desk: object, dialog: QDialog) -> None:
    desk.qtbot.mouseClick(dialog.findChild(QPushButton, "saveProfileButton"), Qt.MouseButton.LeftButton)


def names(dialog: QDialog) -> list[str]:
    rows = dialog.findChild(QListWidget, "profileList")
    return [rows.item(row).text() for row in range(rows.count())]


def test_add_change_and_remove(open_window: Callable, keyring: Keyring) -> None:
    desk = open_window()
    dialog = open_dialog(desk)
    fill(dialog, Name="Customer", SecretId="AKIDone", SecretKey="key-one", Label="the loud one")
    dialog.findChild(QComboBox, "profileRegion").setCurrentText("ap-singapore")
    save(desk, dialog)
    desk.wait(lambda: names(dialog) == ["Customer"])
    book = desk.window._services.profiles
    assert book.credential("Customer") == Credential("AKIDone", "key-one")
    assert dialog.findChild(QLineEdit, "profileSecretKey").text() == ""
    selector = desk.find(QComboBox, "profileSelector")
    assert selector.currentText() == "Customer"
    written = AppPaths.default().profiles_file.read_text()
    assert "Customer" in written
    assert "key-one" not in written

    fill(dialog, Name="Customer 2")
    dialog.findChild(QCheckBox, "profileReadOnly").setChecked(True)
    save(desk, dialog)
    desk.wait(lambda: names(dialog) == ["Customer 2"])
    assert book.get("Customer 2").read_only
    assert book.get("Customer 2").region == "ap-singapore"
    assert book.credential("Customer 2") == Credential("AKIDone", "key-one")

    desk.qtbot.mouseClick(dialog.findChild(QPushButton, "removeProfileButton"), Qt.MouseButton.LeftButton)
    question = desk.wait_for(QDialog, "questionDialog")
    assert "Customer 2" in question.windowTitle()
    assert names(dialog) == ["Customer 2"]
    question.findChild(QPushButton, "confirmButton").click()
    desk.wait(lambda: names(dialog) == [])
    assert book.list() == ()
    assert not keyring._kept
    dialog.close()


def test_half_a_key_pair_is_refused_in_the_dialog(open_window: Callable, keyring: Keyring) -> None:
    desk = open_window()
    dialog = open_dialog(desk)
    fill(dialog, Name="Half", SecretId="AKIDone")
    save(desk, dialog)
    error = dialog.findChild(QLabel, "profileError")
    desk.wait(error.isVisible)
    assert "SecretKey" in error.text()
    assert names(dialog) == []
    dialog.close()


@pytest.mark.usefixtures("_no_keyring")
def test_without_a_keyring_memory_is_offered(open_window: Callable) -> None:
    desk = open_window()
    dialog = open_dialog(desk)
    memory = dialog.findChild(QCheckBox, "profileInMemory")
    desk.wait(memory.isChecked)
    assert not memory.isEnabled()
    assert "no usable keyring" in dialog.findChild(QLabel, "profileKeyring").text()
    fill(dialog, Name="Passing", SecretId="AKIDone", SecretKey="key-one")
    save(desk, dialog)
    desk.wait(lambda: names(dialog) == ["Passing"])
    assert desk.window._services.profiles.credential("Passing") == Credential("AKIDone", "key-one")
    assert not AppPaths.default().profiles_file.exists()
    assert "this run only" in desk.find(QLabel, "keyringState").text()
    dialog.close()


@pytest.fixture
def _no_keyring(keyring: Keyring) -> None:
    keyring.state = StoreState("none", usable=False, reason="no backend was found")


@pytest.fixture
def _locked(keyring: Keyring) -> None:
    keyring.state = StoreState("Secret Service", usable=False, locked=True, hint="Unlock it in its own window.")


@pytest.mark.usefixtures("_locked")
def test_a_locked_keyring_is_worded_and_nothing_typed_is_lost(open_window: Callable) -> None:
    desk = open_window()
    dialog = open_dialog(desk)
    words = dialog.findChild(QLabel, "profileKeyring").text()
    assert "locked" in words
    assert "Unlock it" in words
    fill(dialog, Name="Customer", SecretId="AKIDone", SecretKey="key-one")
    save(desk, dialog)
    error = dialog.findChild(QLabel, "profileError")
    desk.wait(error.isVisible)
    assert "stayed locked" in error.text()
    assert dialog.findChild(QLineEdit, "profileSecretKey").text() == "key-one"
    assert "locked" in desk.find(QLabel, "keyringState").text()

    memory = dialog.findChild(QCheckBox, "profileInMemory")
    assert memory.isEnabled()
    memory.setChecked(True)
    save(desk, dialog)
    desk.wait(lambda: names(dialog) == ["Customer"])
    assert desk.find(QWidget, "profileSelector").currentText() == "Customer"
    dialog.close()


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("SecretId", " AKIDabc def", "The SecretId holds a blank"),
        ("SecretKey", "sécret", "The SecretKey holds a character"),
        ("SecretId", "AKID\u200babc", "The SecretId holds a character"),
        ("SecretKey", " padded ", ""),
        ("SecretId", "AKIDabc", ""),
    ],
)
def test_a_key_that_was_copied_badly_is_remarked_on(
    open_window: Callable, keyring: Keyring, field: str, text: str, words: str
) -> None:
    desk = open_window()
    dialog = open_dialog(desk)
    fill(dialog, **{field: text})
    warning = dialog.findChild(QLabel, "profileKeyWarning")
    assert warning.text().startswith(words)
    assert warning.isVisible() is bool(words)
    assert text.strip() not in warning.text()
    dialog.findChild(QPushButton, "closeProfilesButton").click()
    assert not dialog.isVisible()


def default_button(dialog: QDialog) -> QPushButton:
    return dialog.findChild(QPushButton, "defaultProfileButton")


def marks(dialog: QDialog) -> list[str]:
    rows = dialog.findChild(QListWidget, "profileList")
    return [rows.item(row).data(REMARK_ROLE) or "" for row in range(rows.count())]


def test_the_default_is_chosen_marked_and_taken_at_the_next_start(open_window: Callable, keyring: Keyring) -> None:
    desk = open_window()
    dialog = open_dialog(desk)
    for number, name in enumerate(("First", "Second"), 1):
        dialog.findChild(QPushButton, "newProfileButton").click()
        fill(dialog, Name=name, SecretId=f"AKID{name}", SecretKey="key-one")
        save(desk, dialog)
        desk.wait(lambda number=number: len(names(dialog)) == number)
    assert marks(dialog) == ["", ""]
    dialog.findChild(QListWidget, "profileList").setCurrentRow(1)
    fill(dialog, Label="not saved yet")
    assert default_button(dialog).isVisible()
    default_button(dialog).click()
    desk.wait(lambda: marks(dialog) == ["", "default"])
    assert dialog.findChild(QLineEdit, "profileLabel").text() == "not saved yet"
    assert not default_button(dialog).isVisible()
    selector = desk.find(QComboBox, "profileSelector")
    assert [selector.itemData(row, REMARK_ROLE) for row in (0, 1)] == ["", "default"]
    dialog.findChild(QListWidget, "profileList").setCurrentRow(0)
    assert default_button(dialog).isVisible()
    dialog.findChild(QPushButton, "newProfileButton").click()
    assert not default_button(dialog).isVisible()
    dialog.close()
    assert desk.window._services.profiles.default().name == "Second"


@pytest.mark.usefixtures("_no_keyring")
def test_a_profile_of_this_run_cannot_become_the_default(open_window: Callable) -> None:
    desk = open_window()
    dialog = open_dialog(desk)
    desk.wait(dialog.findChild(QCheckBox, "profileInMemory").isChecked)
    fill(dialog, Name="Passing", SecretId="AKIDone", SecretKey="key-one")
    save(desk, dialog)
    desk.wait(lambda: names(dialog) == ["Passing"])
    assert not default_button(dialog).isVisible()
    dialog.close()
