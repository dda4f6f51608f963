"""What a call says of itself before anything of it is believed: who signed it, when, and for which action."""

from dataclasses import dataclass, field, replace
from enum import Enum

from explorer.core.models.request import Algorithm
from explorer.core.signing.query import parse_query
from explorer.core.signing.verify import Authorization, parse_authorization
from explorer.sandbox.call import Call, Refusal

# Common parameters of the old signature methods: they travel beside the action's own.
V1_COMMON = frozenset(
    {
        "Action", "Version", "Region", "Timestamp", "Nonce", "SecretId", "Token", "SignatureMethod", "Signature",
        "Language", "RequestClient",
    }
)  # fmt: skip

_FORM = "application/x-www-form-urlencoded"


class Scheme(Enum):
    """How a call is signed."""

    TC3 = "TC3-HMAC-SHA256"
    V1 = "HmacSHA1 or HmacSHA256"
    SKIP = "SKIP"


@dataclass(frozen=True, slots=True)
class Claim:
    """The common parameters. ``authorization`` is of TC3; ``pairs`` are all parameters of V1, decoded."""

    scheme: Scheme
    secret_id: str = ""
    timestamp: str = ""
    token: str = ""
    action: str = ""
    version: str = ""
    region: str = ""
    authorization: Authorization | None = field(default=None, repr=False)
    pairs: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def service(self) -> str:
        """The service of the credential scope; empty for V1 and SKIP, which name none."""
        return self.authorization.service if self.authorization else ""


def read_claim(call: Call) -> Claim:
    """Raises Refusal: AuthFailure.InvalidAuthorization when nothing, or nothing readable, says who signed the call."""
    authorization = call.header("authorization").strip()
    if authorization == Scheme.SKIP.value:
        return _from_headers(call, Claim(Scheme.SKIP))
    if authorization:
        return _tc3(call, authorization)
    claim = _v1(call)
    if claim is None:
        raise _invalid("the request has neither an Authorization header nor a Signature parameter")
    return claim


def _tc3(call: Call, authorization: str) -> Claim:
    found = parse_authorization(authorization)
    if found is None or found.algorithm != Algorithm.TC3 or found.terminator != "tc3_request":
        raise _invalid(
            "it must read `TC3-HMAC-SHA256 Credential=SecretId/Date/service/tc3_request, "
            "SignedHeaders=content-type;host, Signature=64 hexadecimal digits`"
        )
    return _from_headers(call, Claim(Scheme.TC3, secret_id=found.secret_id, authorization=found))


def _from_headers(call: Call, claim: Claim) -> Claim:
    return replace(
        claim,
        timestamp=call.header("x-tc-timestamp"),
        token=call.header("x-tc-token"),
        action=call.header("x-tc-action"),
        version=call.header("x-tc-version"),
        region=call.header("x-tc-region"),
    )


def _v1(call: Call) -> Claim | None:
    text = call.query
    if call.method == "POST" and call.content_type == _FORM:
        text = call.body.decode("utf-8", "replace")
    pairs = tuple(parse_query(text))
    common = {name: value for name, value in pairs if name in V1_COMMON}
    if "Signature" not in common and "SecretId" not in common:
        return None
    return Claim(
        scheme=Scheme.V1,
        secret_id=common.get("SecretId", ""),
        timestamp=common.get("Timestamp", ""),
        token=common.get("Token", ""),
        action=common.get("Action", ""),
        version=common.get("Version", ""),
        region=common.get("Region", ""),
        pairs=pairs,
    )


def _invalid(why: str) -> Refusal:
    return Refusal("AuthFailure.InvalidAuthorization", f"The Authorization of the request is not valid: {why}.")
