"""TC3-HMAC-SHA256 as pure functions: canonical request, string to sign, derived key, signature."""

import hashlib
import hmac
import time
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from explorer.core.errors import ParameterError

ALGORITHM = "TC3-HMAC-SHA256"
TERMINATOR = "tc3_request"
UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD"

# The vendor's SDKs and its printed programs sign these two as they are sent, every other header in lower case.
_VERBATIM = frozenset({"content-type", "host"})


class Signing(NamedTuple):
    """The values between a request and its signature."""

    payload_sha256: str
    signed_headers: str
    canonical_request: str
    canonical_request_sha256: str
    credential_scope: str
    string_to_sign: str
    signature: str


def payload_hash(body: bytes, *, unsigned: bool = False) -> str:
    """SHA-256 of the payload in lower-case hex; an unsigned payload hashes the word that stands for it."""
    return hashlib.sha256(UNSIGNED_PAYLOAD.encode() if unsigned else body).hexdigest()


@lru_cache(maxsize=64)
def sort_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Header names as SignedHeaders lists them: lower case, each once, in ASCII order."""
    return tuple(sorted({name.strip().lower() for name in names if name.strip()}))


def canonical_headers(names: Sequence[str], headers: Mapping[str, str]) -> str:
    """One ``name:value`` line for each name, values trimmed. Raises ParameterError for a header that is not sent."""
    lines = []
    for name in names:
        if name not in headers:
            raise ParameterError(
                f"The header {name!r} is to be signed, but the request does not carry it.",
                hint="Add the header, or take it off the list of signed headers.",
            )
        value = headers[name].strip()
        lines.append(f"{name}:{value if name in _VERBATIM else value.lower()}\n")
    return "".join(lines)


def canonical_request(method: str, query: str, names: Sequence[str], header_lines: str, payload: str) -> str:
    """The request in its canonical form; the path is always ``/``."""
    return f"{method}\n/\n{query}\n{header_lines}\n{';'.join(names)}\n{payload}"


@lru_cache(maxsize=64)
def utc_date(timestamp: int) -> str:
    """The UTC date of the scope. Raises ParameterError for a time that no calendar has."""
    try:
        return time.strftime("%Y-%m-%d", time.gmtime(timestamp))
    except (OverflowError, OSError, ValueError):
        raise ParameterError(f"The timestamp {timestamp} is out of range.", hint="Give seconds since 1970.") from None


# Bounded and in memory only: the last few keys of a day, instead of three HMACs for each request.
@lru_cache(maxsize=8)
def _signer(secret_key: str, date: str, service: str) -> hmac.HMAC:
    """An HMAC under the derived key, nothing fed yet; to be copied."""
    by_date = hmac.digest(b"TC3" + secret_key.encode(), date.encode(), "sha256")
    by_service = hmac.digest(by_date, service.encode(), "sha256")
    return hmac.new(hmac.digest(by_service, TERMINATOR.encode(), "sha256"), digestmod="sha256")


def sign_text(secret_key: str, date: str, service: str, text: str) -> str:
    """The signature of a string to sign: lower-case hex."""
    keyed = _signer(secret_key, date, service).copy()
    keyed.update(text.encode())
    return keyed.hexdigest()


def sign(
    *,
    method: str,
    query: str,
    headers: Mapping[str, str],
    names: Sequence[str],
    payload: str,
    timestamp: int | str,
    date: str,
    service: str,
    secret_key: str,
) -> Signing:
    """Sign what is given, as it is given: ``headers`` by lower-case name, ``names`` in the order to be signed."""
    canonical = canonical_request(method, query, names, canonical_headers(names, headers), payload)
    canonical_sha256 = hashlib.sha256(canonical.encode()).hexdigest()
    scope = f"{date}/{service}/{TERMINATOR}"
    text = f"{ALGORITHM}\n{timestamp}\n{scope}\n{canonical_sha256}"
    signature = sign_text(secret_key, date, service, text)
    return Signing(payload, ";".join(names), canonical, canonical_sha256, scope, text, signature)


def authorization(secret_id: str, signing: Signing) -> str:
    """The Authorization header of a signature."""
    return (
        f"{ALGORITHM} Credential={secret_id}/{signing.credential_scope}, "
        f"SignedHeaders={signing.signed_headers}, Signature={signing.signature}"
    )
