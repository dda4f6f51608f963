"""`show`: any saved answer or JSON document, read as the window would read it."""

import argparse
from typing import TYPE_CHECKING

from explorer.cli.console import printable
from explorer.cli.exit_status import ExitStatus, of_outcome
from explorer.cli.output.about import error_line, explanation_lines, note_lines
from explorer.cli.output.answer import document_of, events_of, print_document
from explorer.cli.session import Session
from explorer.core.document.document import Document
from explorer.core.models.exchange import Outcome, OutcomeKind

if TYPE_CHECKING:
    from explorer.services.read_saved import Saved


def run(options: argparse.Namespace, session: Session) -> int:
    """Print the document, and name its faults with their places. Raises UsageError."""
    from explorer.core.envelope import understand
    from explorer.services.read_saved import read_saved

    console, name = session.console, _name(options.file)
    saved = read_saved(session.read_bytes(options.file, "The file"))
    for note in saved.notes:
        console.note(printable(note, one_line=True))
    if saved.fault:
        console.error(f"{name}: {saved.fault}")
    if not saved.body.strip():
        console.error(f"{name} is empty." if not saved.notes else f"{name}: the body is empty.")
        return ExitStatus.NO_ENVELOPE
    outcome = understand(saved.body, saved.content_type)
    if outcome.kind is OutcomeKind.EVENTS:
        status: int = _print_events(options, session, saved, outcome)
    else:
        status = _print_document(options, session, saved, outcome)
    return ExitStatus.NO_ENVELOPE if saved.fault else status


def _print_events(options: argparse.Namespace, session: Session, saved: "Saved", outcome: Outcome) -> int:
    events = document_of(events_of(saved.body, saved.content_type))
    print_document(session.console, events, output=options.output, expression=options.query)
    session.console.note(printable(outcome.note, one_line=True))
    _say_request_id(session, outcome)
    if outcome.tells_error:
        _explain(session, outcome)
    return of_outcome(outcome)


def _print_document(options: argparse.Namespace, session: Session, saved: "Saved", outcome: Outcome) -> int:
    console, name = session.console, _name(options.file)
    document = Document(saved.body, saved.content_type).open()
    for _ in document.check_steps():
        pass
    print_document(console, document, output=options.output, expression=options.query)
    if document.note:
        console.note(document.note)
    for fault in document.faults:
        console.error(f"{name}: {fault}")
    told = {str(fault).casefold() for fault in document.faults}
    if outcome.note.casefold() not in {"", *told} and (outcome.damaged or outcome.kind is not OutcomeKind.ERROR):
        # The sentence that the window shows over the answer.
        console.note(printable(outcome.note, one_line=True))
    if not outcome.damaged and any(fault.fatal for fault in document.faults):
        return ExitStatus.NO_ENVELOPE
    _say_request_id(session, outcome)
    if outcome.kind is not OutcomeKind.ERROR:
        return ExitStatus.SUCCESS
    _explain(session, outcome)
    return of_outcome(outcome)


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


def _name(source: str) -> str:
    return "standard input" if source == "-" else source
