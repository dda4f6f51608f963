"""Check how a request travels, all but its parameters: what would be refused on sending is named while it is typed."""

import re

from explorer.core.errors import ExplorerError
from explorer.core.form.validate import Problem
from explorer.core.models.request import DEFAULT_TIMEOUT, Algorithm, ContentKind, Method, Request
from explorer.core.signing.endpoint import endpoint_url

_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z").match
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]").search
_REGION = re.compile(r"[A-Za-z0-9-]*\Z").match
_LENGTHS = {"content-length", "transfer-encoding"}
_UNREAD = {
    "timeout": "The time-out takes seconds, more than 0 and less than 100,000; sent anyway, it is "
    f"{DEFAULT_TIMEOUT:g} s.",
    "timestamp": "The timestamp takes whole seconds since 1970 (UTC); sent anyway, it is this machine's clock.",
}


def travel_problems(request: Request) -> tuple[Problem, ...]:
    """What is wrong, in the order of the Headers section; ``path`` is the field's name, ``header:0`` for own headers.

    The rule is ``header``. A problem that is not blocking is a remark.
    """
    found = [Problem("content_kind", "header", words) for words in _content(request)]
    if not _REGION(request.region.strip()):
        words = f"“{request.region.strip()[:60]}” is not written like a region (an example: ap-guangzhou)."
        found.append(Problem("region", "header", words, blocking=not request.region.isprintable()))
    if request.endpoint.strip():
        try:
            endpoint_url(request)
        except ExplorerError as error:
            found.append(Problem("endpoint", "header", str(error)))
    found += [Problem(name, "header", _UNREAD[name]) for name, _text in request.unread if name in _UNREAD]
    for index, (name, value) in enumerate(request.headers):
        found += [Problem(f"header:{index}", "header", words) for words in _header(name.strip(), value)]
    return tuple(found)


def _content(request: Request) -> list[str]:
    if request.content_kind is ContentKind.JSON:
        return []
    if request.method is Method.GET:
        return [f"A GET cannot carry {request.content_kind}: choose POST, or application/json."]
    if request.algorithm is not Algorithm.TC3:
        return [f"{request.algorithm} cannot sign {request.content_kind}: choose {Algorithm.TC3}."]
    return []


def _header(name: str, value: str) -> list[str]:
    if not _HEADER_NAME(name):
        return [f"“{name[:60]}” is no header name: letters, digits and dashes only."]
    if name.lower() in _LENGTHS:
        return [f"{name} cannot be chosen: it says where the body ends."]
    return [f"The value of {name} holds a control character."] if _CONTROL(value) else []
