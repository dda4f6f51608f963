"""JSON values as source text of the languages that are close to JSON."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from explorer.core.models.json_value import JsonValue, Number


@dataclass(frozen=True, slots=True)
class Dialect:
    """``words`` are null, true and false; ``key`` writes the name of a member."""

    words: tuple[str, str, str]
    indent: int
    key: Callable[[str], str]

    def write(self, value: JsonValue, depth: int = 0) -> str:
        """The value, one member a line; what follows a line break is indented for ``depth``."""
        if isinstance(value, dict) and value:
            members = [f"{self.key(name)}: {self.write(item, depth + 1)}" for name, item in value.items()]
            return self._spread("{}", members, depth)
        if isinstance(value, list) and value:
            return self._spread("[]", [self.write(item, depth + 1) for item in value], depth)
        if isinstance(value, bool) or value is None:
            return self.words[0 if value is None else 1 if value else 2]
        if isinstance(value, str):
            return quoted(value)
        return value.text if isinstance(value, Number) else "{}" if isinstance(value, dict) else "[]"

    def _spread(self, brackets: str, parts: list[str], depth: int) -> str:
        margin = " " * self.indent * (depth + 1)
        body = "".join(f"{margin}{part},\n" for part in parts)
        return f"{brackets[0]}\n{body}{' ' * self.indent * depth}{brackets[1]}"


def quoted(text: str) -> str:
    """A string between double quotes, as JSON, Python and JavaScript read it alike."""
    written = json.dumps(text, ensure_ascii=False)
    # Neither an invisible character nor half a pair may stand in a source text that is copied about. A character
    # beyond 16 bits has no escape that all these languages share.
    return "".join(
        letter if letter.isprintable() or letter > "\uffff" else f"\\u{ord(letter):04x}" for letter in written
    )


def _javascript_key(name: str) -> str:
    # A plain "__proto__" would set the prototype instead of a member.
    return f"[{quoted(name)}]" if name == "__proto__" else quoted(name)


PYTHON = Dialect(("None", "True", "False"), 4, quoted)
JAVASCRIPT = Dialect(("null", "true", "false"), 2, _javascript_key)
