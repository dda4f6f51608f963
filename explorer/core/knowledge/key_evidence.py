"""What a refused call says about its clock, its key and its signature."""

import re
from collections.abc import Iterator
from datetime import UTC

from explorer.core.knowledge.case import DOMAIN, Case, Evidence, short, span_words
from explorer.core.models.request import Algorithm

# The server refuses a timestamp more than five minutes off (protocol: common parameters).
_TOLERANCE = 300.0
_NEAR = 60.0
_SECONDS_DIGITS, _MILLISECONDS_DIGITS = 11, 13
_SIGNED_HEADERS = frozenset({"authorization", "host", "content-type", "x-tc-timestamp", "x-tc-token"})
_DENIED = re.compile(r"\boperation \(?`?([a-z][a-z0-9]{1,40}:[A-Za-z0-9*]{1,80})")
_RESOURCE = re.compile(r"\bresource \(?`?(qcs:[^)`\s]{1,200})")


def clock(case: Case) -> Iterator[Evidence]:
    """This machine's clock, or the request's own timestamp, against the server's Date."""
    skew, started = case.exchange.clock_skew, case.exchange.started
    moment = (started if started.tzinfo else started.replace(tzinfo=UTC)).timestamp()
    sent = case.sent_header("x-tc-timestamp")
    if sent and not (sent.isascii() and sent.isdigit() and len(sent) <= _SECONDS_DIGITS):
        finer = sent.isascii() and sent.isdigit() and len(sent) >= _MILLISECONDS_DIGITS
        yield case.likely("clock.too_fine" if finer else "clock.no_number", value=short(sent))
        return
    if sent and abs(int(sent) - moment) > _NEAR:
        yield from _own_timestamp(case, int(sent) - moment, skew)
        return
    if skew is None:
        return
    span = span_words(skew, case.say)
    if abs(skew) >= (_NEAR if case.code.endswith("SignatureExpire") else _TOLERANCE):
        yield case.likely(f"clock.{'machine_behind' if skew > 0 else 'machine_ahead'}", span=span)
    elif abs(skew) < _NEAR:
        yield case.ruled_out("clock.in_step", span=span)


def _own_timestamp(case: Case, off: float, skew: float | None) -> Iterator[Evidence]:
    """``off`` is in seconds, against this machine's clock."""
    off, whose = (off, "_here") if skew is None else (off - skew, "")
    if abs(off) >= _TOLERANCE:
        way = "behind" if off < 0 else "ahead"
        yield case.likely(f"clock.request_{way}{whose}", span=span_words(off, case.say))


def blanks(case: Case) -> Iterator[Evidence]:
    """Blanks that came along when the key was pasted, and its two parts in each other's place."""
    identifier = case.sent_header("authorization").partition("Credential=")[2].partition("/")[0]
    if case.key is not None and case.key.swapped:
        yield case.likely("key.swapped")
    if not identifier and case.key is None:
        return
    if identifier != identifier.strip() or (case.key is not None and case.key.blanks):
        yield case.likely("key.blanks")
    else:
        yield case.ruled_out("key.no_blanks")


def token(case: Case) -> Iterator[Evidence]:
    """A session token that has expired, or that is missing."""
    if case.exchange.request.algorithm is not Algorithm.TC3:
        return
    if case.sent_header("x-tc-token"):
        yield case.likely("key.token_expired")
    elif case.code.endswith("TokenFailure"):
        yield case.likely("key.token_missing")
    else:
        yield case.ruled_out("key.no_token")


def signature(case: Case) -> Iterator[Evidence]:
    """Whether the key at hand signs what was sent as that was signed."""
    own = [name for name, _ in case.exchange.request.headers if name.lower() in _SIGNED_HEADERS]
    if own:
        yield case.likely("key.own_header", names=", ".join(dict.fromkeys(short(name) for name in own)))
    fits = case.key.signature_fits if case.key is not None else None
    if fits and not own:
        yield case.likely("key.wrong_key")
    if fits:
        yield case.ruled_out("key.signing")
    elif fits is False:
        yield case.likely("key.misfit")


def accepted(case: Case) -> Iterator[Evidence]:
    """A call that was refused for its rights: what the policy lacks, where the message says it."""
    operation, resource = _DENIED.search(case.message), _RESOURCE.search(case.message)
    if operation is not None:
        if resource is not None:
            yield case.likely("key.denied_on", operation=operation.group(1), resource=resource.group(1))
        else:
            yield case.likely("key.denied", operation=operation.group(1))
    if case.sent_header("authorization") != "SKIP":
        yield case.ruled_out("key.accepted")


def account(case: Case) -> Iterator[Evidence]:
    """The vendor's two sites have accounts of their own."""
    host = case.host
    if host.endswith(DOMAIN) and not re.search(r"\.(?:intl|internal)\.", host):
        yield case.likely("key.mainland")
