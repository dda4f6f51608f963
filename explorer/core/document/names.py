"""The names in a stretch of a body that hide what they name, found without reading what stands between them."""

import re
from collections.abc import Callable, Generator, Iterable, Iterator

from explorer.core.document.strings import decode_string
from explorer.core.models.pair_names import PAIR_NAMES
from explorer.core.models.secret_ends import MAY_END

_REMEMBERED = 4096
_ASKED = 128
_TOLD_AT_ONCE = 8
"""What a name has for its value is another each time, and asking about it takes longer."""
_FEW = 16
_NAMES = re.compile(rb'"(?<=[{, \t\n\r]")((?:[^"\\]{1,2048}+|\\.){1,300}+)"[ \t\n\r]{0,4096}+:', re.DOTALL)
"""A name, found without knowing what stands before it: behind the closing quote of a value there is no colon."""
_TOLD_NAME = re.compile(rb'[ \t\n\r]{0,4096}+"((?:[^"\\]{1,16}+|\\.){0,300}+)', re.DOTALL)
"""The beginning of a text that a name has for its value."""
_LONG_NAME = 200
"""Letters of a name that are asked about; a longer one may hide by what stands before its end."""
_TOLD_WITHIN = 4400
_TOLD_BEHIND = rb'":[ \t\n\r]{0,4096}+"([^"\\]{0,200}+["\\]?)'
_ODD = (b" :", b"\n:", b"\t:", b"\r:")
"""Where none of these and no quote with a backslash stands, a name is what is between a quote and the next ``":``."""
_PAIR_NAMES = frozenset(name.encode() for name in PAIR_NAMES)
_SHORT_PART = 64

Verdict = tuple[bool, bool, bool]
"""Whether a name hides a string and a number, and whether its value is a name that may hide what stands beside it."""


class Names:
    """``is_secret`` is given a name and whether its value is a number; each name is asked about once, or seldom."""

    def __init__(self, data: bytes, is_secret: Callable[[str, bool], bool]) -> None:
        self._data = data
        self.is_secret = is_secret
        self._verdicts: dict[bytes, Verdict] = {}
        self._harmless: set[bytes] = set()
        self._seen: set[bytes] = set()
        self._plain: set[bytes] = set()
        self._told_by: dict[bytes, re.Pattern[bytes]] = {}

    def places(self, begin: int, end: int) -> Generator[None, None, list[tuple[int, Verdict]]]:
        """Behind the colons of the names that hide, in order: where, and what each of them hides there."""
        window = self._data[begin:end]
        parts = self._fresh_parts(window)
        is_odd = parts is None
        tokens = set(_NAMES.findall(self._data, begin, end)) if parts is None else _last_tokens(parts)
        telling: list[bytes] = []
        for number, token in enumerate(tokens - self._harmless, start=1):
            if _may_tell(token) and any(self.verdict(token)):
                telling.append(token)
            else:
                self._forgive(token)
            if number % _ASKED == 0:
                yield
        self._remember(parts or (), telling)
        if not is_odd:
            asked, telling = telling, []
            for token in asked:
                if (yield from self._tells_in(begin, end, token)):
                    telling.append(token)
        if not telling:
            return []
        if is_odd or len(telling) > _FEW:
            found = self._matched(begin, end, frozenset(telling))
        else:
            found = ((begin + at, self.verdict(token)) for token in telling for at in _behind(window, token))
        return (yield from self._true_ones(found))

    def _fresh_parts(self, window: bytes) -> set[bytes] | None:
        """What stands between the names' ends, in so far as it was not seen before; None if it can be told so not.

        The same members come again and again, and are taken apart once.
        """
        if b"\\" in window and b'\\"' in window:
            return None
        parts = window.split(b'":')
        rest = parts.pop()
        fresh = set(parts) - self._seen
        looked_through = b'"'.join((rest, *fresh))
        return None if any(mark in looked_through for mark in _ODD) else fresh

    def _remember(self, parts: Iterable[bytes], telling: Iterable[bytes]) -> None:
        if len(self._seen) < _REMEMBERED:
            ends = tuple(telling)
            self._seen.update(part for part in parts if len(part) < _SHORT_PART and not part.endswith(ends))

    def _tells_in(self, begin: int, end: int, token: bytes) -> Generator[None, None, bool]:
        """Whether a name hides anything in a stretch: the names of pairs are many, and few are a secret's."""
        text, digits, _ = self.verdict(token)
        if text or digits:
            return True
        pattern = self._told_by.get(token)
        if pattern is None:
            pattern = self._told_by[token] = re.compile(b'"' + re.escape(token) + _TOLD_BEHIND)
        told = set(pattern.findall(self._data, begin, end + _TOLD_WITHIN)) - self._plain
        telling = set()
        for number, each in enumerate(told, start=1):
            if self._may_tell_secret(each):
                telling.add(each)
            if number % _TOLD_AT_ONCE == 0:
                yield
        if len(self._plain) < _REMEMBERED:
            self._plain.update(told - telling)
        return bool(telling)

    def _may_tell_secret(self, told: bytes) -> bool:
        if not told.endswith(b'"'):
            return True  # long, or written with escapes
        return MAY_END.search(told[:-1]) is not None and self.verdict(told[:-1])[0]

    def _true_ones(self, found: Iterable[tuple[int, Verdict]]) -> Generator[None, None, list[tuple[int, Verdict]]]:
        """Without the pairs that tell no secret's name."""
        places = []
        for number, (at, (text, digits, pair)) in enumerate(found, start=1):
            tells = pair and self._tells_secret(at)
            if text or digits or tells:
                places.append((at, (text, digits, tells)))
            if number % _TOLD_AT_ONCE == 0:
                yield
        return sorted(places)

    def _tells_secret(self, place: int) -> bool:
        """Whether the value at a place is a secret's name."""
        told = _TOLD_NAME.match(self._data, place)
        return told is not None and self.verdict(told.group(1))[0]

    def _matched(self, begin: int, end: int, telling: frozenset[bytes]) -> Iterator[tuple[int, Verdict]]:
        for found in _NAMES.finditer(self._data, begin, end):
            if found.group(1) in telling:
                yield found.end(), self.verdict(found.group(1))

    def _forgive(self, token: bytes) -> None:
        if len(token) <= _LONG_NAME and len(self._harmless) < _REMEMBERED:
            self._harmless.add(token)

    def verdict(self, token: bytes) -> Verdict:
        """What a name hides, given as it is written between its quotes."""
        verdict = self._verdicts.get(token)
        if verdict is None:
            if len(self._verdicts) >= _REMEMBERED:
                self._verdicts.clear()
            name = decode_string(b'"' + token + b'"', 0, len(token) + 2)
            verdict = self.is_secret(name, False), self.is_secret(name, True), name.lower() in PAIR_NAMES
            self._verdicts[token] = verdict
        return verdict


def _last_tokens(parts: Iterable[bytes]) -> set[bytes]:
    return {part[part.rfind(b'"') + 1 :] for part in parts}


def _behind(window: bytes, token: bytes) -> Iterator[int]:
    wanted = b'"' + token + b'":'
    at = window.find(wanted)
    while at >= 0:
        yield at + len(wanted)
        at = window.find(wanted, at + len(wanted))


def _may_tell(token: bytes) -> bool:
    return len(token) > _LONG_NAME or MAY_END.search(token) is not None or token.lower() in _PAIR_NAMES
