"""From page to page of one list: what is there so far, what is asked for next, and why it ends."""

from dataclasses import dataclass, replace

from explorer.core.catalog.paging import Paging, PagingScheme
from explorer.core.models.exchange import Exchange
from explorer.core.models.json_value import JsonObject, JsonValue, Number, dumps
from explorer.core.models.request import Request
from explorer.services.page_parts import Joined, Part, is_same_page, read_part, shift_between, whole_number

_MOST_PAGES = 10_000
_MOST_BYTES = 1_000_000_000
_ROUND = 10
"""A first page of a multiple of that many items may have been cut to a size that nobody told."""


@dataclass(frozen=True, slots=True)
class Pages:
    """What has been fetched so far. ``total`` is the server's count, or None without a possible one; ``stopped`` says
    why it is not all.

    ``count`` is the number of pages, ``items`` that of their items. ``done`` is True once nothing more will be
    fetched; ``last`` is the newest exchange, a failed one included. ``following`` asks for the page that comes next, so
    that fetching can go on from here; None when there is none.
    """

    paging: Paging
    joined: Joined
    count: int
    items: int
    total: int | None
    last: Exchange
    done: bool = False
    stopped: str = ""
    following: Request | None = None

    def merged(self) -> bytes:
        """The first answer with the items of all pages in its list, as the server wrote them."""
        return self.joined.body(self.count) if self.count else self.last.body

    def progress(self) -> str:
        """``40 of 128 items in 4 pages``."""
        of_total = f" of {self.total}" if self.total is not None else ""
        noun = "item" if (self.items if self.total is None else self.total) == 1 else "items"
        return f"{self.items}{of_total} {noun} in {self.count} page{'' if self.count == 1 else 's'}"

    def summary(self) -> str:
        """The progress, why it stopped, what changed meanwhile, and where it began."""
        return "; ".join(filter(None, [self.progress(), self.stopped, *self.joined.remarks(), self.joined.begun]))


