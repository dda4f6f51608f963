"""What keeps credentials: the operating system's keyring, or memory for this run."""

from dataclasses import dataclass
from typing import Protocol

from explorer.core.models.credential import Credential


@dataclass(frozen=True, slots=True)
class StoreState:
    """Whether a store can be used. ``backend`` names it for a person; ``reason`` says why it is not ``usable``."""

    backend: str
    usable: bool
    reason: str = ""
    hint: str = ""
    locked: bool = False


class SecretStore(Protocol):
    """Credentials by a random id. Calls may block for as long as the system waits for its user: keep off the GUI."""

    name: str

    def get(self, keyring_id: str) -> Credential | None:
        """The credential, or None if there is none of that id. Raises KeyringError."""

    def set(self, keyring_id: str, credential: Credential) -> None:
        """Keep a credential, replacing one of the same id. Raises KeyringError; then nothing new is kept."""

    def delete(self, keyring_id: str) -> None:
        """Forget a credential; quiet if there is none. Raises KeyringError."""

    def check(self) -> StoreState:
        """Whether the store can be used, without writing anything and without asking its user to unlock it."""
