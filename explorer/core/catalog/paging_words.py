"""What the documents of paging parameters say in words: where the pages begin, and how many items a page may have."""

import re

_TAG = re.compile(r"<[^>]*>")
_PAGE = re.compile(
    r"\bpage (?:number|no\b|index)|which page|number of pages|\bpages? [01]\b|\A(?:current )?page\.?\Z", re.IGNORECASE
)
# `Offset = Limit x (page number - 1)` explains an offset in items.
_FORMULA = re.compile(r"[*×]|\bx \(|(?:-|–|−) ?1\)|per page", re.IGNORECASE)
_BEGINS = re.compile(
    r"(?:starts?|starting|begins?|beginning|counting begins) (?:from|with|at)(?: page)? `?(?P<begin>[01])\b"
    r"|defaults?(?: to)?(?: value)?(?: is| of)?:? ?`?(?P<default>[01])\b|(?:valid values: )?(?P<shown>0) \(page 1\)"
    r"|\b(?P<by>[01]) by default|ranges?(?: is| from|:)* \[?(?P<range>[01])\b|minimum value(?: is|:) ?(?P<least>[01])\b"
    r"|(?:less than|at least|equal to or greater than) (?P<above>1)\b"
    r"|\bPage\w* ?= ?(?P<named>[01]) indicates the first",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"max(?:imum|imal|\.)?(?: (?:allowed|permitted|supported))?"
    r"(?: (?:value|number|quantity|limit|size|return(?: per page)?))?"
    r"(?: is| of|:)* ?`?(?P<most>\d[\d,]*)"
    r"|[\[(]\s*\d+ ?(?:,|-|–|~) ?(?P<range>\d[\d,]*) ?[\])]"
    r"|(?:value )?ranges?(?: is| of|:| from)* ?`?\d+ ?(?:-|–|~|to) ?(?P<to>\d[\d,]*)"
    r"|(?:not (?:exceed|exceeding|be (?:greater|more|larger) than)|up to|less than or equal to) `?(?P<up_to>\d[\d,]*)",
    re.IGNORECASE,
)
_DEFAULT = re.compile(r"default(?:s to)?(?: value)?(?: is| of)?:? ?`?(\d[\d,]*)", re.IGNORECASE)
_MOST_ASKED = 1000
"""A page with more items than that takes long to come, whatever is allowed."""


def first_page(document: str) -> int | None:
    """The number of the first page, 0 or 1; None where the document does not tell it."""
    found = _BEGINS.search(_plain(document))
    return int(next(number for number in found.groups() if number)) if found else None


def counts_pages(document: str) -> bool:
    """Whether the document of an Offset speaks of a page's number."""
    text = _plain(document)
    return bool(_PAGE.search(text)) and not _FORMULA.search(text)


def most_items(document: str) -> int:
    """The documented maximum of items a page, at most 1,000; 0 if none is told, or what is told makes no sense."""
    text = _plain(document)
    numbers = [_number(next(part for part in found.groups() if part)) for found in _MOST.finditer(text)]
    least = max([1, *(_number(found[1]) for found in _DEFAULT.finditer(text))])
    most = min(numbers, default=0)
    return min(most, _MOST_ASKED) if most >= least else 0


def _plain(document: str) -> str:
    return " ".join(_TAG.sub(" ", document).split())


def _number(text: str) -> int:
    return int(text.replace(",", ""))