class Walk:
    """From page to page of one list."""

    def __init__(self, paging: Paging, joined: Joined) -> None:
        self._paging, self._joined = paging, joined
        self._cursors: set[str] = set()

    @property
    def has_begun(self) -> bool:
        """Whether a page has come."""
        return bool(self._joined.parts)

    def take(self, request: Request, exchange: Exchange) -> Pages:
        """Add a page, and say what comes next. Reads the body: off the loop."""
        joined = self._joined
        part = read_part(self._paging, exchange)
        if part is None:
            number = len(joined.parts) + 1
            return self._pages(exchange, True, f"page {number} {_why(exchange)}", request if number > 1 else None)
        before = joined.parts[-1] if joined.parts else None
        if before is None:
            self._begin(request)
            joined.opening = replace(exchange, body=b"")
        else:
            passed_over = self._passed_over(request, before, part)
            if passed_over is not None:
                following, stopped = passed_over
                return self._pages(exchange, following is None, stopped, following)
        joined.add(part)
        if len(joined.parts) >= _MOST_PAGES or joined.size > _MOST_BYTES:
            stopped = f"stopped after {len(joined.parts):,} pages, {joined.size / 1e6:,.0f} MB"
            return self._pages(exchange, True, stopped, self._following(request, part)[0])
        following, stopped = self._following(request, part)
        return self._pages(exchange, following is None, stopped, following)

    def _pages(self, exchange: Exchange, done: bool, stopped: str, following: Request | None) -> Pages:
        joined = self._joined
        total = joined.totals[-1] if joined.totals and joined.totals[-1] >= joined.items else None
        return Pages(
            self._paging, joined, len(joined.parts), joined.items, total, exchange, done, stopped, following
        )  # fmt: skip

    def _begin(self, request: Request) -> None:
        """Note which number the first page has, as far as it is known before the second one came."""
        paging = self._paging
        asked = whole_number(paging.asked(request.parameters, paging.position))
        if asked is not None and asked > paging.first and paging.scheme is not PagingScheme.CURSOR:
            self._joined.begun = f"begun at {paging.position} {asked}, as asked"
        if not self._paging.may_begin_at_0:
            self._joined.first = self._paging.first
        elif asked is not None:
            self._joined.first = min(asked, self._paging.first)

    def _passed_over(self, request: Request, before: Part, part: Part) -> tuple[Request | None, str] | None:
        """What to ask after a page that is, or overlaps, the one before; None for a page that is new."""
        joined = self._joined
        if self._is_open:
            shift = shift_between(before, part)
            joined.by_page = shift is None
            return None if shift is None else (self._at(request, self._position(request) - shift + before.count), "")
        if joined.first is None:
            # What came without a number comes again as page 1 where pages begin with 1.
            joined.first = int(is_same_page(before, part))
            return (self._at(request, 2), "") if joined.first else None
        if self._paging.scheme is not PagingScheme.CURSOR and part.count and before.items == part.items:
            return None, "the server gave the same page again"
        return None

    def _following(self, request: Request, last: Part) -> tuple[Request | None, str]:
        """The request for the next page, or None with the reason if that is not the natural end."""
        paging = self._paging
        if last.more is not None and last.more is paging.more_means_done:
            return None, ""
        if paging.scheme is PagingScheme.CURSOR:
            return self._by_cursor(request, last)
        if not last.count:
            short = last.total is not None and self._skipped(request, last) + self._joined.items < last.total
            return None, "the server has no more, though it counts more" if short else ""
        if self._is_over(request, last):
            return None, ""
        if self._joined.first is None:
            return self._at(request, 1), ""
        # Whether the next number brings the next page, or this one less its first item, tells what an open one counts.
        step = 1 if self._by_page or self._is_open else last.count
        return self._at(request, self._position(request) + step), ""

    @property
    def _by_page(self) -> bool:
        return self._paging.scheme is PagingScheme.PAGE or bool(self._joined.by_page)

    @property
    def _is_open(self) -> bool:
        """Whether the Offset may count pages or items."""
        return self._paging.may_count_pages and self._joined.by_page is None

    def _by_cursor(self, request: Request, last: Part) -> tuple[Request | None, str]:
        if last.cursor in (None, "", [], {}):
            return None, "" if self._paging.cursor else "the answer names no next page"
        asked, told = self._paging.asked(request.parameters, self._paging.position), dumps(last.cursor)
        # A ring of cursors would go on for ever.
        if last.cursor == asked or told in self._cursors:
            return None, "the server gave the same cursor again"
        self._cursors.add(told)
        return self._moved(request, last.cursor), ""

    def _is_over(self, request: Request, last: Part) -> bool:
        reached = self._skipped(request, last) + self._joined.items
        if last.total is not None and reached <= last.total:
            return reached == last.total
        # Where more came than is counted, the count is none of the whole list.
        # A size that the server cuts down unsaid makes every page look short.
        first, size = self._joined.parts[0].count, self._size(request)
        return last.count < (min(first, size) if first and not first % _ROUND else size)

    def _skipped(self, request: Request, last: Part) -> int:
        """Items before the page that the user began with."""
        position, paging = self._position(request), self._paging
        if not self._by_page:
            return position - (paging.first if self._is_open else 0) - (self._joined.items - last.count)
        size = self._size(request) or self._joined.parts[0].count
        first = paging.first if self._joined.first is None else self._joined.first
        return max(0, position - (len(self._joined.parts) - 1) - first) * size

    def _position(self, request: Request) -> int:
        found = whole_number(self._paging.asked(request.parameters, self._paging.position))
        return self._paging.first if found is None else found

    def _size(self, request: Request) -> int:
        return whole_number(self._paging.asked(request.parameters, self._paging.size)) or 0

    def _at(self, request: Request, position: int) -> Request:
        return self._moved(request, str(position) if self._paging.is_text else Number(str(position)))

    def _moved(self, request: Request, position: JsonValue) -> Request:
        return replace(
            request, parameters=self._paging.asking(request.parameters, self._paging.position, position)
        )  # fmt: skip


def with_most(paging: Paging, request: Request) -> Request:
    """The request for pages as large as the document allows, where it names no size and begins at the beginning."""
    parameters = request.parameters
    begins = whole_number(paging.asked(parameters, paging.position)) in (None, paging.first)
    if not paging.most or not begins or paging.asked(parameters, paging.size) not in (None, ""):
        return request
    most = str(paging.most)
    size = most if paging.size_is_text else Number(most)
    return replace(request, parameters=paging.asking(parameters, paging.size, size))


def asks_for_same_list(paging: Paging, first: Request, second: Request) -> bool:
    """Whether two requests differ in the page alone, and in a size that one of them leaves open."""

    def bare(request: Request) -> JsonObject:
        parameters = paging.asking(request.parameters, paging.position, None)
        return paging.asking(parameters, paging.size, None) if is_open else parameters

    is_open = bool(paging.size) and None in [paging.asked(each.parameters, paging.size) for each in (first, second)]
    return bare(first) == bare(second)


def _why(exchange: Exchange) -> str:
    if exchange.failure is not None:
        return f"got no answer: {exchange.failure.message}"
    outcome = exchange.outcome
    if outcome is None:
        return "got no answer"
    said = f": {outcome.message}" if outcome.message else ""
    return f"answered {outcome.code}{said}" if outcome.code else f"is no answer of the API ({outcome.kind.value})"
