"""Reads the JSON that tools export, and finds the entries in it that are calls of API 3.0."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from explorer.core.errors import ImportFormatError
from explorer.core.importers.call_request import to_request
from explorer.core.importers.http_call import HttpCall
from explorer.core.importers.imported import Catalog, Imported

_MOST = 20_000


def read_json(text: str, what: str) -> Any:
    """Plain Python data. Raises ImportFormatError."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise ImportFormatError(f"The {what} is not valid JSON: {error}."[:300]) from None
    except RecursionError:
        raise ImportFormatError(f"The {what} is nested too deep to be read.") from None


def first_call(entries: Iterator[Any], reader: Callable[[Any], HttpCall], catalog: Catalog, format_: str) -> Imported:
    """The first entry that is a call; a note on how many more there are. Raises ImportFormatError when none is."""
    found: Imported | None = None
    more, seen = 0, 0
    problem: ImportFormatError | None = None
    for entry in entries:
        seen += 1
        if seen > _MOST:
            break
        call = reader(entry)
        if found is not None:
            more += looks_like_call(call)
            continue
        try:
            found = to_request(call, catalog, format_)
        except ImportFormatError as error:
            problem = problem or error
    if found is None:
        if problem is not None and seen == 1:
            raise problem
        words = f"None of its {seen} requests is a call of API 3.0." if seen else "There is no request in it."
        raise ImportFormatError(words, hint=str(problem) if problem else "")
    if not more:
        return found
    note = f"{more} more requests are in the text; the first one is opened."
    return Imported(found.request, (*found.notes, note), found.format)


def looks_like_call(call: HttpCall) -> bool:
    """Whether a call goes to API 3.0."""
    return bool(call.header("x-tc-action")) or "tencentcloudapi.com" in call.url[:300]


def text_of(value: Any) -> str:
    """A text, or an empty one for anything else."""
    return value if isinstance(value, str) else ""


def dict_of(value: Any) -> dict[str, Any]:
    """An object, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def dicts_of(value: Any) -> list[dict[str, Any]]:
    """The objects of a list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
