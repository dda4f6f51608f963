"""The checks a call must pass, in the vendor's order, each refusing in the vendor's code."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from explorer.core.models.credential import Credential
from explorer.core.signing.verify import Authorization, tc3_matches, v1_matches
from explorer.sandbox.call import Admitted, Call, Refusal
from explorer.sandbox.claim import Claim, Scheme, read_claim
from explorer.sandbox.incoming import read_parameters
from explorer.sandbox.parameters import accept
from explorer.sandbox.regions import REGIONS
from explorer.sandbox.targets import Targets

WINDOW = 300
GET_LIMIT, V1_LIMIT, TC3_LIMIT = 32 * 1024, 1024 * 1024, 10 * 1024 * 1024

_TIMESTAMP = re.compile(r"\d{1,12}\Z")


@dataclass(frozen=True, slots=True)
class Gate:
    """All checks. ``credential`` is the one key pair that is known; ``clock`` gives epoch seconds."""

    targets: Targets
    credential: Credential
    clock: Callable[[], float]

    def admit(self, call: Call, *, skew: float = 0.0) -> Admitted:
        """The call, understood. ``skew`` seconds are added to the clock. Raises Refusal at the first check it fails."""
        _check_method(call)
        _check_size(call)
        claim = read_claim(call)
        if claim.scheme is Scheme.SKIP:
            self.targets.check_may_skip(call, claim)
        else:
            self._check_secret_id(claim)
        self._check_window(claim, self.clock() + skew)
        if claim.scheme is not Scheme.SKIP:
            _check_scope(call, claim, self.targets)
            _check_signature(call, claim, self.credential.secret_key)
            self._check_token(claim)
        spec = self.targets.find(call, claim)
        _check_region(claim)
        parameters, texts = read_parameters(call, claim, spec)
        return Admitted(spec, accept(spec, parameters, texts=texts))

    def _check_secret_id(self, claim: Claim) -> None:
        if claim.secret_id != self.credential.secret_id:
            raise Refusal(
                "AuthFailure.SecretIdNotFound",
                "The SecretId is not found. The practice endpoint knows only the key pair that it was started with.",
            )

    def _check_window(self, claim: Claim, now: float) -> None:
        if not claim.timestamp:
            raise Refusal("MissingParameter", "The request is missing the common parameter `Timestamp`.")
        if not _TIMESTAMP.match(claim.timestamp):
            raise Refusal("InvalidParameter", "The common parameter `Timestamp` must be a number of whole seconds.")
        off = int(claim.timestamp) - now
        if abs(off) > WINDOW:
            side = "ahead of" if off > 0 else "behind"
            raise Refusal(
                "AuthFailure.SignatureExpire",
                f"The signature has expired: its timestamp {claim.timestamp} is {abs(off):.0f} seconds {side} the "
                f"server's clock ({now:.0f}), and {WINDOW} are allowed.",
            )

    def _check_token(self, claim: Claim) -> None:
        if claim.token == self.credential.token:
            return
        if not claim.token:
            why = "the key pair is temporary, and its token is missing"
        elif not self.credential.token:
            why = "the key pair is permanent and has none, but one was sent"
        else:
            why = "it does not belong to the key pair"
        raise Refusal("AuthFailure.TokenFailure", f"The token is not valid: {why}.")


def _check_method(call: Call) -> None:
    if call.method not in ("GET", "POST"):
        raise Refusal("UnsupportedProtocol", f"The HTTP method {call.method[:20]} is not supported; use GET or POST.")


def _check_size(call: Call) -> None:
    if call.method == "GET":
        size, limit, what = len(call.query), GET_LIMIT, "a GET request (32 KB)"
    elif call.header("authorization"):
        size, limit, what = call.size, TC3_LIMIT, "a POST body (10 MB)"
    else:
        size, limit, what = call.size, V1_LIMIT, "a POST body without TC3-HMAC-SHA256 (1 MB; TC3 allows 10 MB)"
    if size > limit:
        raise Refusal("RequestSizeLimitExceeded", f"The request has {size} bytes, over the limit of {what}.")


def _check_scope(call: Call, claim: Claim, targets: Targets) -> None:
    if claim.authorization is None:
        return
    date = datetime.fromtimestamp(int(claim.timestamp), UTC).strftime("%Y-%m-%d")
    if claim.authorization.date != date:
        raise _unsigned(
            f"the credential scope has the date {claim.authorization.date[:20]}, but the timestamp {claim.timestamp} "
            f"is on {date} in UTC"
        )
    named = targets.service_of_host(call)
    if named and named != claim.service:
        raise _unsigned(f"the credential scope names the service {claim.service[:40]}, but the host is of {named}")


def _check_signature(call: Call, claim: Claim, secret_key: str) -> None:
    if claim.authorization is None:
        right = v1_matches(call.method, call.header("host"), claim.pairs, secret_key)
    else:
        _check_signed_headers(call, claim.authorization)
        right = tc3_matches(
            claim.authorization,
            method=call.method,
            query=call.query,
            headers=call.headers,
            body=b"" if call.method == "GET" else call.body,
            secret_key=secret_key,
        )
    if not right:
        raise _unsigned("compare the SecretKey, the canonical request and the string to sign")


def _check_signed_headers(call: Call, claimed: Authorization) -> None:
    absent = [name for name in ("content-type", "host") if name not in claimed.signed_headers]
    if absent:
        raise _unsigned(f"SignedHeaders lacks {' and '.join(absent)}")
    unsent = [name for name in claimed.signed_headers if name not in call.headers]
    if unsent:
        raise _unsigned(f"SignedHeaders names `{unsent[0][:60]}`, but no such header was sent")


def _check_region(claim: Claim) -> None:
    if claim.region and claim.region not in REGIONS:
        raise Refusal("UnsupportedRegion", f"The region `{claim.region[:60]}` is not supported.")


def _unsigned(why: str) -> Refusal:
    return Refusal(
        "AuthFailure.SignatureFailure",
        f"The provided credentials could not be validated. Please check your signature is correct: {why}.",
    )
