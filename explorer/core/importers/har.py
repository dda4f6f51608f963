"""HTTP archives (HAR) of browsers and proxies: a whole archive, one entry, or its request."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from explorer.core.importers.http_call import HttpCall
from explorer.core.importers.imported import Catalog, Imported
from explorer.core.importers.json_entries import dict_of, dicts_of, first_call, read_json, text_of

_KEYS = re.compile(r"\"(?:postData|headersSize|httpVersion|entries)\"\s{0,20}:|\"headers\"\s{0,20}:\s{0,20}\[")


class HarImporter:
    """See Importer."""

    format = "HAR entry"

    def recognises(self, text: str) -> bool:
        """Whether it is JSON with a mark of an archive."""
        return text.lstrip()[:1] in {"{", "["} and bool(_KEYS.search(text))

    def read(self, text: str, catalog: Catalog) -> Imported:
        """The first API call of the archive. Raises ImportFormatError."""
        return first_call(_requests(read_json(text, "HAR entry")), _call, catalog, self.format)


def _requests(document: Any) -> Iterator[dict[str, Any]]:
    inner = dict_of(document)
    log = dict_of(inner.get("log")) or inner
    entries = dicts_of(log.get("entries")) or dicts_of(document) or [inner]
    for entry in entries:
        yield dict_of(entry.get("request")) or entry


def _call(request: dict[str, Any]) -> HttpCall:
    headers = [(text_of(each.get("name")), text_of(each.get("value"))) for each in dicts_of(request.get("headers"))]
    posted = dict_of(request.get("postData"))
    kind = text_of(posted.get("mimeType"))
    if kind and not any(name.lower() == "content-type" for name, _ in headers):
        headers.append(("Content-Type", kind))
    body = text_of(posted.get("text"))
    pairs = [(text_of(each.get("name")), text_of(each.get("value"))) for each in dicts_of(posted.get("params"))]
    notes: tuple[str, ...] = ()
    fields = None
    if not body and pairs and kind.startswith("multipart/"):
        fields = tuple(pairs)
    elif not body and pairs:
        body = urlencode(pairs, errors="replace")
    if posted.get("encoding") == "base64":
        notes = ("The body stands as Base64 in the archive; it is kept as it is.",)
    return HttpCall(text_of(request.get("method")), text_of(request.get("url")), tuple(headers), body, fields, notes)
