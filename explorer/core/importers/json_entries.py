"""Reads the JSON that tools export, and finds the entries in it that are calls of API 3.0."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from explorer.core.errors import ImportFormatError
from explorer.core.importers.call_request import to_request
from explorer.core.importers.http_call import HttpCall
from explorer.core.importers.imported import Catalog, Entry, Imported

_MOST = 50_000
_MOST_CALLS = 2_000
_NAMED = 5
# A name and a password may stand before the host.
_USER = re.compile(r"//[^/]{0,1000}@")


@dataclass(frozen=True, slots=True)
class Exported:
    """One entry as a tool wrote it: the call, and what stands about it. See Entry for the fields."""

    call: HttpCall
    name: str = ""
    folder: tuple[str, ...] = ()
    time: str = ""
    status: str = ""
    code: str = ""
    answer: bytes = field(default=b"", repr=False)


def read_json(text: str, what: str) -> Any:
    """Plain Python data. Raises ImportFormatError."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise ImportFormatError(f"The {what} is not valid JSON: {error}."[:300]) from None
    except RecursionError:
        raise ImportFormatError(f"The {what} is nested too deep to be read.") from None


def every_call(exported: Iterable[Exported], catalog: Catalog, format_: str, notes: Iterable[str] = ()) -> Imported:
    """All entries that are calls, and notes on the others. Raises ImportFormatError when none can be read."""
    found: list[Entry] = []
    problems: list[ImportFormatError] = []
    others = seen = 0
    cut = False
    for each in exported:
        seen += 1
        if seen > _MOST or len(found) == _MOST_CALLS:
            cut = True
            break
        try:
            imported = to_request(each.call, catalog, format_)
        except ImportFormatError as error:
            problems.append(error)
            if looks_like_call(each.call):
                found.append(_unread(each, error))
            else:
                others += 1
            continue
        found.append(_read(each, replace(imported, answer=each.answer)))
    first = next((entry.imported for entry in found if entry.imported is not None), None)
    if first is None:
        raise _none_of(seen, problems)
    said = (*notes, *_remarks(found, others, cut=cut))
    if len(found) == 1:
        return replace(first, notes=(*first.notes, *_answer_note(found[0]), *said))
    return replace(first, notes=said, entries=tuple(found))


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


def _read(each: Exported, imported: Imported) -> Entry:
    label = imported.request.action.name if imported.request is not None else ""
    return Entry(label, imported, each.name, each.folder, each.time, each.status, each.code)


def _unread(each: Exported, error: ImportFormatError) -> Entry:
    address = _USER.sub("//", each.call.url[:2000].partition("?")[0])[:100]
    label = each.call.header("x-tc-action")[:60] or address
    return Entry(label, None, each.name, each.folder, each.time, each.status, each.code, problem=str(error))


def _none_of(seen: int, problems: list[ImportFormatError]) -> ImportFormatError:
    if seen == 1:
        return problems[0]
    words = f"None of its {seen} requests is a call of API 3.0." if seen else "There is no request in it."
    return ImportFormatError(words, hint=str(problems[0]) if problems else "")


def _answer_note(entry: Entry) -> tuple[str, ...]:
    if not entry.status and not (entry.imported and entry.imported.answer):
        return ()
    told = " ".join(part for part in (entry.status, entry.code) if part)
    return (f"Its answer is in the text too{f': {told}' if told else ''}.",)


def _remarks(found: list[Entry], others: int, *, cut: bool) -> list[str]:
    said = []
    unread = [entry for entry in found if entry.imported is None]
    said += [f"{_called(entry)} cannot be opened: {entry.problem}" for entry in unread[:_NAMED]]
    if len(unread) > _NAMED:
        said.append(f"{len(unread) - _NAMED} more cannot be opened; the list says why.")
    if others:
        said.append(
            "1 other request is no call of API 3.0 and was left out."
            if others == 1
            else f"{others} other requests are no calls of API 3.0 and were left out."
        )
    if cut:
        said.append("There are more: only the first 2,000 calls are listed.")
    return said


def _called(entry: Entry) -> str:
    name = f"{entry.name} ({entry.label})" if entry.name and entry.name != entry.label else entry.label
    return "".join(letter if letter.isprintable() else "·" for letter in name[:120])
