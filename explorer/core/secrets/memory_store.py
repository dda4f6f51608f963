"""Credentials for this run only: practice keys, and whatever a machine without a keyring must not lose its user."""

import threading

from explorer.core.models.credential import Credential
from explorer.core.secrets.store import StoreState


class MemoryStore:
    """A SecretStore that never writes anything anywhere."""

    name = "memory"

    def __init__(self) -> None:
        self._kept: dict[str, Credential] = {}
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"MemoryStore({len(self._kept)} credentials)"

    def get(self, keyring_id: str) -> Credential | None:
        """The credential of that id, or None."""
        with self._lock:
            return self._kept.get(keyring_id)

    def set(self, keyring_id: str, credential: Credential) -> None:
        """Keep until the program ends."""
        with self._lock:
            self._kept[keyring_id] = credential

    def delete(self, keyring_id: str) -> None:
        """Forget; quiet if there is none."""
        with self._lock:
            self._kept.pop(keyring_id, None)

    def check(self) -> StoreState:
        """Always usable."""
        return StoreState(backend="Memory of this run", usable=True)
