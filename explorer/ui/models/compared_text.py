"""What a comparison shows of a value, with its secrets hidden: in lists, in named pairs, and in JSON within texts."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from explorer.core.document.node import Kind

if TYPE_CHECKING:
    from explorer.core.document.document import Document
    from explorer.core.document.node import Node
    from explorer.core.secrets.mask_cells import Hides

DOTS = "••••••"
_TOLD = 4000
_LETTERS_LOOKED_AT = 2
"""For each one shown: to look for secrets in all of a value takes some milliseconds."""
_LONGEST_PAIR = 1 << 16


@dataclass(frozen=True)
class Veil:
    """What is hidden beside what names tell: texts of ``also`` these names, and what repeats a secret."""

    also: frozenset[str] = frozenset()
    hides: "Hides | None" = None

    def names_secret(self, name: str, number: bool) -> bool:
        """Whether a text of that name, or a ``number``, is hidden."""
        from explorer.core.secrets.mask_cells import names_secret

        return names_secret(name, number) or (name in self.also and not number)


NO_VEIL = Veil()


def compared_text(document: "Document", node: "Node", limit: int, *, whole: bool, veil: Veil = NO_VEIL) -> str:
    """The value in about ``limit`` characters; ``whole``: of a small object or list what it holds, not how much."""
    if node.kind is Kind.FAULT:
        return _rest(document, node, veil)[:limit]
    if not node.is_container:
        return _scalar(document, node, veil)[:limit]
    if whole and 0 <= node.end - node.start <= _TOLD:
        from explorer.core.document.identity import canonical
        from explorer.core.secrets.mask_cells import mask_json
        from explorer.core.secrets.redaction import mask_json_secrets

        # What is cut off has no say: a pair whose name may stand there is hidden, too.
        told = canonical(document, node).decode("utf-8", "replace")[: limit * _LETTERS_LOOKED_AT]
        name = _goes_by(document, node, veil)
        return mask_json_secrets(mask_json(told, DOTS, name, hides=veil.hides, also=veil.also))[:limit]
    return document.text(node)


def _scalar(document: "Document", node: "Node", veil: Veil) -> str:
    from explorer.core.document.hidden import in_secret_list

    text = document.text(node, _TOLD)
    if node.kind not in (Kind.STRING, Kind.NUMBER) or not text:
        return text
    name = _goes_by(document, node, veil)
    if veil.names_secret(name, node.kind is Kind.NUMBER) or in_secret_list(document, node, veil.names_secret):
        return DOTS
    if veil.hides is not None and veil.hides(text):
        return DOTS
    return text if node.kind is Kind.NUMBER else without_secrets(text)


def _rest(document: "Document", node: "Node", veil: Veil) -> str:
    """What stands at a place that cannot be read, as it came."""
    text = document.data[node.start : node.start + _TOLD].decode("utf-8", "backslashreplace")
    owner = node.owner
    if veil.hides is not None and veil.hides(text):
        return DOTS
    if owner is None:
        return without_secrets(text) or "the text ends here"
    opening = "{" if owner.kind is Kind.OBJECT else "["
    return without_secrets(opening + text, _goes_by(document, owner, veil), veil.also)[1:] or "the text ends here"


@lru_cache(1024)  # rows in sight are painted again and again
def without_secrets(text: str, name: str = "", also: frozenset[str] = frozenset()) -> str:
    """A text with the secrets hidden that JSON in it names; ``name`` is the member that holds it. Keep it short."""
    from explorer.core.secrets.mask_cells import mask_json, names_secret
    from explorer.core.secrets.redaction import mask_json_secrets

    if text.lstrip()[:1] in ("{", "[") or names_secret(name, number=False):
        text = mask_json(text, DOTS, name, also=also)
    return mask_json_secrets(text)


def _goes_by(document: "Document", node: "Node", veil: Veil) -> str:
    """The name that tells whether a value is a secret: its own, that of its list, or the one beside it."""
    from explorer.core.models.pair_names import PAIR_NAMES, PAIR_VALUES

    while node.key is None and (owner := node.owner) is not None and owner.kind is Kind.ARRAY:
        node = owner
    name, owner = node.key or "", node.owner
    if name.lower() not in PAIR_VALUES or owner is None or not 0 <= owner.end - owner.start <= _LONGEST_PAIR:
        return name
    for child in document.members(owner):
        if child.kind is Kind.STRING and (child.key or "").lower() in PAIR_NAMES:
            told = document.text(child)
            if veil.names_secret(told, number=False):
                return told
    return name
