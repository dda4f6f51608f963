"""From an HTTP call to a request: what of it is the call's own stays, secrets and a sender's habits go."""

import re
import time
from dataclasses import replace
from urllib.parse import urlsplit

from explorer.core.errors import ExplorerError, ImportFormatError
from explorer.core.importers.find_action import find_action, services_of, spec_of
from explorer.core.importers.flat import is_shallow, parameters_of
from explorer.core.importers.form_data import is_whole, multipart_fields, needs_bytes, sendable_fields
from explorer.core.importers.http_call import HttpCall
from explorer.core.importers.imported import Catalog, Imported
from explorer.core.models.action import ActionRef, ActionSpec
from explorer.core.models.json_value import JsonObject, dumps, loads
from explorer.core.models.request import DEFAULT_TIMEOUT, Algorithm, ContentKind, Method, Request
from explorer.core.secrets.secret_names import is_secret_header
from explorer.core.signing.endpoint import default_host, endpoint_url
from explorer.core.signing.query import parse_query

_NOISE_WORDS = (
    "accept accept-encoding accept-language cache-control connection content-length dnt expect origin postman-token"
    " pragma priority referer transfer-encoding upgrade-insecure-requests user-agent x-tc-requestclient"
    " x-tc-traceid"
)
_NOISE = frozenset(_NOISE_WORDS.split())
_READ_WORDS = "host x-tc-action x-tc-version x-tc-region x-tc-language x-tc-timestamp x-tc-content-sha256 content-type"
_READ = frozenset(_READ_WORDS.split())
_SIGNATURE = frozenset(("Signature", "SecretId", "SecretKey", "Token", "Nonce", "Timestamp", "SignatureMethod"))
_KEYS = ("SecretId", "SecretKey", "Signature")
_COMMON = _SIGNATURE | {"Action", "Version", "Region", "Language", "RequestClient"}
_SIGNED_HEADERS = re.compile(r"SignedHeaders=([a-zA-Z0-9;-]{1,1000})")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}\Z")
_STAMP = re.compile(r"\d{9,11}\Z", re.ASCII)
_LOOPBACK = re.compile(r"(?:127\.|localhost|\[::1\])")


def to_request(call: HttpCall, catalog: Catalog, format_: str) -> Imported:
    """The request of a call. Raises ImportFormatError when it is no call of API 3.0, or of no known action."""
    notes = [*call.notes, *_told_twice(call)]
    endpoint, host, query = _target(call, notes)
    flat = _flat_pairs(call, query)
    by_name = dict(flat)
    name = call.header("x-tc-action") or by_name.get("Action", "")
    version = call.header("x-tc-version") or by_name.get("Version", "")
    services = services_of(host, call.header("authorization"))
    ref = find_action(catalog, name, version, services, notes, unlisted=True)
    request = Request(
        ref,
        region=_plain(call.header("x-tc-region") or by_name.get("Region", "")),
        endpoint=_own_endpoint(ref, endpoint, notes),
        method=_method(call, notes),
        language=_plain(call.header("x-tc-language") or by_name.get("Language", "")),
        timeout=call.timeout or DEFAULT_TIMEOUT,
        unsigned_payload=call.header("x-tc-content-sha256") == "UNSIGNED-PAYLOAD",
        headers=_own_headers(call, host, notes),
    )
    request = _with_signing(request, call, by_name, notes)
    spec = spec_of(catalog, ref)
    request = _with_parameters(request, spec, call, flat, notes)
    if query and request.method is Method.POST:
        notes.append("The query of the address was left out: a POST carries its parameters in the body.")
    return Imported(request, tuple(dict.fromkeys(notes)), format_, authorization=_signature_of(call))


def _signature_of(call: HttpCall) -> str:
    """The Authorization of TC3, and the time it was made at on a second line, for the comparison with ours."""
    text = " ".join(call.header("authorization").split())
    if not text.startswith("TC3-") or not text.isprintable():
        return ""
    stamp = call.header("x-tc-timestamp")
    return text[:2000] + (f"\nX-TC-Timestamp: {stamp}" if _STAMP.match(stamp) else "")


def _told_twice(call: HttpCall) -> list[str]:
    """Headers that say two things at once; the first is read."""
    values: dict[str, set[str]] = {}
    for name, value in call.headers:
        values.setdefault(name.strip().lower(), set()).add(value.strip())
    return [
        f"The header {name} stands there with different values; the first is taken."
        for name, different in values.items()
        if name in _READ and len(different) > 1
    ]


