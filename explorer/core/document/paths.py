"""The way to a value, in the three notations that people paste elsewhere."""

import json
import re

from explorer.core.document.node import Node

_CLEAR = re.compile(r'[^.\s"\\\x00-\x1f]+\Z')
_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")


def steps(node: Node) -> list[str | int]:
    """Keys and positions from the root to ``node``."""
    found: list[str | int] = [
        part.key if part.key is not None else part.index for part in node.lineage() if part.owner is not None
    ]
    found.reverse()
    return found


def dotted(node: Node) -> str:
    """As parameters are written: ``Response.Data.0.InstanceId``; a key that could be misread stands in quotes."""
    return ".".join(map(_dotted_step, steps(node)))


def _dotted_step(step: str | int) -> str:
    if isinstance(step, str) and (step.isdigit() or not _CLEAR.match(step)):
        return json.dumps(step, ensure_ascii=False)
    return str(step)


def jmespath(node: Node) -> str:
    """A JMESPath expression over the whole body: ``Response.Data[0].InstanceId``; ``@`` for the root."""
    text = ""
    for step in steps(node):
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            name = step if _BARE.match(step) else json.dumps(step)
            text += f".{name}" if text else name
    return text or "@"


def pointer(node: Node) -> str:
    """A JSON Pointer (RFC 6901): ``/Response/Data/0/InstanceId``; empty for the root."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps(node))
