"""Postman collections (v2.0, v2.1): a whole collection, a folder, or one request."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from explorer.core.errors import ImportFormatError
from explorer.core.importers.http_call import HttpCall
from explorer.core.importers.imported import Catalog, Imported
from explorer.core.importers.json_entries import Exported, dict_of, dicts_of, every_call, read_json, text_of
from explorer.core.importers.postman_variables import Filling, variables_in
from explorer.core.signing.query import encode

_KEYS = re.compile(r"\"(?:_postman_id|_postman_variable_scope)\"|schema\.getpostman\.com|\"header\"\s{0,20}:\s{0,20}\[")
_MARKS_WITHIN = 200_000
_LONGEST_NAME = 100


class PostmanImporter:
    """See Importer."""

    format = "Postman entry"

    def recognises(self, text: str) -> bool:
        """Whether it is JSON with a mark of Postman's, which stand at the beginning or the end."""
        if text.lstrip()[:1] not in {"{", "["}:
            return False
        return bool(_KEYS.search(text, 0, _MARKS_WITHIN) or _KEYS.search(text, max(0, len(text) - _MARKS_WITHIN)))

    def read(self, text: str, catalog: Catalog) -> Imported:
        """Every API call of the collection. Raises ImportFormatError."""
        document = read_json(text, "Postman entry")
        if _is_environment(document):
            raise ImportFormatError(
                "This is an environment of Postman: it holds variables and no request.",
                hint="Export the collection, and drop that.",
            )
        left_out: dict[str, None] = {}
        exported = (_exported(place, left_out) for place in _places(document, left_out))
        found = every_call(exported, catalog, self.format)
        name = text_of(dict_of(dict_of(document).get("info")).get("name"))[:_LONGEST_NAME]
        return replace(found, notes=tuple(dict.fromkeys((*found.notes, *left_out))), name=name)


@dataclass(frozen=True, slots=True)
class _Place:
    """A request, and where it stands in the collection."""

    request: dict[str, Any]
    name: str
    folder: tuple[str, ...]
    variables: Mapping[str, str | None]


def _is_environment(document: Any) -> bool:
    inner = dict_of(document)
    return "item" not in inner and "request" not in inner and isinstance(inner.get("values"), list)


def _places(document: Any, left_out: dict[str, None]) -> Iterator[_Place]:
    """Every request, in order, without recursion."""
    waiting: list[tuple[Any, tuple[str, ...], Mapping[str, str | None]]] = [(document, (), {})]
    while waiting:
        each, folder, variables = waiting.pop()
        if isinstance(each, list):
            waiting += [(item, folder, variables) for item in reversed(each)]
        elif isinstance(each, dict):
            name = text_of(each.get("name"))[:_LONGEST_NAME]
            _say_left_out(each, left_out)
            if each.get("variable"):
                variables = {**variables, **variables_in(each["variable"])}
            if isinstance(each.get("request"), str):
                yield _Place({"method": "GET", "url": each["request"]}, name, folder, variables)
            elif isinstance(each.get("request"), dict):
                yield _Place(each["request"], name, folder, variables)
            elif "method" in each and "url" in each:
                yield _Place(each, name, folder, variables)
            if each.get("item"):
                inner = (*folder, name) if each is not document and name else folder
                waiting.append((each["item"], inner, variables))


def _say_left_out(each: dict[str, Any], left_out: dict[str, None]) -> None:
    events = dicts_of(each.get("event"))
    if any(dict_of(event.get("script")).get("exec") for event in events):
        left_out["Postman's scripts were left out; they are never run."] = None
    if each.get("auth"):
        left_out["Postman's authorisation was left out; the chosen profile signs."] = None


def _exported(place: _Place, left_out: dict[str, None]) -> Exported:
    if place.request.get("auth"):
        left_out["Postman's authorisation was left out; the chosen profile signs."] = None
    return Exported(_call(place.request, Filling(place.variables)), name=place.name, folder=place.folder)


def _call(entry: dict[str, Any], filling: Filling) -> HttpCall:
    headers = [
        (filling.fill(text_of(each.get("key"))), filling.fill(text_of(each.get("value"))))
        for each in _headers(entry.get("header"))
        if not each.get("disabled")
    ]
    notes: list[str] = []
    body, fields, kind = _body(dict_of(entry.get("body")), notes)
    if kind and not any(name.lower() == "content-type" for name, _ in headers):
        headers.append(("Content-Type", kind))
    address = filling.fill(_address(entry.get("url")))
    filled = None if fields is None else tuple((filling.fill(name), filling.fill(value)) for name, value in fields)
    body = filling.fill(body)
    method = text_of(entry.get("method"))
    return HttpCall(method, address, tuple(headers), body, filled, (*notes, *filling.notes()))


def _headers(value: Any) -> list[dict[str, Any]]:
    """A list of objects, or in v2.0 one text with a header a line."""
    if not isinstance(value, str):
        return dicts_of(value)
    pairs = (line.partition(":") for line in value.splitlines())
    return [{"key": name.strip(), "value": text.strip()} for name, colon, text in pairs if colon]


def _address(url: Any) -> str:
    """The address as written, or put together from its parts."""
    if isinstance(url, str):
        return url
    parts = dict_of(url)
    raw = text_of(parts.get("raw"))
    if raw and not any(each.get("disabled") for each in dicts_of(parts.get("query"))):
        return raw
    host = parts.get("host")
    name = ".".join(text_of(label) for label in host) if isinstance(host, list) else text_of(host)
    scheme = text_of(parts.get("protocol")) or "https"
    port = f":{text_of(parts.get('port'))}" if parts.get("port") else ""
    query = encode((_clean(key), _clean(value)) for key, value in _pairs(parts.get("query")))
    if raw:
        return raw.partition("?")[0] + (f"?{query}" if query else "")
    return f"{scheme}://{name}{port}/{'?' + query if query else ''}" if name else ""


def _body(body: dict[str, Any], notes: list[str]) -> tuple[str, tuple[tuple[str, str], ...] | None, str]:
    mode = body.get("mode")
    if body.get("disabled"):
        return "", None, ""
    if mode == "urlencoded":
        pairs = _pairs(body.get("urlencoded"))
        text = encode((_clean(name), _clean(value)) for name, value in pairs)
        # The marks of a variable must come through to be filled in.
        return text.replace("%7B%7B", "{{").replace("%7D%7D", "}}"), None, "application/x-www-form-urlencoded"
    if mode == "formdata":
        files = [text_of(each.get("key"))[:60] for each in dicts_of(body.get("formdata")) if each.get("type") == "file"]
        notes += [f"The file of the field {name} is not in the export." for name in files]
        return "", _pairs(body.get("formdata")), ""
    if mode == "file":
        notes.append("The body is a file, which is not in the export.")
        return "", None, "application/octet-stream"
    raw = text_of(body.get("raw"))
    return raw, None, "application/json" if raw else ""


def _pairs(value: Any) -> tuple[tuple[str, str], ...]:
    return tuple(
        (text_of(each.get("key")), text_of(each.get("value"))) for each in dicts_of(value) if not each.get("disabled")
    )


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
