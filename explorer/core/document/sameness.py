"""Whether two values are the same, told piece by piece: megabytes compared at once would be a stop of the window."""

from collections.abc import Generator, Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]

from explorer.core.document.document import Document
from explorer.core.document.node import Kind, Node

_PIECE = 1 << 16
_SHORT = 256


def end_of(document: Document, node: Node) -> int:
    """Where a value ends; of what is cut or cannot be read, the end of the bytes."""
    return len(document.data) if node.end < 0 or node.kind is Kind.FAULT else node.end


def same_bytes(left: Document, one: Node, right: Document, other: Node) -> Generator[None, None, bool]:
    """Whether both values came as the very same bytes."""
    size = end_of(left, one) - one.start
    if size != end_of(right, other) - other.start:
        return False
    for begin in range(0, size, _PIECE):
        length = min(_PIECE, size - begin)
        first, second = one.start + begin, other.start + begin
        if left.data[first : first + length] != right.data[second : second + length]:
            return False
        if begin:
            yield
    return True


def first_difference(left: Document, one: Node, right: Document, other: Node) -> Generator[None, None, int]:
    """How many bytes both values begin with alike."""
    size = min(end_of(left, one) - one.start, end_of(right, other) - other.start)
    for begin in range(0, size, _PIECE):
        length = min(_PIECE, size - begin)
        piece = left.data[one.start + begin : one.start + begin + length]
        there = right.data[other.start + begin : other.start + begin + length]
        if piece != there:
            low, high = 0, length
            while low < high:
                middle = (low + high + 1) // 2
                low, high = (middle, high) if piece[:middle] == there[:middle] else (low, middle - 1)
            return begin + low
        yield
    return size


def same_text(left: Document, one: Node, right: Document, other: Node) -> Generator[None, None, bool]:
    """Whether two strings, whose bytes differ, say the same however they escape it; of broken ones nobody can tell."""
    if left.data[one.start : one.start + 1] != b'"' or right.data[other.start : other.start + 1] != b'"':
        return False
    texts, others = _pieces(left.data, one), _pieces(right.data, other)
    text = rest = b""
    while True:
        try:
            text, rest = text or next(texts, b""), rest or next(others, b"")
        except ValueError:
            return False
        size = min(len(text), len(rest))
        if text[:size] != rest[:size] or not size:
            return not text and not rest
        text, rest = text[size:], rest[size:]
        yield


def _pieces(data: bytes, node: Node) -> Iterator[bytes]:
    """A string as UTF-16, in which two halves of a letter beyond the first plane are as good as the whole one."""
    pos, end = node.start + 1, node.end - 1
    while pos < end:
        stop = _boundary(data, pos, min(pos + _PIECE, end)) if pos + _PIECE < end else end
        text = data[pos:stop].decode("utf-8")
        if "\\" in text:
            text = scanstring(text + '"', 0, False)[0]
        yield text.encode("utf-16-le", "surrogatepass")
        pos = stop


def _boundary(data: bytes, pos: int, stop: int) -> int:
    """The last place up to ``stop`` that is neither inside a letter nor inside an escape."""
    while stop > pos + 1 and data[stop] & 0xC0 == 0x80:
        stop -= 1
    mark = data.rfind(b"\\", max(pos, stop - 6), stop)
    if mark < 0:
        return stop
    run = data[pos : mark + 1]
    if (len(run) - len(run.rstrip(b"\\"))) % 2 == 0:
        return stop
    size = 6 if data[mark + 1 : mark + 2] == b"u" else 2
    return mark if mark > pos and mark + size > stop else stop


def is_doubtful(name: str) -> bool:
    """Whether a member's name may stand for several: a very long one is cut, and broken bytes are shown escaped."""
    return "\\" in name or len(name) > _SHORT
