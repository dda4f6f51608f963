"""HTTP archives (HAR) of browsers and proxies: a whole archive, one entry, or its request."""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from explorer.core.importers.http_call import HttpCall
from explorer.core.importers.imported import Catalog, Imported
from explorer.core.importers.json_entries import Exported, dict_of, dicts_of, every_call, read_json, text_of

_KEYS = re.compile(r"\"(?:postData|headersSize|httpVersion|entries)\"\s{0,20}:|\"headers\"\s{0,20}:\s{0,20}\[")
_CODE = re.compile(r"\"Error\"\s{0,20}:\s{0,20}\{[^{}]{0,4000}?\"Code\"\s{0,20}:\s{0,20}\"([A-Za-z][\w.]{0,120})\"")
_MARKS_WITHIN = 200_000
_CODE_WITHIN = 20_000


class HarImporter:
    """See Importer."""

    format = "HAR entry"

    def recognises(self, text: str) -> bool:
        """Whether it is JSON with a mark of an archive."""
        return text.lstrip()[:1] in {"{", "["} and bool(_KEYS.search(text, 0, _MARKS_WITHIN))

    def read(self, text: str, catalog: Catalog) -> Imported:
        """Every API call of the archive. Raises ImportFormatError."""
        entries = (_exported(entry) for entry in _entries(read_json(text, "HAR entry")))
        return every_call(entries, catalog, self.format)


def _entries(document: Any) -> list[dict[str, Any]]:
    inner = dict_of(document)
    log = dict_of(inner.get("log")) or inner
    return dicts_of(log.get("entries")) or dicts_of(document) or [inner]


def _exported(entry: dict[str, Any]) -> Exported:
    call = _call(dict_of(entry.get("request")) or entry)
    response = dict_of(entry.get("response"))
    status = response.get("status")
    answer = _answer(dict_of(response.get("content")))
    code = _CODE.search(answer[:_CODE_WITHIN].decode("utf-8", "replace"))
    return Exported(
        call,
        time=text_of(entry.get("startedDateTime"))[:40],
        status=str(status) if isinstance(status, int) and 0 < status < 1000 else "",
        code=code.group(1) if code else "",
        answer=answer,
    )


def _answer(content: dict[str, Any]) -> bytes:
    text = text_of(content.get("text"))
    decoded = _decoded(text) if content.get("encoding") == "base64" else None
    return text.encode("utf-8", "replace") if decoded is None else decoded


def _call(request: dict[str, Any]) -> HttpCall:
    headers = [(text_of(each.get("name")), text_of(each.get("value"))) for each in dicts_of(request.get("headers"))]
    posted = dict_of(request.get("postData"))
    kind = text_of(posted.get("mimeType"))
    if kind and not any(name.lower() == "content-type" for name, _ in headers):
        headers.append(("Content-Type", kind))
    notes: list[str] = []
    body = _body(posted, notes)
    pairs = list(_pairs(posted))
    fields = None
    if not body and pairs and kind.startswith("multipart/"):
        fields = tuple(pairs)
    elif not body and pairs:
        body = urlencode(pairs, errors="replace")
    return HttpCall(
        text_of(request.get("method")), text_of(request.get("url")), tuple(headers), body, fields, tuple(notes)
    )


def _pairs(posted: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for each in dicts_of(posted.get("params")):
        yield text_of(each.get("name")), text_of(each.get("value"))


def _body(posted: dict[str, Any], notes: list[str]) -> str:
    """The body; bytes that are no UTF-8 stand in it as half character pairs, as in Request.body_text."""
    text = text_of(posted.get("text"))
    if posted.get("encoding") != "base64":
        return text
    decoded = _decoded(text)
    if decoded is None:
        notes.append("The archive says that the body is Base64, but it is not; it is kept as it is.")
        return text
    return decoded.decode("utf-8", "surrogateescape")


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
