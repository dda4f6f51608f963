"""Draws every state of the window into build/pictures/, light and dark, large and small: `make pictures`.

The picture of the README, an error explained, is copied into docs/pictures/.

Everything shown is made up: the practice endpoint answers, and its keys are no secrets.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "build" / "pictures"
README = ROOT / "docs" / "pictures"
SIZES = ((1440, 900), (1100, 700))
PATIENCE = 20_000

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QTabWidget, QWidget  # noqa: E402

from explorer.core.models.action import ActionRef  # noqa: E402
from explorer.core.secrets.store import StoreState  # noqa: E402
from explorer.ui.app import build  # noqa: E402
from explorer.ui.faults import release_faults  # noqa: E402
from explorer.ui.main_window import MainWindow  # noqa: E402
from explorer.ui.theme import theme  # noqa: E402

W = TypeVar("W", bound=QWidget)
MQTT = "2024-05-16"

# Nine objects one inside of the other; the deepest of the whole catalogue is as deep.
DEEP: tuple[str, ...] = (
    "SecurityPolicy", "BotManagement", "BrowserImpersonationDetection", "Rules", "Action", "BotSessionValidation",
    "SessionRateControl", "HighRateSessionAction", "DenyActionParameters",
)  # fmt: skip


def pause(milliseconds: int) -> None:
    """Let the window work."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait(condition: Callable[[], object]) -> None:
    """Let the window work until something is so."""
    clock = QElapsedTimer()
    clock.start()
    while not condition():
        if clock.elapsed() > PATIENCE:
            raise RuntimeError("a state of the window did not come")
        pause(20)
    pause(120)


def found(parent: QWidget, kind: type[W], name: str) -> W:
    """The part of that name."""
    widget = parent.findChild(kind, name)
    if widget is None:
        raise SystemExit(f"the window has no {name}")
    return widget


class Artist:
    """One window in one scheme; each method brings it into a state and draws it."""

    def __init__(self, window: MainWindow, app: QApplication, scheme: theme.Scheme) -> None:
        self.window, self.app, self.scheme = window, app, scheme
        theme.apply(app, scheme)
        wait(window.desk.actions.model.rowCount)

    def draw(self, name: str, widget: QWidget | None = None, prepare: Callable[[], object] = lambda: None) -> None:
        """Draw a dialog once, the window in both sizes; ``prepare`` is called in each size."""
        if widget is not None:
            pause(150)
            widget.grab().save(str(TARGET / f"{name}-{self.scheme}.png"))
            return
        for width, height in SIZES:
            self.window.resize(width, height)
            pause(150)
            prepare()
            pause(150)
            self.window.grab().save(str(TARGET / f"{name}-{self.scheme}-{width}x{height}.png"))
        self.window.resize(*SIZES[0])

    def open(self, name: str, service: str = "mqtt", version: str = MQTT, **fields: str) -> None:
        """Open an action and fill in its fields."""
        tabs = self.window.desk.requests
        self.window.requests.open_action(ActionRef(service, version, name))
        wait(lambda: (tab := tabs.current()) is not None and tab.spec.ref.name == name)
        pause(300)
        for path, text in fields.items():
            field = self.window.findChild(QLineEdit, f"field:{path}")
            if field is not None:
                field.setText(text)
        pause(300)

    def send(self) -> None:
        """Send, without a question, and wait for what comes."""
        tab = self.window.desk.requests.current()
        tab.send(anyway=True)
        pause(100)
        question = self.window.findChild(QDialog, "questionDialog")
        if question is not None:
            question.accept()
        wait(lambda: not self.window.sending.is_sending(tab))
        pause(400)

    def with_fault(self, fault: str) -> None:
        """Let the practice endpoint answer every call with a fault; an empty one takes it back."""
        tab = self.window.desk.requests.current()
        request = tab.to_model()
        headers = (("X-Practice-Fault", fault),) if fault else ()
        from dataclasses import replace

        tab.load(replace(request, headers=headers), tab.spec)
        pause(300)

    def dialog(self, name: str) -> QDialog:
        """The dialog of that name, once it is there."""
        wait(lambda: self.window.findChild(QDialog, name) is not None)
        return found(self.window, QDialog, name)


def draw_first_start(artist: Artist) -> None:
    """Nothing opened yet, no profile, no keyring; then a locked keyring."""
    window = artist.window
    pause(900)
    artist.draw("01-first-start")
    window.telling.show_keyring(StoreState("Secret Service", usable=False, reason="It is locked.", locked=True))
    artist.draw("02-keyring-locked")
    window.telling.show_keyring(StoreState("Secret Service", usable=True))


