"""How an action pages its answer: read from the names in its spec, since no spec says so itself."""

import re
from dataclasses import dataclass
from enum import StrEnum

from explorer.core.catalog.paging_words import counts_pages, first_page, most_items
from explorer.core.models.action import ActionSpec, Kind, Member, ObjectSpec
from explorer.core.models.json_value import JsonObject, JsonValue


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
    left, unless ``more_means_done`` (ListOver). ``is_text`` says that the position travels as a string, and
    ``size_is_text`` that the size does. ``within`` is the request's object that holds both, such as Pageable.
    ``most`` is the documented maximum of the size, 0 if none is. ``may_count_pages``: the document of an Offset calls
    it a page number, which may be a slip of the pen; only the answers tell. ``may_begin_at_0``: the document of a page
    number does not say which the first one is, and the answers tell this too.
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
    size_is_text: bool = False
    within: str = ""
    most: int = 0
    may_count_pages: bool = False
    may_begin_at_0: bool = False

    def asked(self, parameters: JsonObject, name: str) -> JsonValue:
        """What a request's parameters give to the position or the size; None if nothing."""
        holder = parameters.get(self.within) if self.within else parameters
        return holder.get(name) if isinstance(holder, dict) and name else None

    def asking(self, parameters: JsonObject, name: str, value: JsonValue) -> JsonObject:
        """Parameters that ask for another position or size; with None, for none."""
        holder = parameters.get(self.within) if self.within else parameters
        held = dict(holder) if isinstance(holder, dict) else {}
        held.pop(name, None) if value is None else held.update({name: value})
        return {**parameters, self.within: held} if self.within else held


_PAGES = ("PageNumber", "PageNum", "Page", "PageNo", "PageIndex")
_CURSORS = (
    "NextToken", "Context", "PageToken", "ScrollToken", "PaginationToken", "Cursor", "SearchAfter", "Marker", "ConText",
    "ContinueToken",
)  # fmt: skip
_SIZES = ("PageSize", "Limit", "MaxResults", "PerPage", "Rp", "Size", "Count", "MaxKeys", "Number")
_TOTALS = (
    "TotalCount", "Total", "TotalNum", "TotalNumber", "TotalCnt", "TotalCounts", "AllTotal", "RecordNum", "RecordCount",
    "TotalSize", "AllCount", "TotalRecordsCount", "Count",
)  # fmt: skip
# Objects beside the list that tell of its pages.
_COUNTERS = ("PageResult", "RecordCountInfo")
# Lists beside the one that is paged: what can be filtered by, column heads, totals, states of the items.
_ASIDE = re.compile(
    r"(?:Type|Region|Provider|Name|Standard|Severity|Classify|Level|Category|Enabled|Zone)List\Z"
    r"|Enum(?:Infos)?\Z|Counts\Z|Summary\Z|Catalog\Z"
    r"|^(?:Analysis\w*|Columns|ColNames|Header|Healths|Tags|Errors|Orders)\Z"
)
# Lists that describe the columns of rows which come as text: joining them would lose the rows.
_HEADS = re.compile(r"(?:Schema|FieldsDesc)\Z")
_DISUSED = re.compile(r"disused|deprecated|no longer used|obsolete|discarded", re.IGNORECASE)
_CHOICE = {"Key", "Value", "Text", "Name", "Label", "Count", "Num"}
"""The members of what is only offered for filtering."""
_MORE = ("IsTruncated", "HasMore", "ListOver")


def paging_of(spec: ActionSpec) -> Paging | None:
    """The paging of an action, or None. Offset with Limit wins over page numbers, and those over cursors.

    The names and their order are measured over all actions (protocol reference, pagination).
    """
    found = _scheme(spec.input) or _inner_scheme(spec)
    if found is None:
        return None
    scheme, position, size, within = found
    path, holder = _holder(spec)
    items = _items(spec, holder)
    totals = _path(path, _total(holder, items)) or _path((), _total(spec.output, items)) or _counter(spec)
    more = _first(holder, _MORE)
    is_cursor = scheme is PagingScheme.CURSOR
    counted = scheme is PagingScheme.OFFSET and counts_pages(position.document)
    begins = first_page(position.document) if counted or scheme is PagingScheme.PAGE else 0
    return Paging(
        scheme=scheme,
        position=position.name,
        size=size.name if size else "",
        first=int(scheme is PagingScheme.PAGE) if begins is None else begins,
        items=(*path, items) if items else (),
        total=totals,
        cursor=_cursor(spec, path, holder, position.name) if is_cursor else (),
        more=_path(path, more),
        more_means_done=more == "ListOver",
        is_text=position.kind is Kind.STRING and not is_cursor,
        size_is_text=size is not None and size.kind is Kind.STRING,
        within=within,
        most=most_items(size.document) if size else 0,
        may_count_pages=counted,
        may_begin_at_0=scheme is PagingScheme.PAGE and begins is None,
    )


