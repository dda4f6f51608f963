"""Takes secrets out of whatever is shown to others or written down: headers, parameters, free text."""

import base64
import json
import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from urllib.parse import quote, quote_plus

from explorer.core.models.action import ActionSpec, Kind, Member, ObjectSpec
from explorer.core.models.json_value import JsonObject, JsonValue, Number
from explorer.core.secrets.secret_names import declared_secret, is_secret_header, is_secret_name, names_hinted

MASK = "******"
_SHORTEST = 6
_NEAR = 40
_NUMBER = Number("0")

_SIGNATURE = re.compile(r"(?P<kept>Signature=)[^,;\s]+", re.IGNORECASE)
_ESCAPED = re.compile("%[0-9A-F]{2}")


def redact_headers(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The headers with their secrets masked. Of an Authorization of API 3.0 only the signature's digits go."""
    return tuple((name, _header_value(name, value)) for name, value in headers)


def mask_parameters(spec: ActionSpec | None, parameters: JsonObject) -> JsonObject:
    """A copy of the parameters with every secret value replaced by MASK; order and everything else kept."""
    return _mask_object(spec, spec.input if spec else None, parameters)


def take_secrets(spec: ActionSpec | None, parameters: JsonObject) -> tuple[JsonObject, tuple[str, ...]]:
    """The parameters without their secret members, and the dotted paths of what was left out."""
    taken: list[str] = []
    rest = _without(spec, spec.input if spec else None, parameters, "", taken)
    return rest, tuple(taken)


def secret_values(spec: ActionSpec | None, parameters: JsonObject) -> tuple[str, ...]:
    """The texts of all secret members, for redact_text."""
    found: list[str] = []
    _collect(spec, spec.input if spec else None, parameters, found)
    return tuple(text for text in found if text)


def redact_text(text: str, secrets: Iterable[str]) -> str:
    """Free text with every known secret masked, in each form it travels in (plain, URL-encoded, JSON, Base64).

    Secrets shorter than 6 characters are left alone: masking `1` everywhere would tell more than it hides.
    """
    forms = {form for secret in secrets for form in forms_of(secret)}
    if not forms:
        return text
    longest_first = sorted(forms, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest_first)), MASK, text)


def blank_json_secrets(text: str, also: Collection[str] = ()) -> tuple[str, tuple[str, ...]]:
    """A JSON text with the values of secret members emptied, every other byte kept; and those names.

    Works on broken JSON and on JSON inside JSON strings too, in one pass: looks for ``"Name" : "value"``, for
    ``"Name" : ["value", …]`` and for ``"Name" : number`` only. ``also`` are names whose texts are secrets here.
    """
    return _replace_secrets(text, "", also)


def mask_json_secrets(text: str, also: Collection[str] = ()) -> str:
    """As blank_json_secrets, with MASK in place of each value: for what is shown rather than sent again."""
    return _replace_secrets(text, MASK, also)[0]


def _replace_secrets(text: str, value: str, also: Collection[str]) -> tuple[str, tuple[str, ...]]:
    if not also and not names_hinted(text.lower()):  # most answers, at a hundredth of the time
        return text, ()
    out: list[str] = []
    names: dict[str, None] = {}
    done = seen = 0
    for found in _KEY.finditer(text):
        if found.start() < seen:
            continue
        if not _is_secret_text_name(found[2], bool(found[4])) and (found[4] or found[2] not in also):
            continue
        spans, seen = _values(text, found)
        for start, end in spans:
            if end > start:
                quote = found[1] + '"' if found[4] else ""
                out += [text[done:start], quote, value, quote]
                done = end
                names[found[2]] = None
    return "".join([*out, text[done:]]), tuple(names)


# A key and its value: the quote that opens it, after the brackets of a list, or a number. In JSON inside a JSON string,
# each quote has backslashes before it.
_KEY = re.compile(
    r'(?<!\\)(\\{0,7}+)"([A-Za-z_][\w.-]{1,80})\1"[ \t\r\n]*+:[ \t\r\n]*+'
    r'(?:((?:\[[ \t\r\n]*+)*+)\1"|(-?[0-9][0-9.eE+-]*+))'
)
_QUOTE = re.compile(r'(?<!\\)(\\*+)"')
_PIECE = re.compile(r'[\[\]{}]|\\*+"')


def _values(text: str, found: "re.Match[str]") -> tuple[list[tuple[int, int]], int]:
    """Where the values stand that a secret's name names: one, or all of a list, in its objects and lists too.

    And how far the text is seen through.
    """
    if found[4]:
        return [found.span(4)], found.end()
    depth, levels, pos = len(found[1]), found[3].count("["), found.end()
    spans = [(pos, _value_end(text, pos, depth))]
    pos = spans[0][1] + (depth + 1 if levels else 0)
    while levels > 0 and (piece := _PIECE.search(text, pos)) is not None:
        pos = piece.end()
        if piece[0] in "[]{}":
            levels += 1 if piece[0] in "[{" else -1
        elif len(piece[0]) <= depth:  # the end of the string that holds a list which is cut
            break
        else:
            end = _value_end(text, pos, depth)
            if not text[end + depth + 1 : end + depth + _NEAR].lstrip().startswith(":"):
                spans.append((pos, end))
            pos = end + depth + 1
    return spans, pos


