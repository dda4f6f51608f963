"""Show how a request is signed, and where a customer's signing of it went another way."""

import re
import secrets
import time
from dataclasses import dataclass, replace

from explorer.core.models.action import ActionSpec
from explorer.core.models.credential import Credential
from explorer.core.models.request import Request
from explorer.core.secrets.redaction import redact_text
from explorer.core.signing.compare import Comparison, compare, nonce_in, timestamp_in
from explorer.core.signing.trace import Trace
from explorer.services.sign_request import PREVIEW_CREDENTIAL, SigningOptions, sign

_TIME = re.compile(r"\r?\n[ \t]{0,20}X-TC-Timestamp[ \t]{0,4}:[ \t]{0,4}(\d{9,11})\s{0,20}\Z", re.IGNORECASE | re.ASCII)
PREVIEW = "Signed with a key pair for preview: everything but the signature holds."


@dataclass(frozen=True, slots=True)
class Inspection:
    """``note`` says at what time and with whose key; a session token in the trace is masked."""

    trace: Trace
    note: str
    comparison: Comparison | None = None


def inspect(
    request: Request,
    credential: Credential | None,
    *,
    spec: ActionSpec | None = None,
    pasted: str = "",
    signer: str = "",
) -> Inspection:
    """Sign and compare; without a credential a key pair for preview signs. Raises UsageError for what cannot be sent.

    A pasted string to sign is compared with ours of the same time, and so is an Authorization that a line
    ``X-TC-Timestamp: …`` follows; a request that fixes its own time keeps it. ``signer`` says whose key it is.
    """
    told = _TIME.search(pasted)
    pasted = pasted[: told.start()] if told else pasted
    theirs = int(told.group(1)) if told else timestamp_in(pasted) if pasted else None
    if request.timestamp is not None:
        theirs = None
    fixed = request.timestamp if theirs is None else theirs
    timestamp = int(time.time()) if fixed is None else fixed
    options = SigningOptions(timestamp=timestamp, nonce=nonce_in(pasted) or secrets.randbelow(2**31 - 1) + 1)
    key = credential or PREVIEW_CREDENTIAL
    signed = sign(request, key, spec=spec, options=options)
    trace = _without_token(signed.trace, key.token)
    shown = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(trace.timestamp))
    whose = "the customer's time" if theirs is not None else "the time of the request" if fixed is not None else "now"
    note = f"{signer or PREVIEW} At {trace.timestamp} ({shown} UTC), {whose}."
    found = compare(trace, pasted, body=signed.body) if pasted.strip() else None
    return Inspection(trace, note, found)


def _without_token(trace: Trace, token: str) -> Trace:
    if not token:
        return trace
    names = (token, token.lower())
    return replace(
        trace,
        canonical_request=redact_text(trace.canonical_request, names),
        string_to_sign=redact_text(trace.string_to_sign, names),
        query=redact_text(trace.query, names),
        parameters=(),
    )
