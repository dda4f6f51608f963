"""The menu of the vendor's examples of an action."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from explorer.core.errors import ExplorerError
from explorer.core.form.defaults import from_example
from explorer.core.models.action import Example

if TYPE_CHECKING:
    from explorer.ui.request.request_tab import RequestTab


def open_examples(tab: "RequestTab", _checked: bool = False) -> None:
    """Offer the examples under the button of the tab's head; one that cannot be read is greyed."""
    menu = QMenu(tab)
    menu.setObjectName("examplesMenu")
    for example in tab.examples:
        action = menu.addAction(f"Load “{example.title}”".replace("&", "&&"))
        action.setEnabled(example.parameters is not None)
        action.triggered.connect(partial(_load, tab, example))
    if tab.examples:
        menu.addSeparator()
    menu.addAction("Clear all parameters").triggered.connect(partial(tab.replace_parameters, {}))
    menu.aboutToHide.connect(menu.deleteLater)
    button = tab.header.examples_button
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))


def _load(tab: "RequestTab", example: Example, _checked: bool = False) -> None:
    if tab.spec is None:
        return
    try:
        parameters = from_example(tab.spec, example)
    except ExplorerError as error:
        tab.problem_bar.tell(1, str(error))
        return
    tab.replace_parameters(parameters)
