"""From the options of `send` and `sign` to one request, by the action's spec where the catalogue has it."""

import argparse
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from explorer.cli.console import printable
from explorer.cli.repeated_names import repeated_names
from explorer.cli.session import Session
from explorer.core.errors import ParameterError, UnknownActionError, UsageError
from explorer.core.models.action import ActionRef, ActionSpec
from explorer.core.models.json_value import JsonObject, loads
from explorer.core.models.request import Algorithm, Method, Request

if TYPE_CHECKING:
    from explorer.core.form.validate import Problem


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_AS_IT_STANDS = "As a POST with TC3-HMAC-SHA256, --anyway sends it as it stands."


@dataclass(frozen=True, slots=True)
class Composed:
    """A request and its spec; ``spec`` is None for an action that the catalogue does not know."""

    request: Request
    spec: ActionSpec | None


def compose(options: argparse.Namespace, session: Session, *, lenient: bool) -> Composed:
    """The request that the options describe, without a region. ``lenient`` lets the caller's mistakes pass.

    Raises UsageError naming the option, the action (with near names) or the parameter.
    """
    spec, ref = find_action(options, session, lenient=lenient)
    method = Method(options.method or Method.POST)
    as_json_body = method is Method.POST and options.algorithm is Algorithm.TC3 and not options.assignments
    # Only a JSON body can carry a text that is no JSON object; anything else has to take it apart.
    text, parameters = read_parameters(options, session, spec, lenient=lenient, as_it_stands=lenient and as_json_body)
    for name in repeated_names(text) if text is not None else ():
        outcome = "it is sent as it stands" if as_json_body else "the last one is sent"
        session.console.note(f"Note: {printable(name, one_line=True)} stands more than once in --params; {outcome}.")
    return Composed(
        Request(
            action=ref,
            parameters=parameters,
            body_text=text if as_json_body else None,
            endpoint=checked_endpoint(options.endpoint),
            method=method,
            algorithm=options.algorithm,
            profile=options.profile,
            timestamp=options.timestamp,
        ),
        spec,
    )


def find_action(options: argparse.Namespace, session: Session, *, lenient: bool) -> tuple[ActionSpec | None, ActionRef]:
    """The spec and name of the action; unknown ones pass if ``lenient`` and --version says which API they are of."""
    catalog = session.services.catalog
    try:
        ref = catalog.resolve(options.service, options.action, options.api_version)
    except UnknownActionError:
        if lenient and options.api_version:
            if not _DATE.match(options.api_version):
                session.console.note(f"Note: the version {options.api_version!r} is no date like 2024-05-16.")
            return None, ActionRef(options.service, options.api_version, options.action)
        raise
    return catalog.spec(ref), ref


def read_parameters(
    options: argparse.Namespace, session: Session, spec: ActionSpec | None, *, lenient: bool, as_it_stands: bool
) -> tuple[str | None, JsonObject]:
    """The text of --params (None without one) and all parameters, those of -p set last."""
    text = None if options.params is None else params_text(options.params, session)
    parameters = {} if text is None else _parsed(text, lenient=as_it_stands)
    for assignment in options.assignments:
        path, equals, value = assignment.partition("=")
        if not equals or not path:
            raise UsageError(f"-p {assignment!r} is not Name=Value.")
        parameters = _assign(spec, parameters, path, value, lenient=lenient)
    return text, parameters


def params_text(given: str, session: Session) -> str:
    """The text that --params means: itself, a file's after ``@``, or standard input's after ``@-``."""
    return session.read_text(given[1:], "The --params file") if given.startswith("@") else given


def checked_endpoint(endpoint: str) -> str:
    """The endpoint if it is a host or an http(s) URL. Raises UsageError."""
    if not endpoint:
        return ""
    try:
        parts = urlsplit(endpoint if "://" in endpoint else f"https://{endpoint}")
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and " " not in endpoint
    except ValueError:
        usable = False
    if not usable or not endpoint.isprintable():
        raise UsageError(
            f"--endpoint {endpoint!r} is no host and no http(s) URL.",
            hint="Write it like mqtt.tencentcloudapi.com or http://127.0.0.1:8080.",
        )
    return endpoint


def checked_host(host: str | None) -> str:
    """The Host header to sign; None means the one that belongs to the request. Raises UsageError."""
    if host is None:
        return ""
    if not host or not host.isprintable() or not host.isascii() or set(host) & set(" /?#@\\"):
        raise UsageError(
            f'--host "{host}" is no host.', hint="Write it like mqtt.tencentcloudapi.com or 127.0.0.1:8080."
        )
    return host


def trimmed(session: Session, option: str, value: str | None) -> str | None:
    """The value of an option that travels as a header, where blanks around it never arrive; says what was left out."""
    bare = None if value is None else value.strip(" \t")
    if bare != value:
        session.console.note(f'Note: the blanks around {option} "{bare}" are left out.')
    return bare


def local_problems(composed: Composed) -> "tuple[Problem, ...]":
    """What the local check finds in the parameters; nothing without a spec."""
    if composed.spec is None:
        return ()
    from explorer.core.form.validate import check

    return check(composed.spec, composed.request.parameters)


def _parsed(text: str, *, lenient: bool) -> JsonObject:
    try:
        value = loads(text)
    except (ValueError, RecursionError) as error:
        if lenient:
            return {}
        reason = str(error) if isinstance(error, ValueError) else "it is nested too deeply"
        raise ParameterError(f"--params is not JSON: {reason}.", hint=_AS_IT_STANDS) from None
    if not isinstance(value, dict):
        if lenient:
            return {}
        raise ParameterError("--params is JSON, but no object.", hint=_AS_IT_STANDS)
    return value


def _assign(spec: ActionSpec | None, parameters: JsonObject, path: str, value: str, *, lenient: bool) -> JsonObject:
    from explorer.core.form.assign import assign

    # Without a spec every value is a text, as in a query string; an empty spec says the same.
    return assign(spec or _EMPTY, parameters, path, value, strict=not lenient)


def _empty_spec() -> ActionSpec:
    from explorer.core.models.action import ObjectSpec

    nothing = ObjectSpec("", "", ())
    return ActionSpec(ActionRef("", "", ""), "", "", "", nothing, nothing, cast("dict[str, ObjectSpec]", {}))


_EMPTY = _empty_spec()
