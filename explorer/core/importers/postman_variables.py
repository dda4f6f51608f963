"""The {{variables}} of a Postman collection: filled in where they have a value that is no secret, else named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from explorer.core.importers.imported import LONGEST
from explorer.core.importers.json_entries import dicts_of, text_of
from explorer.core.secrets.secret_names import is_secret_name

_VARIABLE = re.compile(r"\{\{([^{}\n]{1,100})\}\}")
_DEEPEST = 5
_NAMED = 6


def variables_in(value: Any) -> dict[str, str | None]:
    """The values by name of a ``variable`` list (v2.0 and v2.1); None for a secret, which is not filled in."""
    found: dict[str, str | None] = {}
    for each in dicts_of(value):
        name = text_of(each.get("key")) or text_of(each.get("id"))
        given = each.get("value")
        text = str(given) if isinstance(given, int | float) else text_of(given)
        secret = each.get("type") == "secret" or is_secret_name(name, text)
        if name and not each.get("disabled"):
            found[name] = None if secret else text
    return found


@dataclass(slots=True)
class Filling:
    """Fills texts of one request, and remembers what could not be."""

    known: Mapping[str, str | None]
    missing: dict[str, None] = field(default_factory=dict)
    secret: dict[str, None] = field(default_factory=dict)
    # Values that name each other, or themselves, would grow without end.
    room: int = LONGEST

    def fill(self, text: str) -> str:
        """The text with the values in it; a value may name other variables."""
        for _ in range(_DEEPEST):
            filled = _VARIABLE.sub(self._value, text)
            if filled == text:
                break
            text = filled
        return text

    def notes(self) -> list[str]:
        """What was not filled in."""
        said = []
        if self.missing:
            said.append(f"Postman's variables {_listed(self.missing)} have no value in the text.")
        if self.secret:
            said.append(f"Not filled in, being secret: {_listed(self.secret)}.")
        return said

    def _value(self, found: re.Match[str]) -> str:
        name = found.group(1).strip()
        if name not in self.known:
            self.missing[name] = None
            return found.group()
        value = self.known[name]
        if value is None:
            self.secret[name] = None
            return found.group()
        self.room -= len(value)
        return value if self.room > 0 else found.group()


def _listed(names: Mapping[str, None]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(list(names)[:_NAMED]) + more