def draw_requests(artist: Artist) -> None:
    """A request before, while and after it is sent."""
    window = artist.window
    window.start_practising()
    wait(window.desk.requests.current)
    pause(600)
    window.desk.notice.hide()
    artist.draw("03-request")
    artist.send()
    artist.draw("04-success")
    artist.open("DescribeInstance", InstanceId="mqtt-none")
    artist.send()
    artist.draw("05-error")
    README.mkdir(parents=True, exist_ok=True)
    width, height = SIZES[0]
    shutil.copy(TARGET / f"05-error-{artist.scheme}-{width}x{height}.png", README / f"window-{artist.scheme}.png")
    window.requests.describe_current()
    dialog = artist.dialog("codeDialog")
    artist.draw("06-code-description", dialog)
    dialog.close()
    draw_chinese(artist)
    artist.open("DescribeInstanceList", Limit="two hundred")
    window.desk.requests.current().send()
    artist.draw("07-field-error")


def draw_chinese(artist: Artist) -> None:
    """The same error, and its description, explained in Chinese."""
    window = artist.window
    window.desk.commands["view.language_zh"].trigger()
    pause(900)
    artist.draw("43-error-chinese")
    window.requests.describe_current()
    dialog = artist.dialog("codeDialog")
    artist.draw("44-code-description-chinese", dialog)
    dialog.close()
    window.desk.commands["view.language_en"].trigger()
    pause(600)


def draw_odd_answers(artist: Artist) -> None:
    """Sending, no network, empty, no JSON, huge."""
    window = artist.window
    artist.open("DescribeInstances", "cvm", "2017-03-12")
    for number, (name, fault) in enumerate(
        (("signature-error", "error=AuthFailure.SignatureFailure"), ("empty-answer", "empty"),
         ("not-json", "html"), ("cut-answer", "cut=100"), ("huge-answer", "items=200000")), start=8,
    ):  # fmt: skip
        artist.with_fault(fault)
        artist.send()
        artist.draw(f"{number:02}-{name}")
    artist.with_fault("delay=20")
    tab = window.desk.requests.current()
    tab.send(anyway=True)
    pause(1300)
    artist.draw("13-sending")
    window.sending.cancel(tab)
    wait(lambda: not window.sending.is_sending(tab))
    artist.draw("14-cancelled")
    url = window.desk.bar.endpoint()
    window.desk.bar.set_practice_url("http://127.0.0.1:9")
    artist.with_fault("")
    artist.send()
    artist.draw("15-no-network")
    window.desk.bar.set_practice_url(url)


def draw_left_side(artist: Artist) -> None:
    """Filter, collections, history, and the palette over them."""
    window = artist.window
    desk = window.desk
    desk.actions.field.setText("client")
    artist.draw("16-filter")
    desk.actions.field.setText("")
    window.requests.save_current()
    dialog = artist.dialog("saveDialog")
    artist.draw("17-save", dialog)
    found(dialog, QPushButton, "saveConfirmButton").click()
    wait(desk.collections.requests)
    left = found(window, QTabWidget, "leftTabs")
    for index, name in ((1, "18-collections"), (2, "19-history")):
        left.setCurrentIndex(index)
        artist.draw(name)
    left.setCurrentIndex(0)
    window.palette_panel.open("desc inst")
    artist.draw("20-palette")
    window.palette_panel.open("")
    artist.draw("21-palette-commands")
    window.palette_panel.dismiss()


def draw_dialogs(artist: Artist) -> None:
    """The dialogs that are left."""
    window = artist.window
    artist.open("DeleteUser", InstanceId="mqtt-7d2a", Username="device-17")
    window.desk.requests.current().send(anyway=True)
    question = artist.dialog("questionDialog")
    artist.draw("22-guard", question)
    question.reject()
    pause(100)
    window.desk.commands["edit.profiles"].trigger()
    dialog = artist.dialog("profilesDialog")
    artist.draw("23-profiles", dialog)
    dialog.close()
    window.desk.commands["help.shortcuts"].trigger()
    sheet = artist.dialog("shortcutSheet")
    artist.draw("24-shortcuts", sheet)
    sheet.close()
    artist.open("RunInstances", "cvm", "2017-03-12")
    artist.draw("25-many-parameters")


def draw_sections(artist: Artist) -> None:
    """The other sections of a request, and of its answer."""
    window = artist.window
    artist.open("DescribeInstanceList", Limit="2")
    artist.send()
    tab = window.desk.requests.current()
    for number, title in enumerate(("JSON", "Headers", "Signature", "Code", "Docs"), start=26):
        if tab.show_section(title):
            pause(1200)
            artist.draw(f"{number}-{title.lower()}")
    tab.show_section("Parameters")
    artist.send()
    answers = found(window.desk.answers.current(), QTabWidget, "responseTabs")
    for number, title in enumerate(("Table", "Compare", "Raw", "Headers", "Timing"), start=31):
        index = next((at for at in range(answers.count()) if answers.tabText(at) == title), -1)
        if index < 0 or not answers.isTabVisible(index):
            continue
        answers.setCurrentIndex(index)
        pause(300)
        if title == "Compare":
            compare_with_yesterday(artist)
        artist.draw(f"{number}-answer-{title.lower()}")
    answers.setCurrentIndex(0)


