"""What curl and raw HTTP have in common: they carry a finished signature, and name the session token instead of it."""

import base64

from explorer.core.models.request import Algorithm
from explorer.core.signing.payload import text_bytes
from explorer.core.signing.query import encode
from explorer.core.signing.trace import SignedRequest
from explorer.core.snippets.subject import TOKEN, Subject

_TOKEN_HEADER = "x-tc-token"  # noqa: S105 - a header's name
_TOKEN_PARAMETER = "Token"  # noqa: S105

NO_KEY = "Choose a profile: this carries a finished signature, and without a key there is none."


def headers_without_token(signed: SignedRequest) -> list[tuple[str, str]]:
    """The headers to write out, in their order."""
    return [(name, value) for name, value in signed.headers if name.lower() != _TOKEN_HEADER]


def carries_token_header(signed: SignedRequest) -> bool:
    """Whether X-TC-Token belongs to the request."""
    return any(name.lower() == _TOKEN_HEADER for name, _value in signed.headers)


def token_pair(signed: SignedRequest) -> bool:
    """Whether the token travels as a parameter, as HmacSHA1 and HmacSHA256 have it."""
    own_last = [name for name, _value in signed.trace.parameters]
    return _TOKEN_PARAMETER in own_last and "SecretId" in own_last[own_last.index(_TOKEN_PARAMETER) :]


def form_without_token(signed: SignedRequest) -> str:
    """The query or form of an HmacSHA1 or HmacSHA256 call, the session token left out."""
    pairs = list(signed.trace.parameters)
    if token_pair(signed):
        # The vendor's order puts the common parameters last, so the last Token is the session's.
        at = max(index for index, (name, _value) in enumerate(pairs) if name == _TOKEN_PARAMETER)
        del pairs[at]
    return encode(pairs)


def is_form(subject: Subject) -> bool:
    """Whether the parameters travel with the signature in one query or form."""
    return subject.request.algorithm is not Algorithm.TC3 and bool(subject.signed and subject.signed.trace.parameters)


def body_text(body: bytes) -> str | None:
    """The body as text that a command or a file can hold; None for one that must be written as Base64."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text or text_bytes(text) != body else text


def base64_text(body: bytes) -> str:
    """Base64 on one line."""
    return base64.b64encode(body).decode()


def validity(subject: Subject) -> list[str]:
    """Until when the signature holds, and where the token comes from."""
    said = []
    if subject.until is not None:
        said.append(f"The signature holds until {subject.until:%Y-%m-%d %H:%M:%S} UTC, 5 minutes after its timestamp.")
    signed = subject.signed
    if signed is not None and (carries_token_header(signed) or token_pair(signed)):
        said.append(f"{TOKEN} must hold the session token of the same key.")
    return said
