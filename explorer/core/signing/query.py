"""Parameters as names and texts: the flat form that a query string and an HmacSHA1/HmacSHA256 form carry."""

import re
from collections.abc import Iterable
from urllib.parse import quote, unquote_plus

from explorer.core.errors import ParameterError
from explorer.core.models.json_value import JsonObject, JsonValue, Number

_KEPT = "-_.~"
_UNCHANGED = re.compile(r"[A-Za-z0-9_.~-]*\Z").match
_DEEPEST = 64


def flatten(parameters: JsonObject) -> list[tuple[str, str]]:
    """Every leaf by its dotted path, lists counted from 0: ``Filters.0.Name``.

    Booleans become ``true`` and ``false`` (the vendor's Python SDK writes ``True``, its Go and Node SDKs ``true``).
    Null, an empty list and an empty object have no flat form and disappear; an empty text stays.
    """
    pairs: list[tuple[str, str]] = []
    for name, value in parameters.items():
        _flatten(name, value, pairs)
    return pairs


def _flatten(path: str, value: JsonValue, pairs: list[tuple[str, str]]) -> None:
    if isinstance(value, dict):
        for name, item in value.items():
            _flatten(f"{path}.{name}", item, pairs)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            _flatten(f"{path}.{position}", item, pairs)
    elif value is not None:
        pairs.append((path, scalar_text(value)))


def without_flat_form(parameters: JsonObject) -> tuple[str, ...]:
    """The dotted paths of all that ``flatten`` drops: null, empty lists, empty objects."""
    lost: list[str] = []
    for name, value in parameters.items():
        _find_lost(name, value, lost)
    return tuple(lost)


def _find_lost(path: str, value: JsonValue, lost: list[str]) -> None:
    if value is None or value == [] or value == {}:
        lost.append(path)
    elif isinstance(value, dict):
        for name, item in value.items():
            _find_lost(f"{path}.{name}", item, lost)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            _find_lost(f"{path}.{position}", item, lost)


def scalar_text(value: str | bool | Number) -> str:
    """A scalar as a query string, a form or a multipart field writes it."""
    if isinstance(value, Number):
        return value.text
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def encode(pairs: Iterable[tuple[str, str]]) -> str:
    """The query string of these pairs in their order, by RFC 3986: UTF-8, upper-case hex, a blank is ``%20``.

    Raises ParameterError for a text that is no Unicode (a lone surrogate).
    """
    return "&".join(f"{_quoted(name, name)}={_quoted(value, name)}" for name, value in pairs)


def _quoted(text: str, name: str) -> str:
    if _UNCHANGED(text):
        return text
    try:
        return quote(text, safe=_KEPT)
    except UnicodeEncodeError:
        raise ParameterError(
            f"The value of {name!r} holds half of a character pair, which cannot be sent in a query.",
            path=name,
            hint="Remove it, or send the request as POST with JSON.",
        ) from None


def parse_query(text: str) -> list[tuple[str, str]]:
    """The pairs of a query string or form, in order; ``+`` and ``%20`` are blanks, a name alone has an empty value."""
    pairs = []
    for part in text.split("&"):
        if part:
            name, _, value = part.partition("=")
            pairs.append((unquote_plus(name), unquote_plus(value)))
    return pairs


def unflatten(pairs: Iterable[tuple[str, str]]) -> JsonObject:
    """The nested parameters of flat pairs; every leaf is text. The last of equal names counts.

    An object whose keys are all numbers becomes a list in their order (so counting from 1 is understood too).
    Raises ParameterError when a name is both a value and an object, or nested too deep.
    """
    root: JsonObject = {}
    for path, text in pairs:
        _place(root, path, text)
    return {name: _with_lists(value) for name, value in root.items()}


def _place(root: JsonObject, path: str, text: str) -> None:
    steps = path.split(".")
    if len(steps) > _DEEPEST:
        raise ParameterError(f"The parameter {path[:80]!r}… is nested deeper than {_DEEPEST} levels.", path=path)
    here = root
    for step in steps[:-1]:
        inner = here.setdefault(step, {})
        if not isinstance(inner, dict):
            raise _clash(path)
        here = inner
    if isinstance(here.get(steps[-1]), dict):
        raise _clash(path)
    here[steps[-1]] = text


def _clash(path: str) -> ParameterError:
    return ParameterError(f"The parameter {path!r} is given both as a value and as an object.", path=path)


def _with_lists(value: JsonValue) -> JsonValue:
    if not isinstance(value, dict):
        return value
    items = {name: _with_lists(item) for name, item in value.items()}
    if items and all(name.isascii() and name.isdecimal() for name in items):
        return [items[name] for name in sorted(items, key=int)]
    return items
