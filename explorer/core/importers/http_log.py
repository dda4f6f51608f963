"""HTTP requests inside a log: dumps of an SDK's debug mode, and what curl -v and Python's http.client print."""

import re

from explorer.core.errors import ImportFormatError
from explorer.core.importers.imported import Catalog, Imported
from explorer.core.importers.raw_http import RawHttpImporter

_WITHIN = 400_000
_DUMP = re.compile(r"(?:GET|POST) \S{1,8000} HTTP/\d(?:\.\d)?[ \t]*\r?\n")
_FOLDED = re.compile(r"([\"']?)((?:GET|POST) [^\s\\]{1,8000} HTTP/\d(?:\.\d)?\\r\\n)")
_SENT = re.compile(r"(?m)^send: b(?:'((?:[^'\\\n]|\\[^\n])*+)'|\"((?:[^\"\\\n]|\\[^\n])*+)\")")
_ARROW = re.compile(r"(?m)^([^\n]{0,200}?)--> (GET|POST) (https?://\S{1,8000})[^\n]{0,40}$")
_TOLD = re.compile(r"request url: (https?://\S{1,8000}?)[.,]? request headers information: ", re.IGNORECASE)
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,100}: ")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([^xu]))")
_LETTERS = {"n": "\n", "r": "\r", "t": "\t"}
_NO_BODY = "The log does not hold the body; only the address and the headers were read."


class HttpLogImporter:
    """See Importer."""

    format = "HTTP request in a log"

    def recognises(self, text: str) -> bool:
        """Whether a request stands somewhere in it."""
        if text.lstrip()[:1] in {"{", "["} and text.rstrip()[-1:] in {"}", "]"}:
            return False
        marks = (_SENT, _ARROW, _TOLD, _FOLDED, _DUMP)
        return any(mark.search(text, 0, _WITHIN) for mark in marks)

    def read(self, text: str, catalog: Catalog) -> Imported:
        """The first request of the log. Raises ImportFormatError."""
        for form in (_sent, _arrow, _told, _folded, _dumped):
            found = form(text)
            if found is not None:
                request, notes = found
                read = RawHttpImporter().read(request, catalog)
                return Imported(read.request, (*notes, *read.notes), self.format, authorization=read.authorization)
        raise ImportFormatError("There is no HTTP request in the log.")


_Found = tuple[str, tuple[str, ...]] | None


def _sent(text: str) -> _Found:
    """Python's http.client: each ``send: b'…'`` is a piece of the request."""
    pieces = [_unescaped(one or other) for one, other in _SENT.findall(text[:_WITHIN])]
    whole = "".join(pieces)
    if not pieces or not _DUMP.match(whole):
        return None
    following = _DUMP.search(whole, 1)
    return (whole[: following.start()] if following else whole), ()


def _arrow(text: str) -> _Found:
    """OkHttp, as in the Java SDK: ``--> POST URL``, headers and body, each line after the log's own words."""
    found = _ARROW.search(text, 0, _WITHIN)
    if found is None:
        return None
    prefix, method, url = found.groups()
    lines = []
    for line in text[found.end() :].lstrip("\r").removeprefix("\n").split("\n"):
        bare = line.removeprefix(prefix) if prefix.strip() else line
        if bare.startswith(("--> END", "<-- ")):
            break
        lines.append("" if bare.rstrip("\r") == prefix.rstrip() else bare.rstrip("\r"))
    return f"{method} {url} HTTP/1.1\n" + "\n".join(lines), ()


def _told(text: str) -> _Found:
    """The Java SDK's own sentence: address and headers, and no body."""
    found = _TOLD.search(text, 0, _WITHIN)
    if found is None:
        return None
    lines = []
    for line in text[found.end() :].splitlines()[:100]:
        if not _HEADER.match(line):
            break
        lines.append(line)
    return f"POST {found.group(1)} HTTP/1.1\n" + "\n".join(lines) + "\n\n", (_NO_BODY,)


def _folded(text: str) -> _Found:
    r"""A dump on one line, its line ends written as ``\r\n``."""
    found = _FOLDED.search(text, 0, _WITHIN)
    if found is None:
        return None
    quote = found.group(1)
    line = text[found.start(2) :].partition("\n")[0]
    inner = re.match(rf"(?:[^{quote}\\]|\\.)*+", line) if quote else None
    return _unescaped(inner.group() if inner else line), ()


def _dumped(text: str) -> _Found:
    """A dump over several lines, after the log's own words or curl's ``> ``."""
    found = _DUMP.search(text, 0, _WITHIN)
    if found is None:
        return None
    begin = text.rfind("\n", 0, found.start()) + 1
    if text[begin : found.start()] == "> ":
        lines = []
        for line in text[begin:].splitlines():
            if not line.startswith(">"):
                break
            lines.append(line[2:])
        return "\n".join(lines) + "\n\n", (_NO_BODY,)
    return _cut(text[found.start() :]), ()


def _cut(dump: str) -> str:
    """Up to the end of the body: as long as Content-Length says, else one line of it, as SDKs write JSON."""
    blank = re.search(r"\r?\n\r?\n", dump)
    if blank is None:
        return dump
    head, body = dump[: blank.end()], dump[blank.end() :]
    size = re.search(r"(?im)^content-length:[ \t]*(\d{1,9})[ \t]*\r?$", head)
    if size is not None:
        return head + body.encode("utf-8", "surrogatepass")[: int(size.group(1))].decode("utf-8", "ignore")
    if re.search(r"(?im)^transfer-encoding:", head):
        return dump
    return head + body.partition("\n")[0].rstrip("\r")


def _unescaped(text: str) -> str:
    """A text as Go's %q or Python's repr wrote it; bytes of UTF-8 come together again."""

    def letter(found: re.Match[str]) -> str:
        byte, unit, plain = found.groups()
        if byte:
            return chr(0xDC00 + int(byte, 16)) if int(byte, 16) > 0x7F else chr(int(byte, 16))
        return chr(int(unit, 16)) if unit else _LETTERS.get(plain, plain)

    made = _ESCAPE.sub(letter, text)
    try:
        return made.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return made
