"""Which rows of a document show dots: secrets by their names, and by what they are in an expression's result."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from explorer.ui.models.compared_text import without_secrets

if TYPE_CHECKING:
    from explorer.core.document.document import Document
    from explorer.core.document.node import Node

BLURRED = "••••••"
_STRING, _NUMBER = 2, 3
_LOOKED_AT = 10_000
_REMEMBERED_NAMES = 4000
_LOOKED_AT_NAME = 200
_REMEMBERED_PAIRS = 4000


class RowSecrets:
    """A value stays hidden until ``unblur`` is called for the byte offset where it starts.

    ``known`` are secrets of the request, which the answer may repeat: a text that holds one is hidden too.
    """

    def __init__(self) -> None:
        self._names: dict[tuple[str, bool], bool] = {}
        self._unblurred: set[int] = set()
        self._pairs: dict[int, frozenset[int]] = {}
        self.known: tuple[str, ...] = ()
        self._declared: frozenset[str] = frozenset()

    @property
    def unblurred(self) -> frozenset[int]:
        """Where the values start that were asked to be shown."""
        return frozenset(self._unblurred)

    @property
    def repeats(self) -> Callable[[str], bool] | None:
        """Tells of a text whether it repeats a secret of the request; None where the answer repeats none."""
        if not self.known:
            return None
        from explorer.core.secrets.secret_values import Repeated

        return Repeated(self.known).hides

    def declare(self, names: frozenset[str]) -> None:
        """Hide strings of these names too: the documents of the action say that they are secrets."""
        if names != self._declared:
            self._declared = names
            self._names.clear()
            self._pairs.clear()

    def unblur(self, start: int) -> None:
        """Show the value that starts there."""
        self._unblurred.add(start)

    def forget(self) -> None:
        """Another document: nothing in it was asked to be shown."""
        self._unblurred = set()
        self._pairs.clear()

    def is_blurred(self, document: "Document | None", node: "Node") -> bool:
        """Whether the value is hidden, because of its name or, in an expression's result, for what it is."""
        if node.kind not in (_STRING, _NUMBER) or node.start in self._unblurred:
            return False
        if document is not None and document.hides is not None and document.hides(document.text(node, _LOOKED_AT)):
            return True
        repeats = self.repeats
        if repeats is not None and document is not None and repeats(document.text(node, _LOOKED_AT)):
            return True
        owner = node.owner
        name = node.key if node.key is not None else owner.key if owner is not None else None
        if name is not None and self.is_secret(name, node.kind == _NUMBER):
            return True
        if document is None:
            return False
        if self._is_paired(document, node):
            return True
        from explorer.core.document.hidden import in_secret_list

        return in_secret_list(document, node, self.is_secret)

    def _is_paired(self, document: "Document", node: "Node") -> bool:
        """Whether the name that stands beside a value, as in ``{"Key": "password", "Value": …}``, is a secret's."""
        from explorer.core.document.paired import hidden_in_pair, pair_of

        pair = pair_of(node)
        if pair is None:
            return False
        owner, value = pair
        hidden = self._pairs.get(owner.start)
        if hidden is None:
            if len(self._pairs) >= _REMEMBERED_PAIRS:
                self._pairs.clear()
            hidden = frozenset(each.start for each in hidden_in_pair(document, owner, self.is_secret))
            if owner.end >= 0:
                self._pairs[owner.start] = hidden
        return value.start in hidden

    def masked(self, document: "Document | None", node: "Node", text: str) -> str:
        """A row's text as it is shown: dots for what is blurred, and for secrets that JSON in a text names."""
        if self.is_blurred(document, node):
            return BLURRED
        return without_secrets(text) if node.kind == _STRING and node.start not in self._unblurred else text

    def is_secret(self, name: str, is_number: bool) -> bool:
        """Whether a string, or a number, of that name (or in a list of that name) is blurred."""
        known = (name[:_LOOKED_AT_NAME], is_number)
        found = self._names.get(known)
        if found is None:
            from explorer.core.models.json_value import Number
            from explorer.core.secrets.secret_names import is_secret_name

            found = (name in self._declared and not is_number) or is_secret_name(
                known[0], Number("0") if is_number else ""
            )
            if len(self._names) >= _REMEMBERED_NAMES:
                self._names.clear()
            self._names[known] = found
        return found
