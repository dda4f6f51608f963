"""One failed call with what is known beside it, and the pieces of evidence that can be found in it."""

from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import urlsplit

from explorer.core.models.action import ActionSpec
from explorer.core.models.exchange import Exchange
from explorer.core.models.json_value import JsonObject, JsonValue
from explorer.core.phrases import Phrases, phrases

DOMAIN = ".tencentcloudapi.com"
_LONGEST_VALUE = 40


class Sign(Enum):
    """Which way a piece of evidence points."""

    LIKELY = "likely"
    RULED_OUT = "ruled out"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A few plain words to stand in a list: ``clock (1 s apart)``. ``field`` is the parameter that they are about.

    ``language`` is the one of the words.
    """

    sign: Sign
    text: str
    field: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """What was found out about the key of a call without keeping any of it. None: it could not be found out.

    ``swapped``: what stands for the SecretKey looks like a SecretId.
    """

    blanks: bool = False
    signature_fits: bool | None = None
    swapped: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One failed call, and what is known beside it. ``parameters`` are those that were sent, secrets masked.

    ``say`` words what is found.
    """

    exchange: Exchange
    spec: ActionSpec | None = None
    key: KeyFacts | None = None
    regions: frozenset[str] = frozenset()
    parameters: JsonObject = field(default_factory=dict)
    say: Phrases = field(default_factory=phrases)

    @property
    def code(self) -> str:
        """The error code; empty without one."""
        return self.exchange.outcome.code if self.exchange.outcome is not None else ""

    @property
    def message(self) -> str:
        """The server's message; empty without one."""
        return self.exchange.outcome.message if self.exchange.outcome is not None else ""

    @property
    def host(self) -> str:
        """The host that the call went to, in lower case."""
        return urlsplit(self.exchange.sent.url).hostname or ""

    def sent_header(self, name: str) -> str:
        """The first header of that name (any case) that was sent, or an empty string."""
        return next((value for key, value in self.exchange.sent.headers if key.lower() == name.lower()), "")

    def value(self, path: str) -> JsonValue:
        """What was sent at a dotted path; None where nothing was."""
        return value_at(self.parameters, path)

    def likely(self, key: str, path: str = "", **values: object) -> Evidence:
        """A cause that the call makes likely; of the parameter at ``path``, if one is given."""
        words = self.say(key, path=path, **values) if path else self.say(key, **values)
        return Evidence(Sign.LIKELY, words, path, self.say.language)

    def ruled_out(self, key: str, **values: object) -> Evidence:
        """A cause that the call rules out."""
        return Evidence(Sign.RULED_OUT, self.say(key, **values), language=self.say.language)


def value_at(parameters: JsonObject, path: str) -> JsonValue:
    """What stands at a dotted path; None where nothing does."""
    value: JsonValue = parameters
    for step in path.split("."):
        if isinstance(value, list) and step.isascii() and step.isdigit() and len(step) < 7:
            value = value[int(step)] if int(step) < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def short(text: str) -> str:
    """A value in one line that is not too long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_VALUE else f"{line[: _LONGEST_VALUE - 1]}…"


def span_words(seconds: float, say: Phrases | None = None) -> str:
    """``1 s``, ``12 min``, ``3 h``, ``2 days``."""
    say = say or phrases()
    seconds = abs(seconds)
    for unit, length in (("days", 86_400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * length or (unit != "days" and seconds >= length):
            return say(f"span.{unit}", count=f"{seconds / length:.0f}")
    return say("span.seconds", count=f"{seconds:.0f}")
