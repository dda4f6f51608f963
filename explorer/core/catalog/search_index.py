"""The search texts of all actions as one packed value of the catalogue: quick to load, quick to scan.

Actions stand in the order in which equally good hits are shown: MQTT and the two products that every ticket touches
first, default versions before others, short names before long ones. So a scan may stop as soon as it has enough.
"""

import json
import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping
from typing import Any

from explorer.core.catalog.categories import words

MARK = "\x1f"
"""Stands before each word of a name in the marked names."""

TEXT_COLUMNS = ("marked", "category", "purpose", "about", "parameters")
_NUMBER_COLUMNS = (("masks", "Q"), ("group", "I"), ("counts", "I"), ("places", "I"))
_FIRST_SERVICES = ("mqtt", "cvm", "cam")


def mask_of(text: str) -> int:
    """The letters and digits of a text as a set of bits: a quick way to see that a name cannot match."""
    mask = 0
    for character in text:
        code = ord(character)
        mask |= 1 << (code - 97 if 97 <= code <= 122 else 26 + code % 10)
    return mask


def unpack(packed: bytes) -> dict[str, Any]:
    """The columns that ``SearchIndexBuilder.packed`` made; raises ValueError or zlib.error for damaged bytes.

    Texts and numbers are plain bytes rather than JSON: no step of reading them holds other threads up for long.
    """
    parts: list[bytes] = []
    place = 0
    while place < len(packed):
        length = int.from_bytes(packed[place : place + 4], "little")
        parts.append(zlib.decompress(packed[place + 4 : place + 4 + length]))
        place += 4 + length
    columns: dict[str, Any] = json.loads(parts[0])
    numbers = parts[1 + len(TEXT_COLUMNS) :]
    for name, text in zip(TEXT_COLUMNS, parts[1:], strict=False):
        columns[name] = text.decode("utf-8").split("\n")
    for (name, code), data in zip(_NUMBER_COLUMNS, numbers, strict=True):
        columns[name] = _little_endian(array(code, data))
    return columns


def _line(text: str) -> str:
    return text.replace("\n", " ")


def _name_mask(name: str) -> int:
    return mask_of(name.lower()) | initials_of(word[0].lower() for word in words(name))


def _little_endian(column: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        column.byteswap()
    return column


def initials_of(letters: Iterable[str]) -> int:
    """Letters that words begin with, as further bits beside those of ``mask_of``."""
    mask = 0
    for letter in letters:
        if "a" <= letter <= "z":
            mask |= 1 << (36 + ord(letter) - 97)
    return mask


class SearchIndexBuilder:
    """Collects what can be searched for each action, while the catalogue is compiled."""

    def __init__(self) -> None:
        self._groups: list[tuple[str, str]] = []
        self._is_default: list[bool] = []
        self._rows: list[tuple[Any, ...]] = []

    def add_version(self, service: str, version: str) -> None:
        """Begin a service version; a service's default version comes first."""
        self._is_default.append(all(known != service for known, _ in self._groups))
        self._groups.append((service, version))

    def add(self, summary: list[str], title: str, parameters: Iterable[str]) -> None:
        """Add one action of the version begun last. ``summary`` is name, category, purpose and perhaps status."""
        name, category, purpose, *status = summary
        about = "" if title.lower() in purpose.lower() else title
        self._rows.append((len(self._groups) - 1, name, category, purpose, status, about, list(parameters)))

    def packed(self, ranks: Mapping[str, int]) -> bytes:
        """Everything as one value. ``ranks`` orders the services."""
        rows = sorted(self._rows, key=lambda row: self._rank(row, ranks))
        postings: dict[str, list[int]] = {}
        for place, row in enumerate(rows):
            for parameter in row[6]:
                postings.setdefault(parameter, []).append(place)
        known = sorted(postings, key=lambda name: (len(name), name.lower()))
        head = {"groups": self._groups, "status": {place: row[4][0] for place, row in enumerate(rows) if row[4]}}
        texts = (
            ["".join(MARK + word for word in words(row[1])) for row in rows],
            *([row[column] for row in rows] for column in (2, 3, 5)),
            known,
        )
        numbers = (
            array("Q", [_name_mask(row[1]) for row in rows]),
            array("I", [row[0] for row in rows]),
            array("I", [len(postings[name]) for name in known]),
            array("I", [place for name in known for place in postings[name]]),
        )
        parts = [
            json.dumps(head).encode(),
            *("\n".join(map(_line, lines)).encode("utf-8", "replace") for lines in texts),
            *(_little_endian(column).tobytes() for column in numbers),
        ]
        deflated = [zlib.compress(part, 9) for part in parts]
        return b"".join(len(part).to_bytes(4, "little") + part for part in deflated)

    def _rank(self, row: tuple[Any, ...], ranks: Mapping[str, int]) -> tuple[Any, ...]:
        service, version = self._groups[row[0]]
        first = _FIRST_SERVICES.index(service) if service in _FIRST_SERVICES else len(_FIRST_SERVICES)
        return first, not self._is_default[row[0]], len(row[1]), ranks[service], row[1], version
