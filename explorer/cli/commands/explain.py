"""`explain`: what an error code means, or every code in a pasted text."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from explorer.cli.console import printable
from explorer.cli.exit_status import ExitStatus
from explorer.cli.output.answer import explanation_lines
from explorer.cli.session import Session
from explorer.core.errors import UsageError
from explorer.core.models.json_value import JsonObject, dumps
from explorer.services.explain_error import explain, find_all

if TYPE_CHECKING:
    from explorer.core.knowledge.explain import Explanation
    from explorer.core.knowledge.pasted_text import Finding

_MOST_DESCRIPTIONS = 5


def run(options: argparse.Namespace, session: Session) -> int:
    """Print the meaning, causes and checks. Raises UsageError when nothing can be found to explain."""
    service = session.services.catalog.service(options.service).name if options.service else ""
    code = options.code.strip()
    if code == "-":
        text = session.stdin.read().decode("utf-8", "replace")
        return _explain_text(options, session, text, service)
    if not code or any(char.isspace() or char in "{}" for char in code):
        return _explain_text(options, session, options.code, service)
    explanation = explain(session.services, code, service=service)
    if options.json:
        session.console.out(dumps(_as_json(explanation), indent=2))
    else:
        session.console.out_lines(_lines(session, explanation))
    return ExitStatus.SUCCESS


def _explain_text(options: argparse.Namespace, session: Session, text: str, service: str) -> int:
    found = find_all(session.services, text)
    codes = _distinct(item.text for item in found if item.kind in ("code", "envelope"))
    identifiers = _distinct(
        item.text if item.kind == "request_id" else item.request_id
        for item in found
        if item.kind in ("request_id", "envelope")
    )
    if not codes and not identifiers and not any(item.kind == "envelope" for item in found):
        raise UsageError("There is no error code, RequestId or envelope in this text.")
    service = service or _only_service(found)
    explanations = [explain(session.services, code, service=service) for code in codes]
    if options.json:
        session.console.out(dumps(_found_json(found, explanations, identifiers), indent=2))
    else:
        session.console.out_lines(_found_lines(session, found, explanations, identifiers))
    return ExitStatus.SUCCESS


def _found_lines(
    session: Session, found: "tuple[Finding, ...]", explanations: "list[Explanation]", identifiers: list[str]
) -> Iterator[str]:
    for identifier in identifiers:
        yield f"RequestId: {printable(identifier, one_line=True)}"
    for ref in _distinct(f"{ref.service} {ref.name} ({ref.version})" for item in found for ref in item.refs):
        yield f"Action: {ref}"
    if any(item.kind == "envelope" and not item.text for item in found):
        yield "An envelope without Error: that call succeeded."
    for explanation in explanations:
        yield ""
        yield from _lines(session, explanation)


def _lines(session: Session, explanation: "Explanation") -> Iterator[str]:
    title = f" - {explanation.title}" if explanation.title else ""
    yield session.console.paint(printable(f"{explanation.code}{title}", one_line=True), "title")
    yield from explanation_lines(explanation)
    shown = explanation.service_descriptions[:_MOST_DESCRIPTIONS]
    for entry in shown:
        if entry.description:
            yield printable(f"In {entry.service} {entry.version}: {entry.description}", one_line=True)
    more = len(explanation.service_descriptions) - len(shown)
    if more > 0:
        yield f"... and in {more} more service versions; --service names one."
    for link in explanation.links:
        yield f"See: {link[0]}: {link[1]}"


def _found_json(found: "tuple[Finding, ...]", explanations: "list[Explanation]", identifiers: list[str]) -> JsonObject:
    return {
        "codes": [_as_json(explanation) for explanation in explanations],
        "request_ids": [*identifiers],
        "actions": [
            {"service": ref.service, "version": ref.version, "action": ref.name}
            for ref in dict.fromkeys(ref for item in found for ref in item.refs)
        ],
        "envelopes": [
            {"code": item.text, "message": item.message, "request_id": item.request_id}
            for item in found
            if item.kind == "envelope"
        ],
    }


def _as_json(explanation: "Explanation") -> JsonObject:
    return {
        "code": explanation.code,
        "title": explanation.title,
        "meaning": explanation.meaning,
        "causes": [*explanation.causes],
        "checks": [*explanation.checks],
        "source": explanation.source,
        "family": explanation.family,
        "note": explanation.note,
        "descriptions": [
            {"service": entry.service, "version": entry.version, "description": entry.description}
            for entry in explanation.service_descriptions
        ],
        "links": [{"label": link[0], "url": link[1]} for link in explanation.links],
    }


def _only_service(found: "tuple[Finding, ...]") -> str:
    services = {ref.service for item in found for ref in item.refs}
    return services.pop() if len(services) == 1 else ""


def _distinct(texts: "Iterator[str]") -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]
