"""A call that was cancelled or failed takes no answer away: the one before it can be shown again."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPushButton, QTabWidget


@pytest.fixture
def answered(open_window: Callable) -> object:
    """A list was asked for, and came."""
    desk = open_window("--sandbox")
    desk.wait(lambda: desk.find(QTabWidget, "requestTabs").count() == 1)
    desk.find(QPushButton, "sendButton").click()
    desk.wait(lambda: badge(desk) == "Success")
    return desk


def badge(desk: object) -> str:
    found = desk.window.findChild(QLabel, "outcomeBadge")
    return found.text() if found is not None else ""


def rows(desk: object) -> list[str]:
    model = desk.find(QAbstractItemView, "responseTree").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def serve(desk: object, *faults: str) -> None:
    practice = desk.window._services.practice
    practice.stop()
    practice.start(faults=faults)
    desk.window.desk.bar.set_practice_url(practice.url)


def earlier_button(desk: object) -> QPushButton:
    return desk.window.desk.answers.current().findChild(QPushButton, "earlierAnswerButton")


def test_after_a_cancelled_call_the_answer_before_it_is_one_click_away(answered: object) -> None:
    desk = answered
    request_id, whole = desk.find(QLabel, "requestIdLabel").text(), rows(desk)
    serve(desk, "delay=20")
    for _ in range(2):
        desk.find(QPushButton, "sendButton").click()
        desk.wait(desk.find(QPushButton, "cancelButton").isVisible)
        desk.find(QPushButton, "cancelButton").click()
        desk.wait(lambda: badge(desk) == "Cancelled")
    button = earlier_button(desk)
    assert button.isVisible()
    assert button.text() == "Show the answer before"
    button.click()
    desk.wait(lambda: badge(desk) == "Success")
    assert desk.find(QLabel, "requestIdLabel").text() == request_id
    desk.wait(lambda: rows(desk) == whole)
    answer = desk.window.desk.answers.answer()
    assert answer.exchange.outcome.request_id == request_id


def test_what_was_never_answered_offers_nothing(open_window: Callable) -> None:
    desk = open_window("--sandbox")
    desk.wait(lambda: desk.find(QTabWidget, "requestTabs").count() == 1)
    serve(desk, "drop")
    desk.find(QPushButton, "sendButton").click()
    desk.wait(lambda: badge(desk) not in ("", "Success"))
    assert not earlier_button(desk).isVisible()


def test_a_new_answer_takes_the_place_of_the_one_before(answered: object) -> None:
    desk = answered
    first = desk.find(QLabel, "requestIdLabel").text()
    serve(desk, "drop")
    desk.find(QPushButton, "sendButton").click()
    desk.wait(lambda: badge(desk) != "Success")
    desk.wait(earlier_button(desk).isVisible)
    serve(desk)
    desk.find(QPushButton, "sendButton").click()
    desk.wait(lambda: badge(desk) == "Success")
    assert desk.find(QLabel, "requestIdLabel").text() != first
    assert not earlier_button(desk).isVisibleTo(earlier_button(desk).parentWidget())
