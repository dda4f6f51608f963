"""Which values the name beside them hides, as in ``{"Key": "password", "Value": …}``: for tree and find alike."""

from collections.abc import Callable, Iterator

from explorer.core.document.document import Document
from explorer.core.document.node import Kind, Node
from explorer.core.document.reader import skip_space
from explorer.core.models.pair_names import PAIR_NAMES, PAIR_VALUES

MEMBERS = 100
"""Of an object with more, the first ones are looked at."""
_PASSED_OVER = 1 << 20
"""Bytes of small objects and lists that are passed over at most: about a millisecond."""
_TOLD = 2400


def pair_of(node: Node) -> tuple[Node, Node] | None:
    """The object that may be a pair with a value, or with the list that it stands in; and that member of it."""
    value = node if node.key is not None else node.owner
    if value is None or value.key is None or value.key.lower() not in PAIR_VALUES or value.owner is None:
        return None
    return value.owner, value


def hidden_in_pair(document: Document, owner: Node, is_secret: Callable[[str, bool], bool]) -> list[Node]:
    """The values in an object that its own names hide; none where no member tells a secret's name.

    One that is cut is the place where it ends.
    """
    values, is_named = [], False
    for member in _first_members(document, owner):
        name = (member.lost if member.kind is Kind.FAULT else member.key or "").lower()
        if name in PAIR_VALUES:
            values.append(member)
        elif name in PAIR_NAMES and member.kind is Kind.STRING and not is_named:
            is_named = is_secret(document.text(member, _TOLD), False)
    return values if is_named else []


def is_paired(document: Document, node: Node, is_secret: Callable[[str, bool], bool]) -> bool:
    """Whether a string or number, or the list that it stands in, is hidden by the name beside it."""
    pair = pair_of(node)
    if pair is None:
        return False
    owner, value = pair
    return any(each.start == value.start for each in hidden_in_pair(document, owner, is_secret))


def _first_members(document: Document, owner: Node) -> Iterator[Node]:
    first, passed = skip_space(document.data, owner.start + 1, document.index.gaps), 0
    for member in document.members_from(owner, first, 0, MEMBERS):
        yield member
        if member.is_container and member.span is None:
            passed += member.end - member.start
            if passed > _PASSED_OVER:
                return
