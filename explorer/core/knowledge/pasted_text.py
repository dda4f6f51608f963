"""Finds codes, RequestIds, actions, regions and envelopes in whatever a ticket quotes: logs, stack traces, JSON, chat.

Every pattern is possessive or of bounded length and every look-up happens once per distinct word, so the time grows
with the text's length and nothing else.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from heapq import merge

from explorer.core.catalog.store import CatalogStore
from explorer.core.errors import UnknownActionError
from explorer.core.knowledge.pasted_envelopes import find_envelopes
from explorer.core.knowledge.regions import REGION_NAMES
from explorer.core.models.action import ActionRef
from explorer.core.models.finding import Finding

_WORD = re.compile(r"(?<![A-Za-z0-9_])(?<![A-Za-z0-9_]\.)[A-Za-z][A-Za-z0-9_]*+(?:\.[A-Za-z][A-Za-z0-9_]*+)*+")
_HUMPS = re.compile(r"[A-Z][A-Za-z0-9_]*?[a-z0-9][A-Z]|[A-Z][A-Za-z0-9_]*+\.")
_CODE_SHAPE = re.compile(r"[A-Z][A-Za-z0-9]{2,60}(?:\.[A-Z][A-Za-z0-9_]{0,80}){0,3}\Z")
_CODE_PLACE = re.compile(
    r"(?:code|错误码|错误代码)[\"'\\]{0,4}\s{0,4}[:=：]?\s{0,4}[\"'`\\\[(（「]{0,4}\Z", re.IGNORECASE
)
# A mail or a terminal may have broken the line at a hyphen.
_UUID = re.compile(
    r"(?<![0-9A-Za-z-])[0-9a-f]{8}-(?:\r?\n[ \t>|]{0,8})?(?:[0-9a-f]{4}-(?:\r?\n[ \t>|]{0,8})?){3}[0-9a-f]{12}"
    r"(?![0-9A-Za-z-])",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\s|[>|]")
_REST_OF_CODE = re.compile(r"\.[ \t]{0,8}\r?\n[ \t>|]{0,16}([A-Z][A-Za-z0-9_]*+)")
_COLOUR = re.compile(r"\x1b(?:\[[0-9;:?]{0,40}[ -/]{0,4}[@-~]|\][^\x07\x1b]{0,300}(?:\x07|\x1b\\))")
_NAMED_ID = re.compile(r"request_?-?id[\"'\\]{0,4}\s{0,4}[:=：]\s{0,4}[\"'\\]{0,4}([0-9A-Za-z-]{8,64})", re.IGNORECASE)
_MESSAGE = re.compile(
    r"[\"'\\,;\s\]]{0,8}message[\"'\\]{0,4}\s{0,4}[:=]\s{0,4}[\"'\\]{0,4}([^\n]{0,500}+)", re.IGNORECASE
)
_MESSAGE_END = re.compile(r"[\s,;]{0,4}request_?id|\\{0,3}\"[\s,}]|\"\Z", re.IGNORECASE)
_REGION = re.compile(r"(?<![A-Za-z0-9_-])[a-z]{2}-[a-z]{3,20}(?:-fsi|-ec)?(?:-\d)?(?![A-Za-z0-9_-])")
_ZONE = re.compile(r"-\d\Z")
_REGION_PLACE = re.compile(r"region[\"'\\]{0,4}\s{0,4}[:=：]\s{0,4}[\"'\\]{0,4}\Z", re.IGNORECASE)
_HOST = re.compile(r"(?<![A-Za-z0-9.-])([a-z][a-z0-9]{1,30})\.(?:[a-z0-9-]{1,30}\.){0,2}tencentcloudapi\.com")
_ESCAPE = {"n", "t", "r"}
_BEFORE = 32
_PIECE = 1 << 15


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
        plain, places = _without_colours(text)
        envelopes = list(find_envelopes(plain))
        services: set[str] = set()
        pieces = list(_pieces(plain))
        for start, end in pieces:
            services.update(match.group(1) for match in _HOST.finditer(plain, start, end))
        words: list[Finding] = []
        for start, end in pieces:
            # Sorted by pieces: one sort of a hundred thousand findings would hold up the window.
            words += sorted(self._in_piece(plain[start:end], start, services), key=_place)
        found = list(merge(envelopes, words, key=_place))
        return tuple(found) if not places else tuple(_moved_back(finding, places) for finding in found)

    def _in_piece(self, text: str, offset: int, services: set[str]) -> Iterator[Finding]:
        for finding in (*_request_ids(text), *_regions(text), *self._words(text, services)):
            yield _moved(finding, offset) if offset else finding

    def _words(self, text: str, services: set[str]) -> Iterator[Finding]:
        taken = 0
        for match in _WORD.finditer(text):
            start, word = match.start(), match.group()
            if start < taken:
                continue
            # An escaped line break in a quoted log: \nAuthFailure.
            if word[0] in _ESCAPE and word[1:2].isupper() and text[start - 1 : start] == "\\":
                start, word = start + 1, word[1:]
            code = self._code(text, start, word) if _HUMPS.match(word) else None
            # A stack trace names the method of a client: client.DescribeInstance.
            name = word.rpartition(".")[2]
            if code is not None:
                taken = code.end
                yield code
            elif _HUMPS.match(name) and (refs := self._refs(name, services)):
                end = start + len(word)
                yield Finding("action", name, end - len(name), end, refs=refs)

    def _code(self, text: str, start: int, word: str) -> Finding | None:
        end = start + len(word)
        rest = _REST_OF_CODE.match(text, end)
        # Broken after its dot; what only looks like a code might be the end of a sentence.
        if rest is not None and self._is_known(f"{word}.{rest.group(1)}"):
            word, end = f"{word}.{rest.group(1)}", rest.end()
        known = self._is_known(word)
        if not known and not self._looks_like_code(text, start, word):
            return None
        return Finding("code", word, start, end, known=known, message=_message_after(text, end))

    def _is_known(self, word: str) -> bool:
        return word in self._codes or (word[0].isupper() and self._in_catalogue(word))

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


def _moved(it: Finding, by: int) -> Finding:
    # As dataclasses.replace, at a third of its time: a text may name a hundred thousand things.
    beside = (it.known, it.message, it.request_id, it.source, it.refs)
    return Finding(it.kind, it.text, it.start + by, it.end + by, *beside)


def _place(finding: Finding) -> tuple[int, int]:
    return finding.start, -finding.end


def _without_colours(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without a terminal's colours, and from which place on how many characters are missing."""
    if "\x1b" not in text:
        return text, []
    kept: list[str] = []
    places: list[tuple[int, int]] = []
    last = length = 0
    # Looked for one by one: a search through megabytes without any would hold up the window.
    at = text.find("\x1b")
    while at >= 0:
        colour = _COLOUR.match(text, at)
        if colour is not None:
            kept.append(text[last:at])
            length += at - last
            last = colour.end()
            places.append((length, last - length))
        at = text.find("\x1b", max(last, at + 1))
    kept.append(text[last:])
    return "".join(kept), places


