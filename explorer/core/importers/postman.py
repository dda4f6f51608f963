"""Entries of Postman collections (v2.0, v2.1): a whole collection, a folder, or one request."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from explorer.core.importers.http_call import HttpCall
from explorer.core.importers.imported import Catalog, Imported
from explorer.core.importers.json_entries import dict_of, dicts_of, first_call, read_json, text_of
from explorer.core.signing.query import encode

_KEYS = re.compile(r"\"(?:_postman_id|_postman_variable_scope)\"|schema\.getpostman\.com|\"header\"\s{0,20}:\s{0,20}\[")
_VARIABLE = re.compile(r"\{\{([^{}\n]{1,100})\}\}")


class PostmanImporter:
    """See Importer."""

    format = "Postman entry"

    def recognises(self, text: str) -> bool:
        """Whether it is JSON with a mark of Postman's."""
        return text.lstrip()[:1] in {"{", "["} and bool(_KEYS.search(text))

    def read(self, text: str, catalog: Catalog) -> Imported:
        """The first API call of the collection. Raises ImportFormatError."""
        document = read_json(text, "Postman entry")
        variables = {
            text_of(each.get("key")): text_of(each.get("value")) for each in dicts_of(dict_of(document).get("variable"))
        }
        return first_call(_requests(document), lambda entry: _call(entry, variables), catalog, self.format)


def _requests(document: Any) -> Iterator[dict[str, Any]]:
    """Every request, in order, without recursion."""
    waiting: list[Any] = [document]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += reversed(each)
        elif isinstance(each, dict):
            if isinstance(each.get("request"), dict):
                yield each["request"]
            elif "method" in each and "url" in each:
                yield each
            waiting.append(each.get("item"))


def _call(entry: dict[str, Any], variables: Mapping[str, str]) -> HttpCall:
    missing: dict[str, None] = {}

    def fill(text: str) -> str:
        def value(found: re.Match[str]) -> str:
            known = variables.get(found.group(1).strip())
            if known is None:
                missing[found.group(1).strip()] = None
            return found.group() if known is None else known

        return _VARIABLE.sub(value, text)

    url = entry.get("url")
    raw = text_of(dict_of(url).get("raw")) or text_of(url)
    headers = [
        (fill(text_of(each.get("key"))), fill(text_of(each.get("value"))))
        for each in dicts_of(entry.get("header"))
        if not each.get("disabled")
    ]
    body, fields, kind = _body(dict_of(entry.get("body")))
    if kind and not any(name.lower() == "content-type" for name, _ in headers):
        headers.append(("Content-Type", kind))
    address, body = fill(raw), fill(body)
    notes = [f"Postman's variables {', '.join(list(missing)[:6])} have no value in the text."] if missing else []
    if entry.get("auth"):
        notes.append("Postman's authorisation was left out; the chosen profile signs.")
    method = text_of(entry.get("method"))
    return HttpCall(method, address, tuple(headers), body, fields, tuple(notes))


def _body(body: dict[str, Any]) -> tuple[str, tuple[tuple[str, str], ...] | None, str]:
    mode = body.get("mode")
    if mode == "urlencoded":
        pairs = _pairs(body.get("urlencoded"))
        text = encode((_clean(name), _clean(value)) for name, value in pairs)
        return text, None, "application/x-www-form-urlencoded"
    if mode == "formdata":
        return "", _pairs(body.get("formdata")), ""
    raw = text_of(body.get("raw"))
    return raw, None, "application/json" if raw else ""


def _pairs(value: Any) -> tuple[tuple[str, str], ...]:
    return tuple(
        (text_of(each.get("key")), text_of(each.get("value"))) for each in dicts_of(value) if not each.get("disabled")
    )


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
