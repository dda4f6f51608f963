"""`sign`: every step from a request to its signature, as one JSON object; nothing is sent."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.cli.exit_status import ExitStatus
from explorer.cli.request_options import checked_host, compose, trimmed
from explorer.cli.session import Session
from explorer.core.errors import UsageError
from explorer.core.models.credential import Credential
from explorer.core.models.json_value import JsonObject, JsonValue, dumps
from explorer.core.models.request import Algorithm, Method, Request
from explorer.services.sign_request import SigningOptions, sign

if TYPE_CHECKING:
    from explorer.core.signing.prepare import SignedRequest


def run(options: argparse.Namespace, session: Session) -> int:
    """Print the signature and what led to it. Raises UsageError, CredentialError."""
    from explorer.services.choose_credential import choose, choose_region

    if options.query_string is not None and options.method is None:
        options.method = Method.GET.value
    composed = compose(options, session, lenient=True)
    identity = choose(session.services, options.profile, session.environ)
    credential = identity.credential
    if options.token is not None:
        credential = replace(credential, token=options.token)
    request = replace(
        _with_body(composed.request, options, session),
        region=choose_region(trimmed(session, "--region", options.region), identity.profile, session.environ),
        language=options.language,
        unsigned_payload=options.unsigned_payload,
    )
    if options.signed_headers is not None:
        request = replace(request, signed_headers=_names(options.signed_headers))
    signed = sign(
        request,
        credential,
        spec=composed.spec,
        options=SigningOptions(
            timestamp=options.timestamp,
            nonce=options.nonce,
            host=checked_host(options.host),
            query_text=options.query_string,
            content_type=options.content_type,
            request_client=options.request_client,
        ),
    )
    session.console.out(dumps(_shown(signed, request, credential, masked=options.token is None), indent=2))
    return ExitStatus.SUCCESS


def _with_body(request: Request, options: argparse.Namespace, session: Session) -> Request:
    if options.body is None:
        return request
    if options.params is not None or options.assignments:
        raise UsageError("--body and parameters exclude each other: a body is signed as it stands.")
    if request.method is not Method.POST or request.algorithm is not Algorithm.TC3:
        raise UsageError("--body needs POST and TC3-HMAC-SHA256; nothing else signs a body.")
    if not options.body.startswith("@"):
        raise UsageError(f"--body {options.body!r} is not @FILE.", hint="Write the body into a file, or pipe it to @-.")
    body = session.read_bytes(options.body[1:], "The --body file")
    # Bytes that are no UTF-8 travel as lone surrogates and come out as they were.
    return replace(request, body_text=body.decode("utf-8", "surrogateescape"))


def _names(given: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in given.split(";") if name.strip())
    if not names:
        raise UsageError("--signed-headers names no header.", hint='Write it like "content-type;host".')
    return names


def _shown(signed: "SignedRequest", request: Request, credential: Credential, *, masked: bool) -> JsonObject:
    trace = signed.trace
    if request.algorithm is not Algorithm.TC3 and trace.parameters:
        shown: JsonObject = {
            "string_to_sign": trace.string_to_sign,
            "signature": trace.signature,
            "parameters": dict(trace.parameters),
        }
    else:
        shown = {
            "payload_sha256": trace.payload_sha256,
            "canonical_request": trace.canonical_request,
            "canonical_request_sha256": trace.canonical_request_sha256,
            "credential_scope": trace.credential_scope,
            "string_to_sign": trace.string_to_sign,
            "signature": trace.signature,
            "authorization": trace.authorization,
            "headers": dict(signed.headers),
            "query": trace.query,
            "body": signed.body.decode("utf-8", "surrogateescape"),
        }
    return _without(shown, credential.token) if masked and credential.token else shown


def _without(shown: JsonObject, token: str) -> JsonObject:
    """A token that came from the environment or a profile is a secret; one from --token was shown already."""
    from explorer.core.secrets.redaction import MASK, redact_text

    def clear(value: JsonValue) -> JsonValue:
        if isinstance(value, dict):
            return {key: MASK if item == token else clear(item) for key, item in value.items()}
        return redact_text(value, (token,)) if isinstance(value, str) else value

    return {key: clear(value) for key, value in shown.items()}
