"""A named identity: what of it may stand on disk."""

from dataclasses import dataclass
from enum import StrEnum


class Residence(StrEnum):
    """Where the credential of a profile lives."""

    KEYRING = "keyring"
    MEMORY = "memory"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Profile:
    """The label and settings of one credential; the credential itself is in the keyring, or in memory for this run.

    ``keyring_id`` is a random id, so that renaming a profile never moves a secret. ``read_only`` refuses every
    action that is not a reading one.
    """

    name: str
    keyring_id: str
    region: str = ""
    label: str = ""
    read_only: bool = False
    residence: Residence = Residence.KEYRING
