"""`show`: any saved answer or JSON document, read as the window would read it."""

import argparse
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.cli.console import printable
from explorer.cli.exit_status import ExitStatus, of_outcome
from explorer.cli.output.about import error_line, explanation_lines, note_lines
from explorer.cli.output.answer import document_of, events_of, is_plain_text, print_document
from explorer.cli.session import Session
from explorer.core.document.document import Document
from explorer.core.knowledge.odd_answers import oddity_words
from explorer.core.models.exchange import Outcome, OutcomeKind
from explorer.core.phrases import Phrases

if TYPE_CHECKING:
    from explorer.services.read_saved import Saved

_MOST_FAULTS = 20
_NO_PACKS = ("PNG", "JPEG", "GIF", "PDF", "ELF", "SQLite", "Office")


def run(options: argparse.Namespace, session: Session) -> int:
    """Print the document, and name its faults with their places. Raises UsageError."""
    from explorer.core.envelope import understand
    from explorer.core.phrases import phrases
    from explorer.services.read_document import format_of, read_document

    if options.query is not None:
        from explorer.services.query_json import compile_query

        compile_query(options.query)
    say = phrases(session.services.language)
    console, name = session.console, say("saved.stdin") if options.file == "-" else options.file
    saved = read_document(session.read_bytes(options.file, "The file"))
    for note in saved.notes:
        console.note(printable(oddity_words(note, say), one_line=True))
    if saved.fault:
        console.error(f"{name}: {oddity_words(saved.fault, say)}")
    if not saved.body.strip():
        console.error(say("saved.no_body" if saved.notes else "saved.empty", name=name))
        return ExitStatus.NO_ENVELOPE
    if kind := format_of(saved.body):
        unpack = "" if kind in _NO_PACKS else f" {say('hint.unpack')}"
        console.error(say("hint.format", name=name, format=kind) + unpack)
        return ExitStatus.NO_ENVELOPE
    outcome = understand(saved.body, saved.content_type)
    shown = _Shown(options, session, say, name, saved, outcome)
    status: int = shown.print_events() if outcome.kind is OutcomeKind.EVENTS else shown.print_document()
    return ExitStatus.NO_ENVELOPE if saved.fault else status


@dataclass(frozen=True, slots=True)
class _Shown:
    """What was read, and how it is to be shown."""

    options: argparse.Namespace
    session: Session
    say: Phrases
    name: str
    saved: "Saved"
    outcome: Outcome

    def print_events(self) -> int:
        events = document_of(events_of(self.saved.body, self.saved.content_type))
        self._print(events)
        self._note(self.outcome.note)
        _say_request_id(self.session, self.outcome)
        if self.outcome.tells_error:
            _explain(self.session, self.outcome)
        return of_outcome(self.outcome)

    def print_document(self) -> int:
        outcome = self.outcome
        document = Document(self.saved.body, self.saved.content_type).open()
        for _ in document.check_steps():
            pass
        self._print(document)
        self._note(document.note)
        self._say_faults(document)
        told = {str(fault).casefold() for fault in document.faults}
        note = outcome.note.removeprefix("Passed over: ").rstrip(".").casefold()
        if note not in {"", *told} and (outcome.damaged or outcome.kind is not OutcomeKind.ERROR):
            # The sentence that the window shows over the answer.
            self._note(outcome.note)
        self._hint(document)
        if not outcome.damaged and any(fault.fatal for fault in document.faults):
            return ExitStatus.NO_ENVELOPE
        _say_request_id(self.session, outcome)
        if outcome.kind is not OutcomeKind.ERROR:
            return ExitStatus.SUCCESS
        _explain(self.session, outcome)
        return of_outcome(outcome)

    def _hint(self, document: Document) -> None:
        from explorer.services.show_hints import hint_for

        if words := hint_for(document, self.say):
            self.session.console.note(words)

    def _say_faults(self, document: Document) -> None:
        from explorer.core.document.repeated_keys import repeated_keys
        from explorer.core.knowledge.document_words import told_fault, told_repeats
        from explorer.services.query_repeats import repeats_that_matter

        for fault in document.faults[:_MOST_FAULTS]:
            self._error(told_fault(fault, self.say))
        more = len(document.faults) - _MOST_FAULTS
        if more > 0:
            self._error(self.say("document.more", count=f"{more:,}"))
        if is_plain_text(document):
            return
        expression = self.options.query
        found = repeated_keys(document) if expression is None else repeats_that_matter(document, expression)
        for words in told_repeats(found, document.data, self.say):
            self._error(words)

    def _print(self, document: Document) -> None:
        options = self.options
        print_document(self.session.console, document, self.say, output=options.output, expression=options.query)

    def _error(self, words: str) -> None:
        self.session.console.error(f"{self.name}: {words}")

    def _note(self, words: str) -> None:
        if words:
            self.session.console.note(printable(oddity_words(words, self.say), one_line=True))


def _say_request_id(session: Session, outcome: Outcome) -> None:
    if outcome.request_id:
        session.console.note(f"RequestId: {printable(outcome.request_id, one_line=True)}")


def _explain(session: Session, outcome: Outcome) -> None:
    from explorer.core.phrases import phrases
    from explorer.services.explain_error import explain
    from explorer.services.team_notes import note_to_show

    services = session.services
    say = phrases(services.language)
    session.console.error(error_line(outcome, say))
    explanation = explain(services, outcome.code)
    for line in (*explanation_lines(explanation), *note_lines(note_to_show(services, explanation.code), say)):
        session.console.note(line)
