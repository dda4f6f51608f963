"""From a composed request to the exact bytes on the wire, signed, with every value on the way."""

import re
from functools import partial

from explorer.core.errors import ParameterError
from explorer.core.models.action import ActionSpec
from explorer.core.models.credential import Credential
from explorer.core.models.request import Algorithm, Method, Request
from explorer.core.signing import payload as payloads
from explorer.core.signing import tc3, v1
from explorer.core.signing.endpoint import default_host, endpoint_url
from explorer.core.signing.query import encode, flatten, parse_query
from explorer.core.signing.trace import SignedRequest, Trace

__all__ = ["SignedRequest", "Trace", "default_host", "endpoint_url", "prepare"]

SKIP = "SKIP"

_Headers = list[tuple[str, str]]
_USUAL = ("content-type", "host")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z").match
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]").search


def prepare(
    request: Request,
    credential: Credential,
    *,
    timestamp: int,
    nonce: int,
    boundary: str = "",
    spec: ActionSpec | None = None,
    query_text: str | None = None,
    host: str = "",
    skip_sign: bool = False,
    request_client: str = "",
    content_type: str = "",
) -> SignedRequest:
    """The signed request; a pure function of its arguments.

    ``timestamp`` is in epoch seconds (an X-TC-Timestamp of the user's own wins), ``nonce`` is of HmacSHA1/HmacSHA256
    only. ``query_text`` is signed and sent as it stands; ``host`` replaces the Host header, not where the request
    goes; ``content_type`` replaces the one that the kind of body asks for. The user's headers replace ours of the
    same name and are signed where ``signed_headers`` names them. ``skip_sign`` sends ``Authorization: SKIP``.
    Raises UsageError (ParameterError included) for what cannot be sent.
    """
    try:
        endpoint = endpoint_url(request)
        host = host or _own(request, "host") or endpoint.partition("://")[2]
        if request.algorithm is Algorithm.TC3 or skip_sign:
            payload = payloads.of_tc3(request, spec=spec, boundary=boundary, query_text=query_text)
            kind = content_type or payload.content_type
            timestamp = _own_timestamp(request, timestamp) if request.headers else timestamp
            headers = _tc3_headers(request, host, kind, timestamp, request_client)
            headers += payload.headers
            if skip_sign:
                return _skipped(request, endpoint, headers, payload, timestamp)
            return _tc3(request, credential, endpoint, headers, payload, timestamp)
        payloads.check_v1(request)
        pairs = _v1_parameters(request, credential, timestamp, nonce, request_client, query_text)
        return _v1(request, credential, endpoint, host, content_type or payloads.FORM, pairs, timestamp, nonce)
    except UnicodeEncodeError:
        raise ParameterError(
            "The request holds half of a character pair, which cannot be sent.", hint="Remove the broken character."
        ) from None


def _tc3_headers(request: Request, host: str, content_type: str, timestamp: int, request_client: str) -> _Headers:
    """The common parameters as headers; what has no value is left out."""
    headers = [
        ("Host", host),
        ("Content-Type", content_type),
        ("X-TC-Action", request.action.name),
        ("X-TC-Version", request.action.version),
        ("X-TC-Timestamp", str(timestamp)),
    ]
    if request.region:
        headers.append(("X-TC-Region", request.region))
    if request.language:
        headers.append(("X-TC-Language", request.language))
    if request_client:
        headers.append(("X-TC-RequestClient", request_client))
    if request.unsigned_payload:
        headers.append(("X-TC-Content-SHA256", tc3.UNSIGNED_PAYLOAD))
    return headers


def _merged(headers: _Headers, own: tuple[tuple[str, str], ...]) -> _Headers:
    """Our headers, replaced in place by the user's of the same name; the rest of the user's follow."""
    if not own:
        return headers
    left = [(name.strip(), value.strip()) for name, value in own]
    merged: _Headers = []
    for name, value in headers:
        same = [header for header in left if header[0].lower() == name.lower()]
        merged += same or [(name, value)]
        left = [header for header in left if header not in same]
    return merged + left


def _checked(headers: _Headers, *, own: bool) -> tuple[tuple[str, str], ...]:
    """The headers, none of which can break out of its line; without ``own`` ones the names are known to be right."""
    if "".join([value for _, value in headers]).isprintable() and not own:
        return tuple(headers)
    for name, value in headers:
        if not _TOKEN(name):
            raise ParameterError(
                f"{name[:80]!r} is no header name.", path=name, hint="Letters, digits and dashes only."
            )
        if _CONTROL(value):
            raise ParameterError(f"The value of {name} holds a control character.", path=name, hint="Remove it.")
    return tuple(headers)


