"""What the exchange itself says about its error: which causes it rules out, and which it makes likely."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC
from enum import Enum
from urllib.parse import urlsplit

from explorer.core.knowledge.named_fields import fields_named
from explorer.core.models.action import ActionSpec
from explorer.core.models.exchange import Exchange, OutcomeKind
from explorer.core.models.json_value import JsonObject, JsonValue, dumps
from explorer.core.models.request import Algorithm, Method
from explorer.core.phrases import Phrases, phrases

# The server refuses a timestamp more than five minutes off (protocol: common parameters).
_TOLERANCE = 300.0
_NEAR = 60.0
_DOMAIN = ".tencentcloudapi.com"
_MOST_FIELDS = 3
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
    """What was found out about the key of a call without keeping any of it. None: it could not be found out."""

    blanks: bool = False
    signature_fits: bool | None = None


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


def evidence(case: Case) -> tuple[Evidence, ...]:
    """What bears on the error of a call, what is likely first. Empty when nothing does, or when there is no error."""
    outcome = case.exchange.outcome
    if outcome is None or outcome.kind is not OutcomeKind.ERROR:
        return ()
    found = [item for pattern, rules in _RULES if pattern.match(case.code) for rule in rules for item in rule(case)]
    found = [replace(item, language=case.say.language) for item in found]
    return tuple(sorted(dict.fromkeys(found), key=lambda item: item.sign is Sign.RULED_OUT))


def evidence_words(found: "Sequence[Evidence]") -> tuple[str, str]:
    """``Likely: …`` and ``Ruled out: …`` in the language of the evidence; empty where nothing points that way."""
    say = phrases(found[0].language if found else "en")
    lines = []
    for sign, heading in ((Sign.LIKELY, "card.likely"), (Sign.RULED_OUT, "card.ruled_out")):
        words = say("card.between").join([item.text for item in found if item.sign is sign])
        lines.append(say(heading, words=words) if words else "")
    return lines[0], lines[1]


def span_words(seconds: float, say: Phrases | None = None) -> str:
    """``1 s``, ``12 min``, ``3 h``, ``2 days``."""
    say = say or phrases()
    seconds = abs(seconds)
    for unit, length in (("days", 86_400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * length or (unit != "days" and seconds >= length):
            return say(f"span.{unit}", count=f"{seconds / length:.0f}")
    return say("span.seconds", count=f"{seconds:.0f}")


def _likely(case: Case, key: str, **values: object) -> Evidence:
    return Evidence(Sign.LIKELY, case.say(key, **values))


def _ruled_out(case: Case, key: str, **values: object) -> Evidence:
    return Evidence(Sign.RULED_OUT, case.say(key, **values))


def _clock(case: Case) -> Iterator[Evidence]:
    skew = case.exchange.clock_skew
    if skew is None:
        return
    started = case.exchange.started
    moment = (started if started.tzinfo else started.replace(tzinfo=UTC)).timestamp()
    sent = case.sent_header("x-tc-timestamp")
    if sent.isascii() and sent.isdigit() and len(sent) < 12 and abs(int(sent) - moment) > _NEAR:
        off = int(sent) - moment - skew
        if abs(off) >= _TOLERANCE:
            way = "request_behind" if off < 0 else "request_ahead"
            yield _likely(case, f"clock.{way}", span=span_words(off, case.say))
        return
    span = span_words(skew, case.say)
    if abs(skew) >= (_NEAR if case.code.endswith("SignatureExpire") else _TOLERANCE):
        yield _likely(case, f"clock.{'machine_behind' if skew > 0 else 'machine_ahead'}", span=span)
    elif abs(skew) < _NEAR:
        yield _ruled_out(case, "clock.in_step", span=span)


def _blanks(case: Case) -> Iterator[Evidence]:
    identifier = _sent_key_id(case)
    if not identifier and case.key is None:
        return
    if identifier != identifier.strip() or (case.key is not None and case.key.blanks):
        yield _likely(case, "key.blanks")
    else:
        yield _ruled_out(case, "key.no_blanks")


def _sent_key_id(case: Case) -> str:
    return case.sent_header("authorization").partition("Credential=")[2].partition("/")[0]


def _token(case: Case) -> Iterator[Evidence]:
    if case.exchange.request.algorithm is not Algorithm.TC3:
        return
    if case.sent_header("x-tc-token"):
        yield _likely(case, "key.token_expired")
    elif case.code.endswith("TokenFailure"):
        yield _likely(case, "key.token_missing")
    else:
        yield _ruled_out(case, "key.no_token")


def _signature(case: Case) -> Iterator[Evidence]:
    fits = case.key.signature_fits if case.key is not None else None
    if fits:
        yield _likely(case, "key.wrong_key")
        yield _ruled_out(case, "key.signing")
    elif fits is False:
        yield _likely(case, "key.misfit")


def _accepted(case: Case) -> Iterator[Evidence]:
    if case.sent_header("authorization") != "SKIP":
        yield _ruled_out(case, "key.accepted")


def _account(case: Case) -> Iterator[Evidence]:
    host = case.host
    if host.endswith(_DOMAIN) and not re.search(r"\.(?:intl|internal)\.", host):
        yield _likely(case, "key.mainland")


def _product(case: Case) -> Iterator[Evidence]:
    first, wanted = case.host.partition(".")[0], case.exchange.request.action.service
    if not case.host.endswith(_DOMAIN):
        return
    if first != wanted:
        yield _likely(case, "target.other_product", first=first, wanted=wanted)
    else:
        yield _ruled_out(case, "target.same_product")


def _catalogued(case: Case) -> Iterator[Evidence]:
    ref = case.exchange.request.action
    if case.spec is not None:
        yield _ruled_out(case, "target.catalogued", name=ref.name, version=ref.version)
    else:
        yield _likely(case, "target.unknown", name=ref.name, service=ref.service, version=ref.version)


def _region(case: Case) -> Iterator[Evidence]:
    region = case.exchange.request.region
    if not region:
        yield _likely(case, "target.no_region")
    elif case.regions and region not in case.regions:
        yield _likely(case, "target.unlisted_region", region=_short(region))
    elif case.regions:
        yield _ruled_out(case, "target.listed_region", region=region)


def _elsewhere(case: Case) -> Iterator[Evidence]:
    if case.exchange.request.region in case.regions:
        yield _likely(case, "target.other_region", region=case.exchange.request.region)


def _value(case: Case) -> Iterator[Evidence]:
    for path in fields_named(case.message, case.parameters, case.spec):
        value = _at(case.parameters, path)
        if value is not None:
            shown = _short(value if isinstance(value, str) else dumps(value))
            yield Evidence(Sign.LIKELY, case.say("value.sent", path=path, value=shown), path)


def _missing(case: Case) -> Iterator[Evidence]:
    for path in fields_named(case.message, case.parameters, case.spec):
        value = _at(case.parameters, path)
        if value is None:
            key = "value.null" if path in case.parameters else "value.absent"
            yield Evidence(Sign.LIKELY, case.say(key, path=path), path)
        elif value in ("", [], {}):
            yield Evidence(Sign.LIKELY, case.say("value.empty", path=path), path)


def _by_spec(case: Case) -> Iterator[Evidence]:
    """What the spec finds wrong; a form that fits it is no cause."""
    if case.spec is None:
        return
    from explorer.core.form.validate import check

    problems = check(case.spec, case.parameters)
    for problem in problems[:_MOST_FIELDS]:
        said, _, hint = problem.message.partition(". ")
        aside = f" ({hint[:1].lower()}{hint[1:].rstrip('.')})" if hint else ""
        yield Evidence(Sign.LIKELY, said.rstrip(".") + aside, problem.path)
    if not problems:
        yield _ruled_out(case, "value.fits")


_LIMITS = {
    (Method.GET, True): (32 * 1024, "limit.get"),
    (Method.GET, False): (32 * 1024, "limit.get"),
    (Method.POST, True): (10 * 1024**2, "limit.post"),
    (Method.POST, False): (1024**2, "limit.old_post"),
}


def _size(case: Case) -> Iterator[Evidence]:
    request, sent = case.exchange.request, case.exchange.sent
    limit, key = _LIMITS[request.method, request.algorithm is Algorithm.TC3]
    size = len(sent.body) or len(urlsplit(sent.url).query)
    values = {"size": f"{size:,}", "limit": case.say(key)}
    yield _likely(case, "value.too_large", **values) if size > limit else _ruled_out(case, "value.small", **values)


def _at(parameters: JsonObject, path: str) -> JsonValue:
    value: JsonValue = parameters
    for step in path.split("."):
        if isinstance(value, list) and step.isascii() and step.isdigit() and len(step) < 7:
            value = value[int(step)] if int(step) < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_VALUE else f"{line[: _LONGEST_VALUE - 1]}…"


_Rule = Callable[[Case], Iterator[Evidence]]
_RULES: tuple[tuple[re.Pattern[str], tuple[_Rule, ...]], ...] = tuple(
    (re.compile(pattern), rules)
    for pattern, rules in (
        (r"AuthFailure\.SignatureExpire\Z", (_clock,)),
        (r"AuthFailure\.(?:SecretIdNotFound|InvalidSecretId)\Z", (_blanks, _account, _token)),
        (r"AuthFailure\.TokenFailure\Z", (_token, _clock)),
        (r"AuthFailure\.SignatureFailure\Z", (_signature, _blanks, _clock)),
        (r"(?:AuthFailure\.)?UnauthorizedOperation", (_accepted,)),
        (r"(?:InvalidAction|NoSuchVersion|ActionOffline)", (_catalogued, _product)),
        (r"NoSuchProduct", (_product,)),
        (r"UnsupportedRegion", (_region,)),
        (r"(?:ResourceNotFound|FailedOperation.*NotFound)", (_value, _elsewhere, _region)),
        (r"MissingParameter", (_missing,)),
        (r"(?:UnknownParameter|InvalidParameter)", (_by_spec, _value)),
        (r"RequestSizeLimitExceeded", (_size,)),
    )
)