def _value_end(text: str, start: int, depth: int) -> int:
    """Where the value that starts behind its quote ends; ``depth`` backslashes stand before each quote of its level."""
    for found in _QUOTE.finditer(text, start):
        count = len(found[1])
        # One level in, an escaped quote has three backslashes, and an escaped backslash before the end makes five.
        if count < depth or count % (2 * (depth + 1)) == depth:
            return found.end() - 1 - min(count, depth)
    return len(text)


@lru_cache(4096)
def _is_secret_text_name(name: str, is_number: bool) -> bool:
    """Whether a string, or a number, of that name is a secret."""
    return is_secret_name(name, _NUMBER if is_number else "")


def _header_value(name: str, value: str) -> str:
    if name.lower() == "authorization" and _SIGNATURE.search(value):
        return _SIGNATURE.sub(rf"\g<kept>{MASK}", value)
    return MASK if value and is_secret_header(name) else value


def forms_of(secret: str) -> Sequence[str]:
    """The texts that a secret may stand as; none for one that is too short to be looked for."""
    if len(secret) < _SHORTEST:
        return ()
    encoded = secret.encode("utf-8", "surrogatepass")
    quoted = (quote(encoded, safe=""), quote(encoded, safe="/"), quote_plus(encoded))
    return (
        secret,
        *quoted,
        *(_ESCAPED.sub(lambda found: found.group().lower(), text) for text in quoted),
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        base64.b64encode(encoded).decode("ascii"),
    )


def _member(owner: ObjectSpec | None, name: str) -> Member | None:
    return owner.member(name) if owner else None


def _inside(spec: ActionSpec | None, member: Member | None) -> ObjectSpec | None:
    return spec.object_of(member) if spec and member else None


def _is_secret(member: Member | None, name: str, value: JsonValue) -> bool:
    if member is not None and member.kind in (Kind.BOOLEAN, Kind.OBJECT):
        return False
    if member is not None and member.kind in (Kind.INTEGER, Kind.UNSIGNED, Kind.FLOAT):
        return False
    if isinstance(value, dict):
        return False
    declared = declared_secret(member) if member is not None else None
    values = [item for item in value if not isinstance(item, dict | list)] if isinstance(value, list) else [value]
    if declared is not None:
        return declared and any(isinstance(item, str) for item in values)
    return any(is_secret_name(name, item) for item in values)


def _mask_object(spec: ActionSpec | None, owner: ObjectSpec | None, values: JsonObject) -> JsonObject:
    masked: JsonObject = {}
    for name, value in values.items():
        member = _member(owner, name)
        if _is_secret(member, name, value):
            masked[name] = [MASK for _ in value] if isinstance(value, list) else MASK if value != "" else ""
        else:
            masked[name] = _mask_value(spec, _inside(spec, member), value)
    return masked


def _mask_value(spec: ActionSpec | None, owner: ObjectSpec | None, value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        return _mask_object(spec, owner, value)
    if isinstance(value, list):
        return [_mask_value(spec, owner, item) for item in value]
    return value


def _without(
    spec: ActionSpec | None, owner: ObjectSpec | None, values: JsonObject, prefix: str, taken: list[str]
) -> JsonObject:
    rest: JsonObject = {}
    for name, value in values.items():
        member = _member(owner, name)
        if value not in ("", []) and _is_secret(member, name, value):
            taken.append(prefix + name)
        else:
            rest[name] = _value_without(spec, _inside(spec, member), value, prefix + name, taken)
    return rest


def _value_without(
    spec: ActionSpec | None, owner: ObjectSpec | None, value: JsonValue, path: str, taken: list[str]
) -> JsonValue:
    if isinstance(value, dict):
        return _without(spec, owner, value, f"{path}.", taken)
    if isinstance(value, list):
        return [_value_without(spec, owner, item, f"{path}.{place}", taken) for place, item in enumerate(value)]
    return value


def _collect(spec: ActionSpec | None, owner: ObjectSpec | None, value: JsonValue, found: list[str]) -> None:
    if isinstance(value, list):
        for item in value:
            _collect(spec, owner, item, found)
    if not isinstance(value, dict):
        return
    for name, item in value.items():
        member = _member(owner, name)
        if not _is_secret(member, name, item):
            _collect(spec, _inside(spec, member), item, found)
        else:
            found += _texts(item)


def _texts(value: JsonValue) -> list[str]:
    """Every text and number below a secret: a list of secrets may hold objects."""
    if isinstance(value, list | dict):
        items = value.values() if isinstance(value, dict) else value
        return [text for item in items for text in _texts(item)]
    return [value.text] if isinstance(value, Number) else [value] if isinstance(value, str) else []
