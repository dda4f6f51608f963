"""Object names that follow the fields, and that only the request in front carries."""

from weakref import WeakKeyDictionary

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from explorer.core.form.fields import Field


class PublicNames:
    """Gives widgets their object names (``field:Filters.0.Name``) and takes them away while the tab is behind.

    Two open requests may hold the same field; a name must be found once in a window.
    """

    def __init__(self) -> None:
        self._public = True
        self._given: WeakKeyDictionary[QWidget, tuple[str, Field | None]] = WeakKeyDictionary()
        self._written: WeakKeyDictionary[QWidget, str] = WeakKeyDictionary()

    def give(self, widget: QWidget, name: str, field: Field | None = None) -> None:
        """Name a widget; with a field, the name is ``name:path`` and moves with it."""
        self._given[widget] = (name, field)
        self._write(widget, name, field)

    def forget(self, widget: QWidget) -> None:
        """Take the names of a widget and of all inside it away: it is about to be deleted."""
        for each in (widget, *widget.findChildren(QWidget)):
            if each in self._given:
                del self._given[each], self._written[each]
                each.setObjectName("")

    def forget_fields(self) -> None:
        """Take the names of all that stands for a field away: other fields come."""
        for widget, (_name, field) in list(self._given.items()):
            if field is not None:
                del self._given[widget], self._written[widget]
                if isValid(widget):
                    widget.setObjectName("")

    def set_public(self, public: bool) -> None:
        """Show or hide all names."""
        if public != self._public:
            self._public = public
            for widget, full in list(self._written.items()):
                if isValid(widget):
                    widget.setObjectName(full if public else "")

    def renew(self) -> None:
        """Write all names again, after elements have moved."""
        for widget, (name, field) in list(self._given.items()):
            if isValid(widget):
                self._write(widget, name, field)

    def _write(self, widget: QWidget, name: str, field: Field | None) -> None:
        full = name if field is None else f"{name}:{field.path}"
        if full != self._written.get(widget):
            self._written[widget] = full
            widget.setObjectName(full if self._public else "")
