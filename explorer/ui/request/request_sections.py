"""The sections of a request, made one after the other: all of them in one go would be felt."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from explorer.ui.request.docs_view import DocsView
from explorer.ui.request.header_form import HeaderForm
from explorer.ui.request.json_editor import JsonEditor
from explorer.ui.request.parameter_form import ParameterForm
from explorer.ui.request.public_names import PublicNames
from explorer.ui.widgets.section_tabs import SectionTabs

SECTIONS = ("Parameters", "JSON", "Headers", "Signature", "Code", "Docs")


class RequestSections(SectionTabs):
    """Parameters, JSON, Headers and Docs; Signature and Code are put in by those who can fill them."""

    def __init__(self, names: PublicNames, regions: tuple[str, ...], parent: QWidget | None = None) -> None:
        """None of them is there before its step has run."""
        super().__init__(parent, name="Request")
        self._names, self._regions = names, regions
        names.give(self, "requestSections")

    def steps(self) -> Sequence[Callable[[], None]]:
        """What makes the sections, each in its place from the start."""
        return (self._make_form, self._make_json, self._make_headers, self._make_docs)

    def add(self, title: str, widget: QWidget) -> None:
        """Add a section at its place among SECTIONS."""
        titles = (self.tabText(at) for at in range(self.count()))
        index = sum(_order(each) < _order(title) for each in titles)
        self.insertTab(index, widget, title)

    def bring(self, title: str) -> bool:
        """Bring a section to the front; says whether there is one of that title."""
        for index in range(self.count()):
            if self.tabText(index) == title:
                self.setCurrentIndex(index)
                return True
        return False

    @property
    def shows_form(self) -> bool:
        """Whether the parameters are in front."""
        return self.currentWidget() is self.parameter_form

    @property
    def shows_json(self) -> bool:
        """Whether the JSON is in front."""
        return self.currentWidget() is self.json_editor

    def _make_form(self) -> None:
        self.parameter_form = ParameterForm(self._names, self.pages)
        self.add("Parameters", self.parameter_form)

    def _make_json(self) -> None:
        self.json_editor = JsonEditor(self._names, self.pages)
        self.add("JSON", self.json_editor)

    def _make_headers(self) -> None:
        self.header_form = HeaderForm(self._names, self._regions, self.pages)
        self.add("Headers", self.header_form)

    def _make_docs(self) -> None:
        self.docs = DocsView(self.pages)
        self._names.give(self.docs, "docsView")
        self.add("Docs", self.docs)


def _order(title: str) -> int:
    return SECTIONS.index(title) if title in SECTIONS else len(SECTIONS)
