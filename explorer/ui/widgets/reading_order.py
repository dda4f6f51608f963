"""Tab goes through a window as it is read, whatever was made first: rows of a form come and go while it is used."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


class ReadingOrderWindow(QMainWindow):
    """A window whose Tab key follows the places of the widgets: row by row, from left to right."""

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - the name is Qt's
        """Give the focus to the widget that is read next (or was read before); whether there is one."""
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QGuiApplication

        focus = QApplication.focusWidget()
        # What goes out of sight with the focus in it has no place any more, and nobody has pressed Tab.
        if focus is None or not focus.isVisible():
            return super().focusNextPrevChild(next)
        takes_all = QGuiApplication.styleHints().tabFocusBehavior() == Qt.TabFocusBehavior.TabFocusAllControls
        found = neighbour(self, focus, forward=next) if takes_all else None
        if found is None:
            return super().focusNextPrevChild(next)
        found.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True


def neighbour(window: QWidget, focus: QWidget, *, forward: bool) -> QWidget | None:
    """The next widget that Tab can reach from ``focus``, the first one behind the last; None if there is no other."""
    if forward and (below := _first_below(focus, forward=True)) is not None:
        return below
    here = focus
    while here is not window:
        above = here.parentWidget()
        if above is None:
            return None
        line = in_reading_order(above)
        place = line.index(here) if here in line else -1
        rest = line[place + 1 :] if forward else line[: max(place, 0)][::-1]
        found = _first_of(rest, forward=forward)
        if found is not None:
            return found
        if not forward and above is not window and _takes_tab(above):
            return above
        here = above
    found = _first_below(window, forward=forward)
    return found if found is not focus else None


def in_reading_order(parent: QWidget) -> list[QWidget]:
    """The visible widgets right inside another: whose middle is beside the first of a row stands in that row."""
    children = [
        child
        for child in parent.children()
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()
    ]
    rows: list[tuple[int, list[QWidget]]] = []
    for child in sorted(children, key=lambda child: (child.y(), child.x())):
        if rows and child.y() + child.height() // 2 < rows[-1][0]:
            rows[-1][1].append(child)
        else:
            rows.append((child.y() + child.height(), [child]))
    return [child for _, row in rows for child in sorted(row, key=QWidget.x)]


def _first(widget: QWidget, *, forward: bool) -> QWidget | None:
    """The first widget that Tab can reach, of one and those inside it; from its end where it goes backward."""
    takes = _takes_tab(widget)
    if forward and takes:
        return widget
    below = _first_below(widget, forward=forward)
    return below if below is not None else widget if takes else None


def _first_below(widget: QWidget, *, forward: bool) -> QWidget | None:
    line: Sequence[QWidget] = in_reading_order(widget)
    return _first_of(line if forward else line[::-1], forward=forward)


def _first_of(line: Sequence[QWidget], *, forward: bool) -> QWidget | None:
    found: Iterator[QWidget | None] = (_first(each, forward=forward) for each in line)
    return next((each for each in found if each is not None), None)


def _takes_tab(widget: QWidget) -> bool:
    from PySide6.QtCore import Qt

    takes = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    # A field inside a composite control hands its focus on to the whole, which is met by itself.
    return bool(takes) and widget.isEnabled() and widget.focusProxy() is None
