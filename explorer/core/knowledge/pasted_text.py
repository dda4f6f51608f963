"""Finds codes, RequestIds, actions, regions and envelopes in whatever a ticket quotes: logs, stack traces, JSON, chat.

Every pattern is possessive or of bounded length and every look-up happens once per distinct word, so the time grows
with the text's length and nothing else.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from explorer.core.catalog.store import CatalogStore
from explorer.core.errors import UnknownActionError
from explorer.core.knowledge.regions import REGION_NAMES
from explorer.core.models.action import ActionRef


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. ``kind`` is ``code``, ``request_id``, ``action``, ``region`` or ``envelope``; ``start`` and
    ``end`` index the text.

    A code has ``known`` false where only its shape and place say that it is one, and the ``message`` that stood
    beside it. A region has ``known`` false where only its place says so; of a zone it is the region. An envelope has
    the code (in ``text``; empty for a success), ``message`` and ``request_id`` inside it. An action has the ``refs``
    that it may be.
    """

    kind: str
    text: str
    start: int
    end: int
    known: bool = True
    message: str = ""
    request_id: str = ""
    refs: tuple[ActionRef, ...] = ()


_WORD = re.compile(r"(?<![A-Za-z0-9_.])[A-Za-z][A-Za-z0-9_]*+(?:\.[A-Za-z][A-Za-z0-9_]*+)*+")
_HUMPS = re.compile(r"[A-Z][A-Za-z0-9_]*?[a-z0-9][A-Z]|[A-Z][A-Za-z0-9_]*+\.")
_CODE_SHAPE = re.compile(r"[A-Z][A-Za-z0-9]{2,60}(?:\.[A-Z][A-Za-z0-9_]{0,80}){0,3}\Z")
_CODE_PLACE = re.compile(
    r"(?:code|错误码|错误代码)[\"'\\]{0,4}\s{0,4}[:=：]?\s{0,4}[\"'`\\\[(（「]{0,4}\Z", re.IGNORECASE
)
_UUID = re.compile(r"(?<![0-9A-Za-z-])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9A-Za-z-])", re.IGNORECASE)
_NAMED_ID = re.compile(r"request_?-?id[\"'\\]{0,4}\s{0,4}[:=：]\s{0,4}[\"'\\]{0,4}([0-9A-Za-z-]{8,64})", re.IGNORECASE)
_MESSAGE = re.compile(
    r"[\"'\\,;\s\]]{0,8}message[\"'\\]{0,4}\s{0,4}[:=]\s{0,4}[\"'\\]{0,4}([^\n]{0,500}+)", re.IGNORECASE
)
_MESSAGE_END = re.compile(r"[\s,;]{0,4}request_?id|\\{0,3}\"[\s,}]|\"\Z", re.IGNORECASE)
_REGION = re.compile(r"(?<![A-Za-z0-9_-])[a-z]{2}-[a-z]{3,20}(?:-fsi|-ec)?(?:-\d)?(?![A-Za-z0-9_-])")
_ZONE = re.compile(r"-\d\Z")
_REGION_PLACE = re.compile(r"region[\"'\\]{0,4}\s{0,4}[:=：]\s{0,4}[\"'\\]{0,4}\Z", re.IGNORECASE)
_ENVELOPE = re.compile(r"\{\s*+\"Response\"\s*+:")
_HOST = re.compile(r"(?<![A-Za-z0-9.-])([a-z][a-z0-9]{1,30})\.(?:[a-z0-9-]{1,30}\.){0,2}tencentcloudapi\.com")
_ESCAPE = {"n", "t", "r"}
_MOST_FAILURES = 20
_BEFORE = 32


