"""What a client cannot say as the request does, in sentences for the head of a snippet."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from explorer.core.errors import ExplorerError
from explorer.core.form.validate import check
from explorer.core.models.action import ActionSpec
from explorer.core.models.json_value import JsonObject, JsonValue, Number, dumps
from explorer.core.models.request import DEFAULT_TIMEOUT, Algorithm, ContentKind, Method, Request
from explorer.core.signing.payload import parameters_of

_SHOWN = 4
_OURS = {"x-tc-token", "authorization", "host", "content-type"}


def readable_parameters(request: Request) -> JsonObject | str:
    """The parameters, or the reason why only the exact bytes of the request can stand for it."""
    if request.content_kind is not ContentKind.JSON:
        return f"This client cannot send a body of {request.content_kind}. Only curl and raw HTTP carry it."
    try:
        return parameters_of(request)
    except ExplorerError as problem:
        return f"{problem.message} Only curl and raw HTTP carry it as it stands."


def of_text(request: Request, parameters: JsonObject) -> list[str]:
    """A remark when the user's own JSON text is written anew."""
    if request.body_text is None or request.body_text == dumps(parameters):
        return []
    return ["The JSON is written anew; only curl and raw HTTP keep it byte for byte."]


def of_sending(
    request: Request,
    client: str,
    *,
    any_method: bool = True,
    any_algorithm: bool = True,
    headers: bool = True,
    unsigned: bool = False,
    timeout: bool = True,
) -> list[str]:
    """What of the request's settings this client has no setting for; the flags name what it has."""
    said: list[str] = []
    if request.method is Method.GET and not any_method:
        said.append(f"{client} always sends POST; the request is a GET.")
    if request.algorithm is not Algorithm.TC3 and not any_algorithm:
        said.append(f"{client} always signs with {Algorithm.TC3}; the request asks for {request.algorithm}.")
    lost = [name for name, _value in request.headers if not headers or name.strip().lower() in _OURS]
    if lost:
        said.append(f"{client} cannot be given: {', '.join(lost)}.")
    if request.signed_headers != ("content-type", "host"):
        said.append(f"{client} signs content-type and host only.")
    if request.unsigned_payload and not unsigned:
        said.append(f"{client} always signs the body.")
    if request.timestamp is not None:
        said.append(f"{client} takes the time of its own clock; the request fixes it.")
    if request.timeout != DEFAULT_TIMEOUT and not timeout:
        said.append(f"{client} keeps its own time-out.")
    return said


def own_headers(request: Request) -> dict[str, str]:
    """The user's headers that an SDK can be given beside those it makes itself."""
    pairs = [(name.strip(), value.strip()) for name, value in request.headers]
    return {name: value for name, value in pairs if name.lower() not in _OURS}


def named(what: str, paths: Sequence[str]) -> list[str]:
    """One remark that names the places, or none."""
    if not paths:
        return []
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return [f"{what}: {', '.join(paths[:_SHOWN])}{more}."]


def nulls(value: JsonValue, path: str = "") -> list[str]:
    """The paths of members that are null. A null element of a list does not count: clients keep it."""
    found: list[str] = []
    if isinstance(value, dict):
        for name, item in value.items():
            inner = f"{path}.{name}" if path else name
            found += [inner] if item is None else nulls(item, inner)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            found += nulls(item, f"{path}.{position}")
    return found


def inexact(parameters: JsonObject, *, integers: bool) -> list[str]:
    """The paths of numbers that a 64-bit float changes; whole ones count when ``integers`` is set."""
    numbers = [(path, value) for path, value in leaves(parameters) if isinstance(value, Number)]
    return [path for path, value in numbers if (integers or not value.is_integer) and not _is_exact(value)]


def by_rule(spec: ActionSpec | None, parameters: JsonObject, *rules: str) -> list[str]:
    """The paths of problems of these rules (see core.form.validate)."""
    return [problem.path for problem in check(spec, parameters) if problem.rule in rules] if spec is not None else []


def leaves(value: JsonValue, path: str = "") -> Iterator[tuple[str, JsonValue]]:
    """Every value that is no list and no object, by its dotted path."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from leaves(item, f"{path}.{position}")
    else:
        yield path, value


def _is_exact(number: Number) -> bool:
    value = float(number.text)
    return value not in (float("inf"), float("-inf")) and Decimal(repr(value)) == number.to_decimal()