def _moved_back(finding: Finding, places: list[tuple[int, int]]) -> Finding:
    def back(place: int) -> int:
        number = bisect_right(places, place, key=lambda each: each[0])
        return place + (places[number - 1][1] if number else 0)

    return replace(finding, start=back(finding.start), end=back(finding.end - 1) + 1)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Places to cut the text, so that no search runs long in one call: between lines, or where it must be, words."""
    start = 0
    while start < len(text):
        end = start + _PIECE
        if end < len(text):
            end = text.rfind("\n\n", start + 1, end) + 2
            for mark in ("\n", " ", ","):
                if end > start + 1:
                    break
                end = text.rfind(mark, start + 1, start + _PIECE) + 1
            end = end if end > start + 1 else start + _PIECE
        yield start, end
        start = end


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
        yield Finding("request_id", _BREAK.sub("", match.group()), match.start(), match.end())
    for match in _NAMED_ID.finditer(text):
        if match.start(1) not in places and any(character.isdigit() for character in match.group(1)):
            yield Finding("request_id", match.group(1), match.start(1), match.end(1))


def _regions(text: str) -> Iterator[Finding]:
    for match in _REGION.finditer(text):
        name = _ZONE.sub("", match.group())
        known = name in REGION_NAMES
        if known or _REGION_PLACE.search(text[max(0, match.start() - _BEFORE) : match.start()]):
            yield Finding("region", name, match.start(), match.start() + len(name), known=known)
