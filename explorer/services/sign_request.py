"""Sign one request without sending it, with every value between its parameters and its signature."""

import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.core.models.action import ActionSpec
from explorer.core.models.credential import Credential
from explorer.core.models.request import Request

if TYPE_CHECKING:
    from explorer.core.signing.prepare import SignedRequest

# The key pair of a preview: a signature made with it is good for nothing.
PREVIEW_CREDENTIAL = Credential("AKIDEXAMPLE", "EXAMPLE")


@dataclass(frozen=True, slots=True)
class SigningOptions:
    """What only signing by hand asks for; empty or None takes what a real sending would take."""

    timestamp: int | None = None
    nonce: int | None = None
    host: str = ""
    query_text: str | None = None
    content_type: str = ""
    request_client: str = ""
    boundary: str = ""


def sign(
    request: Request, credential: Credential, *, spec: ActionSpec | None = None, options: SigningOptions | None = None
) -> "SignedRequest":
    """The request as it would be sent now, or at ``options.timestamp`` or the request's own. Raises UsageError."""
    from explorer.core.signing.prepare import prepare

    asked = options or SigningOptions()
    timestamp = asked.timestamp if asked.timestamp is not None else request.timestamp
    return prepare(
        request,
        credential,
        timestamp=int(time.time()) if timestamp is None else timestamp,
        nonce=secrets.randbelow(2**31 - 1) + 1 if asked.nonce is None else asked.nonce,
        boundary=asked.boundary,
        spec=spec,
        query_text=asked.query_text,
        host=asked.host,
        skip_sign=spec.skip_sign if spec is not None else False,
        request_client=asked.request_client,
        content_type=asked.content_type,
    )
