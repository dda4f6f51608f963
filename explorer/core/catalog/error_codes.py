"""Error codes and their sentences, out of the SDK's constants modules."""

import re
from collections.abc import Iterator

from explorer.core.catalog.packages import FileTree, version_of_folder

_CONSTANT = re.compile(r"^[A-Z0-9_]+ = (['\"])(.+)\1\s*$")


def parse_error_codes(source: str) -> Iterator[tuple[str, str]]:
    """``(code, sentence)`` of each constant; the sentence is the comment right above it, or empty."""
    comment: list[str] = []
    for line in source.splitlines():
        found = _CONSTANT.match(line)
        if found:
            yield found.group(2), " ".join(comment).strip()
            comment = []
        elif line.startswith("#"):
            comment.append(line.lstrip("# ").rstrip())
        else:
            comment = []


def error_codes(tree: FileTree) -> Iterator[tuple[str, str, str, str]]:
    """``(service folder, version, code, sentence)`` of every service version in the SDK package."""
    for name in tree.names():
        parts = name.split("/")
        version = version_of_folder(parts[1]) if len(parts) == 3 and parts[2] == "errorcodes.py" else None
        if version:
            for code, sentence in parse_error_codes(tree.read(name)):
                yield parts[0], version, code, sentence