def _target(call: HttpCall, notes: list[str]) -> tuple[str, str, str]:
    """Endpoint (scheme and host), host, and query."""
    text = call.url.strip()
    if "://" not in text:
        text = ("http://" if _LOOPBACK.match(text) else "https://") + text.removeprefix("//")
    try:
        parts = urlsplit(text)
    except ValueError:
        raise ImportFormatError(f"The address {_short(call.url)} cannot be read.") from None
    if parts.path not in {"", "/"}:
        notes.append(f"The path {_short(parts.path)} was left out: every call goes to “/”.")
    if "@" in parts.netloc:
        notes.append("A user name or password in the address was left out.")
    host = parts.netloc.rpartition("@")[2]
    if not host:
        host = call.header("host")
        return (
            (host if "://" in host else f"{'http' if _LOOPBACK.match(host) else 'https'}://{host}"),
            host,
            parts.query,
        )
    return f"{parts.scheme}://{host}", host, parts.query


def _own_endpoint(ref: ActionRef, endpoint: str, notes: list[str]) -> str:
    """Empty for the international endpoint; the host alone for https."""
    scheme, _, host = endpoint.partition("://")
    host = host.partition("/")[0].lower()
    if not host or host == default_host(ref.service):
        return ""
    own = host if scheme.lower() == "https" else f"{scheme.lower()}://{host}"
    try:
        endpoint_url(Request(ref, endpoint=own))
    except ExplorerError:
        notes.append(f"The host {_short(host)} is none that a request can go to; the endpoint of the bar is taken.")
        return ""
    return own


def _flat_pairs(call: HttpCall, query: str) -> list[tuple[str, str]]:
    """The pairs of a GET's query or of a form; none for JSON."""
    if _is_get(call):
        return parse_query(query)
    if _is_form(call):
        return parse_query(call.body.strip())
    return []


def _is_get(call: HttpCall) -> bool:
    return call.method.upper() == "GET" or (not call.method and not call.body and call.fields is None)


def _is_form(call: HttpCall) -> bool:
    kind = call.header("content-type").lower()
    body = call.body.lstrip()
    if kind and not kind.startswith("application/x-www-form-urlencoded"):
        return False
    return body[:1] not in {"{", "[", ""} and "=" in body


def _method(call: HttpCall, notes: list[str]) -> Method:
    name = call.method.upper() or ("GET" if _is_get(call) else "POST")
    if name in {"GET", "POST"}:
        return Method(name)
    notes.append(f"The method {_short(name)} is none of API 3.0 (UnsupportedProtocol); POST is taken.")
    return Method.POST


def _own_headers(call: HttpCall, host: str, notes: list[str]) -> tuple[tuple[str, str], ...]:
    """The headers that are neither common parameters, nor secret, nor a sender's habit; and a word on the others."""
    kept: list[tuple[str, str]] = []
    secret: list[str] = []
    habits: list[str] = []
    for name, value in ((name.strip(), value.strip()) for name, value in call.headers):
        low = name.lower()
        if low in _READ or (low == "authorization" and value.upper() == "SKIP"):
            continue
        if is_secret_header(low):
            secret.append(name)
        elif low in _NOISE or low.startswith(("sec-", ":")):
            habits.append(name)
        elif _TOKEN.match(name) and value.isprintable():
            kept.append((name, value))
        else:
            notes.append(f"The header {_short(name)} was left out: its name or value cannot be sent.")
    if secret:
        notes.append(f"Not kept, being secret: {_listed(secret)}. The chosen profile signs.")
    if habits:
        notes.append(f"Left out, being the sender's own: {_listed(habits)}.")
    named = call.header("host")
    bare = host.partition("://")[2] or host
    if named and bare and named.lower() not in {bare.lower(), host.lower()} and named.isprintable():
        kept.append(("Host", named))
        notes.append(f"The Host header ({_short(named)}) is not the host of the address; it is kept as a header.")
    return tuple(kept)


def _with_signing(request: Request, call: HttpCall, by_name: dict[str, str], notes: list[str]) -> Request:
    """The algorithm, what is signed, and the word that time and signature are made anew."""
    stamp = call.header("x-tc-timestamp") or by_name.get("Timestamp", "")
    if re.fullmatch(r"\d{9,11}", stamp):
        shown = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(int(stamp)))
        notes.append(f"Its time, {stamp} ({shown} UTC), is not kept: it is signed at the time of sending.")
    signed = _SIGNED_HEADERS.search(call.header("authorization"))
    if signed:
        names = tuple(name for name in signed.group(1).lower().split(";") if name)
        sendable = {"content-type", "host", "x-tc-action", "x-tc-version", "x-tc-timestamp"}
        own = {name.lower() for name, _ in request.headers}
        known = tuple(name for name in names if name in sendable | own) or request.signed_headers
        if known != names:
            notes.append("Not every header that was signed is sent; the others are not signed.")
        request = replace(request, signed_headers=known)
    if call.header("x-tc-action") or not _SIGNATURE & by_name.keys():
        return request
    secret = [name for name in by_name if name in _SIGNATURE and name not in {"Timestamp", "Nonce", "SignatureMethod"}]
    notes.append(f"Not kept, being secret or made anew: {_listed([*secret, 'Nonce'])}.")
    v256 = by_name.get("SignatureMethod") == Algorithm.HMAC_SHA256
    return replace(request, algorithm=Algorithm.HMAC_SHA256 if v256 else Algorithm.HMAC_SHA1)


