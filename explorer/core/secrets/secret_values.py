"""The secrets that an answer holds, by their values: what an expression selects from it has lost their names."""

import json
from collections.abc import Collection, Iterator
from typing import Any

from explorer.core.models.json_value import Number
from explorer.core.models.pair_names import PAIR_NAMES, PAIR_VALUES
from explorer.core.secrets.mask_cells import names_secret
from explorer.core.secrets.secret_names import has_secret_hint

MOST = 20_000
"""With more secrets than that, every text is taken for one."""
_SHORTEST_PART = 6
_SHORTEST_NUMBER = 4
_LONGEST = 2048
_OPENINGS = ("{", "[", " ", "\n")


class SecretValues:
    """Tells whether a text is or holds one of some secrets; ``()`` of them hides nothing."""

    def __init__(self, values: Collection[str]) -> None:
        self._everything = len(values) > MOST
        self._values = frozenset(values)
        self._by_beginning: dict[str, list[str]] = {}
        for value in () if self._everything else self._values:
            if len(value) >= _SHORTEST_PART:
                self._by_beginning.setdefault(value[:_SHORTEST_PART], []).append(value)

    def __bool__(self) -> bool:
        return bool(self._values)

    def hides(self, text: str) -> bool:
        """Whether to show dots in place of the text. A very long one is not looked through, and hidden."""
        if self._everything or text in self._values:
            return True
        if len(text) > _LONGEST:
            return bool(self._values)
        return any(
            text.startswith(value, place)
            for place in range(len(text) - _SHORTEST_PART + 1)
            for value in self._by_beginning.get(text[place : place + _SHORTEST_PART], ())
        ) or ("\\" in text and self._hides_escaped(text))

    def _hides_escaped(self, text: str) -> bool:
        """JSON as text has a backslash before quotes."""
        return any(json.dumps(value, ensure_ascii=False)[1:-1] in text for value in self._values)


class Repeated:
    """Tells whether a text holds one of a few secrets as it is written here; long texts need little time."""

    def __init__(self, forms: Collection[str]) -> None:
        self._forms = tuple(forms)

    def hides(self, text: str) -> bool:
        """Whether to show dots in place of the text."""
        return any(form in text for form in self._forms)


def secrets_in(value: Any, also: frozenset[str] = frozenset()) -> frozenset[str]:
    """The texts, and long enough numbers, under secret names in data, in lists, pairs and JSON within texts too.

    Numbers are what has a ``text``. ``also`` are names whose texts are secrets here. Stops soon after MOST.
    """
    found: set[str] = set()
    kinds = _Kinds(also)
    waiting: list[tuple[str, Any]] = [("", value)]
    while waiting and len(found) <= MOST:
        name, item = waiting.pop()
        if isinstance(item, dict):
            _wait_for_members(item, kinds, waiting)
        elif isinstance(item, list):
            if name and any(isinstance(child, str) for child in item) and _hides_text(name, also):
                found.update(_below(item))
            waiting += [(name, child) for child in item if isinstance(child, str | dict | list) or name]
        elif isinstance(item, str):
            if item and name and _hides_text(name, also):
                found.add(item)
            elif item[:1] in _OPENINGS and has_secret_hint(item):
                waiting += _inside(item)
        elif hasattr(item, "text") and len(item.text) >= _SHORTEST_NUMBER and names_secret(name, number=True):
            found.add(item.text)
    return frozenset(found)


def _hides_text(name: str, also: frozenset[str]) -> bool:
    return names_secret(name, number=False) or name in also


def _below(value: Any) -> Iterator[str]:
    """Every text and long number in a list of secrets."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict | list):
            waiting += item.values() if isinstance(item, dict) else item
        elif isinstance(item, str):
            yield from (item,) if item else ()
        elif hasattr(item, "text") and len(item.text) >= _SHORTEST_NUMBER:
            yield item.text


class _Kinds(dict[str, tuple[bool, bool, bool]]):
    """Whether a name may be a secret's, names a pair, or is a pair's value; the same few come all the time."""

    def __init__(self, also: frozenset[str]) -> None:
        super().__init__()
        self._also = also

    def __missing__(self, name: str) -> tuple[bool, bool, bool]:
        lower = name.lower()
        secret = _hides_text(name, self._also) or names_secret(name, number=True)
        kind = self[name] = (secret, lower in PAIR_NAMES, lower in PAIR_VALUES)
        return kind


def _wait_for_members(item: dict[str, Any], kinds: _Kinds, waiting: list[tuple[str, Any]]) -> None:
    """Those that are to be looked at: most are plain values of harmless names, and are passed over at once."""
    pair, held = "", []
    for key, child in item.items():
        secret, names_pair, holds = kinds[key]
        if names_pair and not pair and _is_secret(child):
            pair = child
        if holds:
            held.append((key, child))
        elif secret or isinstance(child, dict | list) or (isinstance(child, str) and child[:1] in _OPENINGS):
            waiting.append((key, child))
    waiting += [(pair or key, child) for key, child in held]


def _is_secret(name: object) -> bool:
    return isinstance(name, str) and names_secret(name, number=False)


def _inside(text: str) -> Iterator[tuple[str, Any]]:
    try:
        yield "", json.loads(text, parse_int=Number, parse_float=Number, parse_constant=str)
    except (ValueError, RecursionError):
        return
