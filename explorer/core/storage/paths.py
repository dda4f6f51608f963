"""Where the program keeps the user's files; one value that is handed to whatever reads or writes them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "REQUEST_EXPLORER_HOME"
_APP = "request-explorer"


@dataclass(frozen=True, slots=True)
class AppPaths:
    """Three folders: what the user set, what the user made, and what the program remembers. None need exist yet."""

    config: Path
    data: Path
    state: Path

    @classmethod
    def default(cls, environ: Mapping[str, str] | None = None) -> "AppPaths":
        """The folders of this account, or, with REQUEST_EXPLORER_HOME in ``environ``, all three below that folder."""
        values = os.environ if environ is None else environ
        home = values.get(HOME_VARIABLE, "")
        if home:
            return cls.below(Path(home).expanduser())
        import platformdirs

        return cls(
            config=Path(platformdirs.user_config_dir(_APP, appauthor=False)),
            data=Path(platformdirs.user_data_dir(_APP, appauthor=False)),
            state=Path(platformdirs.user_state_dir(_APP, appauthor=False)),
        )

    @classmethod
    def below(cls, root: Path) -> "AppPaths":
        """Everything below one folder: a portable installation, or a test."""
        return cls(config=root / "config", data=root / "data", state=root / "state")

    @property
    def settings_file(self) -> Path:
        """The user's settings."""
        return self.config / "settings.toml"

    @property
    def profiles_file(self) -> Path:
        """Names, labels and regions of profiles; never a credential."""
        return self.config / "profiles.toml"

    @property
    def collections(self) -> Path:
        """The root folder of saved requests."""
        return self.data / "collections"

    @property
    def notes(self) -> Path:
        """The team's own notes on error codes."""
        return self.data / "notes"

    @property
    def catalogs(self) -> Path:
        """Catalogues that the user added."""
        return self.data / "catalogs"

    @property
    def session_file(self) -> Path:
        """The requests that are open, with what is not saved of them."""
        return self.state / "session.json"

    @property
    def history_file(self) -> Path:
        """What was sent and what came back."""
        return self.state / "history.sqlite"
