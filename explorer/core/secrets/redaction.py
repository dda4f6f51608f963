"""Takes secrets out of whatever is shown to others or written down: headers, parameters, free text."""

import base64
import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import quote, quote_plus, unquote_plus

from explorer.core.models.action import ActionSpec, Kind, Member, ObjectSpec
from explorer.core.models.json_value import JsonObject, JsonValue, Number

MASK = "******"
_SHORTEST = 6

# The end of a name decides: `Password` and `AdminPassword` are secrets, `PasswordPolicy` and `TokenName` are not.
_ALWAYS = re.compile(
    r"(?:pass_?word|passwd|passphrase|pwd|secret|private_?key|secret_?key|access_?key_?secret|secret_?access_?key"
    r"|secret_?string|secret_?binary)s?(?:_?(?:new|old))?\Z",
    re.IGNORECASE,
)
_IF_TEXT = re.compile(
    r"(?:token|api_?key|auth_?key(?:_?sub_?domain)?|access_?key|sign_?key|decrypt_?key|encrypt_?key|credential"
    r"|encrypted_?key_?material|user_?name_?and_?pwd)s?\Z",
    re.IGNORECASE,
)
# Cursors, idempotency keys and language-model counts end in "Token" too.
_NO_SECRET = re.compile(
    r"(?:(?:page|pagination|next|scroll|continue|client|idempotency|creation|string)_?token"
    r"|(?:max|min|input|output|prompt|completion|cached?|thought|total|new_?credit_?or)_?tokens?"
    r"|support_?token|image_?secret)\Z",
    re.IGNORECASE,
)
# `NeedResetPassword = 1` is a switch.
_FLAGS = re.compile(
    r"(?:has|need|is|force|encrypt|sync|send|weak|auto|generate|reset)_?[a-z_]*pass_?word\Z|\A(?:has|sync)_?pwd\Z",
    re.IGNORECASE,
)
_HEADERS = re.compile(
    r"authorization|cookie|x-tc-token|token|secret|password|passwd|api-?key|private-?key|access-?key|credential"
    r"|session|signature|x-auth",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"(?P<kept>Signature=)[^,;\s]+", re.IGNORECASE)
_ESCAPED = re.compile("%[0-9A-F]{2}")
_HARMLESS_HEADERS = {"access-control-allow-credentials", "www-authenticate"}


def is_secret_name(name: str, value: JsonValue = "") -> bool:
    """Whether a parameter of that name, holding that value, is a secret. A boolean or null never is one."""
    if value is None or isinstance(value, bool) or _NO_SECRET.search(name):
        return False
    if _ALWAYS.search(name):
        return not (isinstance(value, Number) and _FLAGS.search(name))
    return bool(_IF_TEXT.search(name)) and not isinstance(value, Number)


def is_secret_header(name: str) -> bool:
    """Whether a request or response header carries a secret by its name."""
    return name.lower() not in _HARMLESS_HEADERS and bool(_HEADERS.search(name))


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
    forms = {form for secret in secrets if len(secret) >= _SHORTEST for form in _forms(secret)}
    if not forms:
        return text
    longest_first = sorted(forms, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest_first)), MASK, text)


def blank_json_secrets(text: str) -> tuple[str, tuple[str, ...]]:
    """A JSON text with the string values of secret members emptied, every other byte kept; and those names.

    Works on broken JSON and on JSON inside JSON strings too, in one pass: looks for ``"Name" : "value"`` only.
    """
    return _replace_secrets(text, "")


def mask_json_secrets(text: str) -> str:
    """As blank_json_secrets, with MASK in place of each value: for what is shown rather than sent again."""
    return _replace_secrets(text, MASK)[0]


def mask_query(url: str) -> str:
    """A URL whose query has the values of secret parameters and the signature masked, and no user info."""
    bare = re.sub(r"(?<=//)[^/@?#]*@", "", url)
    head, mark, query = bare.partition("?")
    pairs = [part.partition("=") for part in query.split("&")]
    masked = [
        f"{name}{equals}{MASK if equals and _is_secret_query_name(name) else value}" for name, equals, value in pairs
    ]
    return head + mark + "&".join(masked)


def _is_secret_query_name(name: str) -> bool:
    # `Users.0.Password` names a member of a list.
    named = [part for part in unquote_plus(name).split(".") if not part.isdigit()]
    return bool(named) and (named[-1] == "Signature" or is_secret_name(named[-1]))


_HINTS = (
    *("pass", "pwd", "secret", "token", "credential"),
    *(
        f"{kind}{joint}key"
        for kind in ("private", "access", "api", "auth", "sign", "crypt", "crypted")
        for joint in ("", "_")
    ),
)


def has_secret_hint(text: str) -> bool:
    """Whether JSON may hold a secret's name, by letters that each has, or by escaped ones; quick."""
    folded = text.lower()
    return "\\u00" in folded or any(hint in folded for hint in _HINTS)


def _replace_secrets(text: str, value: str) -> tuple[str, tuple[str, ...]]:
    folded = text.lower()
    if not any(hint in folded for hint in _HINTS):  # most answers, at a hundredth of the time
        return text, ()
    out: list[str] = []
    names: dict[str, None] = {}
    done = 0
    for found in _KEY.finditer(text):
        if found.start() < done or not _is_secret_text_name(found[2]):
            continue
        end = _value_end(text, found.end(), len(found[1]))
        if end > found.end():
            out += [text[done : found.end()], value]
            done = end
            names[found[2]] = None
    return "".join([*out, text[done:]]), tuple(names)


# A key and the opening quote of its value. In JSON inside a JSON string, each quote has backslashes before it.
_KEY = re.compile(r'(?<!\\)(\\{0,7}+)"([A-Za-z_][\w.-]{1,80})\1"[ \t\r\n]*+:[ \t\r\n]*+\1"')
_QUOTE = re.compile(r'(?<!\\)(\\*+)"')


def _value_end(text: str, start: int, depth: int) -> int:
    """Where the value that starts behind its quote ends; ``depth`` backslashes stand before each quote of its level."""
    for found in _QUOTE.finditer(text, start):
        count = len(found[1])
        # One level in, an escaped quote has three backslashes, and an escaped backslash before the end makes five.
        if count < depth or count % (2 * (depth + 1)) == depth:
            return found.end() - 1 - min(count, depth)
    return len(text)


@lru_cache(4096)
def _is_secret_text_name(name: str) -> bool:
    """Whether a string of that name is a secret."""
    return is_secret_name(name)


def _header_value(name: str, value: str) -> str:
    if name.lower() == "authorization" and _SIGNATURE.search(value):
        return _SIGNATURE.sub(rf"\g<kept>{MASK}", value)
    return MASK if value and is_secret_header(name) else value


def _forms(secret: str) -> Sequence[str]:
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
    if isinstance(value, list):
        return any(is_secret_name(name, item) for item in value if not isinstance(item, dict | list))
    return is_secret_name(name, value)


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
        elif isinstance(item, list):
            found += [part for part in item if isinstance(part, str)]
        else:
            found.append(item.text if isinstance(item, Number) else str(item))
