"""The parameters that an error message speaks of, however it writes them."""

import re
from collections.abc import Iterator, Mapping

from explorer.core.models.action import ActionSpec, ObjectSpec
from explorer.core.models.json_value import JsonObject, JsonValue

# ASCII only: Chinese stands beside a name without a blank.
_WORD = re.compile(r"[A-Za-z](?:[A-Za-z0-9_]|\.(?=[A-Za-z0-9])|\[\d{1,6}\])*")
_INDEX = re.compile(r"\[(\d+)\]")
_INNER = re.compile(r"_|[a-z0-9][A-Z]")
_MOST_FIELDS = 3
_SHORTEST_VALUE = 4
_MOST_ELEMENTS = 200
_LONGEST_MESSAGE = 20_000
_WHOLES = frozenset({"body", "data", "input", "params", "parameters", "payload", "req", "request"})
"""What a server calls the parameters together: ``request.Limit``."""
_QUOTES = ".,;:!?\"'`()[]{}<>，。；：！？「」『』“”‘’（）《》【】"


def fields_named(message: str, parameters: JsonObject, spec: ActionSpec | None) -> tuple[str, ...]:
    """Parameters of the action that an error message names, by their dotted paths, or whose value it quotes; a few.

    ``Filters[0].Name`` is ``Filters.0.Name``; a path goes as far as there is something of that name.
    """
    message = message[:_LONGEST_MESSAGE]
    names = {name: name for name in parameters}
    if spec is not None:
        names |= {member.name: member.name for member in spec.input.members}
    alike = {_folded(name): name for name in names}
    found = [_path(word, names, alike, parameters, spec) for word in _WORD.findall(message)]
    said = {word.strip(_QUOTES) for word in message.split()}
    quoted = [path for path, value in _texts(parameters) if _stands_out(value, said)]
    return tuple(dict.fromkeys([path for path in [*found, *quoted] if path]))[:_MOST_FIELDS]


def _path(
    word: str, names: Mapping[str, str], alike: Mapping[str, str], parameters: JsonObject, spec: ActionSpec | None
) -> str:
    first, *rest = _INDEX.sub(r".\1", word).split(".")
    if rest and first.lower() in _WHOLES and first not in names:
        first, *rest = rest
    # A word of the language is no name: only one made of several may differ in its capitals.
    name = names.get(first) or (alike.get(_folded(first), "") if _INNER.search(first) else "")
    if not name:
        return ""
    member = spec.input.member(name) if spec is not None else None
    within = spec.object_of(member) if spec is not None and member is not None else None
    return ".".join([name, *_steps(rest, parameters.get(name), within, spec)])


def _steps(rest: list[str], value: JsonValue, within: ObjectSpec | None, spec: ActionSpec | None) -> list[str]:
    """The steps of a path that lead to something, in what was sent or in the spec."""
    steps = []
    for step in rest:
        if step.isdecimal():
            if not isinstance(value, list) or int(step) >= len(value):
                break
            value = value[int(step)]
        else:
            member = within.member(step) if within is not None else None
            known = isinstance(value, dict) and step in value
            if isinstance(value, list) or (member is None and not known):
                break
            value = value.get(step) if isinstance(value, dict) else None
            within = spec.object_of(member) if spec is not None and member is not None else None
        steps.append(step)
    return steps


def _folded(name: str) -> str:
    return name.replace("_", "").casefold()


def _texts(parameters: JsonObject) -> Iterator[tuple[str, str]]:
    """Texts, and those in lists, with their paths."""
    for name, value in parameters.items():
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, list):
            yield from (
                (f"{name}.{at}", item) for at, item in enumerate(value[:_MOST_ELEMENTS]) if isinstance(item, str)
            )


def _stands_out(value: str, said: set[str]) -> bool:
    # A word of the language would be found in many messages that do not mean it.
    return len(value) >= _SHORTEST_VALUE and not value.isalpha() and value in said
