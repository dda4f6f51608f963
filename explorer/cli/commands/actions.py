"""`actions`: search the catalogue."""

import argparse
from dataclasses import asdict

from explorer.cli.console import printable
from explorer.cli.exit_status import ExitStatus
from explorer.cli.session import Session
from explorer.core.models.action import ActionSummary
from explorer.core.models.json_value import from_python
from explorer.services.browse_actions import find_actions

MOST_HITS = 200


def run(options: argparse.Namespace, session: Session) -> int:
    """Print the actions that match, best first. Raises UnknownActionError for an unknown service."""
    query = " ".join(options.query)
    found = find_actions(session.services, query, service=options.service, limit=MOST_HITS)
    if options.json:
        from explorer.cli.output.answer import document_of
        from explorer.cli.output.exact_json import json_lines

        rows = [_row(summary) for summary in found]
        session.console.out_lines(json_lines(document_of(from_python(rows)), session.console))
        return ExitStatus.SUCCESS
    several = len({(summary.ref.service, summary.ref.version) for summary in found}) > 1
    width = max((len(_name(summary, several)) for summary in found), default=0)
    session.console.out_lines(_line(session, summary, several, width) for summary in found)
    if not found:
        session.console.note("No action matches.")
    elif query.strip() and len(found) >= MOST_HITS:
        session.console.note(f"These are the best {MOST_HITS}; more words or --service narrow it down.")
    return ExitStatus.SUCCESS


def _row(summary: ActionSummary) -> dict[str, object]:
    row = asdict(summary)
    ref = row.pop("ref")
    return {"service": ref["service"], "version": ref["version"], "action": ref["name"], **row}


def _name(summary: ActionSummary, several: bool) -> str:
    return f"{summary.ref.service} {summary.ref.name}" if several else summary.ref.name


def _line(session: Session, summary: ActionSummary, several: bool, width: int) -> str:
    name = _name(summary, several)
    status = "" if summary.status == "online" else f" [{summary.status}]"
    purpose = printable(summary.purpose, one_line=True)
    return f"{session.console.paint(name, 'title')}{' ' * (width - len(name))}  {purpose}{status}".rstrip()