def _with_parameters(
    request: Request, spec: ActionSpec, call: HttpCall, flat: list[tuple[str, str]], notes: list[str]
) -> Request:
    kind = call.header("content-type")
    if flat or request.method is Method.GET:
        by_headers = bool(call.header("x-tc-action"))
        if by_headers and request.method is Method.POST:
            notes.append("The form is sent as JSON: TC3-HMAC-SHA256 sends no form.")
        left = frozenset() if by_headers else _COMMON
        if kind and request.method is Method.GET and kind != "application/x-www-form-urlencoded":
            request = _with_content_type(request, kind)
        pairs = [pair for pair in flat if pair[0] not in left or spec.input.member(pair[0]) is not None]
        return replace(
            request, parameters=parameters_of(spec, [p for p in pairs if p[0] not in _SIGNATURE or by_headers])
        )
    if call.fields is not None or kind.lower().startswith("multipart/form-data"):
        return _multipart(request, spec, call, notes)
    if kind.lower().startswith("application/octet-stream"):
        return _octets(request, spec, call)
    if kind and kind != ContentKind.JSON:
        request = _with_content_type(request, kind)
    parameters, text = _json_body(call, notes)
    secret = [name for name in _KEYS if name in parameters and spec.input.member(name) is None]
    if secret:
        notes.append(f"Not kept, being secret and no parameters of the action: {_listed(secret)}.")
        parameters, text = {name: value for name, value in parameters.items() if name not in secret}, None
    return replace(request, parameters=parameters, body_text=text)


def _multipart(request: Request, spec: ActionSpec, call: HttpCall, notes: list[str]) -> Request:
    """A form of fields; a body with a file that no field can hold stays as it is, if it came whole."""
    kind = call.header("content-type")
    request = replace(request, content_kind=ContentKind.MULTIPART)
    if call.fields is None and is_whole(call.body) and needs_bytes(spec, kind, call.body):
        notes.append("The multipart body is kept byte for byte, with its file; it stands in the JSON tab.")
        return replace(request, body_text=call.body)
    fields = call.fields if call.fields is not None else multipart_fields(kind, call.body, notes)
    return replace(request, parameters=parameters_of(spec, sendable_fields(spec, fields, notes)))


def _with_content_type(request: Request, kind: str) -> Request:
    if not kind.isprintable():
        return request
    return replace(request, headers=(*request.headers, ("Content-Type", kind)))


def _octets(request: Request, spec: ActionSpec, call: HttpCall) -> Request:
    """Parameters of an octet-stream action travel as X-SERVICE-NAME headers."""
    prefix = f"x-{request.action.service}-"
    pairs = [(name[len(prefix) :], value) for name, value in request.headers if name.lower().startswith(prefix)]
    headers = tuple(header for header in request.headers if not header[0].lower().startswith(prefix))
    return replace(
        request,
        content_kind=ContentKind.OCTET_STREAM,
        headers=headers,
        parameters=parameters_of(spec, pairs),
        body_text=call.body,
    )


def _json_body(call: HttpCall, notes: list[str]) -> tuple[JsonObject, str | None]:
    """The parameters, and the body's own text where it says more than they do."""
    body = call.body
    if not body.strip():
        notes.append("The body is empty; an empty object, {}, is sent.")
        return {}, None
    try:
        value = loads(body)
        shallow = is_shallow(value)
    except (ValueError, RecursionError):
        marked = " begins with a byte order mark (BOM), so it" if body.startswith("\ufeff") else ""
        notes.append(f"The body{marked} is no JSON; it is kept as it is, to be seen in the JSON tab.")
        return {}, body
    if not isinstance(value, dict) or not shallow:
        notes.append("The body is no JSON object that a form can show; it is kept as it is, in the JSON tab.")
        return {}, body
    if not call.keep_bytes or dumps(value) == body:
        return value, None
    notes.append("The body is kept byte for byte until a field is edited.")
    return value, body


def _plain(text: str) -> str:
    return text.strip() if text.isprintable() and len(text) < 100 else ""


def _short(text: str) -> str:
    flat = "".join(character if character.isprintable() else "·" for character in text[:61])
    return flat if len(text) <= 60 else f"{flat[:60]}…"


def _listed(names: list[str]) -> str:
    different = list(dict.fromkeys(_short(name) for name in names))
    return ", ".join(different[:8]) + (" …" if len(different) > 8 else "")
