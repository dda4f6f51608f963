"""The user's settings: one small file, read leniently and written as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from explorer.core.errors import StorageError
from explorer.core.storage.atomic import set_aside, write_text

THEMES = ("system", "light", "dark")
_UNSAVED = {"notices", "unknown"}


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the window remembers about how its user likes it. Change with ``dataclasses.replace``.

    ``window_geometry`` and ``window_state`` are Qt's bytes in Base64; ``timeout`` is in seconds; ``history_limit``
    counts entries; empty strings mean: not chosen. ``notices`` are sentences to tell the user once, never saved;
    ``unknown`` holds what a newer version wrote, so that an older one does not drop it.
    """

    theme: str = "system"
    language: str = ""
    profile: str = ""
    region: str = ""
    endpoint: str = ""
    window_geometry: str = ""
    window_state: str = ""
    splitter: tuple[int, ...] = ()
    request_splitter: tuple[int, ...] = ()
    timeout: float = 60.0
    confirm_changes: bool = True
    history_limit: int = 1000
    proxy: str = ""
    ca_file: str = ""
    collections_folder: str = ""
    notes_folder: str = ""
    recent_actions: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    unknown: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> "Settings":
        """Read ``path``; absent means defaults. A damaged file is set aside, and ``notices`` says so. Never raises."""
        try:
            text = path.read_bytes().decode("utf-8-sig")
            import tomllib  # Most of a first start's reading would be this import.

            data = tomllib.loads(text)
        except FileNotFoundError:
            return cls()
        except OSError as error:
            return cls(notices=(f"The settings in {path} cannot be read ({error.strerror}); defaults are used.",))
        except (ValueError, RecursionError) as error:
            return cls(notices=(_moved(path, str(error)),))
        return _from_table(path, data)

    def save(self, path: Path) -> None:
        """Write what differs from the defaults. Raises StorageError."""
        import tomli_w

        plain = Settings()
        data: dict[str, Any] = dict(self.unknown)
        for item in fields(self):
            now = getattr(self, item.name)
            if item.name not in _UNSAVED and now != getattr(plain, item.name):
                data[item.name] = list(now) if isinstance(now, tuple) else now
        write_text(path, tomli_w.dumps(data))


def _moved(path: Path, reason: str) -> str:
    try:
        aside = set_aside(path)
    except StorageError:
        return f"The settings in {path} are damaged ({reason}); defaults are used."
    return f"The settings were damaged ({reason}). They were kept as {aside.name}; defaults are used."


def _from_table(path: Path, data: Mapping[str, Any]) -> Settings:
    plain = Settings()
    known: dict[str, Any] = {}
    notices: list[str] = []
    names = {item.name for item in fields(Settings)} - _UNSAVED
    for name in names & data.keys():
        fitting = _fit(name, data[name], getattr(plain, name))
        if fitting is None:
            notices.append(f"The setting `{name}` in {path} has an unusable value; its default is used.")
        else:
            known[name] = fitting
    unknown = {name: item for name, item in data.items() if name not in names}
    return Settings(**known, notices=tuple(sorted(notices)), unknown=unknown)


def _fit(name: str, found: object, default: object) -> object | None:
    if name == "theme":
        return found if found in THEMES else None
    if isinstance(default, tuple):
        kind = str if name == "recent_actions" else int
        fits = isinstance(found, list) and all(type(part) is kind for part in found)
        return tuple(found) if fits and isinstance(found, list) else None
    if isinstance(default, float):
        return float(found) if isinstance(found, int | float) and not isinstance(found, bool) and found > 0 else None
    if type(found) is not type(default):
        return None
    return None if isinstance(found, int) and found < 0 else found
