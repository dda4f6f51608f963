"""The Code section asks when it must, shows what it is given, and follows the request in a window."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from explorer.core.snippets.offered import OFFERS
from explorer.core.snippets.subject import Shell, Snippet
from explorer.ui.request.code_view import CodeView
from explorer.ui.request.public_names import PublicNames
from explorer.ui.theme import theme


class Asked:
    """What the view asked for."""

    def __init__(self, view: CodeView) -> None:
        self.wanted: list[tuple[str, str]] = []
        view.wanted.connect(lambda name, shell: self.wanted.append((name, shell)))


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> Iterator[CodeView]:
    theme.apply(qapp, "light")
    view = CodeView(PublicNames())
    qtbot.addWidget(view)
    view.resize(500, 600)
    yield view
    view.hide()


def _part(view: CodeView, kind: type[Any], name: str) -> Any:
    found = view.findChild(kind, name)
    assert found is not None, name
    return found


def test_built_in_steps_it_asks_once_it_is_there(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    view = CodeView(PublicNames(), in_steps=True)
    qtbot.addWidget(view)
    asked = Asked(view)
    built: list[bool] = []
    view.built.connect(lambda: (built.append(True), view.choose("tccli", "cmd")))
    view.show()
    assert view.findChild(QPlainTextEdit) is None, "showing it must cost little"
    qtbot.waitUntil(lambda: asked.wanted == [("tccli", "cmd")])
    assert built == [True]
    view.hide()


def test_nothing_is_asked_for_while_out_of_sight(view: CodeView, qtbot: QtBot) -> None:
    asked = Asked(view)
    view.request_changed()
    qtbot.wait(250)
    assert asked.wanted == []
    view.show()
    qtbot.waitUntil(lambda: asked.wanted == [("curl", "sh")])
    view.show_snippet(Snippet("text"))
    view.hide()
    view.show()
    qtbot.wait(50)
    assert len(asked.wanted) == 1


def test_many_changes_make_one_question(view: CodeView, qtbot: QtBot) -> None:
    asked = Asked(view)
    view.show()
    qtbot.waitUntil(lambda: len(asked.wanted) == 1)
    for _ in range(20):
        view.request_changed()
    qtbot.waitUntil(lambda: len(asked.wanted) == 2)
    qtbot.wait(250)
    assert len(asked.wanted) == 2


def test_every_format_is_offered_and_a_shell_where_it_applies(view: CodeView, qtbot: QtBot) -> None:
    asked = Asked(view)
    view.show()
    formats, shells = _part(view, QComboBox, "codeFormat"), _part(view, QComboBox, "codeShell")
    assert [formats.itemText(at) for at in range(formats.count())] == [offer.title for offer in OFFERS]
    assert [shells.itemText(at) for at in range(shells.count())] == ["sh", "PowerShell", "cmd"]
    qtbot.waitUntil(lambda: len(asked.wanted) == 1)
    for at, offer in enumerate(OFFERS[1:], start=1):
        formats.setCurrentIndex(at)
        assert asked.wanted[-1] == (offer.name, "sh")
        assert shells.isVisible() == offer.uses_shell
    formats.setCurrentIndex(0)
    shells.setCurrentIndex(2)
    assert asked.wanted[-1] == ("curl", Shell.CMD)
    view.choose("tccli", "PowerShell")
    assert (view.format, view.shell) == ("tccli", "PowerShell")


def test_the_whole_text_is_copied_and_the_end_of_the_signature_told(view: CodeView) -> None:
    view.show()
    text = "curl 'x'\n" + "# " + "y" * 10_000 + "\nz\n" + "w\n" * 50_000
    view.show_snippet(Snippet(text, until=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)))
    shown = _part(view, QPlainTextEdit, "codeText").toPlainText()
    assert shown.startswith("curl 'x'\n# yyy")
    assert "y …\nz\nw\n" in shown
    assert len(shown) <= 30_000
    _part(view, QPushButton, "copyCodeButton").click()
    assert QGuiApplication.clipboard().text() == text
    note = _part(view, QLabel, "codeNote").text()
    assert "holds until 03:04:05 UTC" in note
    assert "110,014 characters" in note


def test_what_is_not_complete_cannot_be_copied(view: CodeView) -> None:
    view.show()
    view.show_snippet(Snippet("# Choose a profile", complete=False))
    assert not _part(view, QPushButton, "copyCodeButton").isEnabled()
    view.show_snippet(Snippet("whole"))
    assert _part(view, QPushButton, "copyCodeButton").isEnabled()
    view.show_failure("The keyring is <b>locked</b>.")
    assert not _part(view, QPushButton, "copyCodeButton").isEnabled()
    assert _part(view, QPlainTextEdit, "codeText").toPlainText() == ""
    assert _part(view, QLabel, "codeNote").text() == "The keyring is <b>locked</b>."


def _first_colour(view: CodeView) -> str:
    layout = _part(view, QPlainTextEdit, "codeText").document().firstBlock().layout()
    first = layout.formats()[0]
    text_format = first.format
    return str(text_format.foreground().color().name())


def test_the_colours_follow_the_theme(view: CodeView, qapp: QApplication) -> None:
    view.show()
    view.show_snippet(Snippet("# remark\ncurl 'text'"))
    assert _first_colour(view) == theme.LIGHT.muted.name()
    theme.apply(qapp, "dark")
    dark = _first_colour(view)
    theme.apply(qapp, "light")
    assert dark == theme.DARK.muted.name()


def _code_text(desk: Any, tab: Any) -> Any:
    assert tab.show_section("Code")
    text = desk.wait_for(QPlainTextEdit, "codeText")
    desk.wait(text.toPlainText, "nothing was written")
    return text


def test_in_the_window_the_code_follows_the_form(open_window: Callable[..., Any], qtbot: QtBot) -> None:
    desk = open_window("--sandbox")
    desk.wait(lambda: desk.window.desk.requests.current() is not None, "no request is open")
    tab = desk.window.desk.requests.current()
    text = _code_text(desk, tab)
    desk.wait(lambda: "Authorization: TC3-HMAC-SHA256" in text.toPlainText(), "no signature came")
    assert desk.window.desk.services.practice.credential.secret_key not in text.toPlainText()
    tab.replace_parameters({"InstanceId": "mqtt-written"})
    desk.wait(lambda: "mqtt-written" in text.toPlainText(), "the code stays as it was")
    formats = desk.find(QComboBox, "codeFormat")
    for at, offer in enumerate(OFFERS):
        formats.setCurrentIndex(at)
        desk.wait(lambda: "mqtt-written" in text.toPlainText(), f"{offer.title} lacks the parameter")
    formats.setCurrentIndex(2)
    desk.wait(lambda: "import CommonClient" in text.toPlainText())
    region = desk.find(QComboBox, "regionSelector")
    region.setEditText("ap-singapore")
    desk.wait(lambda: '"ap-singapore"' in text.toPlainText(), "the code keeps the region of before")


def test_without_a_profile_the_way_out_is_told(open_window: Callable[..., Any], qtbot: QtBot) -> None:
    desk = open_window()
    panel = desk.window.desk
    panel.requests.open_action(panel.services.catalog.resolve("mqtt", "DescribeInstanceList"))
    desk.wait(lambda: panel.requests.current() is not None)
    text = _code_text(desk, panel.requests.current())
    desk.wait(lambda: "Choose a profile" in text.toPlainText())
    assert not desk.find(QPushButton, "copyCodeButton").isEnabled()


def test_a_remark_stands_under_the_code(view: CodeView) -> None:
    view.show_snippet(Snippet("curl", until=datetime(2026, 1, 31, 12, 0, 5, tzinfo=UTC), remarks=("Limit is lost.",)))
    assert _part(view, QLabel, "codeNote").text() == "Signed; holds until 12:00:05 UTC\nLimit is lost."
