"""Explains everything that a pasted text names, each thing once, in a line."""

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from explorer.core.errors import StorageError
from explorer.core.knowledge.odd_answers import sentences
from explorer.core.knowledge.plain_paste import Lines
from explorer.core.models.action import ActionRef
from explorer.core.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.core.models.action import ActionSummary
    from explorer.core.models.finding import Finding
    from explorer.services.wiring import Services

LONGEST_TEXT = 8_000_000
MOST_WORDED = 200
_KINDS = ("envelope", "code", "action", "region", "request_id")


@dataclass(frozen=True, slots=True)
class Explained:
    """One thing that stands in a text, ``times`` times. ``words`` explain it; ``message`` is what stood beside it.

    ``kind`` is a Finding's. ``ref`` is the action, or whose product's code it is, where the text leaves no doubt.
    ``line`` is that of the first one, from 1. ``body`` is an answer's JSON text.
    """

    kind: str
    text: str
    words: str
    message: str = ""
    times: int = 1
    ref: ActionRef | None = None
    known: bool = True
    line: int = 0
    body: str = ""


def explain_text(services: "Services", text: str) -> tuple[Explained, ...]:
    """Everything in a text: answers first, then codes, actions, regions and RequestIds, each in order of place.

    Of a text longer than ``LONGEST_TEXT`` characters the beginning is read. Of each kind the first ``MOST_WORDED`` are
    explained; the others are named.
    """
    text = text[:LONGEST_TEXT] if len(text) > LONGEST_TEXT else text
    groups: dict[tuple[str, str], list[Finding]] = {}
    found = services.knowledge.find_all(text)
    for finding in found:
        groups.setdefault((finding.kind, finding.text), []).append(finding)
    product = _product(found)
    for kind, name in list(groups):
        # An answer's own code needs no second line.
        if kind == "envelope":
            groups.pop(("code", name), None)
    explained: dict[str, list[Explained]] = {kind: [] for kind in _KINDS}
    lines = Lines(text)
    for group in groups.values():
        first, of_kind = group[0], explained[group[0].kind]
        if len(of_kind) < MOST_WORDED:
            item = _explained(services, group, product)
        else:
            item = Explained(first.kind, first.text, "", times=len(group), known=first.known)
        body = (first.source or text[first.start : first.end]) if first.kind == "envelope" else ""
        of_kind.append(replace(item, line=lines.at(first.start), body=body))
    return tuple(item for kind in _KINDS for item in explained[kind])


def _product(found: "tuple[Finding, ...]") -> ActionRef | None:
    """An action of the one product that the text speaks of, if it speaks of one."""
    refs = [ref for item in found for ref in item.refs]
    return refs[0] if len({ref.service for ref in refs}) == 1 else None


def _explained(services: "Services", group: "list[Finding]", product: ActionRef | None) -> Explained:
    first, times, say = group[0], len(group), phrases(services.language)
    message = next((item.message for item in group if item.message), "")
    if first.kind == "action":
        ref = first.refs[0] if len({ref.service for ref in first.refs}) == 1 else None
        return Explained(first.kind, first.text, _action_words(services, first.refs), times=times, ref=ref)
    if first.kind == "region":
        words = say(f"region.{first.text}") if first.known else ""
        words = say("explain.of_region", name=words) if words else say("explain.no_region")
        return Explained(first.kind, first.text, words, times=times, known=first.known)
    if first.kind == "request_id":
        return Explained(first.kind, first.text, _call_words(services, first.text), times=times)
    if not first.text:
        return Explained(first.kind, "", say("explain.succeeded"), times=times)
    words = _code_words(services, first.text, product)
    return Explained(first.kind, first.text, words, message, times, product, first.known)


def _code_words(services: "Services", code: str, product: ActionRef | None) -> str:
    service, version = (product.service, product.version) if product is not None else ("", "")
    about = services.knowledge.explain(code, service=service, version=version)
    return sentences((about.title, about.meaning), phrases(services.language))


def _action_words(services: "Services", refs: tuple[ActionRef, ...]) -> str:
    say = phrases(services.language)
    products = list(dict.fromkeys(ref.service for ref in refs))
    named = ", ".join(services.catalog.service(name).title for name in products[:3])
    if len(products) > 3:
        named = say("explain.more_products", products=named, count=len(products) - 3)
    summary = next((each for each in _summaries(services, refs[0]) if each.ref == refs[0]), None)
    purpose = summary.purpose if summary is not None and len(products) == 1 else ""
    return sentences((say("explain.of_action", products=named), purpose), say)


def _summaries(services: "Services", ref: ActionRef) -> "Iterator[ActionSummary]":
    yield from services.catalog.actions(ref.service, ref.version)


def _call_words(services: "Services", request_id: str) -> str:
    entry = None
    with suppress(StorageError):
        entry = services.history.by_request_id(request_id)
    say = phrases(services.language)
    if entry is None:
        return say("explain.any_call")
    request = entry.request
    if not request.region:
        return say("explain.past_call_nowhere", action=request.action.name)
    return say("explain.past_call", action=request.action.name, region=request.region)
