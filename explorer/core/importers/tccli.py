"""Command lines of the vendor's tccli."""

import re
from collections import Counter

from explorer.core.errors import ImportFormatError
from explorer.core.importers.find_action import find_action, spec_of
from explorer.core.importers.flat import is_shallow, parameters_of
from explorer.core.importers.imported import Catalog, Imported
from explorer.core.importers.shell_words import command_line, has_command
from explorer.core.importers.written_file import written_file
from explorer.core.models.action import ActionSpec
from explorer.core.models.json_value import JsonObject, loads
from explorer.core.models.request import DEFAULT_TIMEOUT, Request
from explorer.core.signing.endpoint import default_host

_SECRET = frozenset(("secretId", "secretKey", "token", "role-arn", "role-session-name"))
_READ = frozenset(("region", "version", "endpoint", "language", "timeout", "cli-input-json", "cli-unfold-argument"))
_OUTPUT = {
    "filter": "--filter chooses from the answer; the JMESPath field does the same.",
    "output": "--output is about showing the answer and was left out.",
    "waiter": "--waiter repeats the call; the request is opened as one call.",
    "profile": "--profile names a profile of tccli; the profile of the bar signs.",
    "generate-cli-skeleton": "--generate-cli-skeleton sends nothing; the call itself is opened.",
}

_REGION = re.compile(r"\bTENCENTCLOUD_REGION=['\"]?([a-z]{2,10}(?:-[a-z0-9]{1,20}){1,3})\b")


class TccliImporter:
    """See Importer."""

    format = "tccli command"

    def recognises(self, text: str) -> bool:
        """Whether a line begins with tccli."""
        return has_command(text, "tccli")

    def read(self, text: str, catalog: Catalog) -> Imported:
        """The request that tccli would send. Raises ImportFormatError."""
        line = command_line(text, "tccli")
        named, options = _parts(line.words)
        if len(named) < 2:
            raise ImportFormatError("The command names no product and action.", hint="tccli PRODUCT ACTION …")
        notes = ["" if not named[2:] else f"Not understood and left out: {' '.join(named[2:6])[:80]}."]
        values = {name: given for name, given in options if name in _READ}
        ref = find_action(catalog, named[1], _one(values, "version"), (named[0].lower(),), notes, unlisted=True)
        spec = spec_of(catalog, ref)
        request = Request(
            ref,
            parameters=_parameters(spec, options, _given(values, text), notes),
            region=_one(values, "region") or _region_before(text, notes),
            endpoint=_endpoint(_one(values, "endpoint"), ref.service),
            language=_one(values, "language"),
            timeout=_seconds(_one(values, "timeout")),
        )
        if line.variables:
            names = ", ".join(dict.fromkeys(line.variables[:6]))
            notes.append(f"{names} is a variable of the shell; its value is not in the text.")
        notes += [f"--{name[:40]} stands twice; only the last is kept." for name in _twice(options)]
        notes += [words for name, words in _OUTPUT.items() if any(name == option for option, _ in options)]
        return Imported(request, tuple(dict.fromkeys(note for note in notes if note)), self.format)


_Options = list[tuple[str, list[str]]]


def _parts(words: list[str]) -> tuple[list[str], _Options]:
    """The words before and between options are values of the option before them, but the first two name the action."""
    named: list[str] = []
    options: _Options = []
    for word in words:
        if word.startswith("--") and len(word) > 2 and (word[2].isalpha() or word[2] == "_"):
            name, sign, value = word[2:].partition("=")
            options.append((name, [value] if sign else []))
        elif not options or (len(named) < 2 and options[-1][1]):
            named.append(word)
        else:
            options[-1][1].append(word)
    return named, options


def _twice(options: _Options) -> list[str]:
    return [name for name, times in Counter(name for name, _ in options).items() if times > 1][:6]


def _region_before(text: str, notes: list[str]) -> str:
    """The region that a variable before the command gives it."""
    found = _REGION.search(text)
    if found is None:
        return ""
    notes.append("The region is that of TENCENTCLOUD_REGION before the command.")
    return found.group(1)


def _one(values: dict[str, list[str]], name: str) -> str:
    text = (values.get(name) or [""])[0].strip()
    return text if text.isprintable() or name == "cli-input-json" else ""


def _given(values: dict[str, list[str]], text: str) -> str:
    """The text of --cli-input-json, or of the file it names if the text writes that file itself."""
    given = _one(values, "cli-input-json")
    written = written_file(text, given.removeprefix("file://")) if given.startswith("file://") else None
    return given if written is None else written


def _parameters(spec: ActionSpec, options: _Options, given: str, notes: list[str]) -> JsonObject:
    pairs: list[tuple[str, str]] = []
    for name, values in options:
        if name in _SECRET:
            notes.append(f"--{name} holds a secret and was not kept; the profile of the bar signs.")
        elif name in _READ or name in _OUTPUT:
            continue
        elif not name[:1].isupper() and spec.input.member(name.partition(".")[0]) is None:
            notes.append(f"--{name[:40]} is none of the action's parameters and was left out.")
        else:
            pairs += _flat(name, values)
    parameters = parameters_of(spec, pairs, lists=True)
    return _base(given, notes) | parameters


def _flat(name: str, values: list[str]) -> list[tuple[str, str]]:
    if len(values) == 1:
        return [(name, _bare(values[0]))]
    if not values:
        return [(name, "")]
    return [(f"{name}.{at}", value) for at, value in enumerate(values)]


def _bare(value: str) -> str:
    r"""Windows shells are often given ``[{\"Name\": …}]``."""
    if value[:1] in {"{", "["} and '\\"' in value:
        try:
            loads(value)
        except (ValueError, RecursionError):
            return value.replace('\\"', '"')
    return value


def _base(given: str, notes: list[str]) -> JsonObject:
    """The parameters of --cli-input-json; options of their own win over them."""
    if not given:
        return {}
    if given.startswith("file://"):
        notes.append(f"The parameters of {given[7:67]} are not in the text; paste the file's JSON into the JSON tab.")
        return {}
    try:
        value = loads(_bare(given))
        if isinstance(value, dict) and is_shallow(value):
            return value
    except (ValueError, RecursionError):
        pass
    notes.append("The text after --cli-input-json is no JSON object and was left out.")
    return {}


def _endpoint(text: str, service: str) -> str:
    bare = text.removesuffix("/")
    host = bare.removeprefix("https://")
    if host == default_host(service) or not re.fullmatch(r"(?:https?://)?[A-Za-z0-9.:\[\]_-]{1,255}", bare):
        return ""
    return host


def _seconds(text: str) -> float:
    return float(text) if re.fullmatch(r"[1-9]\d{0,4}", text) else DEFAULT_TIMEOUT
