"""PowerShell's own web commands, as people type them and as browsers copy them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from explorer.core.errors import ImportFormatError
from explorer.core.importers.call_request import to_request
from explorer.core.importers.http_call import HttpCall
from explorer.core.importers.imported import Catalog, Imported

_COMMAND = re.compile(
    r"(?im)^[ \t]*+(?:PS[^>\n]{0,300}>[ \t]*+)?(?:\$\w{1,80}[ \t]*+=[ \t]*+)?\(?"
    r"(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)(?=[ \t])"
)
_TOKEN = re.compile(
    r"(?P<here>@['\"][ \t]*+\r?\n)|'(?P<single>(?:[^']|'')*+)'|\"(?P<double>(?:[^\"`]|`.|\"\")*+)\""
    r"|(?P<table>@\{)|(?P<array>@\()|(?P<goes_on>`[ \t]*+\r?\n)|(?P<end>[;\n|])|(?P<mark>[=(){},])"
    r"|\$(?P<variable>[\w:]{1,80})|(?P<open>['\"])|(?P<comment>\#[^\n]*+)|(?P<word>[^\s'\"=(){},;|$@`\#]++|.)",
    re.DOTALL,
)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_SWITCHES = {
    "usebasicparsing",
    "disablekeepalive",
    "skipcertificatecheck",
    "verbose",
    "passthru",
    "usedefaultcredentials",
}
_SHORT = {"u": "uri", "h": "headers", "m": "method", "b": "body", "c": "contenttype"}

_Value = str | dict[str, str]


@dataclass(slots=True)
class _Script:
    variables: dict[str, _Value] = field(default_factory=dict)
    unknown: dict[str, None] = field(default_factory=dict)


class PowerShellWebImporter:
    """See Importer."""

    format = "PowerShell web command"

    def recognises(self, text: str) -> bool:
        """Whether a line begins with Invoke-WebRequest, Invoke-RestMethod, or the short name of either."""
        return bool(_COMMAND.search(text))

    def read(self, text: str, catalog: Catalog) -> Imported:
        """The request of the first command. Raises ImportFormatError."""
        found = _COMMAND.search(text)
        if found is None:
            raise ImportFormatError("There is no web command of PowerShell in the text.")
        script = _Script()
        _assign(_Reader(text[: found.start()], script))
        options = _options(_Reader(text[found.end() :], script))
        return to_request(_call(options, script), catalog, self.format)


class _Reader:
    """Tokens with one to look ahead at; raises ImportFormatError for a quote that is never closed."""

    def __init__(self, text: str, script: _Script) -> None:
        self.script = script
        self._tokens = _tokens(text)
        self.kind, self.text = "", ""
        self.next()

    def next(self) -> None:
        self.kind, self.text = next(self._tokens, ("", ""))

    def value(self) -> _Value:
        """The value that begins here: a text, a table, a variable, or what stands in brackets."""
        kind, text = self.kind, self.text
        self.next()
        if kind == "table":
            return self._table()
        if kind == "variable":
            known = self.script.variables.get(text.lower())
            if known is None:
                self.script.unknown[f"${text}"] = None
            return f"${text}" if known is None else known
        return self._brackets() if text == "(" and kind == "mark" else text

    def _table(self) -> dict[str, str]:
        found: dict[str, str] = {}
        while self.kind and self.text != "}":
            name = self.text if self.kind in {"text", "word"} else ""
            self.next()
            if name and self.text == "=" and self.kind == "mark":
                self.next()
                value = self.value()
                found[name] = value if isinstance(value, str) else ""
        self.next()
        return found

    def _brackets(self) -> str:
        """``([Text.Encoding]::UTF8.GetBytes("…"))``: the only text in it."""
        depth, texts = 1, []
        while self.kind and depth:
            if self.kind == "mark":
                depth += {"(": 1, ")": -1}.get(self.text, 0)
            elif self.kind == "text":
                texts.append(self.text)
            self.next()
        if len(texts) != 1:
            self.script.unknown["(…)"] = None
        return texts[0] if len(texts) == 1 else ""


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            return
        kind, at = str(found.lastgroup), found.end()
        if kind == "here":
            mark = found.group()[1]
            end = text.find(f"\n{mark}@", at - 1)
            if end < 0:
                kind = "open"
            else:
                yield "text", text[at:end].removesuffix("\r")
                at = end + 3
        elif kind == "single":
            yield "text", found.group("single").replace("''", "'")
        elif kind == "double":
            yield "text", re.sub(r"`(.)|\"\"", _plain, found.group("double"), flags=re.DOTALL)
        elif (kind not in {"goes_on", "comment"} and not found.group().isspace()) or kind == "end":
            yield kind, found.group("variable") if kind == "variable" else found.group()
        if kind == "open":
            raise ImportFormatError("A quote in the command is never closed.", hint="Copy the whole command.")


def _plain(found: re.Match[str]) -> str:
    letter = found.group(1)
    return '"' if letter is None else _ESCAPES.get(letter, letter)


def _assign(reader: _Reader) -> None:
    """``$name = value`` of the lines before."""
    while reader.kind:
        name = reader.text.lower() if reader.kind == "variable" else ""
        reader.next()
        if name and reader.kind == "mark" and reader.text == "=":
            reader.next()
            if reader.kind in {"text", "table"}:
                reader.script.variables[name] = reader.value()


def _options(reader: _Reader) -> dict[str, _Value]:
    options: dict[str, _Value] = {}
    while reader.kind and reader.kind != "end":
        text = reader.text
        if reader.kind == "word" and text.startswith("-") and len(text) > 1:
            name = text[1:].rstrip(":").lower()
            reader.next()
            if name not in _SWITCHES and reader.kind not in {"", "end"}:
                options[_SHORT.get(name, name)] = reader.value()
        elif reader.kind in {"text", "word", "variable"}:
            options.setdefault("uri", reader.value())
        else:
            reader.next()
    return options


def _call(options: dict[str, _Value], script: _Script) -> HttpCall:
    headers = options.get("headers")
    pairs = list(headers.items()) if isinstance(headers, dict) else []
    kind = _text(options, "contenttype")
    if kind:
        pairs.append(("Content-Type", kind))
    given = options.get("body", "")
    body = given if isinstance(given, str) else urlencode(given, errors="replace")
    if isinstance(given, dict) and not kind:
        pairs.append(("Content-Type", "application/x-www-form-urlencoded"))
    unknown = [name for name in script.unknown if name.lower() != "$session"]
    notes = [f"{', '.join(unknown[:6])} has no value in the text."] if unknown else []
    if "websession" in options:
        notes.append("The session's cookies were left out.")
    method = _text(options, "method") or ("POST" if body else "GET")
    return HttpCall(method, _text(options, "uri"), tuple(pairs), body, None, tuple(notes))


def _text(options: dict[str, _Value], name: str) -> str:
    value = options.get(name, "")
    return value if isinstance(value, str) else ""
