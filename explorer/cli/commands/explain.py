"""`explain`: what an error code means, or every code in a pasted text."""

import argparse
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from explorer.cli.console import printable
from explorer.cli.exit_status import ExitStatus
from explorer.cli.output.about import explanation_lines, note_lines
from explorer.cli.session import Session
from explorer.core.errors import UsageError
from explorer.core.knowledge.plain_paste import Lines
from explorer.core.models.json_value import JsonObject, dumps
from explorer.core.phrases import Phrases, phrases
from explorer.services.explain_error import explain, find_all
from explorer.services.name_product import product_of
from explorer.services.team_notes import note_to_show

if TYPE_CHECKING:
    from explorer.core.knowledge.explain import Explanation
    from explorer.core.models.finding import Finding

    # Each code with the product whose meaning it is, empty where it is every product's.
    _Explained: TypeAlias = list[tuple[Explanation, str]]

_MOST_DESCRIPTIONS = 5


def run(options: argparse.Namespace, session: Session) -> int:
    """Print the meaning, causes and checks. Raises UsageError when nothing can be found to explain."""
    service = session.services.catalog.service(options.service).name if options.service else ""
    code = options.code.strip()
    if code == "-":
        return _explain_text(options, session, session.read_pasted(), service)
    if not code or any(char.isspace() or char in "{}" for char in code):
        return _explain_text(options, session, options.code, service)
    explanation = explain(session.services, code, service=service)
    product = service or product_of(session.services, explanation)
    if options.json:
        session.console.out(dumps(_as_json(explanation, product), indent=2))
    else:
        session.console.out_lines(_lines(session, explanation, product))
    return ExitStatus.SUCCESS


def _explain_text(options: argparse.Namespace, session: Session, text: str, service: str) -> int:
    found, say = find_all(session.services, text), phrases(session.services.language)
    codes = _distinct(item.text for item in found if item.kind in ("code", "envelope"))
    identifiers = _distinct(
        item.text if item.kind == "request_id" else item.request_id
        for item in found
        if item.kind in ("request_id", "envelope")
    )
    if not text.strip():
        raise UsageError(say("console.empty"))
    if not found:
        raise UsageError(say("console.nothing"))
    service = service or _only_service(found)
    found_codes = [explain(session.services, code, service=service) for code in codes]
    explanations = [(item, service or product_of(session.services, item)) for item in found_codes]
    if options.json:
        session.console.out(dumps(_found_json(found, explanations, identifiers), indent=2))
    else:
        session.console.out_lines(_found_lines(session, text, found, explanations, identifiers))
    return ExitStatus.SUCCESS


def _found_lines(
    session: Session, text: str, found: "tuple[Finding, ...]", explanations: "_Explained", identifiers: list[str]
) -> Iterator[str]:
    say = phrases(session.services.language)
    for identifier in identifiers:
        yield f"RequestId: {printable(identifier, one_line=True)}"
    for ref in _distinct(f"{ref.service} {ref.name} ({ref.version})" for item in found for ref in item.refs):
        yield say("console.action", text=ref)
    for region in _distinct(_region_words(item, say) for item in found if item.kind == "region"):
        yield say("console.region", text=region)
    if any(item.kind == "envelope" and not item.text for item in found):
        yield say("console.succeeded")
    places: dict[str, list[int]] = {}
    for item in found:
        if item.kind == "code":
            places.setdefault(item.text, []).append(item.start)
    lines = Lines(text)
    for explanation, product in explanations:
        yield ""
        yield from _lines(session, explanation, product, _said(found, explanation))
        yield _place_words(places.get(explanation.code, []), lines, say)


def _place_words(places: list[int], lines: Lines, say: Phrases) -> str:
    """Where in the pasted text a code stands, and how often."""
    if not places:
        return say("console.in_answer")
    line = lines.at(places[0])
    return say("console.in_line" if len(places) == 1 else "console.in_lines", line=line, count=len(places))


def _said(found: "Iterable[Finding]", explanation: "Explanation") -> str:
    """The message that stands beside a code in the text."""
    return next((item.message for item in found if item.text == explanation.code and item.message), "")


def _lines(session: Session, explanation: "Explanation", product: str, said: str = "") -> Iterator[str]:
    say = phrases(explanation.language)
    title = f" - {explanation.title}" if explanation.title else ""
    title += say("console.of_product", product=product) if product and explanation.source == "service" else ""
    yield session.console.paint(printable(f"{explanation.code}{title}", one_line=True), "title")
    if said:
        yield printable(say("explain.said", text=said), one_line=True)
    yield from explanation_lines(explanation)
    yield from note_lines(note_to_show(session.services, explanation.code), say)
    yield from _descriptions(explanation, say)
    for link in explanation.links:
        yield say("console.see", label=link[0], url=link[1])


def _region_words(item: "Finding", say: Phrases) -> str:
    key = f"region.{item.text}"
    if key not in say:
        return say("console.no_region", region=item.text)
    return say("console.region_name", region=item.text, name=say(key))


def _descriptions(explanation: "Explanation", say: Phrases) -> Iterator[str]:
    """The vendor's sentences; where it only repeats the code, which products have it."""
    entries = explanation.vendor_sentences
    for entry in entries[:_MOST_DESCRIPTIONS]:
        words = say("console.vendor", service=entry.service, version=entry.version, text=entry.description)
        yield printable(words, one_line=True)
    if len(entries) > _MOST_DESCRIPTIONS:
        yield say("console.vendor_more", count=len(entries) - _MOST_DESCRIPTIONS)
    if not entries and explanation.service_descriptions:
        names = _distinct(f"{entry.service} {entry.version}" for entry in explanation.service_descriptions)
        shown, more = ", ".join(names[:_MOST_DESCRIPTIONS]), len(names) - _MOST_DESCRIPTIONS
        shown = say("console.listed_more", services=shown, count=more) if more > 0 else shown
        yield printable(say("console.listed", services=shown), one_line=True)


def _found_json(found: "tuple[Finding, ...]", explanations: "_Explained", identifiers: list[str]) -> JsonObject:
    return {
        "codes": [
            {**_as_json(explanation, product), "message": _said(found, explanation)}
            for explanation, product in explanations
        ],
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


def _as_json(explanation: "Explanation", product: str) -> JsonObject:
    return {
        "code": explanation.code,
        "service": product if explanation.source == "service" else "",
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
