"""The one place where the front ends' use cases get their stores; everything is opened at its first use."""

import locale
import os
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.services.lazy import Lazy, built

if TYPE_CHECKING:
    from explorer.core.catalog.search import ActionSearch
    from explorer.core.catalog.store import CatalogStore
    from explorer.core.knowledge.explain import Knowledge
    from explorer.core.knowledge.notes import TeamNotes
    from explorer.core.secrets.store import SecretStore
    from explorer.core.storage.collections import CollectionStore
    from explorer.core.storage.history import History
    from explorer.core.storage.paths import AppPaths
    from explorer.core.storage.profiles import ProfileBook
    from explorer.core.storage.settings import Settings
    from explorer.services.start_practice import Practice


class Services:
    """What both front ends work with. Attributes raise the ExplorerError of the store that cannot be opened.

    ``notices`` are sentences to tell the user once.
    """

    def __init__(self, paths: "AppPaths", *, catalog_path: Path | None = None, keyring: bool = True) -> None:
        self.paths = paths
        self._catalog_path = catalog_path
        self._keyring = keyring
        self.notices: list[str] = []

    @Lazy
    def catalog(self) -> "CatalogStore":
        """The compiled catalogue: one added by the user, or the bundled one."""
        from explorer.core import resources
        from explorer.core.catalog.store import CatalogStore
        from explorer.core.errors import CatalogError

        if self._catalog_path is not None:
            return CatalogStore(self._catalog_path)
        added = added_catalog(self.paths)
        if added.is_file():
            try:
                return CatalogStore(added)
            except CatalogError as error:
                # It may be of an older version of the program; the bundled one always fits.
                self.notices.append(f"{error} The bundled catalogue is used; add the package again.")
        return CatalogStore(resources.catalog())

    @Lazy
    def search(self) -> "ActionSearch":
        """Search over every action of the catalogue."""
        from explorer.core.catalog.search import ActionSearch

        return ActionSearch(self.catalog)

    @Lazy
    def knowledge(self) -> "Knowledge":
        """What error codes mean, in the engineer's language."""
        from explorer.core.knowledge.explain import Knowledge

        return Knowledge(self.catalog, self.language)

    @property
    def language(self) -> str:
        """The language to explain in: the settings', else the system's (LC_ALL, LC_MESSAGES, LANG, or its locale)."""
        from explorer.core.phrases import language_of

        named = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        system = next((text for text in named if text), "") or locale.getlocale()[0] or ""
        return language_of(self.settings.language, system)

    @property
    def team_notes(self) -> "TeamNotes":
        """The team's own notes on error codes, in the folder of the settings or with the user's data."""
        from explorer.core.knowledge.notes import TeamNotes
        from explorer.core.phrases import phrases

        chosen, say = self.settings.notes_folder, phrases(self.language)
        return TeamNotes(Path(chosen).expanduser() if chosen else self.paths.notes, say, chosen=bool(chosen))

    @Lazy
    def secrets(self) -> "SecretStore":
        """The OS keyring, or memory alone when this run goes without a keyring."""
        if not self._keyring:
            return self.memory
        from explorer.core.secrets.keyring_store import KeyringStore

        return KeyringStore()

    @Lazy
    def memory(self) -> "SecretStore":
        """Credentials for this run only; nothing of it reaches a disk."""
        from explorer.core.secrets.memory_store import MemoryStore

        return MemoryStore()

    @Lazy
    def profiles(self) -> "ProfileBook":
        """Names and labels on disk, credentials in the keyring or in memory."""
        from explorer.core.storage.profiles import ProfileBook

        return ProfileBook(self.paths, self.secrets, self.memory)

    @Lazy
    def collections(self) -> "CollectionStore":
        """Saved requests, one readable text file each."""
        from explorer.core.storage.collections import CollectionStore

        return CollectionStore(self._collections_folder())

    @Lazy
    def settings(self) -> "Settings":
        """The last run's choices. They are frozen: change them with ``save_settings``."""
        from explorer.core.storage.settings import Settings

        return Settings.load(self.paths.settings_file)

    @Lazy
    def history(self) -> "History":
        """Past exchanges, secrets masked."""
        from explorer.core.storage.history import History

        return History(self.paths.history_file, most=self.settings.history_limit)

    @Lazy
    def practice(self) -> "Practice":
        """The practice endpoint of this run; nothing listens before its ``start``."""
        from explorer.services.start_practice import Practice

        return Practice(self)

    def save_settings(self, settings: "Settings") -> None:
        """Take new settings and write them; waits for the disk. Raises StorageError, and takes them all the same."""
        before = self.language
        self.__dict__["settings"] = settings
        if self.language != before:
            self.__dict__.pop("knowledge", None)
        settings.save(self.paths.settings_file)

    def all_notices(self) -> tuple[str, ...]:
        """What this and every store that was opened have to tell the user once; opens nothing."""
        stores = [getattr(self, name) for name in ("settings", "profiles", "history") if built(self, name)]
        return (*self.notices, *(text for store in stores for text in store.notices))

    def _collections_folder(self) -> Path:
        chosen = self.settings.collections_folder
        return Path(chosen).expanduser() if chosen else self.paths.collections

    def close(self) -> None:
        """Stop the practice endpoint and close the stores that were opened."""
        if built(self, "practice"):
            self.practice.stop()
        if built(self, "history"):
            self.history.close()
        if built(self, "catalog"):
            self.catalog.close()


def added_catalog(paths: "AppPaths") -> Path:
    """Where ``catalog add`` puts the catalogue that then replaces the bundled one."""
    return paths.catalogs / "catalog.sqlite"


def build_services(
    paths: "AppPaths | None" = None, *, catalog_path: Path | None = None, keyring: bool = True
) -> Services:
    """Wire the stores; opens nothing. ``keyring`` False keeps every credential in memory."""
    if paths is None:
        from explorer.core.storage.paths import AppPaths

        paths = AppPaths.default()
    return Services(paths, catalog_path=catalog_path, keyring=keyring)
