"""The parts of one page that joining needs: the bytes of its items as they came, their count, the total, the cursor.

Pages are kept as bytes, so that thousands of them take no more memory than their items' text, and the joined answer
is the server's own text: every number, escape and key as it was sent.
"""

from dataclasses import dataclass, field
from io import BytesIO

import msgspec

from explorer.core.catalog.paging import Paging
from explorer.core.document.document import Document
from explorer.core.document.node import Node
from explorer.core.models.exchange import Exchange, OutcomeKind
from explorer.core.models.json_value import JsonValue

_DECODED_AT_MOST = 1 << 19
"""Bytes of items that are decoded in one call to look for their ids; a longer call would stop the window's thread."""
_MOST_IDS = 500_000


@dataclass(frozen=True, slots=True)
class Part:
    """One page. ``items`` is the text between its list's brackets; ``body`` with ``start`` and ``end`` (that text's
    place) is kept of the first page alone. ``total``, ``cursor`` and ``more`` are what the page says, or None.
    """

    items: bytes
    count: int
    total: int | None = None
    cursor: JsonValue = None
    more: bool | None = None
    body: bytes = b""
    start: int = -1
    end: int = -1

    def bare(self) -> "Part":
        """Without its body."""
        return Part(self.items, self.count, self.total, self.cursor, self.more)


def read_part(paging: Paging, exchange: Exchange) -> Part | None:
    """The page in an exchange, or None if that is no success envelope. Takes as long as indexing the body does."""
    if exchange.outcome is None or exchange.outcome.kind is not OutcomeKind.SUCCESS:
        return None
    document = Document(exchange.body, exchange.header("content-type")).open()
    response = _member(document, document.root(), "Response")
    if response is None or response.kind.label != "object":
        return None
    values = {
        name: _value(document, _at(document, response, path))
        for name, path in (("total", paging.total), ("cursor", paging.cursor), ("more", paging.more))
    }
    more = values["more"]
    found = _at(document, response, paging.items) if paging.items else None
    start = end = -1
    if found is not None and found.kind.label == "array" and found.end > 0:
        start, end = found.start + 1, found.end - 1
    items = document.data[start:end].strip() if start >= 0 else b""
    return Part(
        items,
        document.count(found) if items and found is not None else 0,
        whole_number(values["total"]),
        values["cursor"],
        more if isinstance(more, bool) else None,
        document.data,
        start,
        end,
    )


@dataclass(slots=True)
class Joined:
    """Pages in their order. ``twice`` counts items whose id came before; ``totals`` are the counts that were told.

    ``by_page`` is found out of an Offset that may count pages instead of items; None before that. So is ``first``, the
    number of the first page, where no document tells it. ``opening`` is the exchange of the first page, without its
    body, and ``begun`` says where the request itself begins within the list, if not at its beginning.
    """

    parts: list[Part] = field(default_factory=list)
    items: int = 0
    size: int = 0
    twice: int = 0
    id_name: str = ""
    totals: list[int] = field(default_factory=list)
    by_page: bool | None = None
    first: int | None = None
    opening: Exchange | None = None
    begun: str = ""
    _seen: set[int] = field(default_factory=set)

    def add(self, part: Part) -> None:
        """Take one more page; the body is kept of the first one that has the list."""
        has_body = any(each.body for each in self.parts)
        self.parts.append(part.bare() if has_body else part)
        if not has_body and part.start < 0:
            self.parts[-1] = part.bare() if self.parts[:-1] else part
        self.items += part.count
        self.size += len(part.items)
        if part.total is not None and part.total not in self.totals[-1:]:
            self.totals.append(part.total)
        self._count_twice(part)

    def body(self, pages: int) -> bytes:
        """The first answer with the items of that many pages in its list."""
        parts = self.parts[:pages]
        first = parts[0]
        if first.start < 0:
            return first.body
        # Piece by piece: one call that copies it all would stop the window's thread.
        made, comma = BytesIO(), b""
        made.write(first.body[: first.start])
        for part in parts:
            if part.items:
                made.write(comma)
                made.write(part.items)
                comma = b","
        made.write(first.body[first.end :])
        return made.getvalue()

    def remarks(self) -> list[str]:
        """What shows that the list changed while it was read."""
        told = []
        if self.twice:
            was = "item" if self.twice == 1 else "items"
            told.append(f"{self.twice} {was} came twice (same {self.id_name}), so the list changed meanwhile")
        if len(self.totals) > 1:
            told.append(f"the server's count went from {self.totals[0]} to {self.totals[-1]} meanwhile")
        elif self.totals and self.totals[0] < self.items:
            told.append(f"the server counts only {self.totals[0]}")
        return told

    def _count_twice(self, part: Part) -> None:
        if len(self._seen) > _MOST_IDS:
            return
        objects = [row for row in _rows(part) if isinstance(row, dict)]
        self.id_name = self.id_name or _id_name(objects)
        ids = [hash(row[self.id_name]) for row in objects if isinstance(row.get(self.id_name), str | int)]
        fresh = set(ids)
        self.twice += len(fresh & self._seen)
        self._seen |= fresh


def shift_between(first: Part, second: Part) -> int | None:
    """By how many items the second page begins later in the same list; None where the two have no item in common.

    Items are told by their ids, or by their whole. Pages too large to be decoded have none in common.
    """
    pages = [_rows(part) for part in (first, second)]
    name = _id_name([row for row in pages[0] if isinstance(row, dict)])
    before, after = ([row.get(name) if name and isinstance(row, dict) else row for row in rows] for rows in pages)
    return next((before.index(row) - place for place, row in enumerate(after) if row in before), None)


def is_same_page(first: Part, second: Part) -> bool:
    """Whether two pages are the same one: its text, or at least half of its items by their ids.

    Half is enough, since items may come and go between two readings, but none is on two pages.
    """
    if first.items == second.items:
        return True
    before, after = _rows(first), _rows(second)
    name = _id_name([row for row in before if isinstance(row, dict)])
    ids = {str(row.get(name)) for row in before if isinstance(row, dict)} if name else set()
    common = sum(isinstance(row, dict) and str(row.get(name)) in ids for row in after)
    return common > 0 and common * 2 >= len(after)


def _rows(part: Part) -> list[object]:
    """The items; none of a page that would take long to decode, or cannot be."""
    if len(part.items) > _DECODED_AT_MOST:
        return []
    try:
        rows: list[object] = msgspec.json.decode(b"[" + part.items + b"]")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []
    return rows


def _id_name(rows: list[dict[str, object]]) -> str:
    """The member that names an item: ends in Id and differs from item to item; one item alone proves nothing else."""
    if not rows:
        return ""
    for name in [key for key in rows[0] if key.endswith(("Id", "ID")) or key == "Uuid"]:
        values = [row.get(name) for row in rows]
        if all(isinstance(value, str | int) and value != "" for value in values) and len(set(values)) == len(rows) > 1:
            return name
    return ""


def whole_number(value: JsonValue) -> int | None:
    """A count that is a number or the text of one, else None."""
    text = getattr(value, "text", value)
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 20 else None


def _at(document: Document, holder: Node, path: tuple[str, ...]) -> Node | None:
    found: Node | None = holder if path else None
    for name in path:
        found = _member(document, found, name)
    return found


def _member(document: Document, holder: Node | None, name: str) -> Node | None:
    if holder is None or holder.kind.label != "object":
        return None
    # Of equal names the last counts, as in every other reading of an answer.
    return next((child for child in reversed(list(document.members(holder))) if child.key == name), None)


def _value(document: Document, node: Node | None) -> JsonValue:
    return document.to_value(node) if node is not None else None
