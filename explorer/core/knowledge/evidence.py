"""What the exchange itself says about its error: which causes it rules out, and which it makes likely."""

import re
from collections.abc import Callable, Iterator, Sequence

from explorer.core.knowledge import key_evidence as key
from explorer.core.knowledge import request_evidence as asked
from explorer.core.knowledge.case import Case, Evidence, KeyFacts, Sign, span_words
from explorer.core.phrases import phrases

__all__ = ["Case", "Evidence", "KeyFacts", "Sign", "evidence", "evidence_words", "span_words"]


def evidence(case: Case) -> tuple[Evidence, ...]:
    """What bears on the error of a call, what is likely first. Empty when nothing does, or when there is no error."""
    outcome = case.exchange.outcome
    if outcome is None or not outcome.tells_error:
        return ()
    found = [item for pattern, rules in _RULES if pattern.match(case.code) for rule in rules for item in rule(case)]
    return tuple(sorted(dict.fromkeys(found), key=lambda item: item.sign is Sign.RULED_OUT))


def evidence_words(found: Sequence[Evidence]) -> tuple[str, str]:
    """``Likely: …`` and ``Ruled out: …`` in the language of the evidence; empty where nothing points that way."""
    say = phrases(found[0].language if found else "en")
    lines = []
    for sign, heading in ((Sign.LIKELY, "card.likely"), (Sign.RULED_OUT, "card.ruled_out")):
        words = say("card.between").join([item.text for item in found if item.sign is sign])
        lines.append(say(heading, words=words) if words else "")
    return lines[0], lines[1]


_Rule = Callable[[Case], Iterator[Evidence]]
_RULES: tuple[tuple[re.Pattern[str], tuple[_Rule, ...]], ...] = tuple(
    (re.compile(pattern), rules)
    for pattern, rules in (
        (r"AuthFailure\.SignatureExpire\Z", (key.clock,)),
        (r"AuthFailure\.(?:SecretIdNotFound|InvalidSecretId)\Z", (key.blanks, key.account, key.token)),
        (r"AuthFailure\.TokenFailure\Z", (key.token, key.clock)),
        (r"AuthFailure\.(?:SignatureFailure|InvalidAuthorization)\Z", (key.signature, key.blanks, key.clock)),
        (r"(?:AuthFailure\.)?UnauthorizedOperation", (key.accepted,)),
        (r"(?:InvalidAction|NoSuchVersion|ActionOffline)", (asked.catalogued, asked.product)),
        (r"NoSuchProduct", (asked.product,)),
        (r"UnsupportedRegion", (asked.region,)),
        (r"(?!AuthFailure|ActionOffline|UnsupportedRegion).*(?:NotFound|NotExist)",
         (asked.invisible, asked.named_value, asked.elsewhere, asked.region)),
        (r"MissingParameter", (asked.missing,)),
        (r"UnknownParameter", (asked.by_spec,)),
        # Older products name the parameter in the code: InvalidInstanceId.Malformed.
        (r"Invalid(?!Action|Request)(?!.*(?:NotFound|NotExist))", (asked.invisible, asked.by_spec, asked.named_value)),
        (r"RequestLimitExceeded", (asked.rate,)),
        (r"RequestSizeLimitExceeded", (asked.size,)),
        (r"UnsupportedProtocol", (asked.protocol,)),
    )
)  # fmt: skip
