"""`send`: compose, check, sign and send one action; print the answer."""

import argparse
import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from explorer.cli.exit_status import ExitStatus, of_exchange
from explorer.cli.request_options import Composed, checked_endpoint, compose, local_problems, trimmed
from explorer.cli.session import Session
from explorer.core.models.credential import Credential
from explorer.core.models.exchange import Exchange
from explorer.core.models.profile import Profile
from explorer.core.models.request import Request

if TYPE_CHECKING:
    from explorer.core.form.validate import Problem


@dataclass(frozen=True, slots=True)
class Target:
    """Where requests go and with whose key; ``endpoint`` empty means: each request's own."""

    credential: Credential
    profile: Profile | None
    endpoint: str


def run(options: argparse.Namespace, session: Session) -> int:
    """Send one action. Raises UsageError, CredentialError."""
    if options.query is not None:
        from explorer.services.query_json import compile_query

        compile_query(options.query)
    composed = compose(options, session, lenient=options.anyway)
    problems = local_problems(composed)
    blocking = [problem for problem in problems if problem.blocking]
    _say_problems(session, composed, problems, refusing=bool(blocking) and not options.anyway)
    if blocking and not options.anyway:
        return ExitStatus.USAGE
    with chosen_target(options, session) as target:
        request = addressed(replace(composed.request, timeout=options.timeout), target, options, session)
        exchange = send_all(session, [(request, target.credential)])[0]
    report(session, exchange, target.credential, output=options.output, expression=options.query)
    return of_exchange(exchange)


@contextmanager
def chosen_target(options: argparse.Namespace, session: Session) -> Iterator[Target]:
    """The endpoint and the key that the options ask for; a private practice endpoint lives as long as the block."""
    from explorer.services.choose_credential import choose, from_environment

    practice = session.services.practice
    own_keys = bool(options.endpoint) and (bool(options.profile) or from_environment(session.environ) is not None)
    if not options.sandbox or own_keys:
        identity = choose(session.services, options.profile, session.environ)
        yield Target(identity.credential, identity.profile, options.endpoint)
        return
    was_running = practice.running
    try:
        endpoint = practice.start()
        yield Target(endpoint.credential, None, options.endpoint or endpoint.url)
    finally:
        if not was_running:
            practice.stop()


def addressed(request: Request, target: Target, options: argparse.Namespace, session: Session) -> Request:
    """The request with its endpoint, region and profile filled in by the rules of the command line."""
    from explorer.services.choose_credential import choose_region

    asked = trimmed(session, "--region", options.region)
    asked = asked if asked is not None else (request.region or None)
    return replace(
        request,
        endpoint=checked_endpoint(target.endpoint) or request.endpoint,
        region=choose_region(asked, target.profile, session.environ),
        profile=target.profile.name if target.profile else "",
    )


def send_all(session: Session, requests: list[tuple[Request, Credential]]) -> list[Exchange]:
    """Send one request after the other over one client. Raises UsageError, CredentialError."""
    return asyncio.run(_send_all(session, requests))


async def _send_all(session: Session, requests: list[tuple[Request, Credential]]) -> list[Exchange]:
    from explorer.services.send_request import new_client, send

    client = new_client(session.services)
    try:
        return [
            await send(session.services, client, request, credential=credential) for request, credential in requests
        ]
    finally:
        await client.aclose()


def report(
    session: Session, exchange: Exchange, credential: Credential, *, output: str, expression: str | None
) -> None:
    """Print the answer on stdout, and everything about it on stderr."""
    from explorer.cli.output.answer import print_body
    from explorer.core.phrases import phrases

    _say_wire(session, exchange)
    try:
        if exchange.failure is None or exchange.body:
            say = phrases(session.services.language)
            print_body(session.console, exchange, say, output=output, expression=expression)
    finally:
        _print_about(session, exchange, credential)


def _print_about(session: Session, exchange: Exchange, credential: Credential) -> None:
    from explorer.cli.output.about import print_about
    from explorer.core.phrases import phrases
    from explorer.services.examine_error import examine
    from explorer.services.explain_error import explain_exchange
    from explorer.services.known_secrets import without_echo
    from explorer.services.send_request import spec_of
    from explorer.services.team_notes import note_to_show

    services = session.services
    spec = spec_of(services, exchange.request.action)
    exchange = without_echo(exchange, spec)
    outcome = exchange.outcome
    print_about(
        session.console,
        exchange,
        explain_exchange(services, exchange),
        examine(services, exchange, spec, credential=credential),
        note_to_show(services, outcome.code if outcome is not None else ""),
        phrases(services.language),
    )


def _say_problems(session: Session, composed: Composed, problems: "tuple[Problem, ...]", *, refusing: bool) -> None:
    if not problems or composed.spec is None:
        return
    from explorer.core.knowledge.spec_problems import problem_sentence
    from explorer.core.phrases import phrases

    say = phrases(session.services.language)
    for problem in problems:
        words = problem_sentence(problem, composed.spec, composed.request.parameters, say)
        if problem.blocking and refusing:
            session.console.error(say("console.parameter", path=problem.path, text=words))
        else:
            session.console.note(say("console.remark", text=words))
    if refusing:
        session.console.note(say("console.nothing_sent"))


def _say_wire(session: Session, exchange: Exchange) -> None:
    if not session.console.verbose:
        return
    from explorer.core.secrets.query_mask import mask_query
    from explorer.core.secrets.redaction import redact_headers

    sent = exchange.sent
    session.console.detail(f"> {sent.method} {mask_query(sent.url)}")
    for name, value in redact_headers(sent.headers):
        session.console.detail(f"> {name}: {value}")
    if exchange.status is not None:
        session.console.detail(f"< {exchange.http_version} {exchange.status} {exchange.reason}".rstrip())
    for name, value in redact_headers(exchange.headers):
        session.console.detail(f"< {name}: {value}")


__all__ = ["Composed", "Target", "addressed", "chosen_target", "report", "run", "send_all"]
