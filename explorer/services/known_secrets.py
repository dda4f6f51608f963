"""The secrets that a call sent: a server may repeat them in its message, or anywhere in a short answer."""

from dataclasses import replace

from explorer.core.models.action import ActionSpec
from explorer.core.models.exchange import Exchange

_LONGEST_REQUEST = 25_000
_LONGEST_ANSWER = 50_000


def secrets_sent(exchange: Exchange, spec: ActionSpec | None) -> tuple[str, ...]:
    """The values of secret parameters, also in pairs and in JSON within texts, and of secret headers."""
    from explorer.core.secrets.redaction import secret_values
    from explorer.core.secrets.secret_names import is_secret_header
    from explorer.core.secrets.secret_values import secrets_in
    from explorer.services.ticket_summary import sent_parameters

    sent = sent_parameters(exchange.request)
    headers = (*exchange.sent.headers, *exchange.request.headers)
    held = [value for name, value in headers if value and is_secret_header(name)]
    return tuple(dict.fromkeys([*secret_values(spec, sent), *secrets_in(sent), *held]))


def without_echo(exchange: Exchange, spec: ActionSpec | None) -> Exchange:
    """The exchange with the secrets masked that its message and remarks repeat; all else is kept."""
    outcome = exchange.outcome
    if outcome is None or not (outcome.message or outcome.note):
        return exchange
    from explorer.core.secrets.redaction import redact_text

    secrets = secrets_sent(exchange, spec)
    message, note = redact_text(outcome.message, secrets), redact_text(outcome.note, secrets)
    return replace(exchange, outcome=replace(outcome, message=message, note=note))


def echoed(exchange: Exchange, spec: ActionSpec | None) -> tuple[str, ...]:
    """The secrets sent that stand in the answer, in the forms they have there.

    Only a short answer to a request that is not very long is looked through: it takes some milliseconds.
    """
    body = exchange.body
    if not body or len(body) > _LONGEST_ANSWER or len(exchange.sent.body) > _LONGEST_REQUEST:
        return ()
    from explorer.core.secrets.redaction import forms_of

    forms = {form for secret in secrets_sent(exchange, spec) for form in forms_of(secret)}
    return tuple(form for form in forms if form.encode("utf-8", "surrogatepass") in body)
