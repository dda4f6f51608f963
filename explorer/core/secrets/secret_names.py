"""Which names tell that a value is a secret: the one rule, for parameters, answers, tables, exports and files.

The words are those of the whole catalogue's documents. What only a document tells is asked of ``declared_secret``.
"""

import re
from functools import lru_cache
from operator import itemgetter

from explorer.core.models.action import ActionSpec, Kind, Member
from explorer.core.models.json_value import JsonValue, Number
from explorer.core.models.secret_ends import FORM

# The end of a name decides: `Password` and `AdminPassword` are secrets, `PasswordPolicy` and `TokenName` are not.
_ALWAYS = re.compile(
    r"(?:pass_?word|passwd|pass_?phrase|pass_?code|pwd|secret|private[_-]?key|secret[_-]?key|access[_-]?key[_-]?secret"
    r"|secret[_-]?access[_-]?key|secret_?string|secret_?binary"
    r"|(?:data|key|user|db|admin|root|login|proxy|mail|smtp)_?pass|密码|口令|密钥|私钥|令牌)s?" + FORM,
    re.IGNORECASE,
)
_KEY_WORDS = (
    *("private", "secret", "access", "api", "auth", "auth_back", "signature", "signing", "hmac"),
    *("decrypt", "decryption", "encrypt", "encryption", "encrypted", "cipher", "callback", "notify"),
    *("pre_share", "pre_shared", "shared", "certificate", "session", "private_map", "master", "mp_application", "sign"),
)
# Words that others end with (`DisplayKey`, `UpstreamKey`, `NodesKey`), so that they must begin one.
_SHORT_KEY_WORDS = ("play", "stream", "aes", "des", "nwk", "cert")
# The whole name: `PrimaryKeys` of a table, `MetadataKey`, `IosAppKey` (the name of a package) tell nothing.
_WHOLE_KEY_WORDS = ("primary", "secondary", "app", "bot_app", "lora_app", "data")


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(word.replace("_", "[_-]?") for word in words)


def _beginning(words: tuple[str, ...]) -> str:
    capital = "|".join(f"{word.capitalize()}|{word.upper()}" for word in words)
    return rf"(?:(?<![A-Za-z])(?i:{_alternatives(words)})|{capital})"


