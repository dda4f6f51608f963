"""`actions`: search the catalogue."""

import argparse
from dataclasses import asdict

from explorer.cli.console import printable
from explorer.cli.exit_status import ExitStatus
from explorer.cli.session import Session
from explorer.core.models.action import ActionSummary, Service
from explorer.core.models.json_value import dumps, from_python
from explorer.services.browse_actions import find_actions, find_services

MOST_HITS = 200


def run(options: argparse.Namespace, session: Session) -> int:
    """Print the actions that match, best first. Raises UnknownActionError for an unknown service."""
    query = " ".join(options.query)
    if options.services:
        return _list_services(query, options, session)
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


def _list_services(query: str, options: argparse.Namespace, session: Session) -> int:
    found = find_services(session.services, query or options.service)
    if options.json:
        rows = [
            {"service": one.name, "title": one.title, "versions": list(one.versions), "actions": _count(one)}
            for one in found
        ]
        session.console.out(dumps(from_python(rows), indent=2))
        return ExitStatus.SUCCESS
    name_width = max((len(one.name) for one in found), default=0)
    title_width = max((len(one.title) for one in found), default=0)
    session.console.out_lines(
        f"{session.console.paint(one.name, 'title')}{' ' * (name_width - len(one.name))}  {one.title:<{title_width}}  "
        f"{_count(one):>4} actions  {', '.join(one.versions)}"
        for one in found
    )
    if not found:
        session.console.note("No product matches.")
    return ExitStatus.SUCCESS


def _count(service: Service) -> int:
    """The actions of the version that is taken when none is named."""
    return service.action_counts.get(service.default_version, 0)


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
