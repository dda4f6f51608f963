"""Show a request as it would go out now: the request line, every header, and the body, byte for byte."""

import secrets
import time
from dataclasses import dataclass, field

from explorer.core.http.head import complete
from explorer.core.models.action import ActionSpec
from explorer.core.models.credential import Credential
from explorer.core.models.request import Request
from explorer.core.secrets.redaction import redact_text
from explorer.core.signing.flat_loss import loss_words
from explorer.core.signing.payload import text_bytes
from explorer.services.sign_request import PREVIEW_CREDENTIAL, SigningOptions, sign

# What the user's own header replaces, and what comes of it.
_REPLACED = {
    "host": "Host is your own; it is signed, and the connection still goes to the endpoint.",
    "authorization": "Authorization is your own: the signature made here is not sent.",
    "content-type": "Content-Type is your own; it is signed as it stands, and the body stays as it is.",
    "x-tc-action": "X-TC-Action is your own: another action than this tab's is called.",
    "x-tc-version": "X-TC-Version is your own.",
    "x-tc-timestamp": "X-TC-Timestamp is your own; the signature is made for it.",
    "x-tc-region": "X-TC-Region is your own.",
    "x-tc-language": "X-TC-Language is your own.",
    "x-tc-token": "X-TC-Token is your own: the token of the profile is not sent.",
}


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """One header as sent, a session token masked. ``signed``: the signature covers it. ``own``: the user added it."""

    name: str
    value: str
    signed: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class WirePreview:
    """What would be sent. ``note`` says with whose key and when; ``remarks`` what does not go as one might think."""

    line: str
    headers: tuple[HeaderLine, ...]
    body: bytes = field(repr=False)
    content_type: str
    note: str
    remarks: tuple[str, ...] = ()

    def head(self) -> str:
        """The request line and the headers as they stand on the wire, with its line ends."""
        lines = [self.line, *(f"{header.name}: {header.value}" for header in self.headers)]
        return "\r\n".join(lines) + "\r\n\r\n"

    def body_text(self) -> str:
        """The body as text; bytes that are none show as ``\\xNN``."""
        return self.body.decode("utf-8", "backslashreplace")


def preview(
    request: Request, credential: Credential | None, *, spec: ActionSpec | None = None, signer: str = ""
) -> WirePreview:
    """The request as it would go out now; without a credential a key pair for preview signs.

    Raises UsageError (ParameterError included) for what cannot be sent.
    """
    timestamp = int(time.time()) if request.timestamp is None else request.timestamp
    key = credential or PREVIEW_CREDENTIAL
    options = SigningOptions(timestamp=timestamp, nonce=secrets.randbelow(2**31 - 1) + 1)
    signed = sign(request, key, spec=spec, options=options)
    trace = signed.trace
    sent = complete(signed.headers, len(signed.body), with_length=signed.method != "GET")
    names = set(trace.signed_headers.split(";"))
    own = {name.strip().lower() for name, _value in request.headers}
    hidden = (key.token, key.token.lower()) if key.token else ()
    body = text_bytes(_hide(signed.body.decode("utf-8", "surrogateescape"), hidden)) if hidden else signed.body
    target = signed.url.partition("://")[2].partition("/")[2]
    whose = "the time of the request" if request.timestamp is not None else "now"
    shown = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(trace.timestamp))
    return WirePreview(
        line=_hide(f"{signed.method} /{target} HTTP/1.1", hidden),
        headers=tuple(
            HeaderLine(name, _hide(value, hidden), name.lower() in names, name.lower() in own) for name, value in sent
        ),
        body=body,
        content_type=signed.header("content-type"),
        note=f"{signer} At {trace.timestamp} ({shown} UTC), {whose}.".strip(),
        remarks=(*_replaced(own), *loss_words(request)),
    )


def _hide(text: str, hidden: tuple[str, ...]) -> str:
    return redact_text(text, hidden) if hidden else text


def _replaced(own: set[str]) -> list[str]:
    return [words for name, words in _REPLACED.items() if name in own]
