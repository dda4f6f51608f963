"""The server's side: rebuilds a signature from the request that came, as the practice endpoint must."""

import hmac
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from explorer.core.errors import ParameterError
from explorer.core.models.request import Algorithm
from explorer.core.signing import tc3, v1

_AUTHORIZATION = re.compile(
    r"(?P<algorithm>\S+)\s+Credential=(?P<id>[^/\s,]+)/(?P<date>[^/\s,]+)/(?P<service>[^/\s,]+)/(?P<end>[^/\s,]+)\s*,"
    r"\s*SignedHeaders=(?P<headers>[^\s,]+)\s*,\s*Signature=(?P<signature>[0-9A-Za-z]+)\s*\Z"
)


@dataclass(frozen=True, slots=True)
class Authorization:
    """The parts of a TC3-HMAC-SHA256 Authorization header, as they were sent."""

    algorithm: str
    secret_id: str
    date: str
    service: str
    terminator: str
    signed_headers: tuple[str, ...]
    signature: str


def parse_authorization(text: str) -> Authorization | None:
    """The parts of an Authorization header, or None if it has not the form that the protocol asks for."""
    found = _AUTHORIZATION.match(text.strip())
    if found is None:
        return None
    names = tuple(found["headers"].split(";"))
    return Authorization(
        found["algorithm"], found["id"], found["date"], found["service"], found["end"], names, found["signature"]
    )


def tc3_signature(
    claimed: Authorization, *, method: str, query: str, headers: Mapping[str, str], body: bytes, secret_key: str
) -> str:
    """The signature that the request should carry. ``headers`` are by lower-case name; ``query`` as it came.

    The signed headers are taken in the order of the claim. Raises ParameterError when one of them did not come.
    """
    unsigned = headers.get("x-tc-content-sha256") == tc3.UNSIGNED_PAYLOAD
    signing = tc3.sign(
        method=method,
        query=query,
        headers=headers,
        names=claimed.signed_headers,
        payload=tc3.payload_hash(body, unsigned=unsigned),
        timestamp=headers.get("x-tc-timestamp", ""),
        date=claimed.date,
        service=claimed.service,
        secret_key=secret_key,
    )
    return signing.signature


def tc3_matches(
    claimed: Authorization, *, method: str, query: str, headers: Mapping[str, str], body: bytes, secret_key: str
) -> bool:
    """Whether the signature is right.

    The host may have been signed with or without its port (the vendor's Node SDK leaves it out), and a content type
    as sent or in lower case (the documents say lower case, the vendor's SDKs sign it as sent).
    """
    hosts = _both(headers.get("host", ""), without_port(headers.get("host", "")))
    types = _both(headers.get("content-type", ""), headers.get("content-type", "").lower())
    for host in hosts:
        for content_type in types:
            seen = {**headers}
            seen |= {"host": host} if "host" in headers else {}
            seen |= {"content-type": content_type} if "content-type" in headers else {}
            try:
                expected = tc3_signature(
                    claimed, method=method, query=query, headers=seen, body=body, secret_key=secret_key
                )
            except ParameterError:
                return False
            if hmac.compare_digest(expected, claimed.signature):
                return True
    return False


def v1_matches(method: str, host: str, pairs: Iterable[tuple[str, str]], secret_key: str) -> bool:
    """Whether the Signature among ``pairs`` (decoded) is right; only SignatureMethod HmacSHA256 selects SHA-256."""
    sent = list(pairs)
    by_name = dict(sent)
    chosen = by_name.get("SignatureMethod") == Algorithm.HMAC_SHA256
    algorithm = Algorithm.HMAC_SHA256 if chosen else Algorithm.HMAC_SHA1
    claimed = by_name.get("Signature", "").encode()
    return any(
        hmac.compare_digest(
            v1.sign_text(secret_key, v1.string_to_sign(method, name, sent), algorithm).encode(), claimed
        )
        for name in _both(host, without_port(host))
    )


def without_port(host: str) -> str:
    """The host alone (``127.0.0.1`` of ``127.0.0.1:8080``)."""
    return re.sub(r":\d+\Z", "", host)


def _both(first: str, second: str) -> tuple[str, ...]:
    return (first,) if first == second else (first, second)
