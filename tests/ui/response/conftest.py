"""Exchanges to show, and a panel to show them in."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.core.envelope import understand
from explorer.core.models.action import ActionRef
from explorer.core.models.exchange import Exchange, Failure, SentRequest, Timing
from explorer.core.models.request import Request
from explorer.ui.response.response_panel import ResponsePanel
from explorer.ui.response.tree_page import TreePage
from explorer.ui.theme import theme

REQUEST_ID = "ed93f3cb-f35e-473f-b9f3-0d451b8b79c6"


def exchange_of(
    body: object,
    *,
    content_type: str = "application/json",
    status: int = 200,
    failure: Failure | None = None,
    action: str = "DescribeInstanceList",
    parameters: dict[str, object] | None = None,
) -> Exchange:
    """What a sending would have brought."""
    raw = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    headers = (("Host", "localhost"), ("X-TC-Token", "secret-token-text"))
    return Exchange(
        request=Request(ActionRef("mqtt", "2024-05-16", action), parameters or {}),  # type: ignore[arg-type]
        sent=SentRequest("POST", "http://localhost/", headers, b"{}"),
        started=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        timing=Timing(0.02, None, 0.1, 0.06, 0.183),
        status=None if failure is not None and not raw else status,
        reason="OK",
        http_version="HTTP/1.1",
        headers=(("Content-Type", content_type), ("X-Served-By", "practice")),
        body=raw,
        outcome=None if failure is not None else understand(raw, content_type),
        failure=failure,
        received=len(raw),
    )


@pytest.fixture
def make_exchange() -> Callable[..., Exchange]:
    """``exchange_of``, for tests of other bodies."""
    return exchange_of


@pytest.fixture
def success() -> Exchange:
    rows = [{"InstanceId": f"mqtt-{number}", "Price": 1.1, "On": True, "Remark": None} for number in range(3)]
    return exchange_of({"Response": {"TotalCount": 3, "Data": rows, "RequestId": REQUEST_ID}})


@pytest.fixture
def failure_answer() -> Exchange:
    error = {"Code": "ResourceNotFound.Instance", "Message": "InstanceId mqtt-none <b>does not exist</b>."}
    return exchange_of({"Response": {"Error": error, "RequestId": REQUEST_ID}}, parameters={"InstanceId": "mqtt-none"})


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication) -> ResponsePanel:
    theme.apply(qapp, "light")
    shown = ResponsePanel()
    qtbot.addWidget(shown)
    shown.resize(640, 800)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


Rows = Callable[[], list[tuple[str, str, str]]]


@pytest.fixture
def tree_page(qtbot: QtBot) -> Iterator[TreePage]:
    """A tree alone, in sight."""
    shown = TreePage()
    qtbot.addWidget(shown)
    shown.resize(640, 500)
    with qtbot.waitExposed(shown):
        shown.show()
    yield shown
    shown.clear()


@pytest.fixture
def rows(panel: ResponsePanel) -> Rows:
    """The rows of the tree as a test from outside reads them."""
    from PySide6.QtWidgets import QAbstractItemView

    def read() -> list[tuple[str, str, str]]:
        view = panel.findChild(QAbstractItemView, "responseTree")
        model = view.model()
        return [
            tuple(str(model.index(row, column).data()) for column in range(3))  # type: ignore[misc]
            for row in range(model.rowCount())
        ]

    return read
