"""curl commands, as people type them and as browsers copy them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote_plus

from explorer.core.errors import ImportFormatError
from explorer.core.importers.call_request import to_request
from explorer.core.importers.http_call import HttpCall
from explorer.core.importers.imported import Catalog, Imported
from explorer.core.importers.json_entries import Exported, every_call
from explorer.core.importers.shell_words import CommandLine, command_lines, has_command
from explorer.core.importers.written_file import written_file
from explorer.core.models.json_value import loads

# Options that take a value and say nothing about the request itself.
_SKIPPED_WORDS = (
    "-o --output -x --proxy --cacert --cert -E --key --resolve --connect-to -w --write-out --connect-timeout --retry"
    " --retry-delay --retry-max-time --interface --dns-servers -D --dump-header -c --cookie-jar --max-redirs --tlsv"
    " --ciphers --capath --proxy-user -U --noproxy --limit-rate -K --config --stderr --trace --trace-ascii -T"
    " --upload-file -r --range -C --continue-at --socks5 --unix-socket -Y -y -z -Q -P -t"
)
_SKIPPED = frozenset(_SKIPPED_WORDS.split())
_DATA = {"-d", "--data", "--data-ascii", "--data-raw", "--data-binary", "--json", "--data-urlencode"}
_FLAG_WORDS = (
    "--get --head --compressed --insecure --location --silent --show-error --verbose --include --fail --fail-with-body"
    " --http1.0 --http1.1 --http2 --http2-prior-knowledge --http3 --ipv4 --ipv6 --globoff --path-as-is --tcp-nodelay"
    " --tlsv1 --tlsv1.0 --tlsv1.1 --tlsv1.2 --tlsv1.3 --ssl --ssl-reqd --ssl-no-revoke --raw --progress-bar --anyauth"
    " --basic --digest --tcp-fastopen --location-trusted --remote-name --trace-time --styled-output --parallel --next"
)
_FLAGS = frozenset(_FLAG_WORDS.split())
_WITH_VALUE = frozenset("XHdFubAemoxEwcDKTrCUYyzQPt")


@dataclass(slots=True)
class _Options:
    text: str
    method: str = ""
    urls: list[str] = field(default_factory=list)
    headers: list[tuple[str, str]] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    as_query: bool = False
    has_data: bool = False
    timeout: float | None = None


class CurlImporter:
    """See Importer."""

    format = "curl command"

    def recognises(self, text: str) -> bool:
        """Whether a line begins with curl."""
        return has_command(text, "curl")

    def read(self, text: str, catalog: Catalog) -> Imported:
        """The request that curl would send. Raises ImportFormatError."""
        lines = command_lines(text, "curl")
        name = self.format if lines[0].shell == "sh" else f"{self.format} ({lines[0].shell})"
        calls = [_call(_options(words, text), line) for line in lines for words in _between_next(line.words)]
        if len(calls) == 1:
            return to_request(calls[0], catalog, name)
        return every_call(map(Exported, calls), catalog, name)


def _between_next(words: list[str]) -> Iterator[list[str]]:
    """``--next`` begins another call with options of its own."""
    begin = 0
    for at, word in enumerate([*words, "--next"]):
        if word in {"--next", "-:"}:
            if at > begin:
                yield words[begin:at]
            begin = at + 1


def _options(words: list[str], text: str) -> _Options:
    options = _Options(text=text)
    waiting = iter(words)
    for word in waiting:
        for name, value in _split(word):
            needed = value
            if needed is None and _takes_value(name):
                needed = next(waiting, None)
                if needed is None:
                    raise ImportFormatError(f"curl's option {name} stands at the end without its value.")
            _take(options, name, needed or "")
    return options


def _split(word: str) -> list[tuple[str, str | None]]:
    """One word as options: ``--data=x``, ``-XPOST`` and ``-sS`` included; an address is the option ``--url``."""
    if word.startswith("--"):
        name, sign, value = word.partition("=")
        return [(name, value if sign and name in {"--request", "--header", "--url"} | _DATA else None)]
    if not word.startswith("-") or len(word) < 2:
        return [("--url", word)]
    found: list[tuple[str, str | None]] = []
    for at, letter in enumerate(word[1:], 2):
        if letter in _WITH_VALUE:
            found.append((f"-{letter}", word[at:] or None))
            break
        found.append((f"-{letter}", None))
    return found[:40]


def _takes_value(name: str) -> bool:
    if name.startswith("--"):
        long = {"--request", "--header", "--url", "--form", "--form-string", "--user", "--cookie", "--user-agent"}
        return name in _DATA | long | {"--referer", "--max-time"} | _SKIPPED
    return name[1:] in _WITH_VALUE


def _take(options: _Options, name: str, value: str) -> None:
    if name in {"-X", "--request"}:
        options.method = value
    elif name == "--url":
        options.urls.append(value)
    elif name in {"-H", "--header"}:
        _header(options, value)
    elif name in _DATA:
        _data(options, name, value)
    elif name in {"-F", "--form", "--form-string"}:
        _field(options, value)
    elif name in {"-G", "--get"}:
        options.as_query = True
    elif name in {"-I", "--head"}:
        options.method = "HEAD"
    elif name in {"-m", "--max-time"}:
        options.timeout = _seconds(value)
    elif name in {"-u", "--user", "-b", "--cookie", "-U", "--proxy-user"}:
        options.notes.append(f"curl's {name} holds a secret and was left out.")
    elif name.startswith("--") and name not in _FLAGS | _SKIPPED and not name.startswith("--no-"):
        options.notes.append(f"curl's option {name[:40]} is not known here and was left out, with a value after it.")
    elif name in {"-T", "--upload-file", "-K", "--config"}:
        options.notes.append(f"curl's {name} names a file, which was not read.")


def _header(options: _Options, value: str) -> None:
    if value.startswith("@"):
        options.notes.append("curl reads headers from a file, which was not read.")
        return
    name, colon, text = value.partition(":")
    if colon and text.strip():
        options.headers.append((name, text.strip()))
    elif not colon and value.endswith(";"):
        options.headers.append((value[:-1], ""))


def _data(options: _Options, name: str, value: str) -> None:
    options.has_data = True
    if value.startswith("@") and name not in {"--data-raw", "--data-urlencode"}:
        written = written_file(options.text, value[1:])
        if written is not None:
            options.data.append(written if name in {"--data-binary", "--json"} else re.sub(r"[\r\n]", "", written))
            return
        source = "standard input" if value == "@-" else f"the file {value[1:60]}"
        options.notes.append(f"The body is read from {source}, which is not in the text.")
        return
    if name == "--json":
        options.headers += [("Content-Type", "application/json")]
    if name == "--data-urlencode" and "@" in value.partition("=")[0]:
        key, _, file = value.partition("@")
        options.notes.append(
            f"The value of {key[:40] or 'the body'} is read from the file {file[:60]}: not in the text."
        )
        return
    if name == "--data-urlencode":
        key, sign, text = value.partition("=")
        value = f"{key}={quote_plus(text, errors='replace')}" if sign else quote_plus(value, errors="replace")
    options.data.append(value)


def _field(options: _Options, value: str) -> None:
    name, _, text = value.partition("=")
    if text.startswith(("@", "<")):
        options.notes.append(f"The field {name[:60]} is read from a file, which is not in the text; choose it anew.")
        options.fields.append(("", ""))
        return
    options.fields.append((name, text.partition(";type=")[0]))


def _seconds(value: str) -> float | None:
    return float(value) if re.fullmatch(r"\d{1,5}(?:\.\d{1,3})?", value) and float(value) > 0 else None


def _call(options: _Options, line: CommandLine) -> HttpCall:
    if not options.urls:
        raise ImportFormatError("The curl command names no address.")
    notes = options.notes
    # A word without a scheme beside an address with one is the value of an option that is not known here.
    urls = [url for url in options.urls if "://" in url] or options.urls
    if len(urls) > 1:
        notes.append(f"The command has {len(urls)} addresses; the first is taken. Are quotes missing?")
    body, url = "&".join(options.data), urls[0]
    if options.as_query:
        url, body = url + ("&" if "?" in url else "?") + body, ""
    if line.shell != "sh" or '\\"' in body:
        body = _without_backslashes(body, notes)
    kept = [variable for variable in line.variables if variable in body or variable in url]
    if kept:
        notes.append(f"{', '.join(dict.fromkeys(kept[:6]))} is a variable of the shell; its value is not in the text.")
    method = options.method or ("GET" if options.as_query else "POST" if options.has_data or options.fields else "GET")
    return HttpCall(
        method=method,
        url=url,
        headers=tuple(options.headers),
        body=body,
        fields=tuple(field for field in options.fields if field[0]) if options.fields else None,
        notes=tuple(notes),
        timeout=options.timeout,
    )


def _without_backslashes(body: str, notes: list[str]) -> str:
    r"""Windows programs are often given ``{\"Limit\":10}``: the backslashes are for the shell, not of the body."""
    if '\\"' not in body or _is_json(body):
        return body
    bare = body.replace('\\"', '"')
    if not _is_json(bare):
        return body
    notes.append('The body was quoted with \\" for the shell; the backslashes were taken away.')
    return bare


def _is_json(text: str) -> bool:
    try:
        loads(text)
    except (ValueError, RecursionError):
        return False
    return True
