"""The typed form of an action's parameters."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import delete, isValid

from explorer.core.form.fields import Field, Form, State
from explorer.core.form.large_values import is_large
from explorer.core.form.validate import Problem, check_in_steps
from explorer.core.models.json_value import JsonObject
from explorer.ui.request.field_row import FieldRow
from explorer.ui.request.form_context import FormContext
from explorer.ui.request.list_editor import ListEditor
from explorer.ui.request.object_editor import CARD_ICONS, ObjectEditor
from explorer.ui.request.parameter_filter import ParameterFilter
from explorer.ui.request.portioned_page import PortionedPage
from explorer.ui.request.public_names import PublicNames
from explorer.ui.theme import theme
from explorer.ui.widgets.build_queue import BuildQueue

_MANY = 8
_FEW = 12
_SCREENFUL = 12
_PAINT_MILLISECONDS = 30
_NARROW = 400
_CHECK_MILLISECONDS = 60
_CHECKED_AT_ONCE = 20_000
"""Characters of a request that is checked in no time that counts."""
_AT_A_TIME = 50


class ParameterForm(QScrollArea):
    """Rows of fields, built a few milliseconds at a time.

    Signals:
        edited(): the parameters are others now.
        checked(): the problems have been worked out anew.
        errand_asked(object): a FileErrand is to be run off the window's thread.
    """

    edited = Signal()
    checked = Signal()
    errand_asked = Signal(object)

    def __init__(self, names: PublicNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._form: Form | None = None
        self._rows: list[FieldRow] = []
        self._made = 0
        self._filter: ParameterFilter | None = None
        self._touched: set[int] = set()
        self._reveal = False
        self._stacked = False
        self.queue = BuildQueue(self)
        self.queue.began.connect(self._on_queue_began)
        self.queue.emptied.connect(self._on_queue_emptied)
        self._telling, self._told = BuildQueue(self), 0
        self._checking, self._discarding = BuildQueue(self), BuildQueue(self)
        self._context = FormContext(self.queue, names, self._on_field_changed, self._make_row, self.errand_asked.emit)
        self._checked: JsonObject | None = None
        self._problems: tuple[Problem, ...] = ()
        self._left_out: tuple[str, ...] = ()
        self._lost: tuple[str, ...] = ()
        self._on_the_way: tuple[ListEditor | None, str] = (None, "")
        self._check_timer = QTimer(self, singleShot=True, interval=_CHECK_MILLISECONDS)
        self._check_timer.timeout.connect(self.check_now)
        names.give(self, "parameterForm")
        self.setAccessibleName("Parameters")
        self.setWidgetResizable(True)
        self._build_page()

    def load(self, form: Form, *, at_once: bool = True) -> None:
        """Show another form; ``at_once``: a small one stands when this returns, unless it is a part of more work."""
        self.drop()
        if form is not self._form:
            self._checked = None
        self._form, self._made = form, 0
        self._touched.clear()
        self._reveal = False
        offer = partial(self._offer_filter, len(form.spec.input.members) > _MANY)
        if at_once:
            offer()
        else:
            for name in CARD_ICONS:
                self.queue.add(partial(_draw, name))
            self.queue.add(offer)
        children = list(form.root.children())
        self._empty.setVisible(not children)
        for child in children:
            self.queue.add(partial(self._add_row, child))
        if at_once:
            self.queue.run_slice()
        self.check_now()

    def drop(self) -> None:
        """Give up all rows: what they stand for is about to be replaced, and ``refresh`` will make others."""
        self.queue.clear()
        self._telling.clear()
        self._names.forget_fields()
        for row in self._rows:
            row.hide()
        self._discarding.add_work(_taken_apart(self._rows))
        self._rows = []

    def refresh(self) -> None:
        """Show what the form holds after it was changed elsewhere; rows that still fit stay."""
        if self._form is None:
            return
        children = list(self._form.root.children())
        if self.queue.is_empty and [row.field for row in self._rows] == children:
            for row in self._rows:
                row.refresh()
            self._check_timer.start()
        else:
            reveal = self._reveal
            self.load(self._form)
            self._reveal = reveal

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong now, shown or not."""
        if self._form is None:
            return ()
        if self._form.to_parameters() != self._checked:
            self._checked, self._problems = self._form.to_parameters(), self._form.problems()
        return self._problems

    @property
    def is_checked(self) -> bool:
        """Whether it is known what is wrong now."""
        return self._form is None or self._form.to_parameters() == self._checked

    def reveal_problems(self) -> None:
        """Show every problem, also of fields that nobody has touched."""
        self._reveal = True
        self.check_now()

    def set_left_out(self, paths: tuple[str, ...]) -> None:
        """Mark fields whose values were left out on saving, for as long as they are absent."""
        self._left_out = paths
        self.check_now()

    def set_lost(self, paths: tuple[str, ...]) -> None:
        """Mark fields that the request as it travels cannot carry."""
        if paths != self._lost:
            self._lost = paths
            self.check_now()

    def check_now(self) -> None:
        """Work out the problems and show them under their fields; those of a large request bit by bit."""
        self._checking.clear()
        parameters = self._form.to_parameters() if self._form is not None else {}
        if self._form is None or parameters == self._checked or not is_large(parameters, _CHECKED_AT_ONCE):
            self.problems()
            self._show_problems()
        else:
            work = check_in_steps(self._form.spec, parameters)
            self._checking.add(partial(self._check_on, parameters, work, []))

    def _check_on(self, parameters: JsonObject, work: Iterator[Problem | None], found: list[Problem | None]) -> None:
        before = len(found)
        found += islice(work, _AT_A_TIME)
        if len(found) == before + _AT_A_TIME:
            self._checking.add(partial(self._check_on, parameters, work, found))
            return
        self._checked = parameters
        self._problems = tuple(problem for problem in found if problem is not None)
        self._show_problems()

    def _show_problems(self) -> None:
        shown = self._left_out_shown()
        for path in self._lost:
            words = f"{path} is not sent: a query string or a signed form cannot say null or empty."
            shown[path] = Problem(path, "travel", words, blocking=False)
        for problem in self._problems:
            if self._is_shown(problem):
                shown.setdefault(problem.path, problem)
        self._tell(shown)
        self.checked.emit()

    def show_anew(self) -> None:
        """As ``refresh``, with the focus in the same field as before, if there still is one."""
        focus = QApplication.focusWidget()
        inside = [row for row in self._all_rows(self._rows) if focus is not None and row.isAncestorOf(focus)]
        path = inside[-1].field.path if inside else ""
        self.refresh()
        if path:
            self.focus_field(path)

    def focus_field(self, path: str) -> bool:
        """Open what lies on the way to a field, go there, and say whether there is such a field."""
        if self._form is None or not path or self._form.find(path) is None:
            return False
        if self._filter is not None:
            self._filter.clear()
        rows: Sequence[FieldRow] = self._rows
        target: QWidget | None = None
        steps = path.split(".")
        self.queue.run_until(partial(self._has_row, steps[0]))
        while steps:
            row = next((row for row in rows if row.field.name == steps[0]), None)
            if row is None:
                break
            target, rows, steps = self._enter(row, steps[1:])
        if target is None:
            return False
        target.setFocus()
        self.ensureWidgetVisible(target, 20, 60)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put labels above editors where there is little room."""
        super().resizeEvent(event)
        stacked = event.size().width() < _NARROW
        if stacked != self._stacked:
            self._stacked = stacked
            for row in self._all_rows(self._rows):
                row.set_stacked(stacked)

    def _build_page(self) -> None:
        self._page = page = PortionedPage()
        self.setWidget(page)  # empty still: whatever changes its parent is styled anew, with all in it
        page.setProperty("role", "page")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(14)
        self._empty = QLabel("This action takes no parameters.")
        self._empty.setProperty("role", "muted")
        self._empty.hide()
        self._column.addWidget(self._empty)
        self._column.addStretch()

    def _offer_filter(self, offered: bool) -> None:
        if offered and self._filter is None:
            self._filter = ParameterFilter(self._names, self._page)
            self._filter.changed.connect(self._on_filter_changed)
            self._column.insertWidget(0, self._filter)
        if self._filter is not None:
            self._filter.setVisible(offered)

    def _make_row(self, field: Field, depth: int, parent: QWidget) -> FieldRow:
        self._made += 1
        if self._made == _SCREENFUL and not self.queue.is_empty:
            self._page.paint_soon()
            self.queue.add_next([self._hold])
            self.queue.rest(_PAINT_MILLISECONDS)
        return FieldRow(field, self._context, depth, parent, stacked=self._stacked)

    def _add_row(self, field: Field) -> None:
        row = self._make_row(field, 0, self._page)
        if not self._passes(field):
            row.hide()
        self._column.insertWidget(self._column.count() - 1, row)
        self._rows.append(row)

    def _hold(self) -> None:
        """Lay out and paint what is below the first screenful once, at the end: that is what costs."""
        self._page.hold()
        self._column.activate()
        self._column.setEnabled(False)

    def _on_queue_began(self) -> None:
        """Paint a card once, when all its rows are there: each of them moves all that is below."""
        self._page.hold()

    def _passes(self, field: Field) -> bool:
        return self._filter is None or self._filter.passes(field)

    def _on_filter_changed(self) -> None:
        for row in self._rows:
            row.setVisible(self._passes(row.field))

    def _on_field_changed(self, field: Field) -> None:
        self._touched.add(id(field))
        above: Field | None = field
        while above is not None:
            row = next((row for row in self._rows if row.field is above), None)
            if row is not None:
                row.refresh_label()
            above = above.parent
        self._check_timer.start()
        self.edited.emit()

    def _on_queue_emptied(self) -> None:
        if not self._column.isEnabled():
            self._column.setEnabled(True)
            self._column.invalidate()
            self._column.activate()
        self._page.paint_soon()  # not in one turn of the event loop with the laying out
        (editor, path), self._on_the_way = self._on_the_way, (None, "")
        focus = QApplication.focusWidget()
        if editor is not None and focus is not None and editor.isAncestorOf(focus):
            self.focus_field(path)
        if self._problems or self._left_out or self._lost:
            self._check_timer.start()

    def _is_shown(self, problem: Problem) -> bool:
        if self._reveal or problem.rule != "required":
            return True
        field = self._form.find(problem.path) if self._form is not None else None
        return field is not None and id(field) in self._touched

    def _left_out_shown(self) -> dict[str, Problem]:
        found = {path: self._form.find(path) for path in self._left_out} if self._form is not None else {}
        words = "Left out on saving, since it is a secret."
        absent = (path for path, field in found.items() if field is not None and field.state is State.ABSENT)
        return {path: Problem(path, "secret", words, blocking=False) for path in absent}

    def _tell(self, shown: dict[str, Problem]) -> None:
        """Show the problems under their fields; many of them a few at a time, since each moves all below it."""
        self._telling.clear()
        if max(len(shown), self._told) <= _FEW:
            self._show(self._rows, shown)
        else:
            for row in self._rows:
                self._telling.add(partial(self._show, [row], shown))
        self._told = len(shown)

    def _show(self, rows: Sequence[FieldRow], shown: dict[str, Problem]) -> None:
        for row in rows:
            path = row.field.path
            problem = shown.get(path)
            inner = row.rows()
            if problem is None and not isinstance(row.editor, ObjectEditor):
                built = tuple(f"{each.field.path}." for each in self._all_rows(inner))
                unseen = (at for at in shown if at.startswith(f"{path}.") and not f"{at}.".startswith(built))
                problem = next((shown[at] for at in unseen), None)
            if isinstance(row.editor, ListEditor):
                row.editor.mark_invalid({at for at, each in shown.items() if each.blocking})
            row.set_problem(_worded(problem, path), blocking=problem is None or problem.blocking)
            self._show(inner, shown)

    def _all_rows(self, rows: Sequence[FieldRow]) -> list[FieldRow]:
        found = list(rows)
        for row in rows:
            found += self._all_rows(row.rows())
        return found

    def _has_row(self, name: str) -> bool:
        return any(row.field.name == name for row in self._rows)

    def _enter(self, row: FieldRow, steps: list[str]) -> tuple[QWidget, Sequence[FieldRow], list[str]]:
        editor = row.editor
        if isinstance(editor, ListEditor) and steps:
            self._on_the_way = (editor, ".".join((row.field.path, *steps)))
            if not (steps[0].isdecimal() and editor.show_through(int(steps[0]))):
                self._on_the_way = (None, "")
            element = next((each for each in editor.elements() if each.field.path.endswith(f".{steps[0]}")), None)
            if element is None:
                return row.editor, (), []
            if isinstance(element.editor, ObjectEditor):
                element.editor.open()
                self.queue.flush()
            return element.editor, element.rows(), steps[1:]
        if isinstance(editor, ObjectEditor) and steps:
            editor.open()
            self.queue.flush()
            return editor, editor.rows(), steps
        return editor, (), []


def _draw(name: str) -> None:
    """Have an icon at hand before a row needs it."""
    theme.icon(name)


def _taken_apart(rows: Sequence[FieldRow]) -> Iterator[None]:
    """Delete what is out of sight, an element at a time, since a long list takes long; at once, so that it counts."""
    for row in rows:
        elements = row.editor.elements() if isinstance(row.editor, ListEditor) else []
        for widget in (*elements, row):
            if isValid(widget):
                delete(widget)
            yield


def _worded(problem: Problem | None, path: str) -> str:
    """A problem's message with its path as seen from the field it stands under."""
    if problem is None:
        return ""
    above = path.rpartition(".")[0]
    return problem.message.replace(problem.path, problem.path[len(above) + 1 :], 1) if above else problem.message
