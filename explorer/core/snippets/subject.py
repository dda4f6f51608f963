"""What a snippet is written of, and what comes out."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from explorer.core.models.action import ActionSpec
from explorer.core.models.request import Request
from explorer.core.signing.trace import SignedRequest
from explorer.core.snippets.offered import Offer

SECRET_ID = "TENCENTCLOUD_SECRET_ID"  # noqa: S105 - the names of variables
SECRET_KEY = "TENCENTCLOUD_SECRET_KEY"  # noqa: S105
TOKEN = "TENCENTCLOUD_TOKEN"  # noqa: S105
# A timestamp further from the server's clock than this is answered by AuthFailure.SignatureExpire.
HOLDS = timedelta(minutes=5)


class Shell(StrEnum):
    """The command lines that a command can be written for."""

    SH = "sh"
    POWERSHELL = "PowerShell"
    CMD = "cmd"


@dataclass(frozen=True, slots=True)
class Subject:
    """A request with everything filled in, and for the formats that carry a signature, that request signed."""

    request: Request
    spec: ActionSpec | None = None
    signed: SignedRequest | None = None
    shell: Shell = Shell.SH

    @property
    def until(self) -> datetime | None:
        """The end of the signature's life in UTC; None when there is no signature, or none is needed."""
        if self.signed is None or not self.signed.trace.algorithm:
            return None
        try:
            return datetime.fromtimestamp(self.signed.trace.timestamp, UTC) + HOLDS
        except (ValueError, OverflowError, OSError):
            return None


@dataclass(frozen=True, slots=True)
class Snippet:
    """``complete`` says that the text does what the request does; otherwise it says why it cannot be written.

    ``until`` is the end of a signature's life in UTC. ``remarks`` say what of the request it cannot carry.
    """

    text: str
    complete: bool = True
    until: datetime | None = None
    remarks: tuple[str, ...] = ()


class Format(Protocol):
    """One way to write a request."""

    offer: Offer

    def write(self, subject: Subject) -> Snippet:
        """The text. Never raises for what the format cannot express: the text then says so."""
        ...
