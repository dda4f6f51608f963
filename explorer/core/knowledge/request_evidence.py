"""What a refused call says about where it went and what it asked for."""

import difflib
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from explorer.core.knowledge.case import DOMAIN, Case, Evidence, Sign, short
from explorer.core.knowledge.named_fields import fields_named
from explorer.core.knowledge.spec_problems import problem_words
from explorer.core.models.json_value import JsonValue, dumps
from explorer.core.models.request import Algorithm, Method
from explorer.core.signing.invisible import is_invisible

_MOST_FIELDS = 3
_ALIKE = 0.8
# "… request times equals to `7` in a second, which exceeds the frequency limit `5` for a second …"
_RATE = re.compile(r"`?(\d{1,9})`?\s+in a second\b.{0,60}?\blimit\s+(?:of\s+)?`?(\d{1,9})`?", re.DOTALL)
_REGION_NAMED = re.compile(r"(?<![A-Za-z0-9])Region(?![A-Za-z0-9])")
# Products whose things are in no region, so that another region is no advice.
_EVERYWHERE = frozenset(
    {"billing", "cam", "cdn", "cloudaudit", "dnspod", "domain", "ecdn", "intlpartnersmgt", "organization", "region",
     "ssl", "sts", "tag", "teo"}
)  # fmt: skip
_CONTENT_TYPES = ("application/json", "application/x-www-form-urlencoded", "multipart/form-data")


def product(case: Case) -> Iterator[Evidence]:
    """The endpoint of another product."""
    first, wanted = case.host.partition(".")[0], case.exchange.request.action.service
    if not case.host.endswith(DOMAIN):
        return
    if first != wanted:
        yield case.likely("target.other_product", first=short(first), wanted=wanted)
    else:
        yield case.ruled_out("target.same_product")


def catalogued(case: Case) -> Iterator[Evidence]:
    """Whether the catalogue knows the action."""
    ref = case.exchange.request.action
    if case.spec is not None:
        yield case.ruled_out("target.catalogued", name=ref.name, version=ref.version)
    else:
        yield case.likely("target.unknown", name=ref.name, service=ref.service, version=ref.version)


def region(case: Case) -> Iterator[Evidence]:
    """No region, or one that is on no list."""
    name = case.exchange.request.region
    if not name and case.exchange.request.action.service in _EVERYWHERE and case.code != "UnsupportedRegion":
        return
    if not name:
        yield case.likely("target.no_region")
    elif case.regions and name not in case.regions:
        near = difflib.get_close_matches(name[:40].strip().lower(), sorted(case.regions), 1, _ALIKE)
        key = "target.misspelt_region" if near else "target.unlisted_region"
        yield case.likely(key, region=short(name), near="".join(near))
    elif case.regions:
        yield case.ruled_out("target.listed_region", region=name)


def elsewhere(case: Case) -> Iterator[Evidence]:
    """What is not found in one region may be in another, where the product has regions."""
    request = case.exchange.request
    if request.region in case.regions and request.action.service not in _EVERYWHERE:
        yield case.likely("target.other_region", region=request.region)


def invisible(case: Case) -> Iterator[Evidence]:
    """Blanks around a value, and letters that nobody sees, as pasting brings them."""
    found = 0
    for path, value in _texts(case.parameters):
        if value.strip() and (value != value.strip() or any(is_invisible(letter) for letter in value)):
            found += 1
            if found <= _MOST_FIELDS:
                yield case.likely("value.invisible", path)


def _texts(value: JsonValue) -> Iterator[tuple[str, str]]:
    """Short texts with their dotted paths: long ones are texts of people, where blanks are as they should be."""
    waiting: list[tuple[str, JsonValue]] = [("", value)]
    while waiting:
        path, item = waiting.pop()
        if isinstance(item, str) and len(item) < 128:
            yield path, item
        elif isinstance(item, dict):
            waiting += [(f"{path}.{name}" if path else name, child) for name, child in reversed(item.items())]
        elif isinstance(item, list):
            waiting += [(f"{path}.{place}", child) for place, child in reversed(list(enumerate(item)))]


def named_value(case: Case) -> Iterator[Evidence]:
    """The values that the message speaks of, where nothing is found wrong with them already."""
    told = {item.field for rule in (invisible, by_spec) for item in rule(case)}
    for path in fields_named(case.message, case.parameters, case.spec):
        value = case.value(path)
        if value is not None and path not in told:
            shown = short(value if isinstance(value, str) else dumps(value))
            yield case.likely("value.sent" if shown else "value.empty", path, value=shown)


def missing(case: Case) -> Iterator[Evidence]:
    """What the message, or else the spec, finds missing."""
    paths = fields_named(case.message, case.parameters, case.spec)
    for path in paths:
        value = case.value(path)
        if value is None:
            yield case.likely("value.null" if path in case.parameters else "value.absent", path)
        elif value in ("", [], {}):
            yield case.likely("value.empty", path)
        else:
            shown = short(value if isinstance(value, str) else dumps(value))
            yield case.ruled_out("value.was_sent", path=path, value=shown)
    if _REGION_NAMED.search(case.message):
        name = case.exchange.request.region
        yield case.ruled_out("target.region_sent", region=short(name)) if name else case.likely("target.no_region")
    elif not paths:
        yield from by_spec(case)


def by_spec(case: Case) -> Iterator[Evidence]:
    """What the spec finds wrong; a form that fits it is no cause."""
    if case.spec is None:
        return
    from explorer.core.form.validate import check

    problems = check(case.spec, case.parameters)
    for problem in problems[:_MOST_FIELDS]:
        words = problem_words(problem, case.spec, case.value(problem.path), case.say)
        yield Evidence(Sign.LIKELY, words, problem.path, case.say.language)
    if not problems:
        yield case.ruled_out("value.fits")


_LIMITS = {
    (Method.GET, True): (32 * 1024, "limit.get"),
    (Method.GET, False): (32 * 1024, "limit.get"),
    (Method.POST, True): (10 * 1024**2, "limit.post"),
    (Method.POST, False): (1024**2, "limit.old_post"),
}


def size(case: Case) -> Iterator[Evidence]:
    """The documented limit of a request."""
    request, sent = case.exchange.request, case.exchange.sent
    limit, key = _LIMITS[request.method, request.algorithm is Algorithm.TC3]
    count = len(sent.body) or len(urlsplit(sent.url).query)
    values = {"size": f"{count:,}", "limit": case.say(key)}
    yield case.likely("value.too_large", **values) if count > limit else case.ruled_out("value.small", **values)


def rate(case: Case) -> Iterator[Evidence]:
    """The calls that the server counted, of everyone who calls with this account, and how many it allows."""
    found = _RATE.search(case.message)
    if found is not None:
        yield case.likely("limit.rate", count=found[1], limit=found[2])
        yield case.ruled_out("limit.not_done")


def protocol(case: Case) -> Iterator[Evidence]:
    """The method and the kind of body; the API takes GET and POST, and three kinds."""
    kind = case.sent_header("content-type")
    if kind and not kind.lower().startswith(_CONTENT_TYPES):
        yield case.likely("target.content_type", kind=short(kind))
    if case.exchange.sent.method in ("GET", "POST"):
        yield case.ruled_out("target.method", method=case.exchange.sent.method)
