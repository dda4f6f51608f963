"""How an action pages its answer: read from the names in its spec, since no spec says so itself."""

import re
from dataclasses import dataclass
from enum import StrEnum

from explorer.core.models.action import ActionSpec, Kind, Member, ObjectSpec


class PagingScheme(StrEnum):
    """How the next page is asked for."""

    OFFSET = "offset"
    PAGE = "page"
    CURSOR = "cursor"


@dataclass(frozen=True, slots=True)
class Paging:
    """Names of the members that page. Paths are member names from ``Response`` down; empty: there is none.

    ``position`` is the request member that moves: by the number of items got (OFFSET), by one from ``first`` on
    (PAGE), or to the value at ``cursor`` of the last answer (CURSOR). ``size`` is the request member for items a page.
    ``items`` is the one list to join. ``total`` counts all items. ``more`` is a boolean; it is true while pages are
    left, unless ``more_means_done`` (ListOver). ``is_text`` says that position and size travel as strings.
    """

    scheme: PagingScheme
    position: str
    size: str = ""
    first: int = 0
    items: tuple[str, ...] = ()
    total: tuple[str, ...] = ()
    cursor: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    more_means_done: bool = False
    is_text: bool = False


_PAGES = ("PageNumber", "PageNum", "Page", "PageNo", "PageIndex")
_CURSORS = (
    "NextToken", "Context", "PageToken", "ScrollToken", "PaginationToken", "Cursor", "SearchAfter", "Marker", "ConText",
)  # fmt: skip
_SIZES = ("PageSize", "Limit", "MaxResults", "PerPage", "Rp", "Size", "Count", "MaxKeys", "Number")
_TOTALS = (
    "TotalCount", "Total", "TotalNum", "TotalNumber", "TotalCnt", "TotalCounts", "AllTotal", "RecordNum", "RecordCount",
    "Count",
)  # fmt: skip
# Lists beside the one that is paged: what can be filtered by, column heads, totals, states of the items.
_ASIDE = re.compile(
    r"(?:Type|Region|Provider|Name|Standard|Severity|Classify|Level|Category|Enabled|Zone)List\Z"
    r"|Enum\Z|Counts\Z|Summary\Z|Catalog\Z|^(?:Analysis\w*|Columns|ColNames|Header|Healths|Tags|Errors)\Z"
)
_MORE = ("IsTruncated", "HasMore", "ListOver")


def paging_of(spec: ActionSpec) -> Paging | None:
    """The paging of an action, or None. Offset with Limit wins over page numbers, and those over cursors.

    The names and their order are measured over all actions (protocol reference, pagination).
    """
    request = {member.name: member for member in spec.input.members if not member.is_list}
    found = _scheme(request)
    if found is None:
        return None
    scheme, position, size = found
    path, holder = _holder(spec)
    totals = _path(path, _first(holder, _TOTALS, counts=True)) or _path((), _first(spec.output, _TOTALS, counts=True))
    items = _items(holder)
    more = _first(holder, _MORE)
    return Paging(
        scheme=scheme,
        position=position,
        size=size,
        first=int(scheme is PagingScheme.PAGE),
        items=(*path, items) if items else (),
        total=totals,
        cursor=_cursor(spec, path, holder, position) if scheme is PagingScheme.CURSOR else (),
        more=_path(path, more),
        more_means_done=more == "ListOver",
        is_text=request[position].kind is Kind.STRING and scheme is not PagingScheme.CURSOR,
    )


def _scheme(request: dict[str, Member]) -> tuple[PagingScheme, str, str] | None:
    length = next((name for name in ("Limit", "Length") if name in request), "")
    if "Offset" in request and length:
        return PagingScheme.OFFSET, "Offset", length
    size = next((name for name in _SIZES if name in request), "")
    for scheme, names in ((PagingScheme.PAGE, _PAGES), (PagingScheme.CURSOR, _CURSORS)):
        position = next((name for name in names if name in request), None)
        if position:
            return scheme, position, size
    return None


def _holder(spec: ActionSpec) -> tuple[tuple[str, ...], ObjectSpec]:
    """The object that holds list and total: the answer itself, or the only object in an answer without a list."""
    members = [member for member in spec.output.members if member.name != "RequestId"]
    objects = [member for member in members if member.kind is Kind.OBJECT and not member.is_list]
    objects = [member for member in objects if member.name != "ErrorInfo"]
    if any(member.is_list for member in members) or len(objects) != 1:
        return (), spec.output
    inner = spec.object_of(objects[0])
    return ((objects[0].name,), inner) if inner else ((), spec.output)


def _items(holder: ObjectSpec) -> str:
    """The only list, or the only list of objects, or the only one that is not about the others.

    None when several could be meant: to join the wrong one would lose items unseen.
    """
    lists = [member for member in holder.members if member.is_list]
    if len(lists) > 1:
        lists = [member for member in lists if member.kind is Kind.OBJECT] or lists
    if len(lists) > 1:
        lists = [member for member in lists if not _ASIDE.search(member.name)]
    return lists[0].name if len(lists) == 1 else ""


def _cursor(spec: ActionSpec, path: tuple[str, ...], holder: ObjectSpec, position: str) -> tuple[str, ...]:
    names = (position, f"Next{position}")
    return _path(path, _first(holder, names)) or _path((), _first(spec.output, names))


def _first(holder: ObjectSpec, names: tuple[str, ...], *, counts: bool = False) -> str:
    """The first of the names that is there; where it ``counts``, an object of that name (a sum of money) is none."""
    present = {
        member.name for member in holder.members if not member.is_list and not (counts and member.kind is Kind.OBJECT)
    }
    return next((name for name in names if name in present), "")


def _path(path: tuple[str, ...], name: str) -> tuple[str, ...]:
    return (*path, name) if name else ()
