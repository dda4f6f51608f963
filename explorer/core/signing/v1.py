"""HmacSHA1 and HmacSHA256, the older signature method: sorted raw parameters under one HMAC."""

import base64
import hmac
from collections.abc import Iterable

from explorer.core.models.request import Algorithm

_DIGESTS = {Algorithm.HMAC_SHA1: "sha1", Algorithm.HMAC_SHA256: "sha256"}


def string_to_sign(method: str, host: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Method, host, path and the pairs sorted by name, values raw. Signature itself is left out.

    The vendor's Python SDK also turns ``_`` in a name into ``.`` here; its other SDKs do not, and no parameter has one.
    """
    listed = sorted((pair for pair in pairs if pair[0] != "Signature"), key=lambda pair: pair[0])
    return f"{method}{host}/?" + "&".join(f"{name}={value}" for name, value in listed)


def sign_text(secret_key: str, text: str, algorithm: Algorithm) -> str:
    """The signature of a string to sign: Base64, not yet URL-encoded."""
    digest = hmac.digest(secret_key.encode(), text.encode(), _DIGESTS[algorithm])
    return base64.b64encode(digest).decode("ascii")