_IF_TEXT = re.compile(
    r"(?i:token|credential|psk|kube_?config|usersig|user_?name_?and_?pwd)s?(?i:" + FORM + ")"
    rf"|(?i:(?:{_alternatives(_KEY_WORDS)})[_-]?keys?{FORM})"
    r"|(?i:auth_?key_?sub_?domain|key_?material|key_?content|token_?code|client[_-]?key[_-]?data)s?\Z"
    rf"|{_beginning(_SHORT_KEY_WORDS)}(?i:[_-]?keys?)\Z"
    rf"|\A(?i:(?:{_alternatives(_WHOLE_KEY_WORDS)})[_-]?key)\Z|\ASKey\Z"
    r"|\A(?i:(?:set[_-]?)?cookies?|(?:proxy[_-]?)?authorization|plaintext)\Z",
)
# Cursors, idempotency keys and language-model counts end in "Token" too.
_NO_SECRET = re.compile(
    r"(?:(?:page|pagination|paging|next|scroll|continue|continuation|cursor|client|idempotency|creation)[_-]?tokens?"
    r"|(?:max|min|input|output|prompt|completion|cached?|thought|total|new_?credit_?or)_?tokens?"
    r"|(?:de|as)sign_?keys?|support_?token|image_?secret|auto_?generate_?password|version_?credential|defined_?psk)\Z",
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
_HARMLESS_HEADERS = {"access-control-allow-credentials", "www-authenticate"}


def is_secret_name(name: str, value: JsonValue = "") -> bool:
    """Whether a parameter of that name, holding that value, is a secret. A boolean or null never is one."""
    if value is None or isinstance(value, bool):
        return False
    return _verdict(name)[isinstance(value, Number)]


@lru_cache(8192)
def _verdict(name: str) -> tuple[bool, bool]:
    """Whether a text of that name is a secret, and whether a number is."""
    if _NO_SECRET.search(name):
        return False, False
    if _ALWAYS.search(name):
        return True, not _FLAGS.search(name)
    return bool(_IF_TEXT.search(name)), False


def is_secret_header(name: str) -> bool:
    """Whether a request or response header carries a secret by its name."""
    return name.lower() not in _HARMLESS_HEADERS and bool(_HEADERS.search(name))


_VAGUE_NAMES = {"key", "value", "content", "data", "text", "seed"}
_SAYS_SECRET = re.compile(
    r"\A(?:the |an? )?(?:[\w-]+ ){0,4}?(?:(?:secret|private|encryption|decryption|signature) key"
    r"|key (?:information )?of the callback signature|token(?: value| content)"
    r"|temporary token|password|passphrase)\b(?! (?:id|name|type|policy))"
    r"|\A.{0,60}\bkey information of the callback signature|\A\W*(?:密码|密钥|私钥|口令|令牌|凭证)\W*\Z",
    re.IGNORECASE,
)
_SAYS_NONE = re.compile(
    r"paginat|paging|next page|\bcursor\b|idempoten|\Awhether |\bcookie name|\bname of the cookie|public key"
    r"|\bprimary keys? (?:of|in) (?:the|a) table|\b(?:table|column|field)s?'? primary key",
    re.IGNORECASE,
)
_CONDITIONS = {"cookie", "cookies"}
_TAGS = re.compile("<[^>]*>")
_LOOKED_AT = 300


@lru_cache(4096)
def declared_secret(member: Member) -> bool | None:
    """What a member's document adds to its name: that it is a secret, that it is none, or nothing (None)."""
    name, said = member.name.lower(), _TAGS.sub("", member.document[:_LOOKED_AT]).strip()
    if _SAYS_NONE.search(said.partition(".")[0]):
        return None if _ALWAYS.search(member.name) else False
    if name in _CONDITIONS:  # of a request: what to look for in others
        return False
    return True if name in _VAGUE_NAMES and _SAYS_SECRET.search(said) else None


def declared_names(spec: ActionSpec | None, *, sent: bool = False) -> frozenset[str]:
    """Names in an answer that tell nothing by themselves (``Key``), but by the documents of all who have it.

    Of a request, if it is ``sent``.
    """
    told: dict[str, bool] = {}
    root = None if spec is None else spec.input if sent else spec.output
    for owner in (root, *spec.objects.values()) if spec is not None and root is not None else ():
        for member in owner.members:
            if member.name.lower() in _VAGUE_NAMES and member.kind in (Kind.STRING, Kind.BINARY):
                told[member.name] = told.get(member.name, True) and declared_secret(member) is True
    return frozenset(name for name, secret in told.items() if secret)


# The shorter a word, the longer it takes to look for it.
_HINTS = (
    *("pass", "pwd", "secret", "token", "credential", "psk", "kubeconfig", "kube_config", "usersig", "cookie"),
    *("authorization", "plaintext"),
    # In Chinese, and the first letters of that as JSON escapes them.
    *("密码", "口令", "密钥", "私钥", "令牌", "\\u5bc6", "\\u53e3", "\\u79c1", "\\u4ee4"),
)
_KEY_HINTS = tuple(
    joined
    for word in (*_KEY_WORDS, *_SHORT_KEY_WORDS, *_WHOLE_KEY_WORDS, "client")
    for joined in {word, word.replace("_", ""), f"{word}_", word.replace("_", "-") + "-"}
)
_BEFORE, _AFTER = itemgetter(slice(-18, None)), itemgetter(slice(9))
_AFTER_HINTS = ("content", "_content", "material", "_material")


def has_secret_hint(text: str) -> bool:
    """Whether JSON may hold a secret's name, by letters that each has, or by escaped ones; quick."""
    folded = text.lower()
    return "\\u00" in folded or names_hinted(folded)


def names_hinted(folded: str) -> bool:
    """The same of a text in small letters, where names have no escapes."""
    if any(hint in folded for hint in _HINTS):
        return True
    # Keys are many, but what stands between two of them comes again and again, and what stands beside them even more.
    parts = folded.split("key")
    if len(parts) == 1:
        return False
    between = set(parts)
    if any(word.endswith(_KEY_HINTS) or word.endswith('"s') for word in set(map(_BEFORE, between))):
        return True
    return any(word.startswith(_AFTER_HINTS) for word in set(map(_AFTER, between)))
