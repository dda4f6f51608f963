"""Finds codes, RequestIds, actions, regions and envelopes in whatever a ticket quotes: logs, stack traces, JSON, chat.

Every pattern is possessive or of bounded length and every look-up happens once per distinct word, so the time grows
with the text's length and nothing else.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from heapq import merge

from explorer.core.catalog.store import CatalogStore
from explorer.core.knowledge.pasted_base64 import find_packed
from explorer.core.knowledge.pasted_envelopes import find_envelopes
from explorer.core.knowledge.plain_paste import PlainPaste, pieces
from explorer.core.knowledge.regions import REGION_NAMES
from explorer.core.models.action import ActionRef
from explorer.core.models.finding import Finding
from explorer.core.phrases import phrases

# An underscore before it may be a chat's italics.
_WORD = re.compile(
    r"(?<![A-Za-z0-9])(?<![A-Za-z0-9]_)(?<![A-Za-z0-9_]\.)[A-Za-z][A-Za-z0-9_]*+(?:\.[A-Za-z][A-Za-z0-9_]*+)*+"
)
_HUMPS = re.compile(r"[A-Z][A-Za-z0-9_]*?[a-z0-9][A-Z]|[A-Z][A-Za-z0-9_]*+\.")
_CODE_SHAPE = re.compile(r"[A-Z][A-Za-z0-9]{2,60}(?:\.[A-Z][A-Za-z0-9_]{0,80}){0,3}\Z")
_CODE_PLACE = re.compile(
    r"(?:code|错误码|错误代码|返回码)[\"'\\>]{0,4}\s{0,4}[:=：为是]?\s{0,4}[\"'`\\\[(（「]{0,4}\Z", re.IGNORECASE
)
# A mail or a terminal may have broken the line at a hyphen. Java's SDK of old wrote code, hyphen, RequestId.
_UUID = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9-]-)[0-9a-f]{8}-(?:=?\r?\n[ \t>|]{0,8})?(?:[0-9a-f]{4}-(?:=?\r?\n[ \t>|]{0,8})?){3}"
    r"[0-9a-f]{12}(?![0-9A-Za-z-])",
    re.IGNORECASE,
)
_CODE_BEFORE = re.compile(r"(?<![0-9A-Za-z])[A-Z][A-Za-z0-9]*[a-z][A-Z][A-Za-z0-9.]*-\Z")
_LONGEST_CODE = 80
_BREAK = re.compile(r"\s|[>|=]")
# Broken at its dot or within a word, by a terminal or a mail; or a full stop of another script put in place of it.
_REST_OF_CODE = re.compile(
    r"(?:\.[ \t]{0,8}=?\r?\n[ \t>|\u2502]{0,16}|[ \t]{0,8}=?\r?\n[ \t>|\u2502]{0,16}\.|[。·])"
    r"(?P<rest>[A-Z][A-Za-z0-9_]*+)"
    r"|[-=]?\r?\n[ \t>|\u2502]{0,16}(?P<more>[A-Za-z][A-Za-z0-9_]*+(?:\.[A-Z][A-Za-z0-9_]*+)?)"
)
_NAMED_ID = re.compile(r"request_?-?id[\"'\\]{0,4}\s{0,4}[:=：]\s{0,4}[\"'\\]{0,4}([0-9A-Za-z-]{8,64})", re.IGNORECASE)
_MESSAGE = re.compile(
    r"[\"'\\,;\s\]]{0,8}message[\"'\\]{0,4}\s{0,4}[:=]\s{0,4}[\"'\\]{0,4}([^\n]{0,500}+)", re.IGNORECASE
)
_MESSAGE_END = re.compile(
    r"[\s,;\])}'\"\\]{0,8}request_?id|\\{0,7}[\"'](?:[\s,}\])]|\Z)|\](?:\s|\Z)|</message", re.IGNORECASE
)
_REGION = re.compile(r"(?<![A-Za-z0-9_-])[a-z]{2}-[a-z]{3,20}(?:-fsi|-ec)?(?:-\d)?(?![A-Za-z0-9_-])")
_ZONE = re.compile(r"-\d\Z")
_REGION_PLACE = re.compile(r"region[\"'\\]{0,4}\s{0,4}[:=：]\s{0,4}[\"'\\]{0,4}\Z", re.IGNORECASE)
_HOST = re.compile(r"(?<![A-Za-z0-9.-])([a-z][a-z0-9]{1,30})\.(?:[a-z0-9-]{1,30}\.){0,2}tencentcloudapi\.com")
# com.tencentcloudapi.mqtt.v20240516, tencentcloud/cvm/v20170312, TencentCloud\Mqtt\V20240516 and the like.
_PACKAGE = re.compile(r"(?i:tencentcloud)(?:api)?[./\\:]{1,2}([A-Za-z][A-Za-z0-9]{1,30})[./\\:]{1,2}[vV]20\d{6}")
_OPERATION = re.compile(r"(?<![A-Za-z0-9:])([a-z][a-z0-9]{1,30}):(?=[A-Z][a-z]+[A-Z])")
# What a client puts behind the name of an action: its classes and its other ways to call it.
_OF_CLIENT = re.compile(r"(?:Request|Response|WithContext|Async|Sync|Result|Params)\Z")
_ESCAPE = {"n", "t", "r"}
_BEFORE = 32
_MOST_PLAIN = 50_000
"""Words that are kept: a text without end may have as many different ones."""


class TextReader:
    """Knows which words are codes: the given ones, the catalogue's, and what looks like one in a code's place."""

    def __init__(self, catalog: CatalogStore, codes: frozenset[str], families: frozenset[str]) -> None:
        self._catalog = catalog
        self._codes = codes
        self._folded = {code.casefold(): code for code in codes}
        self._families = families | {code.partition(".")[0] for code in codes}
        self._plain: set[str] = set()
        self._catalogued: frozenset[str] | None = None
        self._actions: dict[str, list[ActionRef]] | None = None

    def find_all(self, text: str) -> tuple[Finding, ...]:
        """See Knowledge.find_all."""
        paste = PlainPaste(text)
        plain = paste.text
        envelopes = [_with_source(each, plain, paste) for each in find_envelopes(plain)]
        services: set[str] = set()
        parts = pieces(plain)
        for start, end in parts:
            services.update(_services_named(plain, start, end))
        words: list[Finding] = []
        for part in parts:
            # Sorted by pieces: one sort of a hundred thousand findings would hold up the window.
            taken = words[-1].end if words else 0
            named = (
                *find_packed(plain, *part),
                *_request_ids(plain, *part),
                *_regions(plain, *part),
                *self._words(plain, part, taken, services),
            )
            words += sorted(named, key=_place)
        return tuple([paste.moved_back(finding) for finding in merge(envelopes, words, key=_place)])

    def _words(self, text: str, part: tuple[int, int], taken: int, services: set[str]) -> Iterator[Finding]:
        """Codes and actions in a part of the text, from the place on up to which it is ``taken``."""
        for match in _WORD.finditer(text, *part):
            word = match.group()
            if word in self._plain:
                continue
            start = match.start()
            if start < taken:
                continue
            if self._is_plain(word):
                self._plain.add(word)
                continue
            # An escaped line break in a quoted log: \nAuthFailure.
            if word[0] in _ESCAPE and word[1:2].isupper() and text[start - 1 : start] == "\\":
                start, word = start + 1, word[1:]
            code = self._code(text, start, word)
            if code is not None:
                taken = code.end
                yield code
                continue
            # A stack trace names the method of a client: client.DescribeInstance.
            at, name = start + word.rfind(".") + 1, word.rpartition(".")[2]
            if _HUMPS.match(name) and (found := self._action(name, services)):
                yield Finding("action", found[0], at, at + len(found[0]), refs=found[1])

    def _is_plain(self, word: str) -> bool:
        """Whether a word is none of ours wherever it stands, as most are; kept, since a log repeats its words."""
        if len(self._plain) >= _MOST_PLAIN or (word[0] in _ESCAPE and word[1:2].isupper()):
            return False
        if word.islower() or word.isupper():
            return word.casefold() not in self._folded and not _HUMPS.match(word.rpartition(".")[2])
        return not _HUMPS.match(word) and not _HUMPS.match(word.rpartition(".")[2])

    def _action(self, name: str, services: set[str]) -> tuple[str, tuple[ActionRef, ...]] | None:
        """The action of a name, or of a client's class or method that is called after it."""
        for each in (name, _OF_CLIENT.sub("", name)):
            if refs := self._refs(each, services):
                return each, refs
        return None

    def _code(self, text: str, start: int, word: str) -> Finding | None:
        if word.islower() or word.isupper():
            return self._in_one_case(text, start, word)
        if not _HUMPS.match(word):
            return None
        end = start + len(word)
        rest = _REST_OF_CODE.match(text, end)
        # What only looks like a part of a code might be the end of a sentence.
        if rest is not None:
            whole = f"{word}.{rest['rest']}" if rest["rest"] else f"{word}{rest['more']}"
            if (rest["rest"] or not self._is_known(word)) and self._is_known(whole):
                word, end = whole, rest.end()
        bare = word.rstrip("_")
        if len(bare) < len(word) and not self._is_known(word):
            word, end = bare, start + len(bare)
        known = self._is_known(word)
        if not known and not self._looks_like_code(text, start, word):
            return None
        return Finding("code", word, start, end, known=known, message=_message_after(text, end))

    def _in_one_case(self, text: str, start: int, word: str) -> Finding | None:
        """A code of a log that writes all in small letters or all in capitals."""
        code = self._folded.get(word.casefold())
        if code is None:
            return None
        if "." not in word and not _CODE_PLACE.search(text[max(0, start - _BEFORE) : start]):
            return None
        end = start + len(word)
        return Finding("code", code, start, end, message=_message_after(text, end))

    def _is_known(self, word: str) -> bool:
        if word in self._codes:
            return True
        if self._catalogued is None:
            self._catalogued = self._catalog.error_code_names()
        return word[0].isupper() and word in self._catalogued

    def _looks_like_code(self, text: str, start: int, word: str) -> bool:
        if not _CODE_SHAPE.match(word):
            return False
        family, dot, _ = word.partition(".")
        if dot and family in self._families:
            return True
        return bool(_CODE_PLACE.search(text[max(0, start - _BEFORE) : start]))

    def _refs(self, word: str, services: set[str]) -> tuple[ActionRef, ...]:
        if self._actions is None:
            self._actions = _all_actions(self._catalog)
        refs = self._actions.get(word, [])
        near = [ref for ref in refs if ref.service in services]
        return tuple(near or refs)


