"""Raw HTTP requests, as a capture or a log shows them, and bare addresses of a GET."""

import re

from explorer.core.errors import ImportFormatError
from explorer.core.importers.call_request import to_request
from explorer.core.importers.form_data import field_bytes
from explorer.core.importers.http_call import HttpCall
from explorer.core.importers.imported import Catalog, Imported

_LINE = re.compile(
    r"(?:[ \t]*+(?:#[^\n]*+)?\r?\n)*+[ \t]*+(?:>\s)?"
    r"([A-Za-z]{3,10})[ \t]+(\S{1,200000})[ \t]+HTTP/\d(?:\.\d)?[ \t]*\r?$",
    re.MULTILINE,
)
_ADDRESS = re.compile(r"\s*+(?:GET[ \t]+)?(https?://[^\s/?#]{1,255}/?\?\S+)\s*\Z", re.IGNORECASE)
_CHUNK = re.compile(rb"(?:\r?\n)?([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_ARROW_BEFORE = re.compile(r"(?m)^[ \t]*>\s")
_OF_CURL = re.compile(r"\s*+[*<](?:[ \t]|\r?\n|\Z)")
_HEADER = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z:-]{1,200}?)[ \t]*:(?!//)[ \t]*(.*)\Z")


class RawHttpImporter:
    """See Importer."""

    format = "HTTP request"

    def recognises(self, text: str) -> bool:
        """Whether it begins with a request line, or is an address with a query."""
        return bool(_LINE.match(text) or _ADDRESS.match(text))

    def read(self, text: str, catalog: Catalog) -> Imported:
        """The request. Raises ImportFormatError."""
        address = _ADDRESS.match(text)
        if address:
            return to_request(HttpCall("GET", address.group(1)), catalog, "address of a GET")
        first = _LINE.match(text)
        if first is None:
            raise ImportFormatError("The text does not begin with a request line such as POST / HTTP/1.1.")
        return to_request(_call(first, text[first.end() :]), catalog, self.format)


def _call(first: re.Match[str], rest: str) -> HttpCall:
    rest = rest.removeprefix("\n")
    head, body = _split(rest)
    notes: list[str] = []
    headers: list[tuple[str, str]] = []
    for line in head:
        found = _HEADER.match(line.removeprefix("> "))
        if found:
            headers.append((found.group(1), found.group(2).strip()))
        elif line.strip(" >"):
            notes.append(f"A line among the headers is none and was left out: {line.strip()[:40]!r}.")
    call = HttpCall(first.group(1).upper(), first.group(2), tuple(headers))
    if _OF_CURL.match(body) and _ARROW_BEFORE.search(first.group()):
        notes.append("curl -v does not print what it sends: the body is not in the text, fill it in.")
        return HttpCall(call.method, call.url, call.headers, notes=tuple(dict.fromkeys(notes[:6])))
    return HttpCall(
        call.method, call.url, call.headers, _measured(call, body, notes), notes=tuple(dict.fromkeys(notes[:6]))
    )


def _split(rest: str) -> tuple[list[str], str]:
    """Header lines, and the body after the first empty line, byte for byte."""
    found = re.search(r"(?:\A|\n)(?:> ?)?\r?\n", rest)
    if found is None:
        return rest.splitlines(), ""
    return rest[: found.start()].splitlines(), rest[found.end() :]


def _measured(call: HttpCall, body: str, notes: list[str]) -> str:
    """The body as long as Content-Length says, where a copy added no more than a line end."""
    if "chunked" in call.header("transfer-encoding").lower():
        return _unchunked(body, notes)
    size = call.header("content-length")
    if not re.fullmatch(r"\d{1,10}", size):
        return body.rstrip("\r\n")
    encoded = field_bytes(body)
    if len(encoded) == int(size):
        return body
    if len(encoded) > int(size) and not encoded[int(size) :].strip():
        return encoded[: int(size)].decode("utf-8", "surrogateescape")
    lines = body.replace("\r\n", "\n").replace("\n", "\r\n")
    if len(field_bytes(lines)) == int(size):
        return lines
    notes.append(f"Content-Length says {size} bytes, the body in the text has {len(encoded)}: something is missing.")
    return body.rstrip("\r\n")


def _unchunked(body: str, notes: list[str]) -> str:
    """The chunks put together by their sizes; extensions and trailers go."""
    data, pieces, at = field_bytes(body), [], 0
    while found := _CHUNK.match(data, at):
        size = int(found.group(1), 16)
        if not size:
            break
        at = found.end() + size
        if at > len(data):
            break
        pieces.append(data[found.end() : at])
    if not pieces:
        return body.rstrip("\r\n")
    notes.append("The body came in chunks; their sizes were taken away.")
    if not found or at > len(data):
        notes.append("The last chunk is missing, or the copy has changed line ends: check the body.")
    return b"".join(pieces).decode("utf-8", "surrogateescape")
