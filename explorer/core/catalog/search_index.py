"""The search texts of all actions as one packed value of the catalogue: quick to load, quick to scan."""

import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any


class SearchIndexBuilder:
    """Collects what can be searched for each action."""

    def __init__(self) -> None:
        self._rows: list[tuple[Any, ...]] = []
        self._parameters: list[list[str]] = []

    def add(
        self, service: str, version: str, name: str, category: str, purpose: str, title: str, status: str,
        parameters: Iterable[str],
    ) -> None:
        """Add one action."""
        about = purpose if title.lower() in purpose.lower() else f"{purpose} {title}"
        self._rows.append((service, version, name, category, purpose, status, about))
        self._parameters.append(list(parameters))

    def packed(self, ranks: Mapping[str, int]) -> bytes:
        """Everything, in the order of services."""
        order = sorted(range(len(self._rows)), key=lambda place: ranks[self._rows[place][0]])
        names: dict[str, list[int]] = {}
        for place, row in enumerate(order):
            for parameter in self._parameters[row]:
                names.setdefault(parameter, []).append(place)
        known = sorted(names, key=str.lower)
        columns = list(zip(*(self._rows[row] for row in order), strict=True)) or [()] * 7
        value = [
            *("\n".join(" ".join(text.split()) for text in column) for column in columns),
            "\n".join(known),
            [names[name] for name in known],
        ]
        return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 9)