_Scheme = tuple[PagingScheme, Member, Member | None, str]


def _scheme(owner: ObjectSpec, within: str = "") -> _Scheme | None:
    request = {member.name: member for member in owner.members if not member.is_list}
    offset = next((request[name] for name in ("Offset", "OffSet") if name in request), None)
    length = next((request[name] for name in ("Limit", "Length") if name in request), None)
    if offset and length:
        return PagingScheme.OFFSET, offset, length, within
    size = next((request[name] for name in _SIZES if name in request), None)
    for scheme, names in ((PagingScheme.PAGE, _PAGES), (PagingScheme.CURSOR, _CURSORS)):
        position = next((request[name] for name in names if name in request), None)
        if position:
            return scheme, position, size, within
    return None


def _inner_scheme(spec: ActionSpec) -> _Scheme | None:
    """The scheme inside the one object of the request that has a position and a size (Filter, Pageable)."""
    objects = [(member, spec.object_of(member)) for member in spec.input.members if not member.is_list]
    schemes = [_scheme(owner, member.name) for member, owner in objects if owner is not None]
    found = [scheme for scheme in schemes if scheme is not None and scheme[2] is not None]
    return found[0] if len(found) == 1 else None


def _holder(spec: ActionSpec) -> tuple[tuple[str, ...], ObjectSpec]:
    """The object that holds list and total: the answer itself, or the only object in an answer without a list."""
    members = [member for member in spec.output.members if member.name != "RequestId"]
    objects = [member for member in members if member.kind is Kind.OBJECT and not member.is_list]
    objects = [member for member in objects if member.name != "ErrorInfo"]
    if any(member.is_list for member in members) or len(objects) != 1:
        return (), spec.output
    inner = spec.object_of(objects[0])
    return ((objects[0].name,), inner) if inner else ((), spec.output)


def _items(spec: ActionSpec, holder: ObjectSpec) -> str:
    """The only list, or the only list of objects, or the only one that is not about the others.

    None when several could be meant: to join the wrong one would lose items unseen.
    """
    lists = [member for member in holder.members if member.is_list and not _HEADS.search(member.name)]
    if len(lists) > 1:
        lists = [member for member in lists if member.kind is Kind.OBJECT] or lists
    if len(lists) > 1:
        lists = [member for member in lists if not _DISUSED.search(member.document)]
    if len(lists) > 1:
        lists = [member for member in lists if not _is_aside(spec, member, lists)]
    return lists[0].name if len(lists) == 1 else ""


def _is_aside(spec: ActionSpec, member: Member, lists: list[Member]) -> bool:
    """Whether a list tells by what the items can be filtered: by its name, or since several are made alike."""
    if _ASIDE.search(member.name):
        return True
    alike = [each for each in lists if each.object_name and each.object_name == member.object_name]
    inner = spec.object_of(member)
    return len(alike) > 2 or (inner is not None and {each.name for each in inner.members} <= _CHOICE)


def _total(holder: ObjectSpec, items: str) -> str:
    """The member that counts all items; of ``BindApis`` it may be ``BindApiTotalCount``."""
    named = tuple(
        member.name
        for member in holder.members
        if (stem := member.name.removesuffix("TotalCount")) != member.name and items.startswith(stem)
    )
    return _first(holder, (*_TOTALS, *named), counts=True)


def _counter(spec: ActionSpec) -> tuple[str, ...]:
    for name in _COUNTERS:
        member = spec.output.member(name)
        inner = spec.object_of(member) if member is not None and not member.is_list else None
        if inner is not None and inner.member("TotalCount") is not None:
            return name, "TotalCount"
    return ()


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
