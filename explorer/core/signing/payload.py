"""How the parameters of a request travel: the query, the body, the Content-Type, and headers of their own."""

import hashlib
from typing import NamedTuple

from explorer.core.errors import ParameterError, UsageError
from explorer.core.models.action import ActionSpec
from explorer.core.models.json_value import JsonObject, dumps, loads
from explorer.core.models.request import Algorithm, ContentKind, Method, Request
from explorer.core.signing import multipart
from explorer.core.signing.query import encode, flatten

FORM = "application/x-www-form-urlencoded"
JSON = ContentKind.JSON.value
OCTETS = ContentKind.OCTET_STREAM.value


class Payload(NamedTuple):
    """``headers`` are the parameters of an octet-stream action; they are never signed by the vendor's tools."""

    query: str
    body: bytes
    content_type: str
    headers: tuple[tuple[str, str], ...] = ()


def of_tc3(request: Request, *, spec: ActionSpec | None, boundary: str, query_text: str | None) -> Payload:
    """The payload of a TC3-HMAC-SHA256 (or unsigned) call. Raises UsageError and ParameterError."""
    kind = request.content_kind
    if request.method is Method.GET:
        if kind is not ContentKind.JSON:
            raise UsageError(f"A GET cannot carry {request.content_kind}.", hint="Choose POST.")
        return Payload(encode(flatten(parameters_of(request))) if query_text is None else query_text, b"", FORM)
    query = query_text or ""
    if kind is ContentKind.MULTIPART:
        return _multipart(request, spec, boundary, query)
    if kind is ContentKind.OCTET_STREAM:
        prefix = f"X-{request.action.service.upper()}-"
        extra = tuple((prefix + name, value) for name, value in flatten(request.parameters))
        return Payload(query, text_bytes(request.body_text or ""), OCTETS, extra)
    return Payload(query, text_bytes(request.json_text()), JSON)


def check_v1(request: Request) -> None:
    """Raise UsageError for a body that only TC3-HMAC-SHA256 can sign."""
    if request.content_kind is not ContentKind.JSON:
        raise UsageError(
            f"{request.algorithm} cannot sign {request.content_kind}.", hint=f"Choose {Algorithm.TC3.value}."
        )


def parameters_of(request: Request) -> JsonObject:
    """The parameters as an object, read from ``body_text`` when that is what the request holds."""
    if request.body_text is None:
        return request.parameters
    try:
        value = loads(request.body_text)
    except (ValueError, RecursionError) as problem:
        raise ParameterError(
            f"The JSON text cannot become query parameters: {problem}.", hint="Repair it, or send it as POST with JSON."
        ) from None
    if not isinstance(value, dict):
        raise ParameterError("The JSON text is not an object, so it has no parameters to put into a query.")
    return value


def text_bytes(text: str) -> bytes:
    """The bytes of a body text; bytes that were no UTF-8 come through as they were (``surrogateescape``)."""
    return text.encode("utf-8", "surrogateescape")


def _multipart(request: Request, spec: ActionSpec | None, boundary: str, query: str) -> Payload:
    if request.body_text is not None:
        body = text_bytes(request.body_text)
        return Payload(query, body, f"{multipart.CONTENT_TYPE}; boundary={boundary or _boundary_in(body)}")
    if not boundary:
        # From the content, so that the same request always makes the same bytes and the boundary cannot occur in it.
        boundary = hashlib.sha256(b"boundary" + dumps(request.parameters).encode()).hexdigest()[:32]
    body = multipart.build(request.parameters, boundary, spec)
    return Payload(query, body, f"{multipart.CONTENT_TYPE}; boundary={boundary}")


def _boundary_in(body: bytes) -> str:
    """The boundary that a ready-made body opens with."""
    first = body.split(b"\r\n", 1)[0]
    return first[2:].decode("ascii", "replace") if first.startswith(b"--") and len(first) > 2 else "boundary"
