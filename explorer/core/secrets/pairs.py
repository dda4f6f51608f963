"""Secrets that a pair names, ``{"Key": "password", "Value": …}``, and those in JSON within texts: for what is kept."""

import re
from collections.abc import Mapping

from explorer.core.models.json_value import JsonObject, JsonValue
from explorer.core.models.pair_names import PAIR_NAMES, PAIR_VALUES
from explorer.core.secrets.mask_cells import mask_json, names_secret
from explorer.core.secrets.redaction import MASK, blank_json_secrets
from explorer.core.secrets.secret_names import has_secret_hint

# In JSON inside a JSON string, each quote has backslashes before it.
_NAMED = re.compile(
    rf'\\*+"(?:{"|".join(sorted(PAIR_NAMES))})\\*+"[ \t\r\n]*+:[ \t\r\n]*+\\*+"([^"\\]{{1,200}})', re.IGNORECASE
)


def mask_pairs(text: str) -> str:
    """JSON with MASK for the value of each pair that names a secret; broken or cut JSON as far as it goes."""
    return mask_json(text) if _secret_names(text) else text


def blank_pairs(text: str) -> tuple[str, tuple[str, ...]]:
    """JSON with an empty text for the value of each pair that names a secret, and those names."""
    names = _secret_names(text)
    return (mask_json(text, ""), names) if names else (text, ())


def take_pairs(parameters: JsonObject) -> tuple[JsonObject, tuple[str, ...]]:
    """The parameters without the values of pairs that name secrets, and the dotted paths of what was left out.

    In a text that is JSON itself, secrets are emptied.
    """
    taken: list[str] = []
    return _without(parameters, "", taken), tuple(taken)


def pair_secrets(parameters: JsonObject) -> frozenset[str]:
    """The texts of the secrets that ``take_pairs`` leaves out."""
    found: set[str] = set()
    waiting: list[JsonValue] = [parameters]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            hidden = secret_members(value)
            found.update(text for name in hidden for text in _texts(value[name]))
            waiting += [item for name, item in value.items() if name not in hidden]
        elif isinstance(value, list):
            waiting += value
    return frozenset(found)


def secret_members(values: Mapping[str, JsonValue]) -> frozenset[str]:
    """The members of an object that are the value of a pair whose name is a secret's."""
    named = [value for name, value in values.items() if name.lower() in PAIR_NAMES and isinstance(value, str)]
    if not any(names_secret(value, number=False) for value in named):
        return frozenset()
    return frozenset(
        name
        for name, value in values.items()
        if name.lower() in PAIR_VALUES and value not in (None, "", []) and not isinstance(value, bool)
    )


def _without(values: JsonObject, prefix: str, taken: list[str]) -> JsonObject:
    hidden = secret_members(values)
    taken += [prefix + name for name in values if name in hidden]
    return {
        name: _value_without(value, prefix + name, taken) for name, value in values.items() if name not in hidden
    }  # fmt: skip


def _value_without(value: JsonValue, path: str, taken: list[str]) -> JsonValue:
    if isinstance(value, dict):
        return _without(value, f"{path}.", taken)
    if isinstance(value, list):
        return [_value_without(item, f"{path}.{place}", taken) for place, item in enumerate(value)]
    if not isinstance(value, str) or value.lstrip()[:1] not in ("{", "["):
        return value
    emptied = blank_pairs(blank_json_secrets(value)[0])[0]
    if emptied != value:
        taken.append(path)
    return emptied


def _texts(value: JsonValue) -> list[str]:
    if isinstance(value, str):
        return [value] if value != MASK else []
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in items for text in _texts(item)]


def _secret_names(text: str) -> tuple[str, ...]:
    if not has_secret_hint(text):
        return ()
    names = dict.fromkeys(found[1] for found in _NAMED.finditer(text))
    return tuple(name for name in names if names_secret(name, number=False))