def _own(request: Request, name: str) -> str:
    if not request.headers:
        return ""
    return next((value.strip() for key, value in request.headers if key.strip().lower() == name), "")


def _own_timestamp(request: Request, timestamp: int) -> int:
    own = _own(request, "x-tc-timestamp")
    return int(own) if own.isascii() and own.isdecimal() and len(own) < 20 else timestamp


def _url(endpoint: str, query: str) -> str:
    return f"{endpoint}/?{query}" if query else f"{endpoint}/"


def _tc3(
    request: Request,
    credential: Credential,
    endpoint: str,
    headers: _Headers,
    payload: payloads.Payload,
    timestamp: int,
) -> SignedRequest:
    if credential.token:
        headers.append(("X-TC-Token", credential.token))
    names = tc3.sort_names(request.signed_headers)
    own = bool(request.headers or payload.headers)
    if own or names != _USUAL:
        headers = _merged(headers, request.headers)
        by_name = {name.lower(): value for name, value in reversed(headers)}
    else:  # nearly every request, at half the time
        by_name = {"host": headers[0][1], "content-type": headers[1][1]}
    unsigned = (request.unsigned_payload and not own) or by_name.get("x-tc-content-sha256") == tc3.UNSIGNED_PAYLOAD
    method = request.method.value
    signing = tc3.sign(
        method=method,
        query=payload.query,
        headers=by_name,
        names=names,
        payload=tc3.payload_hash(payload.body, unsigned=unsigned),
        timestamp=timestamp,
        date=tc3.utc_date(timestamp),
        service=request.action.service,
        secret_key=credential.secret_key,
    )
    authorization = tc3.authorization(credential.secret_id, signing)
    if "authorization" not in by_name:
        headers.append(("Authorization", authorization))
    traced = partial(_traced, signing, authorization, timestamp, payload.query)
    return SignedRequest(method, _url(endpoint, payload.query), _checked(headers, own=own), payload.body, traced)


def _traced(signing: tc3.Signing, authorization: str, timestamp: int, query: str) -> Trace:
    return Trace(tc3.ALGORITHM, timestamp, query=query, authorization=authorization, **signing._asdict())


def _skipped(
    request: Request, endpoint: str, headers: _Headers, payload: payloads.Payload, timestamp: int
) -> SignedRequest:
    """No signature and no token: the few actions that hand out a credential are called without one."""
    merged = _merged([*headers, ("Authorization", SKIP)], request.headers)
    trace = Trace("", timestamp, query=payload.query, authorization=SKIP)
    checked = _checked(merged, own=True)
    return SignedRequest(request.method.value, _url(endpoint, payload.query), checked, payload.body, lambda: trace)


def _v1_parameters(
    request: Request, credential: Credential, timestamp: int, nonce: int, request_client: str, query_text: str | None
) -> list[tuple[str, str]]:
    """All parameters but the signature, in the order of the vendor's Python SDK."""
    own = flatten(payloads.parameters_of(request)) if query_text is None else parse_query(query_text)
    common = [
        ("Action", request.action.name),
        ("RequestClient", request_client),
        ("Nonce", str(nonce)),
        ("Timestamp", str(timestamp)),
        ("Version", request.action.version),
        ("Region", request.region),
        ("Token", credential.token),
        ("SecretId", credential.secret_id),
        ("SignatureMethod", request.algorithm.value),
        ("Language", request.language),
    ]
    return own + [(name, value) for name, value in common if value]


def _v1(
    request: Request,
    credential: Credential,
    endpoint: str,
    host: str,
    content_type: str,
    pairs: list[tuple[str, str]],
    timestamp: int,
    nonce: int,
) -> SignedRequest:
    text = v1.string_to_sign(request.method.value, host, pairs)
    signature = v1.sign_text(credential.secret_key, text, request.algorithm)
    pairs = [*pairs, ("Signature", signature)]
    form = encode(pairs)
    is_get = request.method is Method.GET
    trace = Trace(
        algorithm=request.algorithm.value,
        timestamp=timestamp,
        nonce=nonce,
        query=form if is_get else "",
        string_to_sign=text,
        signature=signature,
        parameters=tuple(pairs),
    )
    headers = _merged([("Host", host), ("Content-Type", content_type)], request.headers)
    return SignedRequest(
        request.method.value,
        _url(endpoint, form if is_get else ""),
        _checked(headers, own=bool(request.headers)),
        b"" if is_get else form.encode("ascii"),
        lambda: trace,
    )
