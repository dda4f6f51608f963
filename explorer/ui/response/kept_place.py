"""The place in an answer that is found again in the next one."""

from typing import NamedTuple

from explorer.ui.models.expansion import Fold


class KeptPlace(NamedTuple):
    """What was expanded, which row was current, and how far it was scrolled: kept for the next answer."""

    folds: set[Fold]
    current: Fold = ()
    scrolled: int = 0

    def and_then(self, later: "KeptPlace") -> "KeptPlace":
        """Where the user went since, while this place was not shown yet."""
        return KeptPlace(self.folds | later.folds, later.current or self.current, later.scrolled or self.scrolled)
