"""The vocabulary of the practice endpoint: a call as it came, and a refusal in the vendor's codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from explorer.core.models.action import ActionSpec
from explorer.core.models.json_value import JsonObject


class Refusal(Exception):  # noqa: N818 - an API error is an answer here, not a fault of the program
    """An API error: it becomes an error envelope with HTTP 200."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Call:
    """One HTTP request as it came. ``query`` is the raw text after ``?``; header names are in lower case.

    ``size`` is the length of the body as sent; ``body`` is empty when that was over every limit.
    """

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes = field(default=b"", repr=False)
    size: int = 0

    def header(self, name: str) -> str:
        """The value of a header (any case), or an empty string."""
        return self.headers.get(name.lower(), "")

    @property
    def content_type(self) -> str:
        """The media type alone, in lower case."""
        return self.header("content-type").split(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Admitted:
    """A call that passed every check: what it asks for. ``parameters`` has numbers as numbers and no nulls."""

    spec: ActionSpec
    parameters: JsonObject
