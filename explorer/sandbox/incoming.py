"""Reads the parameters out of a call: a JSON body, a query, a form, a multipart body, or headers beside raw bytes."""

from explorer.core.errors import ParameterError
from explorer.core.models.action import ActionSpec
from explorer.core.models.json_value import JsonObject, JsonValue, loads
from explorer.core.signing.query import parse_query, unflatten
from explorer.sandbox.call import Call, Refusal
from explorer.sandbox.claim import V1_COMMON, Claim, Scheme
from explorer.sandbox.multipart import Part, read_parts


def read_parameters(call: Call, claim: Claim, spec: ActionSpec) -> tuple[JsonObject, bool]:
    """The parameters as they came, and whether all of them are texts that must be cast by the spec."""
    if claim.scheme is Scheme.V1:
        own = {member.name for member in spec.input.members}
        pairs = [(name, value) for name, value in claim.pairs if name not in V1_COMMON or name in own]
        return _unflattened(pairs), True
    if call.method == "GET":
        return _unflattened(list(parse_query(call.query))), True
    if call.content_type == "application/json":
        return _json_object(call.body), False
    if call.content_type == "multipart/form-data":
        parts = read_parts(call.body, call.header("content-type"))
        return {part.name: _part_value(part) for part in parts}, True
    if call.content_type == "application/octet-stream":
        return _from_headers(call, spec), True
    raise Refusal(
        "InvalidRequest",
        f"The action `{spec.ref.name}` does not support Content-Type=`{call.header('content-type')[:80]}` "
        "with TC3-HMAC-SHA256.",
    )


def _unflattened(pairs: list[tuple[str, str]]) -> JsonObject:
    try:
        return unflatten(pairs)
    except ParameterError as error:
        raise Refusal("InvalidParameter", f"The query cannot be read: {error}") from error


def _json_object(body: bytes) -> JsonObject:
    try:
        value = loads(body.decode("utf-8")) if body.strip() else {}
    except RecursionError:
        value = None
    except ValueError as error:
        raise Refusal("InvalidParameter", f"The body is not JSON in UTF-8: {error}.") from error
    if not isinstance(value, dict):
        raise Refusal("InvalidParameter", "The body must be a JSON object.")
    return value


def _part_value(part: Part) -> JsonValue:
    text = part.content.decode("utf-8", "replace")
    if part.content_type != "application/json":
        return text
    try:
        return loads(text)
    except (ValueError, RecursionError) as error:
        raise Refusal("InvalidRequest", f"The field {part.name[:60]} of the multipart body is not JSON.") from error


def _from_headers(call: Call, spec: ActionSpec) -> JsonObject:
    """``X-CLS-TopicId: t`` beside raw bytes is the parameter TopicId of cls."""
    prefix = f"x-{spec.ref.service}-".lower()
    names = {member.name.lower(): member.name for member in spec.input.members}
    sent = {name.removeprefix(prefix): value for name, value in call.headers.items() if name.startswith(prefix)}
    return {names.get(name, name): value for name, value in sent.items()}