def _services_named(text: str, start: int, end: int) -> Iterator[str]:
    """By a host, by the path of an SDK's package, and by what a policy calls an action."""
    for pattern in (_HOST, _PACKAGE, _OPERATION):
        yield from (match.group(1).lower() for match in pattern.finditer(text, start, end))


def _with_source(envelope: Finding, plain: str, paste: PlainPaste) -> Finding:
    """An envelope whose text in the paste would not be read as JSON carries the text that is."""
    if envelope.source or not paste.is_changed:
        return envelope
    return replace(envelope, source=plain[envelope.start : envelope.end])


def _place(finding: Finding) -> tuple[int, int]:
    return finding.start, -finding.end


def _message_after(text: str, place: int) -> str:
    beside = _MESSAGE.match(text, place)
    if beside is None:
        return ""
    end = _MESSAGE_END.search(beside.group(1))
    return beside.group(1)[: end.start() if end else None].strip(" \t\r,;")


def _all_actions(catalog: CatalogStore) -> dict[str, list[ActionRef]]:
    actions: dict[str, list[ActionRef]] = {}
    for service in catalog.services():
        for summary in catalog.actions(service.name):
            actions.setdefault(summary.ref.name, []).append(summary.ref)
    return actions


def _request_ids(text: str, start: int, end: int) -> Iterator[Finding]:
    places: set[int] = set()
    for match in _UUID.finditer(text, start, end):
        begin = match.start()
        before = text[max(0, begin - _LONGEST_CODE) : begin]
        if before.endswith("-") and not _CODE_BEFORE.search(before):
            continue
        places.add(begin)
        yield Finding("request_id", _BREAK.sub("", match.group()), begin, match.end())
    for match in _NAMED_ID.finditer(text, start, end):
        if match.start(1) not in places and any(character.isdigit() for character in match.group(1)):
            yield Finding("request_id", match.group(1), match.start(1), match.end(1))


def _regions(text: str, start: int, end: int) -> Iterator[Finding]:
    for match in _REGION.finditer(text, start, end):
        name = _ZONE.sub("", match.group())
        known = name in REGION_NAMES
        if known or _REGION_PLACE.search(text[max(0, match.start() - _BEFORE) : match.start()]):
            yield Finding("region", name, match.start(), match.start() + len(name), known=known)
    if not text.isascii():
        pattern, names = _chinese_regions()
        for match in pattern.finditer(text, start, end):
            group = 1 if match.group(1) else 2
            yield Finding("region", names[match.group(group)], match.start(group), match.end(group))


@lru_cache(1)
def _chinese_regions() -> tuple[re.Pattern[str], dict[str, str]]:
    """Names behind "region" or before it (the longest first: one may begin as another does), and what they name."""
    say = phrases("zh")
    names = {say(f"region.{name}").removeprefix("中国"): name for name in REGION_NAMES}
    one = "|".join(sorted(names, key=len, reverse=True))
    place = r"(?:地域|区域|[Rr]egion)\s{0,2}[:：为是在]?\s{0,2}[（(「]?"
    return re.compile(f"{place}({one})|({one})(?=地域|区域)"), names
