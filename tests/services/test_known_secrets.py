"""A secret that a call sent is masked wherever the server repeats it: in the message, on the console, in evidence."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.envelope import understand
from explorer.core.models.action import ActionRef
from explorer.core.models.exchange import Exchange, SentRequest, Timing
from explorer.core.models.json_value import JsonObject
from explorer.core.models.request import Request
from explorer.core.secrets.redaction import MASK
from explorer.core.secrets.secret_values import Repeated
from explorer.core.storage.history_record import to_row
from explorer.services.known_secrets import echoed, secrets_sent, without_echo
from explorer.services.ticket_summary import SummaryForm, summarise


def failed(parameters: JsonObject, message: str, code: str = "InvalidParameterValue") -> Exchange:
    body = json.dumps({"Response": {"Error": {"Code": code, "Message": message}, "RequestId": "r-1"}}).encode()
    sent = json.dumps(parameters).encode()
    return Exchange(
        request=Request(ActionRef("mqtt", "2024-05-16", "CreateUser"), parameters),
        sent=SentRequest("POST", "https://h/", (("X-TC-Token", "session-token-1"),), sent),
        started=datetime(2026, 1, 1, tzinfo=UTC),
        timing=Timing(total=0.1),
        status=200,
        body=body,
        outcome=understand(body, "application/json"),
    )


@pytest.mark.parametrize(
    "parameters",
    [
        {"Password": "hunter2secret"},
        {"PrimaryKey": "hunter2secret"},
        {"Items": [{"Key": "password", "Value": "hunter2secret"}]},
        {"Passwords": ["other-one", {"x": "hunter2secret"}]},
        {"Config": '{"SecretKey": "hunter2secret"}'},
    ],
)
def test_the_message_loses_it_and_keeps_its_words(parameters: JsonObject) -> None:
    exchange = failed(parameters, "Parameter value hunter2secret is invalid")
    shown = without_echo(exchange, None).outcome
    assert shown is not None
    assert shown.message == f"Parameter value {MASK} is invalid"
    assert shown.code == "InvalidParameterValue"
    assert Repeated(echoed(exchange, None)).hides("Parameter value hunter2secret is invalid")
    assert not Repeated(echoed(exchange, None)).hides("Parameter value is invalid")


def test_headers_are_secrets_too() -> None:
    exchange = failed({}, "The token session-token-1 has expired")
    assert secrets_sent(exchange, None) == ("session-token-1",)
    assert "session-token-1" not in str(without_echo(exchange, None).outcome)


def test_nothing_sent_or_repeated_changes_nothing() -> None:
    exchange = failed({"Name": "hunter2secret"}, "hunter2secret is taken")
    assert without_echo(exchange, None) == exchange
    assert echoed(exchange, None) == ()


def test_a_long_answer_or_request_is_not_looked_through() -> None:
    exchange = failed({"Password": "hunter2secret"}, "hunter2secret")
    assert echoed(exchange, None) != ()
    assert echoed(replace(exchange, body=exchange.body + b" " * 50_000), None) == ()


NAMES = ("Password", "PrimaryKey", "PreShareKey", "Kubeconfig", "UserSig", "CallbackKey", "MetaDataPass", "AppKey")


@given(
    st.sampled_from(NAMES),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zs", "Zl", "Zp")), min_size=8, max_size=30),
)
def test_no_secret_stands_in_history_or_ticket(name: str, secret: str) -> None:
    secret = f"<{secret}>"
    exchange = failed({"Name": "kept", name: secret}, f"{secret} is weak")
    row = to_row(exchange, None)
    told = json.dumps(secret)[1:-1]
    for column in ("request", "details", "words", "message"):
        assert secret not in str(row[column])
        assert told not in str(row[column])
    for form in SummaryForm:
        assert secret not in summarise(exchange, form=form)
    assert secret not in str(without_echo(exchange, None).outcome)
