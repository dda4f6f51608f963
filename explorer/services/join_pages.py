"""Makes one exchange of all fetched pages, so that a joined answer is read as any other is."""

from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.core.catalog.paging import paging_of
from explorer.core.envelope import understand
from explorer.core.models.action import ActionSpec
from explorer.core.models.exchange import Exchange, Outcome, OutcomeKind, Timing

if TYPE_CHECKING:
    from explorer.services.page_walk import Pages

# Reading more would hold the answer back; the offer is then made without looking.
_READ_AT_MOST = 200_000
_PARTS_AT_MOST = 8_000_000
"""Bytes of items up to which an unfinished answer is shown anew."""


def as_exchange(pages: "Pages", seconds: float, stopped: str = "") -> Exchange:
    """The first page's exchange with the joined body; what is there, and why it is not all, stands in its outcome.

    Its RequestId is in that body, so all else is of that call too. ``seconds`` is how long all of it took; ``stopped``
    is a reason from outside, such as the user's. A first page that failed is its own exchange, unchanged. Where a
    later page failed, the exchange is that page's, with its error, RequestId, status and time, since a ticket is about
    that call; its body is what came before.
    Takes as long as reading and writing the bodies does.
    """
    if not pages.count:
        return pages.last
    if stopped:
        pages = replace(pages, stopped=stopped)
    body = pages.merged()
    last = pages.last.outcome
    if not stopped and pages.done and (last is None or last.kind is not OutcomeKind.SUCCESS):
        return _failed(_with(body, pages.last), pages)
    outcome = understand(body, "application/json")
    summary = f"{pages.summary().rstrip('.')}."
    # What changed meanwhile is a warning as well: nobody can say then whether an item is missing.
    short = bool(pages.stopped or pages.joined.remarks()) or (pages.total is not None and not pages.done)
    outcome = replace(outcome, warning=summary) if short else replace(outcome, note=summary)
    first = pages.joined.opening or pages.last
    return replace(_with(body, first), outcome=outcome, failure=None, timing=Timing(total=seconds))


def _with(body: bytes, exchange: Exchange) -> Exchange:
    return replace(exchange, body=body, headers=_plain_type(exchange.headers), received=len(body))


def _failed(joined: Exchange, pages: "Pages") -> Exchange:
    """The exchange of a page that failed, over what came before it."""
    outcome, failure = joined.outcome, joined.failure
    summary = f"{pages.summary().rstrip('.')}."
    came = f"{replace(pages, stopped=f'page {pages.count + 1} got no answer').summary()}."
    if outcome is not None and outcome.kind is OutcomeKind.ERROR:
        if failure is not None:
            return replace(joined, outcome=replace(outcome, note=came))
        return replace(joined, outcome=replace(outcome, note="", warning=summary, damaged=False))
    if outcome is None or failure is not None:
        # Why, the failure itself says.
        return replace(joined, outcome=Outcome(OutcomeKind.SUCCESS, note=came))
    told = Outcome(OutcomeKind.ERROR, outcome.request_id, message=outcome.note or pages.stopped, warning=summary)
    return replace(joined, outcome=told)


def partial_exchange(pages: "Pages", seconds: float) -> Exchange | None:
    """What has come so far, to be read meanwhile; None where putting it together would take longer than it is worth."""
    if not pages.count or pages.done or pages.joined.size > _PARTS_AT_MOST:
        return None
    body = pages.merged()
    return replace(
        pages.last,
        body=body,
        headers=_plain_type(pages.last.headers),
        outcome=Outcome(OutcomeKind.SUCCESS),
        timing=Timing(total=seconds),
        received=len(body),
    )


def pages_left(exchange: Exchange, spec: ActionSpec | None) -> bool:
    """Whether the answer is a page of a list that has, or may have, more of them."""
    from explorer.services.fetch_pages import page_of

    paging = paging_of(spec) if spec is not None else None
    succeeded = exchange.outcome is not None and exchange.outcome.kind is OutcomeKind.SUCCESS
    if paging is None or not paging.items or not succeeded:
        return False
    if len(exchange.body) > _READ_AT_MOST:
        return True
    return page_of(exchange, paging)


def _plain_type(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    # The joined body is ours: UTF-8, whatever the last page came in.
    kept = [(name, value) for name, value in headers if name.lower() != "content-type"]
    return (*kept, ("Content-Type", "application/json"))
