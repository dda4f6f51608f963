"""Takes secrets out of queries and form bodies: by their names, by the name beside them, and in JSON within a value."""

import re
from urllib.parse import quote, unquote_plus

from explorer.core.models.pair_names import PAIR_NAMES, PAIR_VALUES
from explorer.core.secrets.mask_cells import names_secret
from explorer.core.secrets.pairs import mask_pairs
from explorer.core.secrets.redaction import MASK, mask_json_secrets
from explorer.core.secrets.secret_names import is_secret_name

_USER = re.compile(r"(?<=//)[^/@?#]*@")
_LONGEST_JSON = 200_000


def mask_query(url: str) -> str:
    """A URL without user info, and its query without the values of secret parameters and the signature.

    ``Tags.0.Key=password`` makes a secret of ``Tags.0.Value``.
    """
    head, mark, query = _USER.sub("", url).partition("?")
    pairs = [part.partition("=") for part in query.split("&")]
    ways = [_way(name) for name, _, _ in pairs]
    hidden = {way[:-1] for way, (_, _, value) in zip(ways, pairs, strict=True) if _names_secret(way, value)}
    masked = [
        f"{name}{equals}{_masked(way, value, way[:-1] in hidden) if equals else value}"
        for way, (name, equals, value) in zip(ways, pairs, strict=True)
    ]
    return head + mark + "&".join(masked)


def _way(name: str) -> tuple[str, ...]:
    """The parts of a parameter's name; the place at the end of one in a list does not count."""
    parts = unquote_plus(name).split(".")
    while len(parts) > 1 and parts[-1].isdigit():
        parts.pop()
    return tuple(parts)


def _names_secret(way: tuple[str, ...], value: str) -> bool:
    return way[-1].lower() in PAIR_NAMES and names_secret(unquote_plus(value), number=False)


def _masked(way: tuple[str, ...], value: str, is_hidden: bool) -> str:
    name = way[-1]
    if name == "Signature" or is_secret_name(name) or (is_hidden and name.lower() in PAIR_VALUES):
        return MASK
    if not value.startswith(("%7B", "%7b", "%5B", "%5b", "{", "[")) or len(value) > _LONGEST_JSON:
        return value
    text = unquote_plus(value)
    shown = mask_pairs(mask_json_secrets(text))
    return value if shown == text else quote(shown, safe="")
