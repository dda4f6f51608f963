"""What a menu entry is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One entry of a menu and of the command palette.

    ``name`` is ``menu.verb``; ``section`` numbers the part of the menu, parts are set apart by lines;
    ``choice`` names a group of which one entry is checked; a ``toggle`` is checked or not by itself; ``needs`` says
    what must be there: ``request``, ``answer``, ``sending``, ``pages`` (a list that pages), or nothing.
    """

    name: str
    menu: str
    text: str
    shortcut: str = ""
    section: int = 0
    choice: str = ""
    needs: str = ""
    toggle: bool = False

    @property
    def words(self) -> str:
        """The text without the mark of its access key."""
        return self.text.replace("&", "")
