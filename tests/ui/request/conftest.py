"""An action with every shape of parameter, and the panel that opens it."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.errors import UnknownActionError
from explorer.core.models.action import ActionRef, ActionSpec, Example, Kind, Member, ObjectSpec, Reading
from explorer.core.models.json_value import JsonObject, loads
from explorer.core.models.request import Request
from explorer.ui.request.field_row import FieldRow
from explorer.ui.request.request_tab import RequestTab
from explorer.ui.request.request_tabs import RequestTabsPanel
from explorer.ui.theme import theme

THINGS = ActionRef("thing", "2026-01-01", "DescribeThings")
MANY = ActionRef("thing", "2026-01-01", "ModifyMany")


def _shape(name: str, *members: Member) -> ObjectSpec:
    return ObjectSpec(name, "", members)


def _things() -> ActionSpec:
    filter_ = _shape("Filter", Member("Name", Kind.STRING, required=True), Member("Values", Kind.STRING, is_list=True))
    node = _shape("Node", Member("Id", Kind.INTEGER), Member("Child", Kind.OBJECT, object_name="Node"))
    request = _shape(
        "DescribeThingsRequest",
        Member("Filters", Kind.OBJECT, is_list=True, object_name="Filter", document="Filters of the list."),
        Member(
            "ThingId", Kind.STRING, required=True, document='The <a href="https://example.com/id">id</a>.<p>More</p>'
        ),
        Member("Limit", Kind.INTEGER, document="How many. Default 20."),
        Member("Force", Kind.BOOLEAN),
        Member("Ports", Kind.INTEGER, is_list=True),
        Member("Day", Kind.DATE, example="2026-01-31"),
        Member("Since", Kind.DATETIME_ISO),
        Member("Root", Kind.OBJECT, object_name="Node"),
        Member("Mode", Kind.STRING, document="Valid values: `FAST`, `SLOW`."),
        Member("Photo", Kind.STRING, document="Base64-encoded image. It cannot exceed 1 MB."),
    )
    return ActionSpec(
        THINGS,
        "Describe things",
        "Thing",
        "Lists things. <b>All</b> of them.",
        request,
        _shape("R"),
        {"Filter": filter_, "Node": node},
    )


def _many() -> ActionSpec:
    members = [
        Member(f"Member{number:02}", Kind.STRING, required=number % 10 == 0, document=f"Number {number}.")
        for number in range(59)
    ]
    return ActionSpec(MANY, "", "Thing", "Changes many.", _shape("ModifyManyRequest", *members), _shape("R"), {})


class Catalog:
    """Two actions and an example."""

    def spec(self, ref: ActionRef) -> ActionSpec:
        if ref == THINGS:
            return _things()
        if ref == MANY:
            return _many()
        raise UnknownActionError(f"There is no action {ref.name}.")

    def examples(self, ref: ActionRef) -> Sequence[Example]:
        parameters: JsonObject = {"ThingId": "thing-example"}
        good = Example("By id", "", "…", parameters, Reading.EXACT, "{}", Reading.EXACT)
        return (good, Example("Unread", "", "<b>broken</b>", None, Reading.UNREAD, "", Reading.EXACT, "no JSON"))


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication) -> RequestTabsPanel:
    theme.apply(qapp, "light")
    panel = RequestTabsPanel(Catalog(), None, ("ap-guangzhou", "ap-singapore"))
    qtbot.addWidget(panel)
    panel.resize(520, 800)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def _all_shown(tab: RequestTab) -> bool:
    return tab.sections.currentWidget() is not tab.parameter_form or all(
        row.isVisible() for row in tab.parameter_form.findChildren(FieldRow)
    )


@pytest.fixture
def open_things(panel: RequestTabsPanel, qtbot: QtBot) -> Callable[..., RequestTab]:
    """Opens DescribeThings with parameters given as JSON text, and waits until its form stands."""

    def open_(text: str = "{}", **rest: object) -> RequestTab:
        parameters = loads(text)
        assert isinstance(parameters, dict)
        panel.open_request(Request(THINGS, parameters), **rest)  # type: ignore[arg-type]
        tab = panel.current()
        assert tab is not None
        qtbot.waitUntil(lambda: tab.parameter_form.queue.is_empty and _all_shown(tab), timeout=20_000)
        return tab

    return open_


@pytest.fixture
def find(panel: RequestTabsPanel, qtbot: QtBot) -> Callable[..., QWidget]:
    """Finds a widget of the panel by its object name, waiting for it."""

    def find_(name: str, kind: type[QWidget] = QWidget) -> QWidget:
        qtbot.waitUntil(lambda: panel.findChild(kind, name) is not None)
        found = panel.findChild(kind, name)
        assert found is not None
        return found

    return find_
