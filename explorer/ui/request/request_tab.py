"""One open request: its head, and its sections Parameters, JSON, Headers, Signature, Code and Docs."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.core.catalog.wording import purpose_of
from explorer.core.form.fields import Form
from explorer.core.form.large_values import is_large
from explorer.core.form.validate import Problem
from explorer.core.models.action import ActionSpec, Example
from explorer.core.models.json_value import JsonObject
from explorer.core.models.request import Request
from explorer.core.signing.flat_loss import lost_paths
from explorer.ui.request.examples_menu import open_examples
from explorer.ui.request.left_out_bar import LeftOutBar
from explorer.ui.request.problem_bar import ProblemBar
from explorer.ui.request.public_names import PublicNames
from explorer.ui.request.request_checks import RequestChecks
from explorer.ui.request.request_header import RequestHeader
from explorer.ui.request.request_sections import RequestSections
from explorer.ui.request.tab_undo import TabUndo

_BODY = "body_text"
"""In Request.unread: the text stands in the editor, cannot be read, and was not chosen to be sent as it stands."""
_SETTLE_MILLISECONDS = 150


class RequestTab(QWidget):
    """The form and the JSON show the same parameters; whichever was edited last is the truth.

    Signals:
        send_requested(), cancel_requested(), save_requested(): asked for by a button or key; ``send_requested`` comes
            only when the parameters are right, or "Send anyway" was chosen.
        edited(): ``to_model()`` gives something else now; comes shortly after the last key.
        dirty_changed(bool), titled(str): for the tab that stands for this request.
        failed(object): an ExplorerError: what was asked for will not come.
    """

    send_requested = Signal()
    cancel_requested = Signal()
    save_requested = Signal()
    edited = Signal()
    dirty_changed = Signal(bool)
    titled = Signal(str)
    failed = Signal(object)

    def __init__(self, regions: tuple[str, ...] = (), parent: QWidget | None = None, *, in_steps: bool = False) -> None:
        """``in_steps``: the caller calls ``build_more`` until all of it is there, before anything else."""
        super().__init__(parent)
        self.names = PublicNames()
        self.spec: ActionSpec | None = None
        self.name = ""
        self.path: Path | None = None
        self.close_after_save = False
        self._request: Request | None = None
        self._saved: Request | None = None
        self._form: Form | None = None
        self._examples: Sequence[Example] = ()
        self._dirty = False
        self._sending = False
        self._json_stale = self._form_stale = False
        self._in_steps = in_steps
        self.header = RequestHeader(self.names, self)
        self.problem_bar = ProblemBar(self.names, self)
        self.left_out_bar = LeftOutBar(self.names, self)
        self.sections = RequestSections(self.names, regions, self)
        self._settle_timer = QTimer(self, singleShot=True, interval=_SETTLE_MILLISECONDS)
        self._settle_timer.timeout.connect(self._on_settled)
        self._arrange()
        self._steps: deque[Callable[[], None]] = deque((*self.sections.steps(), self._connect))
        while self._steps and not in_steps:
            self.build_more()

    def build_more(self) -> bool:
        """Build another part; says whether there is more to build."""
        if self._steps:
            self._steps.popleft()()
        return bool(self._steps)

    def load(self, request: Request, spec: ActionSpec, *, name: str = "", path: Path | None = None) -> None:
        """Show a request; it counts as saved as it is."""
        self.spec, self.name, self.path = spec, name, path
        self._request = request
        self._form = Form(spec, request.parameters)
        self.header.set_words(name or spec.ref.name, _purpose(spec, name))
        self.parameter_form.load(self._form, at_once=not self._in_steps)
        self.header_form.load(request)
        self._show_body(request.body_text, exact=request.body_text is not None and _BODY not in dict(request.unread))
        self.docs.load(spec, lambda: self._examples)
        self.problem_bar.hide()
        self._tell_broken_json()
        self._saved = self.to_model()
        self.parameter_form.set_lost(lost_paths(self._saved))
        self.undoing.begin()
        self._set_dirty(False)
        self.titled.emit(self.title)

    def put_back(self, request: Request, *, exact: bool) -> None:
        """Show how the request stood before or after other edits; ``exact``: its text is sent as it stands."""
        if self._form is None:
            return
        self._request = request
        self._form.load(request.parameters)
        self._form_stale = False
        self.header_form.load(request)
        self._show_body(request.body_text, exact=exact)
        self.parameter_form.show_anew()
        self._on_edited()

    def to_model(self) -> Request:
        """The request as it would be sent now. Raises ValueError before anything was loaded."""
        if self._request is None or self._form is None:
            raise ValueError("nothing was loaded")
        self.json_editor.settle()
        is_broken = bool(self.json_editor.error)
        exact = self.json_editor.exact.isChecked() or is_broken
        text = self.json_editor.content() if exact and not self._json_stale else None
        request = replace(self._request, parameters=self._form.to_parameters(), body_text=text)
        request = self.header_form.to_model(request)
        waits = text is not None and is_broken and not self.json_editor.exact.isChecked()
        unread = (pair for pair in request.unread if pair[0] != _BODY)
        return replace(request, unread=(*unread, *(((_BODY, ""),) if waits else ())))

    @property
    def title(self) -> str:
        """What the tab says."""
        return self.name or (self.spec.ref.name if self.spec is not None else "")

    @property
    def is_dirty(self) -> bool:
        """Whether there is something that is not saved."""
        return self._dirty

    @property
    def is_pristine(self) -> bool:
        """Whether this is an action as it was opened: nothing typed, nothing saved."""
        return not self._dirty and self.path is None and not self.name and self._saved == self._request

    @property
    def examples(self) -> Sequence[Example]:
        """The vendor's examples on offer."""
        return self._examples

    def mark_saved(self, name: str, path: Path | None) -> None:
        """What is here now has been saved under that name."""
        self.name, self.path = name, path
        if self.spec is not None:
            self.header.set_words(name or self.spec.ref.name, _purpose(self.spec, name))
        self._saved = self.to_model()
        self._set_dirty(False)
        self.titled.emit(self.title)

    def set_place(self, name: str, path: Path | None) -> None:
        """The file of this request has another name now, or (None) is gone, so that nothing of this is saved."""
        self.path = path
        if path is not None:
            self.name = name
        if self.spec is not None:
            self.header.set_words(self.title, _purpose(self.spec, self.name))
        if path is None and self.spec is not None:
            self.set_baseline(Request(action=self.spec.ref))
        self.titled.emit(self.title)

    def set_baseline(self, saved: Request) -> None:
        """Say what is saved of this; what differs from it counts as not saved."""
        self._saved = saved
        self._set_dirty(self.to_model() != saved)

    def set_left_out(self, parameters: tuple[str, ...], headers: tuple[str, ...]) -> None:
        """Mark what was left out on saving, since it was a secret: dotted paths of parameters, names of headers."""
        self.left_out_bar.tell(parameters, headers)
        self.parameter_form.set_left_out(parameters)

    def set_examples(self, examples: Sequence[Example]) -> None:
        """Offer the vendor's examples."""
        self._examples = examples
        if self.spec is not None:
            self.docs.load(self.spec, lambda: self._examples)

    def set_sending(self, sending: bool) -> None:
        """Send turns into Cancel, and back."""
        self._sending = sending
        self.header.set_sending(sending)

    def set_current(self, current: bool) -> None:
        """Carry the public object names only while in front."""
        self.names.set_public(current)

    def set_defaults(self, region: str, endpoint: str, endpoints: tuple[tuple[str, str], ...] = ()) -> None:
        """Say which region and endpoint hold while the request names none, and which endpoints there are."""
        self.header_form.set_defaults(region, endpoint, endpoints)

    def add_section(self, title: str, widget: QWidget) -> None:
        """Add a section at its place among SECTIONS."""
        self.sections.add(title, widget)

    def show_section(self, title: str) -> bool:
        """Bring a section to the front; says whether there is one of that title."""
        return self.sections.bring(title)

    def focus_field(self, path: str) -> bool:
        """Go to a parameter; says whether there is such a one."""
        self.show_section("Parameters")
        return self.parameter_form.focus_field(path)

    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong with the parameters and with how they travel, remarks included."""
        return self.checks.problems() if self._form is not None else ()

    def broken_json(self) -> str | None:
        """Why the JSON that is the truth cannot be read; None if it can, or if the form is the truth."""
        return self.json_editor.error if self.json_editor.error and not self._json_stale else None

    def send(self, *, anyway: bool = False) -> None:
        """Ask for sending, as the Send button does; problems are shown first unless ``anyway``."""
        if self._sending or self._form is None:
            return
        if anyway:
            self.problem_bar.tell(0, "")
            self.send_requested.emit()
        else:
            self.checks.ask()

    def replace_parameters(self, parameters: JsonObject) -> None:
        """Put other parameters in, as an edit."""
        if self._form is None:
            return
        self._form.load(parameters)
        self._form_stale = False
        self.parameter_form.setEnabled(True)
        self.parameter_form.load(self._form)
        self.json_editor.exact.setChecked(False)
        self._on_form_edited()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter sends and Esc cancels, where no menu has these keys."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
        elif event.key() == Qt.Key.Key_Escape and self._sending:
            self.cancel_requested.emit()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.problem_bar)
        column.addWidget(self.left_out_bar)
        column.addWidget(self.sections, 1)

    def _connect(self) -> None:
        self.parameter_form, self.json_editor = self.sections.parameter_form, self.sections.json_editor
        self.header_form, self.docs = self.sections.header_form, self.sections.docs
        self.json_editor.parsed.connect(self._on_json_parsed)
        self.json_editor.broken.connect(self._on_json_broken)
        # After these two: what is looked through must be what was read.
        self.checks, self.undoing = RequestChecks(self), TabUndo(self)
        self.checks.passed.connect(self.send_requested)
        self.checks.failed.connect(self.failed)
        self.header.send_asked.connect(self.send)
        self.header.cancel_asked.connect(self.cancel_requested)
        self.header.save_asked.connect(self.save_requested)
        self.header.examples_button.clicked.connect(partial(open_examples, self))
        self.problem_bar.anyway_asked.connect(partial(self.send, anyway=True))
        self.parameter_form.edited.connect(self._on_form_edited)
        self.json_editor.typed.connect(self._on_json_typed)
        self.json_editor.exact_changed.connect(self._on_edited)
        self.json_editor.errand_asked.connect(self.parameter_form.errand_asked)
        self.header_form.edited.connect(self._on_edited)
        self.sections.currentChanged.connect(self._on_section_changed)

    def _show_body(self, text: str | None, *, exact: bool) -> None:
        self.json_editor.exact.setChecked(exact)
        self._json_stale = text is None
        if text is not None:
            self.json_editor.show_text(text)
        elif self.sections.shows_json or not self._is_large():
            self._show_json()
        # The form waits while the text that is the truth cannot be read.
        self.parameter_form.setEnabled(text is None or not self.json_editor.error)

    def _is_large(self) -> bool:
        """Whether writing the parameters as JSON costs something; it is done when somebody looks."""
        return self._form is not None and is_large(self._form.to_parameters())

    def _on_form_edited(self) -> None:
        self._json_stale = True
        if self.json_editor.exact.isChecked():
            self.json_editor.exact.setChecked(False)
        self._on_edited()

    def _on_json_typed(self) -> None:
        self._json_stale = False
        self._give_up_rows()
        self._on_edited()

    def _on_json_parsed(self, parameters: JsonObject) -> None:
        if self._form is None:
            return
        self._form.load(parameters)
        self._give_up_rows()
        self.parameter_form.setEnabled(True)
        if self.sections.shows_form:
            self._show_form()
        self.checks.show()

    def _give_up_rows(self) -> None:
        """Whatever is typed as JSON gives the form other fields; their rows are made when somebody looks."""
        if not self._form_stale and not self.sections.shows_form:
            self.parameter_form.drop()
        self._form_stale = True

    def _on_json_broken(self) -> None:
        self.parameter_form.setEnabled(False)
        if self.sections.shows_form:
            self._tell_broken_json()
        self.checks.show()

    def _on_section_changed(self) -> None:
        if self.sections.shows_json:
            self._show_json()
        elif self.json_editor.hurry():
            self.parameter_form.setEnabled(False)  # until it is known what it has to show
        elif self.sections.shows_form:
            self._show_form()

    def _show_json(self) -> None:
        if self._json_stale and self._form is not None:
            self._json_stale = False
            self.json_editor.show_parameters(self._form.to_parameters())

    def _show_form(self) -> None:
        if self._form_stale:
            self._form_stale = False
            self.parameter_form.refresh()
        self._tell_broken_json()

    def _tell_broken_json(self) -> None:
        if self.broken_json() is not None:
            self.problem_bar.tell(1, self.problems()[0].message)

    def _on_edited(self) -> None:
        self.close_after_save = False
        self.checks.drop()
        self._set_dirty(True)
        self._settle_timer.start()

    def _on_settled(self) -> None:
        if self.json_editor.is_reading:
            self._settle_timer.start()
            return
        if self._json_stale and self.sections.shows_json:
            self._show_json()
        if self._request is not None:
            request = self.to_model()
            self._set_dirty(request != self._saved)
            self.parameter_form.set_lost(lost_paths(request))
        self.checks.show()
        self.edited.emit()

    def _set_dirty(self, dirty: bool) -> None:
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirty_changed.emit(dirty)


def _purpose(spec: ActionSpec, name: str) -> str:
    text = purpose_of(spec.document, spec.title)
    return f"{spec.ref.name}\u00a0· {text}" if name and name != spec.ref.name else text
