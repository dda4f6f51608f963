"""The way to a value, in the three notations that people paste elsewhere."""

import json
import re
from collections.abc import Callable, Iterator, Sequence

from explorer.core.document.node import Kind, Node

_CLEAR = re.compile(r'[^.\s"\\\x00-\x1f]+\Z')
_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
_LEVELS_AT_ONCE = 500
_BRIEF = 40
DEEP = 500
"""Levels from which on a path takes longer than a glance at it is worth."""

Step = str | int


def _climbed(node: Node, most: int) -> tuple[list[Step], Node | None]:
    """Keys and positions from ``node`` outwards, and the row to go on from; None at the root."""
    found: list[Step] = []
    part = node
    while len(found) < most:
        above = part.parent
        if above is None:
            return found, None
        if part.kind is not Kind.BUCKET:
            found.append(part.key if part.key is not None else part.index)
        part = above
    return found, part


def steps(node: Node) -> list[Step]:
    """Keys and positions from the root to ``node``."""
    found, _ = _climbed(node, node.depth + 2)
    found.reverse()
    return found


def dotted(node: Node) -> str:
    """As parameters are written: ``Response.Data.0.InstanceId``; a key that could be misread stands in quotes."""
    return _joined(steps(node), _dotted_step)


def dotted_steps(way: Sequence[Step]) -> str:
    """The dotted path of a way that is no row's."""
    return _joined(list(way), _dotted_step)


def jmespath(node: Node) -> str:
    """A JMESPath expression over the whole body: ``Response.Data[0].InstanceId``; ``@`` for the root."""
    return _joined(steps(node), _jmespath_step) or "@"


def pointer(node: Node) -> str:
    """A JSON Pointer (RFC 6901): ``/Response/Data/0/InstanceId``; empty for the root."""
    return _joined(steps(node), _pointer_step)


def brief(node: Node) -> str:
    """The dotted path; of a very deep row only its end."""
    if node.depth <= DEEP:
        return dotted(node)
    return "…" + _joined(_climbed(node, _BRIEF)[0][::-1], _dotted_step)


def pieces(node: Node, notation: Callable[[Node], str]) -> Iterator[str]:
    """The path in one of the three notations above bit by bit, for rows many thousands of levels down."""
    spellings: dict[Callable[[Node], str], Callable[[Step, bool], str]]
    spellings = {dotted: _dotted_step, jmespath: _jmespath_step, pointer: _pointer_step}
    spell = spellings[notation]
    outwards: list[list[Step]] = []
    at: Node | None = node
    while at is not None:
        found, at = _climbed(at, _LEVELS_AT_ONCE)
        outwards.append(found)
        yield ""
    is_first = True
    while outwards:
        line = outwards.pop()
        line.reverse()
        yield _joined(line, spell, is_first=is_first)
        is_first = is_first and not line


def _joined(line: list[Step], spell: Callable[[Step, bool], str], *, is_first: bool = True) -> str:
    return "".join([spell(step, is_first and not number) for number, step in enumerate(line)])


def _dotted_step(step: Step, is_first: bool) -> str:
    plain = isinstance(step, int) or (not step.isdigit() and _CLEAR.match(step) and step.isprintable())
    # Marks that turn the direction of a text, and half pairs, would not survive where it is pasted.
    text = str(step) if plain else json.dumps(step, ensure_ascii=not str(step).isprintable())
    return text if is_first else "." + text


def _jmespath_step(step: Step, is_first: bool) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    name = step if _BARE.match(step) else json.dumps(step)
    return name if is_first else "." + name


def _pointer_step(step: Step, _is_first: bool) -> str:
    return "/" + str(step).replace("~", "~0").replace("/", "~1")
