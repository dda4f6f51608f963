"""One received body as a document: its rows, their texts and places, and where it is no JSON."""

from collections.abc import Callable, Generator, Iterator, Sequence
from copy import copy

from explorer.core.document import paths
from explorer.core.document.encoding import UTF8_MARK, to_utf8
from explorer.core.document.grammar import BUCKET
from explorer.core.document.index import Index
from explorer.core.document.node import Fault, Kind, Node
from explorer.core.document.reader import UnreadableError, skip_space
from explorer.core.document.split import Splitter
from explorer.core.document.strings import decode_string
from explorer.core.models.json_value import JsonValue, Number, loads

SHOWN = 300
"""Characters of a string that one row shows."""
_COUNTED = 1 << 18
_QUICK = 2048
"""Bytes of a container whose members are counted in some hundredths of a millisecond."""


class Document:
    """Lazy rows over ``body``, which is kept as it is; nothing is copied or decoded before it is shown.

    Run ``index_steps()`` (each step under a millisecond) or ``open()``; rows can be asked for at any time and show
    what has been reached. No method raises for what the bytes hold. A ``note`` says that ``body`` came out of
    ``to_utf8``, with these words.
    """

    def __init__(self, body: bytes, content_type: str = "", *, note: str | None = None) -> None:
        self.data, self.note = to_utf8(body, content_type) if note is None else (body, note)
        self._start = len(UTF8_MARK) if self.data.startswith(UTF8_MARK) else 0
        self.hides: Callable[[str], bool] | None = None
        """Texts and numbers that are secrets whatever their names, for those who show the document."""
        self.index = Index(self.data, self._start)
        self._split = Splitter(self.index)
        self._top: list[Node] = []
        self._encoding_fault: int | None = None
        self._faults: dict[tuple[int, bool], Fault] = {}
        self._places: dict[int, tuple[int, int]] = {}

    def index_steps(self) -> Iterator[None]:
        """Reads on, a little at each step, until the whole body has been passed over."""
        yield from self.index.steps()
        index = self.index
        offsets = {oddity.offset for oddity in index.oddities} | {self._start, self.index.after}
        if index.fault is not None:
            offsets.add(index.fault.offset)
        yield from self._locate(sorted(offset for offset in offsets if offset > 0))

    def open(self) -> "Document":
        """Read all at once (tests, the command line)."""
        for _ in self.index_steps():
            pass
        return self

    def check_steps(self) -> Iterator[None]:
        """Looks for bytes that are no UTF-8, a window at a time; the place is then among ``faults``."""
        data, size, pos = self.data, 1 << 18, 0
        while pos < len(data):
            piece = data[pos : pos + size]
            try:
                piece.decode("utf-8")
            except UnicodeDecodeError as wrong:
                if pos + size >= len(data) or wrong.start < len(piece) - 3:
                    yield from self._locate([pos + wrong.start])
                    self._encoding_fault = pos + wrong.start
                    return
                size_read = wrong.start
            else:
                size_read = size
            pos += size_read
            yield

    @property
    def complete(self) -> bool:
        """Whether the pass over the bytes has ended."""
        return self.index.finished

    @property
    def progress(self) -> float:
        """How much of the body has been passed over, 0 to 1."""
        return 1.0 if self.complete or not self.data else self.index.pos / len(self.data)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every place found so far where the bytes are no JSON, the fatal one last."""
        index = self.index
        found = [self._fault(oddity.offset, oddity.message) for oddity in index.oddities]
        if self._start:
            found.insert(0, self._fault(0, "a byte order mark stands before the text"))
        if self._encoding_fault is not None:
            found.append(self._fault(self._encoding_fault, "a byte that is no UTF-8"))
        if index.fault is not None:
            found.append(self._fault(index.fault.offset, index.fault.message, fatal=True))
        after = self.index.after
        if after >= 0:
            found.append(self._fault(after, "text follows the end of the document", fatal=True))
        return tuple(found)

    def top(self) -> list[Node]:
        """The outermost rows: the root's members, or the root itself if it has none."""
        if not self._top and self.index.is_ready:
            rows = self._made_top()
            if not self.complete:
                return rows
            self._top = rows
        return [copy(row) for row in self._top]

    def _made_top(self) -> list[Node]:
        try:
            root = self._split.value(self.index.root)
        except UnreadableError as fault:
            if not self.complete:
                return []
            return [Node(Kind.FAULT, fault.offset, fault.offset, fault.message)]
        root.depth = -1
        rows = self.children(root) if root.is_container else []
        if not rows:
            root.depth = 0
            rows = [root]
        after = self.index.after
        if after >= 0:
            rows.append(Node(Kind.FAULT, after, after, "text follows the end of the document"))
        return rows

    def root(self) -> Node | None:
        """The value that the whole body is, or None where there is none."""
        return self.value_at(self.index.root)

    def value_at(self, start: int) -> Node | None:
        """The value that starts at a byte offset, or None if none does."""
        try:
            return self._split.value(start)
        except UnreadableError:
            return None

    def children(self, node: Node) -> list[Node]:
        """The rows one level below (ranges where there are more than a hundred)."""
        return self._split.children(node)

    def children_steps(self, node: Node) -> Generator[None, None, list[Node]]:
        """The same in steps of some tenths of a millisecond."""
        return self._split.children_steps(node)

    def count_steps(self, node: Node) -> Iterator[None]:
        """Find out the number of members of a container, in steps of some tenths of a millisecond."""
        return self._split.layout_steps(node) if node.kind <= Kind.ARRAY else iter(())

    def members(self, node: Node) -> Iterator[Node]:
        """All members of a container one after another, each made when it is asked for; ranges passed through."""
        if node.kind is Kind.BUCKET and node.step == 1:
            yield from self._split.range_members(node)
            return
        for child in self.children(node):
            if child.kind is Kind.BUCKET:
                yield from self.members(child)
            else:
                yield child

    def members_from(self, owner: Node, start: int, number: int, most: int) -> Iterator[Node]:
        """Some members of a container, from the one on that starts (an object's: with its key) at a byte offset."""
        return self._split.members_from(owner, start, number, most)

    def count(self, node: Node) -> int:
        """The number of members of a container (known so far)."""
        if node.kind <= Kind.ARRAY:
            self._split.layout(node)
        return max(node.count, 0)

    def is_counted(self, node: Node) -> bool:
        """Whether the number of a container's members is known, or told at once."""
        return node.span is not None or node.marks is not None or 0 <= node.end - node.start <= _QUICK

    def count_up_to(self, node: Node, most: int) -> int:
        """The number of a container's members, at most ``most``; never takes long."""
        if node.kind is Kind.BUCKET or self.is_counted(node):
            return min(self.count(node), most)
        return self._split.count_up_to(node, most)

    def has_children(self, node: Node) -> bool:
        """Whether expanding the row would show anything; cheap."""
        if node.kind > Kind.ARRAY:
            return node.kind is Kind.BUCKET
        first = skip_space(self.data, node.start + 1, self.index.gaps)
        return not self.data.startswith((b"]", b"}"), first)

    def text(self, node: Node, limit: int = SHOWN) -> str:
        """The column Value: a string decoded (a long one's beginning), a number as written, ``{2}`` or ``[5]``."""
        kind = node.kind
        if kind is Kind.STRING:
            return decode_string(self.data, node.start, node.end, limit)
        if kind <= Kind.ARRAY:
            count = f"{self.count(node):,}" + ("+" if node.end < 0 else "")
            return f"{{{count}}}" if kind is Kind.OBJECT else f"[{count}]"
        if kind is Kind.BUCKET:
            return ""
        if kind is Kind.FAULT:
            return f"unreadable from here: {self._fault(node.start, node.key or '', fatal=True)}"
        end = min(node.end, node.start + limit) if limit else node.end
        return self.data[node.start : end].decode("ascii", "backslashreplace")

    def source(self, node: Node) -> bytes:
        """The bytes of a value exactly as they came (up to the end, where the body is cut)."""
        start, end = self.source_range(node)
        return self.data[start:end]

    def source_range(self, node: Node) -> tuple[int, int]:
        """Where ``source`` begins and ends."""
        if node.kind in (Kind.BUCKET, Kind.FAULT):
            return node.start, self._bucket_end(node)
        return node.start, node.end if node.end >= 0 else len(self.data)

    def source_text(self, node: Node) -> str:
        """``source`` as text."""
        return self.source(node).decode("utf-8", "backslashreplace")

    def to_value(self, node: Node) -> JsonValue:
        """The value as data, number texts exact, as far as it can be read; of equal keys the last wins."""
        try:
            return loads(self.source(node).decode("utf-8"))
        except (ValueError, RecursionError):
            return self._tolerant_value(node, 0)

    def path(self, node: Node) -> str:
        """The dotted path (see also ``paths.jmespath`` and ``paths.pointer``)."""
        return paths.dotted(node)

    def chain(self, offset: int, most: int = 1 << 30) -> list[Node]:
        """The rows from the outermost one to the value or key at a byte offset, ranges included; ``most`` at most."""
        found: list[Node] = []
        rows: Sequence[Node] = self.top()
        while rows and len(found) < most:
            at = self.row_at(rows, offset)
            if at < 0:
                break
            row = rows[at]
            found.append(row)
            rows = self.children(row) if row.is_container and not row.is_after(offset) else ()
        return found

    def row_at(self, rows: Sequence[Node], offset: int) -> int:
        """Which of some neighbouring rows the value or key at a byte offset belongs to; -1 if none does."""
        best = -1
        for number, row in enumerate(rows):
            if row.start > offset:
                if best < 0 or (rows[best].kind is not Kind.BUCKET and 0 <= rows[best].end <= offset):
                    return number if row.kind is not Kind.FAULT else best
                return best
            best = number
        return best

    def _tolerant_value(self, node: Node, depth: int) -> JsonValue:
        if depth > 200:
            return "…"
        if node.kind is Kind.OBJECT:
            return {
                child.key or "": self._tolerant_value(child, depth + 1)
                for child in self.members(node) if child.kind is not Kind.FAULT
            }  # fmt: skip
        if node.kind is Kind.ARRAY:
            return [self._tolerant_value(child, depth + 1) for child in self.members(node)
                    if child.kind is not Kind.FAULT]  # fmt: skip
        text = self.text(node, 0)
        if node.kind is Kind.NUMBER:
            try:
                return Number(text)
            except ValueError:
                return text
        words: dict[str, JsonValue] = {"true": True, "false": False, "null": None}
        return words[text] if node.kind in (Kind.BOOLEAN, Kind.NULL) else text

    def _bucket_end(self, node: Node) -> int:
        owner = node.owner
        if node.kind is Kind.FAULT or owner is None or not owner.marks:
            return len(self.data)
        following = (node.index + node.count) // BUCKET
        if following < len(owner.marks) and node.index + node.count < owner.count:
            return owner.marks[following]
        return owner.end if owner.end >= 0 else len(self.data)

    def _fault(self, offset: int, message: str, *, fatal: bool = False) -> Fault:
        known = self._faults.get((offset, fatal))
        if known is None or known.message != message:
            known = self._faults[offset, fatal] = self._made_fault(offset, message, fatal)
        return known

    def _locate(self, offsets: list[int]) -> Iterator[None]:
        """Find the line of each offset (they rise), and where the line begins, a window at a time."""
        data, pos, line, begin = self.data, 0, 1, 0
        for offset in offsets:
            while pos < offset:
                end = min(pos + _COUNTED, offset)
                found = data.count(b"\n", pos, end)
                if found:
                    line, begin = line + found, data.rfind(b"\n", pos, end) + 1
                pos = end
                yield
            self._places[offset] = line, begin

    def _made_fault(self, offset: int, message: str, fatal: bool) -> Fault:
        if offset not in self._places:
            for _ in self._locate([offset]):
                pass
        line, begin = self._places[offset]
        column = len(self.data[max(begin, offset - 100_000) : offset].decode("utf-8", "replace")) + 1
        return Fault(offset, message, line, column + max(0, offset - 100_000 - begin), fatal)
