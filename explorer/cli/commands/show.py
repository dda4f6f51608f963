"""`show`: a saved answer or any JSON document, read as the window would read it."""

import argparse

from explorer.cli.console import printable
from explorer.cli.exit_status import ExitStatus, of_outcome
from explorer.cli.output.answer import document_of, events_of, explanation_lines, print_document
from explorer.cli.session import Session
from explorer.core.document.document import Document
from explorer.core.models.exchange import OutcomeKind


def run(options: argparse.Namespace, session: Session) -> int:
    """Print the document, and name its faults with their places. Raises UsageError."""
    from explorer.core.envelope import understand

    console = session.console
    body = session.read_bytes(options.file, "The file")
    if not body.strip():
        console.error(f"{_name(options.file)} is empty.")
        return ExitStatus.NO_ENVELOPE
    outcome = understand(body)
    if outcome.kind is OutcomeKind.EVENTS:
        events = document_of(events_of(body, ""))
        print_document(console, events, output=options.output, expression=options.query)
        return ExitStatus.SUCCESS
    document = Document(body).open()
    for _ in document.check_steps():
        pass
    print_document(console, document, output=options.output, expression=options.query)
    if document.note:
        console.note(document.note)
    for fault in document.faults:
        console.error(f"{_name(options.file)}: {fault}")
    if outcome.damaged:
        console.note(printable(outcome.note, one_line=True))
    elif any(fault.fatal for fault in document.faults):
        return ExitStatus.NO_ENVELOPE
    if outcome.request_id:
        console.note(f"RequestId: {outcome.request_id}")
    if outcome.kind is not OutcomeKind.ERROR:
        return ExitStatus.SUCCESS
    from explorer.services.explain_error import explain

    console.error(f"{outcome.code}: {outcome.message}")
    for line in explanation_lines(explain(session.services, outcome.code)):
        console.note(line)
    return of_outcome(outcome)


def _name(source: str) -> str:
    return "standard input" if source == "-" else source