class TextReader:
    """Knows which words are codes: the given ones, the catalogue's, and what looks like one in a code's place."""

    def __init__(self, catalog: CatalogStore, codes: frozenset[str], families: frozenset[str]) -> None:
        self._catalog = catalog
        self._codes = codes
        self._families = families | {code.partition(".")[0] for code in codes}
        self._in_catalogue = lru_cache(20_000)(self._look_up)
        self._actions: dict[str, list[ActionRef]] | None = None

    def find_all(self, text: str) -> tuple[Finding, ...]:
        """See Knowledge.find_all."""
        found = [*_envelopes(text), *_request_ids(text), *_regions(text), *self._words(text)]
        return tuple(sorted(found, key=lambda finding: (finding.start, -finding.end)))

    def _words(self, text: str) -> Iterator[Finding]:
        services = {found.group(1) for found in _HOST.finditer(text)}
        for match in _WORD.finditer(text):
            start, word = match.start(), match.group()
            # An escaped line break in a quoted log: \nAuthFailure.
            if word[0] in _ESCAPE and word[1:2].isupper() and text[start - 1 : start] == "\\":
                start, word = start + 1, word[1:]
            code = self._code(text, start, word) if _HUMPS.match(word) else None
            # A stack trace names the method of a client: client.DescribeInstance.
            name = word.rpartition(".")[2]
            if code is not None:
                yield code
            elif _HUMPS.match(name) and (refs := self._refs(name, services)):
                end = start + len(word)
                yield Finding("action", name, end - len(name), end, refs=refs)

    def _code(self, text: str, start: int, word: str) -> Finding | None:
        known = word in self._codes or (word[0].isupper() and self._in_catalogue(word))
        if not known and not self._looks_like_code(text, start, word):
            return None
        end = start + len(word)
        return Finding("code", word, start, end, known=known, message=_message_after(text, end))

    def _looks_like_code(self, text: str, start: int, word: str) -> bool:
        if not _CODE_SHAPE.match(word):
            return False
        family, dot, _ = word.partition(".")
        if dot and family in self._families:
            return True
        return bool(_CODE_PLACE.search(text[max(0, start - _BEFORE) : start]))

    def _look_up(self, word: str) -> bool:
        try:
            return bool(self._catalog.find_error_code(word))
        except UnknownActionError:
            return False

    def _refs(self, word: str, services: set[str]) -> tuple[ActionRef, ...]:
        if self._actions is None:
            self._actions = _all_actions(self._catalog)
        refs = self._actions.get(word, [])
        near = [ref for ref in refs if ref.service in services]
        return tuple(near or refs)


def _message_after(text: str, place: int) -> str:
    beside = _MESSAGE.match(text, place)
    if beside is None:
        return ""
    end = _MESSAGE_END.search(beside.group(1))
    return beside.group(1)[: end.start() if end else None].strip()


def _all_actions(catalog: CatalogStore) -> dict[str, list[ActionRef]]:
    actions: dict[str, list[ActionRef]] = {}
    for service in catalog.services():
        for summary in catalog.actions(service.name):
            actions.setdefault(summary.ref.name, []).append(summary.ref)
    return actions


def _request_ids(text: str) -> Iterator[Finding]:
    places: set[int] = set()
    for match in _UUID.finditer(text):
        places.add(match.start())
        yield Finding("request_id", match.group(), match.start(), match.end())
    for match in _NAMED_ID.finditer(text):
        if match.start(1) not in places and any(character.isdigit() for character in match.group(1)):
            yield Finding("request_id", match.group(1), match.start(1), match.end(1))


def _regions(text: str) -> Iterator[Finding]:
    for match in _REGION.finditer(text):
        name = _ZONE.sub("", match.group())
        known = name in REGION_NAMES
        if known or _REGION_PLACE.search(text[max(0, match.start() - _BEFORE) : match.start()]):
            yield Finding("region", name, match.start(), match.start() + len(name), known=known)


def _envelopes(text: str) -> Iterator[Finding]:
    decoder = json.JSONDecoder()
    place, failures = 0, 0
    while failures < _MOST_FAILURES and (match := _ENVELOPE.search(text, place)):
        try:
            value, end = decoder.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            failures += 1
            place = match.end()
            continue
        place = end
        yield _envelope(value, match.start(), end)


def _envelope(value: dict[str, Any], start: int, end: int) -> Finding:
    response = value.get("Response")
    inside = response if isinstance(response, dict) else {}
    error = inside.get("Error")
    failed = error if isinstance(error, dict) else {}
    return Finding(
        "envelope",
        str(failed.get("Code") or ""),
        start,
        end,
        message=str(failed.get("Message") or ""),
        request_id=str(inside.get("RequestId") or ""),
    )
