"""What the window says about itself: errors in the notice line, states in the status bar."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.core.errors import ExplorerError
from explorer.ui.flows.desk import Desk
from explorer.ui.flows.keyring_words import status_words
from explorer.ui.widgets.badge import Tone

if TYPE_CHECKING:
    from explorer.core.secrets.store import StoreState
    from explorer.services.wiring import Services

Links = tuple[tuple[str, Callable[[], object]], ...]


class Telling(QObject):
    """Words only; nothing here waits.

    Signals:
        catalogue_read(): it is known which catalogue is in use.
    """

    catalogue_read = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._told: list[str] = []
        self._standing: list[str] = []

    def say(self, text: str, tone: Tone = "neutral", links: Links = ()) -> None:
        """A line across the window."""
        self._desk.notice.say(text, tone, links)

    def show_error(self, error: object, links: Links = ()) -> None:
        """An expected error as it stands; any other goes to the hook that words and logs it."""
        if isinstance(error, ExplorerError):
            self.say(str(error), "error", links)
        elif isinstance(error, BaseException):
            import sys

            sys.excepthook(type(error), error, error.__traceback__)

    def show_keyring(self, state: "StoreState") -> None:
        """How the keyring is."""
        self._desk.status.set_keyring(*status_words(state))

    def read_catalogue(self) -> None:
        """Read which catalogue is in use, off the window's thread."""
        task = self._desk.runner.call(self._describe_catalogue)
        task.succeeded.connect(self._show_catalogue)
        task.failed.connect(self.show_error)

    def show_notices(self) -> None:
        """What the stores that were read have to say, each sentence once, until the line is closed."""
        new = [text for text in self._desk.services.all_notices() if text not in self._told]
        if not new:
            return
        line = self._desk.store_notice
        self._standing = [*(self._standing if line.isVisibleTo(self._desk.window) else ()), *new]
        self._told += new
        line.say(" ".join(self._standing), "warning")

    def _describe_catalogue(self) -> tuple[str, int]:
        info = self._desk.services.catalog.info()
        version = info.package.split(",")[0].split(" ")[-1]
        return version, info.actions

    def _show_catalogue(self, found: tuple[str, int]) -> None:
        version, actions = found
        self._desk.status.set_catalogue(f"Catalogue {version} · {actions:,} actions")
        self._desk.bar.set_count(actions)
        self.catalogue_read.emit()


def warm_up(services: "Services") -> None:
    """What a first search and a first sending need, after the first paint, on a worker.

    Never a module that defines Qt classes: PySide, importing there, has mixed up methods of unrelated classes.
    """
    import explorer.core.http.client
    import explorer.core.snippets.formats
    import explorer.services.explain_text
    import explorer.services.send_request  # noqa: F401
    from explorer.core.knowledge.odd_answers import oddity_words
    from explorer.core.knowledge.usage_words import usage_words
    from explorer.core.phrases import phrases
    from explorer.ui.response.warm_up import import_readers

    import_readers()
    say = phrases(services.language)
    # Some sentences are told anew by the patterns of the English ones, which take milliseconds to make.
    usage_words(oddity_words("A fault at line 1.", say), say)
    services.search.warm_up()
