"""A widget that can be made in steps, where making it at once would hold the window up."""

from collections.abc import Iterator


class InSteps:
    """Before a Qt class, which gives ``make`` what makes its parts; it must not come into sight before it is whole."""

    _parts: Iterator[None] = iter(())
    is_whole = False

    def make(self, parts: Iterator[None], *, in_steps: bool) -> None:
        """Make the parts; ``in_steps``: only as far as ``build_more`` and ``finish`` are called."""
        self._parts = parts
        if not in_steps:
            self.finish()

    def build_more(self) -> bool:
        """Make another part; says whether there may be more to make."""
        for _part in self._parts:
            return True
        self.is_whole = True
        return False

    def finish(self) -> None:
        """Make at once whatever is not there yet."""
        while self.build_more():
            pass
