"""Masks secrets in texts of people and servers, where only their form or what stands before them tells them."""

import re

from explorer.core.secrets.redaction import MASK
from explorer.core.secrets.secret_names import is_secret_name

_KEY_ID = re.compile(r"(?<![A-Za-z0-9])([AI]KID)[\w-]{8,}", re.ASCII)
"""The id of a key, as servers quote it; those of the international site begin with an I."""
_USER_INFO = re.compile(r"(?<=://)[^\s/@:\"'\\]{0,100}:[^\s/@\"'\\]{1,200}(?=@)")
_JSON_TOKEN = re.compile(r"(?<![\w-])eyJ[\w-]{6,4000}\.[\w-]{4,8000}(?:\.[\w-]{0,2000})?", re.ASCII)
_SCHEME = re.compile(r"\b(Bearer|Basic)(\s+)(?=[\w+/~.=-]*\d|[\w+/~.=-]{20})[\w+/~.=-]{6,8000}", re.ASCII)
_ASSIGNED = re.compile(
    r"(?P<name>[A-Za-z_][\w.-]{1,60}|[\u4e00-\u9fff]{0,8}(?:密码|口令|密钥|私钥|令牌))"
    r"(?P<sign>=|[:：](?!//)[ \u3000]?|为|是)(?P<value>[^\s\"'\\,;&|<>()（），。；]{4,4000})"
)
_IN_URL = frozenset({"sign", "signature", "sig", "auth", "key", "code_verifier"})


def mask_free_text(text: str) -> str:
    """The text without ids and tokens of known form, and without what is assigned to a secret's name."""
    text = _KEY_ID.sub(rf"\g<1>{MASK}", text)
    text = _USER_INFO.sub(MASK, text)
    text = _JSON_TOKEN.sub(MASK, text)
    text = _SCHEME.sub(rf"\g<1>\g<2>{MASK}", text)
    return _ASSIGNED.sub(_assigned, text)


def _assigned(found: "re.Match[str]") -> str:
    name, sign, value = found["name"], found["sign"], found["value"]
    bare = name.rpartition(".")[2]
    before = found.string[found.start() - 1 : found.start()]
    is_secret = is_secret_name(bare) or (before in ("?", "&") and sign == "=" and bare.lower() in _IN_URL)
    # After a colon a sentence may go on: "Token: expired".
    is_word = sign != "=" and bare.isascii() and value.isalpha()
    return f"{name}{sign}{MASK}" if is_secret and not is_word else found.group()