def compare_with_yesterday(artist: Artist) -> None:
    """Compare the open list of instances with one that has another remark, one more instance and one fewer."""
    answers = artist.window.desk.answers
    body = json.loads(answers.answer().exchange.body)
    first, *others = body["Response"]["Data"]
    first |= {"Remark": "before the move", "SkuCode": "basic_1k", "Password": "practice"}
    gone = {"InstanceId": "mqtt-gone0001", "InstanceName": "old", "TopicNum": 4}
    body["Response"] |= {"Data": [gone, first, *others], "Notice": "Maintenance"}
    del first["InstanceName"]
    answers.current().tabs.compare.compare_with("yesterday.json", json.dumps(body).encode())
    pause(600)


def draw_past_answers(artist: Artist) -> None:
    """The dialog that picks an answer of the history to compare with."""
    compare = artist.window.desk.answers.current().tabs.compare
    compare.past_requested.emit()
    dialog = artist.dialog("pastAnswerDialog")
    artist.draw("42-past-answer", dialog)
    dialog.reject()
    pause(100)


def draw_depth(artist: Artist) -> None:
    """An action with nine levels, opened down to the last."""
    artist.open("ModifySecurityPolicy", "teo", "2022-09-01")
    tab = artist.window.desk.requests.current()
    value: object = {"ReturnCustomPage": "on", "ResponseCode": "567", "ErrorPageId": "p-1"}
    for name in reversed(DEEP):
        value = {name: [value] if name == "Rules" else value}
    tab.replace_parameters({"ZoneId": "zone-2o1k3m4n5p6q", "Entity": "ZoneDefaultPolicy", **value})  # type: ignore[dict-item]
    path = ".".join(f"{name}.0" if name == "Rules" else name for name in DEEP)
    tab.focus_field(f"{path}.ResponseCode")
    pause(600)
    artist.draw("36-nine-levels", prepare=lambda: tab.focus_field(f"{path}.ResponseCode"))


def draw_series(artist: Artist) -> None:
    """All pages of a list, the dialog that repeats, a note, pasted text explained."""
    window = artist.window
    artist.open("DescribeInstanceList", Limit="2")
    window.desk.commands["request.all_pages"].trigger()
    tab = window.desk.requests.current()
    wait(lambda: not window.sending.is_sending(tab))
    artist.draw("37-all-pages")
    window.desk.commands["request.repeat"].trigger()
    dialog = artist.dialog("repeatDialog")
    artist.draw("38-repeat", dialog)
    dialog.reject()
    pause(100)
    window.desk.commands["tools.explain"].trigger()
    dialog = artist.dialog("explainDialog")
    text = found(dialog, QPlainTextEdit, "explainText")
    text.setPlainText(
        'DescribeInstanceList in ap-singapore: {"Response":{"Error":{"Code":"AuthFailure.SignatureExpire",'
        '"Message":"The signature is too old."},"RequestId":"ed93f3cb-f35e-473f-b9f3-0d451b8b79c6"}}\n'
        "and before it ResourceNotFound.Instance, twice"
    )
    found(dialog, QPushButton, "explainButton").click()
    pause(900)
    artist.draw("39-explain", dialog)
    dialog.close()
    pause(100)
    window.desk.answers.note_requested.emit("ResourceNotFound.Instance")
    dialog = artist.dialog("noteDialog")
    artist.draw("40-note", dialog)
    dialog.close()
    pause(100)


def draw_restored(artist: Artist) -> None:
    """What was open when the window was closed, unsaved edits and broken text included."""
    window = artist.window
    artist.open("DescribeInstance", InstanceId="mqtt-draft")
    tab = window.desk.requests.current()
    tab.show_section("JSON")
    found(window, QPlainTextEdit, "jsonEditor").setPlainText('{"InstanceId": "mqtt-dr')
    pause(300)
    window.close()
    window.deleteLater()
    pause(50)
    _app, again = build([])
    artist.window = again
    wait(lambda: again.desk.requests.current() is not None and again.desk.bar.endpoint())
    pause(900)
    artist.draw("41-restored")


def main() -> None:
    """Draw everything twice."""
    TARGET.mkdir(parents=True, exist_ok=True)
    schemes: tuple[theme.Scheme, ...] = ("light", "dark")
    for scheme in schemes:
        with tempfile.TemporaryDirectory() as home:
            os.environ["REQUEST_EXPLORER_HOME"] = home
            app, window = build([])
            release_faults()
            artist = Artist(window, app, scheme)
            for part in PARTS:
                part(artist)
            artist.window.close()
            artist.window.deleteLater()
            pause(50)
    print(f"{len(list(TARGET.glob('*.png')))} pictures in {TARGET.relative_to(ROOT)}")


PARTS: tuple[Callable[[Artist], None], ...] = (
    draw_first_start, draw_requests, draw_odd_answers, draw_left_side, draw_dialogs, draw_sections,
    draw_past_answers, draw_depth, draw_series, draw_restored,
)  # fmt: skip


if __name__ == "__main__":
    main()
