"""An error in painting is told and leaves the window alive: a painter left open would end the program."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from explorer.core.models.exchange import Exchange
from explorer.ui.response.response_panel import ResponsePanel


def colours_of(view: QAbstractItemView) -> set[int]:
    picture = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}


@pytest.mark.parametrize("page", ["tree", "table"])
def test_an_error_while_painting_takes_nothing_down(
    panel: ResponsePanel,
    make_exchange: Callable[..., Exchange],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    page: str,
) -> None:
    panel.show_exchange(make_exchange({"Response": {"List": [{"A": 1}, {"A": 2}], "RequestId": "r"}}))
    shown = getattr(panel.tabs, page)
    panel.tabs.setCurrentWidget(shown)
    view = shown.view
    qtbot.waitUntil(lambda: view.model() is not None and view.model().rowCount() > 0)
    qtbot.waitUntil(lambda: len(colours_of(view)) > 1)

    def fail(*_arguments: object, **_named: object) -> None:
        raise ValueError("a fault of ours")

    with monkeypatch.context() as broken, qtbot.captureExceptions() as errors:
        if page == "tree":
            broken.setattr(view.painter_of_rows, "paint", fail)
        else:
            broken.setattr(view, "_paint_row", fail)
        view.viewport().repaint()
        view.viewport().repaint()
    assert [type(error[1]) for error in errors] == [ValueError, ValueError]
    view.viewport().repaint()
    assert len(colours_of(view)) > 1
