"""The practice endpoint after a restart: chosen, so running again; and choosing it once more starts it."""

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QTabWidget, QWidget

from explorer.core.models.action import ActionRef
from explorer.ui.settings.endpoints import EndpointKind

LIST = ActionRef("mqtt", "2024-05-16", "DescribeInstanceList")


def listens(desk: object) -> bool:
    return desk.find(QComboBox, "endpointSelector").currentText().startswith("http://127.0.0.1:")


def practise_and_close(open_window: Callable) -> None:
    desk = open_window("--sandbox")
    desk.wait(lambda: listens(desk) and desk.find(QTabWidget, "requestTabs").count() == 1)
    desk.window.close()


def test_it_runs_again_after_a_restart_and_answers(open_window: Callable) -> None:
    practise_and_close(open_window)
    again = open_window()
    again.wait(lambda: again.find(QTabWidget, "requestTabs").count() == 1)
    again.wait(lambda: listens(again))
    assert again.find(QComboBox, "profileSelector").currentText() == "Practice"
    assert not again.find(QWidget, "windowNotice").isVisible()
    again.find(QPushButton, "sendButton").click()
    again.wait(lambda: again.window.requests.current_exchange() is not None)
    assert again.window.requests.current_exchange().status == 200


def test_the_real_endpoint_is_never_shown_beside_the_practice_profile(open_window: Callable) -> None:
    practise_and_close(open_window)
    again = open_window()
    bar = again.window.desk.bar
    seen = []
    bar.changed.connect(lambda: seen.append((bar.profile() is not None, bar.kind())))
    again.wait(lambda: listens(again))
    assert (True, EndpointKind.PRACTICE) in seen
    welcome = again.find(QWidget, "welcomePanel")
    assert "No profile" not in " ".join(label.text() for label in welcome.findChildren(QLabel))


def test_choosing_practice_starts_it(open_window: Callable) -> None:
    desk = open_window()
    box = desk.find(QComboBox, "profileSelector")
    desk.wait(lambda: box.findText("Practice") >= 0)
    box.setCurrentIndex(box.findText("Practice"))
    desk.wait(lambda: listens(desk))


def test_choosing_what_is_chosen_starts_it_when_it_does_not_listen(open_window: Callable) -> None:
    practise_and_close(open_window)
    again = open_window()
    again.wait(lambda: listens(again))
    again.window.desk.services.practice.stop()
    again.window.desk.bar.set_practice_url("")
    box = again.find(QComboBox, "profileSelector")
    box.activated.emit(box.currentIndex())
    again.wait(lambda: listens(again))


def test_a_request_is_not_sent_before_it_listens(open_window: Callable) -> None:
    desk = open_window()
    desk.window.requests.open_action(LIST)
    desk.wait(lambda: desk.find(QTabWidget, "requestTabs").count() == 1)
    bar = desk.window.desk.bar
    box = desk.find(QComboBox, "profileSelector")
    desk.wait(lambda: box.findText("Practice") >= 0)
    box.blockSignals(True)
    box.setCurrentIndex(box.findText("Practice"))
    box.blockSignals(False)
    bar.choose_endpoint(EndpointKind.PRACTICE)
    desk.find(QPushButton, "sendButton").click()
    assert not desk.window.sending.is_sending(desk.window.desk.requests.current())
    desk.wait(lambda: listens(desk))
