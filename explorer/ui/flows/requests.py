"""Opening requests, sending them, and bringing each answer to its tab."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from explorer.core.catalog.paging import paging_of
from explorer.core.errors import CredentialError, ExplorerError
from explorer.core.models.action import ActionRef
from explorer.core.models.exchange import Exchange
from explorer.core.models.request import Request
from explorer.ui.flows.desk import Desk
from explorer.ui.flows.effective import effective, resource_words
from explorer.ui.flows.explaining import Explaining
from explorer.ui.flows.profiles import ProfileFlow
from explorer.ui.flows.saving import Saving
from explorer.ui.flows.sending import Answer, Sending
from explorer.ui.flows.series import Series
from explorer.ui.flows.telling import Telling
from explorer.ui.flows.waiting import Waiting
from explorer.ui.request.opening import Opening
from explorer.ui.widgets.build_queue import BuildQueue
from explorer.ui.widgets.question import QuestionDialog

if TYPE_CHECKING:
    from explorer.core.storage.collection_tree import SavedRequest
    from explorer.ui.request.request_tab import RequestTab


class RequestFlow(QObject):
    """From a choice at the left to an answer at the right."""

    def __init__(
        self,
        desk: Desk,
        sending: Sending,
        saving: Saving,
        profiles: ProfileFlow,
        telling: Telling,
        explaining: Explaining,
    ) -> None:
        super().__init__(desk.window)
        self._desk, self._sending, self._saving = desk, sending, saving
        self._profiles, self._telling, self._explaining = profiles, telling, explaining
        self.series = Series(desk, sending, self)
        self._waiting = Waiting(self)
        self._following = BuildQueue(self)
        tabs = desk.requests
        tabs.tab_shown.connect(self._on_tab_shown)
        desk.bar.changed.connect(self._on_bar_changed)
        tabs.current_changed.connect(self._on_current_changed)
        tabs.send_requested.connect(self.send)
        tabs.cancel_requested.connect(sending.cancel)
        tabs.save_requested.connect(self.save)
        tabs.tab_closed.connect(self._on_tab_closed)
        sending.began.connect(self._on_began)
        sending.progressed.connect(self._on_progressed)
        sending.answered.connect(self._on_answered)
        sending.failed.connect(self._on_failed)
        sending.ended.connect(self._on_ended)
        sending.remembered.connect(desk.history.load)
        saving.saved.connect(self._on_saved)
        saving.moved.connect(self._on_moved)
        desk.answers.answer_shown.connect(self._show_present)
        desk.answers.code_activated.connect(self.describe)
        desk.answers.inspect_signature_requested.connect(self.inspect_signature)
        desk.answers.field_requested.connect(self._on_field_requested)
        desk.answers.note_requested.connect(explaining.noting.edit)
        explaining.action_chosen.connect(self.open_action)
        explaining.history_chosen.connect(self._look_for_call)
        explaining.noting.changed.connect(desk.answers.show_note)

    def open_action(self, ref: ActionRef) -> None:
        """Open an action in a tab."""
        self._desk.requests.open_action(ref)

    def open_saved(self, saved: "SavedRequest") -> None:
        """Open a saved request, or go to the tab that shows it already."""
        self._desk.requests.open(
            Opening(
                saved.request, saved.name, saved.path,
                left_out=saved.blanked, dropped_headers=saved.dropped_headers,
                then=lambda tab: self._saving.know(tab, saved),
            )
        )  # fmt: skip

    def send_current(self) -> None:
        """Send what is in sight."""
        if (tab := self._desk.requests.current()) is not None:
            tab.send()

    def cancel_current(self) -> None:
        """Cancel what is in sight."""
        if (tab := self._desk.requests.current()) is not None:
            self._sending.cancel(tab)

    def undo_current(self, *, forth: bool = False) -> None:
        """Take the last edit of the request in sight back, or do it again."""
        tab = self._desk.requests.current()
        if tab is not None and not (tab.undoing.redo() if forth else tab.undoing.undo()):
            self._telling.say("There is nothing to do again." if forth else "There is nothing to undo.")

    def close_current(self) -> None:
        """Close what is in sight; the tab asks if something is not saved."""
        if (tab := self._desk.requests.current()) is not None:
            self._desk.requests.close_tab(tab)

    def save(self, tab: "RequestTab") -> None:
        """Keep a request in a collection."""
        self._with_request(tab, lambda request: self._saving.save(tab, request))

    def save_current(self, *, other: bool = False) -> None:
        """Keep what is in sight; ``other`` asks for a new name."""
        tab = self._desk.requests.current()
        if tab is not None and other:
            self._with_request(tab, lambda request: self._saving.save_as(tab, request))
        elif tab is not None:
            self.save(tab)

    def send(self, tab: "RequestTab") -> None:
        """Send a tab's request: at once if it only reads, else after a question."""
        self.send_as(tab, lambda request: self._sending.send(tab, request))

    def send_as(self, tab: "RequestTab", go: Callable[[Request], object], *, times: int = 1) -> None:
        """Hand a tab's request to ``go`` where ``send`` would send it; ``go`` may send it so many times."""
        self._with_request(tab, lambda request: self._send(effective(request, self._desk.bar), go, times))

    def describe(self, code: str) -> None:
        """Open the description of a code of the answer in sight."""
        answer = self._desk.answers.answer()
        self._explaining.describe(code, answer.exchange.request.action if answer is not None else None)

    def describe_current(self) -> None:
        """Open the description of the code of the answer in sight."""
        answer = self._desk.answers.answer()
        if answer is not None and answer.exchange.outcome is not None and answer.exchange.outcome.code:
            self.describe(answer.exchange.outcome.code)
        else:
            self._telling.say("The answer in sight holds no error code.")

    def inspect_signature(self) -> None:
        """Show how the request in sight is signed."""
        if (tab := self._desk.requests.current()) is not None:
            tab.show_section("Signature")

    def current_exchange(self) -> Exchange | None:
        """The last exchange of the tab in sight."""
        answer = self._desk.answers.answer()
        return answer.exchange if answer is not None else None

    def _with_request(self, tab: "RequestTab", act: Callable[[Request], object]) -> None:
        try:
            request = tab.to_model()
        except ExplorerError as error:
            self._telling.show_error(error)
            return
        act(request)

    def _send(self, request: Request, go: Callable[[Request], object], times: int) -> None:
        from explorer.core.form.guard import is_reading

        if self._desk.bar.awaits_practice() and not request.endpoint:
            self._desk.bar.practice_requested.emit()
            self._telling.say("The practice endpoint is starting; send again when the bar shows where it listens.")
        elif not request.profile:
            self._offer_profiles(CredentialError("No profile is chosen, so there is no key to sign with."))
        elif is_reading(request.action.name):
            go(request)
        elif self._is_read_only(request.profile):
            self._refuse(request)
        elif self._desk.services.settings.confirm_changes:
            self._ask(request, go, times)
        else:
            go(request)

    def _is_read_only(self, name: str) -> bool:
        return any(profile.read_only for profile in self._profiles.profiles if profile.name == name)

    def _refuse(self, request: Request) -> None:
        words = f"Not sent: the profile {request.profile} is read-only, and {request.action.name} may change something."
        self._telling.say(words, "error", (("Profiles…", self._profiles.manage),))

    def _ask(self, request: Request, go: Callable[[Request], object], times: int) -> None:
        name = request.action.name
        facts = (
            ("Profile", request.profile),
            ("Region", request.region or "none"),
            ("Resource", resource_words(request.parameters)),
            ("Endpoint", request.endpoint or "international"),
        )
        often, each = (f" up to {times:,} times", ", each time that it is sent") if times > 1 else ("", "")
        question = QuestionDialog(
            self._desk.window, f"Send {name}{often}?", f"This action may change or delete something{each}.", "&Send it",
            facts=facts, danger=name.startswith(("Delete", "Terminate", "Destroy", "Isolate")), careful=True,
        )  # fmt: skip
        question.ask(lambda: go(request))

    def _offer_profiles(self, error: ExplorerError) -> None:
        links = (
            ("Use the practice endpoint", self._desk.welcome.practice_requested.emit),
            ("Profiles…", self._profiles.manage),
        )
        self._telling.show_error(error, links)

    def _on_current_changed(self, tab: "RequestTab | None") -> None:
        desk = self._desk
        desk.answers.set_current(tab)
        desk.middle.setCurrentWidget(desk.work if tab is not None else desk.welcome)
        self._show_present()
        if self._following.is_empty:
            self._following.add(self._follow_current)

    def _follow_current(self) -> None:
        """What shows the same action elsewhere; when the request has been painted, since that comes first."""
        tab = self._desk.requests.current()
        if tab is not None and tab.spec is not None:
            self._desk.bar.set_service(tab.spec.ref.service)
            self._desk.actions.select(tab.spec.ref)
        self._on_bar_changed()

    def _on_bar_changed(self) -> None:
        if (tab := self._desk.requests.current()) is not None:
            bar = self._desk.bar
            tab.set_defaults(bar.region(), bar.endpoint_shown(), bar.endpoint_choices())

    def _show_present(self) -> None:
        tab = self._desk.requests.current()
        present = {"request"} if tab is not None else set()
        if tab is not None and self._sending.is_sending(tab):
            present.add("sending")
        if tab is not None and tab.spec is not None and (paging := paging_of(tab.spec)) is not None and paging.items:
            present.add("pages")
        if self._desk.answers.answer() is not None:
            present.add("answer")
        self._desk.commands.set_present(frozenset(present))

    def _on_tab_shown(self, tab: "RequestTab") -> None:
        QTimer.singleShot(0, tab, lambda: self._focus_first_field(tab))

    def _focus_first_field(self, tab: "RequestTab") -> None:
        members = tab.spec.input.members if tab.spec is not None else ()
        first = next((member for member in members if member.required), members[0] if members else None)
        if first is not None and tab is self._desk.requests.current() and _is_untouched(tab):
            tab.focus_field(first.name)

    def _on_tab_closed(self, tab: "RequestTab") -> None:
        self._waiting.end(tab)
        self._sending.cancel(tab)
        self._saving.forget(tab)
        self._desk.answers.forget(tab)
        self._show_present()

    def _on_began(self, tab: "RequestTab", request: Request) -> None:
        self._desk.notice.hide()
        self._waiting.begin(tab, lambda: self._show_waiting(tab, request))
        self._show_present()

    def show_waiting(self, tab: "RequestTab") -> None:
        """Show that more is to come, if something is."""
        self._waiting.show_now(tab)

    def _show_waiting(self, tab: "RequestTab", request: Request) -> None:
        tab.set_sending(True)
        self._desk.answers.show_sending(tab, request)
        self._desk.status.set_activity(f"Sending {request.action.name}…", 0, None)

    def _on_progressed(self, tab: "RequestTab", received: int, total: int | None) -> None:
        if self._waiting.is_shown(tab):
            self._desk.status.set_activity(f"Receiving {received / 1_000_000:.1f} MB", received, total)

    def _on_answered(self, tab: "RequestTab", answer: Answer) -> None:
        self._desk.answers.show_answer(tab, answer)
        self._desk.status.set_clock_skew(answer.exchange.clock_skew)

    def _on_failed(self, tab: "RequestTab", error: BaseException) -> None:
        self._desk.answers.show_nothing(tab)
        if isinstance(error, CredentialError):
            self._offer_profiles(error)
            self._profiles.look_at_keyring()
        else:
            self._telling.show_error(error)

    def _on_ended(self, tab: "RequestTab") -> None:
        if self._waiting.end(tab):
            tab.set_sending(False)
        self._desk.status.set_activity("Ready")
        self._show_present()

    def _on_saved(self, tab: "RequestTab", saved: "SavedRequest") -> None:
        self._desk.requests.mark_saved(tab, saved.name, saved.path)
        self._telling.say(f"Saved: {saved.name}", "success")

    def _on_moved(self, tab: "RequestTab", saved: "SavedRequest | None") -> None:
        if saved is not None:
            tab.set_place(saved.name, saved.path)
        else:
            tab.set_place(tab.name, None)

    def _look_for_call(self, request_id: str) -> None:
        self._desk.commands["view.history"].trigger()
        self._desk.history.field.setText(request_id)

    def _on_field_requested(self, path: str) -> None:
        if (tab := self._desk.requests.current()) is not None and not tab.focus_field(path):
            self._telling.say(f"The form has no field {path} now.")


def _is_untouched(tab: "RequestTab") -> bool:
    """Whether nobody has gone anywhere in a tab since it came to the front."""
    focus = QApplication.focusWidget()
    # The first of the tab's widgets has the focus where Qt put it, as the tab that had it went out of sight.
    elsewhere = focus is not None and tab.isAncestorOf(focus) and focus is not tab.header.examples_button
    renaming = focus is not None and _is_in_a_row(focus)
    return tab.sections.currentWidget() is tab.parameter_form and not elsewhere and not renaming


def _is_in_a_row(focus: QWidget) -> bool:
    around = focus.parentWidget()
    view = around.parentWidget() if around is not None else None
    return isinstance(view, QAbstractItemView) and around is view.viewport()
