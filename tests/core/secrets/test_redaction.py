"""Secrets are taken out of everything that is shown to others or written down, in every form they travel in."""

import base64
import json
from urllib.parse import quote, quote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core import resources
from explorer.core.catalog.store import CatalogStore
from explorer.core.models.action import ActionRef
from explorer.core.models.json_value import JsonObject, Number
from explorer.core.secrets.redaction import (
    MASK,
    blank_json_secrets,
    mask_json_secrets,
    mask_parameters,
    redact_headers,
    redact_text,
    secret_values,
    take_secrets,
)
from explorer.core.secrets.secret_names import is_secret_header, is_secret_name

SECRET = 'p@ss w/ord+"é=&'


@pytest.mark.parametrize(
    "name",
    ["Password", "password", "PassWord", "AdminPassword", "NewPassword", "Pwd", "DbPwd", "Token", "SecretKey", "Secret",
     "TmpSecretKey", "PrivateKey", "SecretAccessKey", "SessionToken", "ApiKey", "AuthKey", "WebhookToken", "Passwords",
     "Tokens", "SecretString", "Passphrase", "secret_key", "api_key"],
)  # fmt: skip
def test_names_of_secrets(name: str) -> None:
    assert is_secret_name(name, "x")


@pytest.mark.parametrize(
    "name",
    ["NextToken", "PageToken", "ClientToken", "MaxTokens", "SecretId", "SecretName", "PasswordPolicy", "TokenName",
     "AccessKeyId", "KeyId", "PublicKey", "InstanceId", "PaginationToken", "Tokenizer", "Compass", "Key"],
)  # fmt: skip
def test_names_that_only_look_alike(name: str) -> None:
    assert not is_secret_name(name, "x")


def test_switches_and_counts_are_no_secrets() -> None:
    assert not is_secret_name("NeedResetPassword", True)
    assert not is_secret_name("NeedResetPassword", Number("1"))
    assert not is_secret_name("Token", Number("12"))
    assert not is_secret_name("Password", None)
    assert is_secret_name("Password", Number("123456"))


def test_the_spec_has_the_last_word() -> None:
    store = CatalogStore(resources.catalog())
    try:
        spec = store.spec(ActionRef("mqtt", "2024-05-16", "CreateUser"))
        parameters: JsonObject = {"InstanceId": "mqtt-1", "Username": "a", "Password": "hunter22"}
        assert mask_parameters(spec, parameters) == {**parameters, "Password": MASK}
        assert take_secrets(spec, parameters) == ({"InstanceId": "mqtt-1", "Username": "a"}, ("Password",))
    finally:
        store.close()


def test_parameters_are_masked_at_every_depth() -> None:
    parameters: JsonObject = {
        "A": [{"B": {"Password": SECRET, "Name": "n"}}],
        "Tokens": [SECRET, SECRET],
        "Secret": {"Key": "kept: an object is entered, not masked"},
        "Pwd": "",
        "N": Number("1.10"),
    }
    masked = mask_parameters(None, parameters)
    assert masked == {
        "A": [{"B": {"Password": MASK, "Name": "n"}}],
        "Tokens": [MASK, MASK],
        "Secret": {"Key": "kept: an object is entered, not masked"},
        "Pwd": "",
        "N": Number("1.10"),
    }
    assert list(masked) == list(parameters)
    assert parameters["Tokens"] == [SECRET, SECRET], "the original is not touched"
    assert secret_values(None, parameters) == (SECRET, SECRET, SECRET)
    assert take_secrets(None, parameters)[1] == ("A.0.B.Password", "Tokens")


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("Authorization", "TC3-HMAC-SHA256 Credential=AKID/d/s/t, SignedHeaders=host, Signature=abc123",
         f"TC3-HMAC-SHA256 Credential=AKID/d/s/t, SignedHeaders=host, Signature={MASK}"),
        ("authorization", "Bearer abc", MASK),
        ("X-TC-Token", "abc", MASK),
        ("Cookie", "a=b", MASK),
        ("Set-Cookie", "a=b", MASK),
        ("X-Api-Key", "abc", MASK),
        ("Proxy-Authorization", "Basic abc", MASK),
        ("X-My-Secret", "abc", MASK),
        ("Content-Type", "application/json", "application/json"),
        ("X-TC-Action", "DescribeInstance", "DescribeInstance"),
        ("Access-Control-Allow-Credentials", "true", "true"),
    ],
)  # fmt: skip
def test_headers(name: str, value: str, shown: str) -> None:
    assert redact_headers([(name, value)]) == ((name, shown),)
    assert is_secret_header(name) == (value != shown)


FORMS = {
    "plain": SECRET,
    "url": quote(SECRET, safe=""),
    "path": quote(SECRET),
    "form": quote_plus(SECRET),
    "query": urlencode({"a": SECRET}),
    "json": json.dumps({"a": SECRET}),
    "json unescaped": json.dumps({"a": SECRET}, ensure_ascii=False),
    "base64": base64.b64encode(SECRET.encode()).decode(),
    "lower-case url": quote(SECRET, safe="").lower().replace("é", "é"),
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS.keys())
def test_text_is_redacted_in_every_form(text: str) -> None:
    shown = redact_text(f"curl -d '{text}' and {text}", [SECRET, "tiny"])
    assert shown.count(MASK) == 2
    assert "ord" not in shown


@given(st.text(min_size=6, max_size=40), st.text(max_size=20), st.text(max_size=20))
def test_no_known_secret_survives(secret: str, before: str, after: str) -> None:
    assert secret not in redact_text(f"{before}{secret}{after}", [secret]).replace(MASK, "")


def test_nothing_known_means_nothing_changed() -> None:
    assert redact_text("a secret", []) == "a secret"
    assert redact_text("1 and 1", ["1", ""]) == "1 and 1"


@given(st.dictionaries(st.sampled_from(["Name", "Password", "Token", "Note"]), st.text(max_size=20)), st.booleans())
def test_json_text_loses_its_secrets_and_no_other_byte(values: dict[str, str], ascii_only: bool) -> None:
    text = json.dumps(values, ensure_ascii=ascii_only, indent=1)
    blanked, names = blank_json_secrets(text)
    expected = {key: "" if key in ("Password", "Token") else value for key, value in values.items()}
    assert blanked == json.dumps(expected, ensure_ascii=ascii_only, indent=1)
    assert set(names) == {key for key in values if key in ("Password", "Token") and values[key]}
    shown = {key: MASK if key in names else value for key, value in values.items()}
    assert json.loads(mask_json_secrets(text)) == shown


@pytest.mark.parametrize("value", ["hunter22", 'quo"te', "back\\slash\\", '\\"', "\n", '"', "\\\\"])
@pytest.mark.parametrize("depth", [0, 1, 2, 3])
def test_json_inside_json_is_searched_too(value: str, depth: int) -> None:
    def wrapped(inner: object) -> str:
        text = json.dumps(inner)
        for _ in range(depth):
            text = json.dumps({"Body": text, "Next": "kept"})
        return text

    text = wrapped({"Note": "kept", "Password": value, "After": "kept", "List": [{"Token": value}]})
    assert mask_json_secrets(text) == wrapped(
        {"Note": "kept", "Password": MASK, "After": "kept", "List": [{"Token": MASK}]}
    )


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_lists_and_numbers_of_secrets_in_text(depth: int) -> None:
    def wrapped(inner: object) -> str:
        text = json.dumps(inner)
        for _ in range(depth):
            text = json.dumps({"Body": text, "Next": "kept"})
        return text

    value = {
        "Passwords": ["a1", 'b"2', {"x": "c3", "y": ["d4"]}, []],
        "Pwd": 123456,
        "Tokens": [["e5"]],
        "MaxTokens": 5,
        "NextToken": ["kept"],
        "ApiKeys": [{"Id": "kept"}],
        "Token": 7,
        "After": ["kept", "kept"],
    }
    shown = {**value, "Passwords": [MASK, MASK, {"x": MASK, "y": [MASK]}, []], "Pwd": MASK, "Tokens": [[MASK]]}
    assert mask_json_secrets(wrapped(value)) == wrapped(shown)
    blanked, names = blank_json_secrets(wrapped(value))
    assert blanked == mask_json_secrets(wrapped(value)).replace(MASK, "")
    assert names == ("Passwords", "Pwd", "Tokens")


def test_names_that_only_documents_tell() -> None:
    assert mask_json_secrets('{"Key":"pem","Value":"v","Tags":[{"Key":5}]}', {"Key"}) == (
        f'{{"Key":"{MASK}","Value":"v","Tags":[{{"Key":5}}]}}'
    )
    assert blank_json_secrets('{"Key":"pem"}', {"Key"}) == ('{"Key":""}', ("Key",))
    assert blank_json_secrets('{"Key":"pem"}') == ('{"Key":"pem"}', ())


def test_a_name_in_a_value_is_no_key() -> None:
    text = json.dumps({"Note": "Password", "Path": "\\", "Text": "Password: kept"})
    assert mask_json_secrets(text) == text


@pytest.mark.parametrize(
    "text",
    [
        '"' * 200_000,
        '"\\"' * 100_000,
        '"Password":"' + "\\" * 200_001,
        '"Password"' + " " * 200_000,
        '"Passwords":[' * 60_000,
        '{"Passwords":["a"' + ',"b"' * 90_000,
        '"Pwd":' + "1" * 200_000,
    ],
)
def test_broken_json_does_not_hang(text: str) -> None:
    assert isinstance(blank_json_secrets(text)[0], str)


def test_every_secret_name_of_the_catalogue_is_masked_in_text() -> None:
    store = CatalogStore(resources.catalog())
    names: set[str] = set()
    try:
        for service in store.services()[:60]:
            for summary in store.actions(service.name):
                spec = store.spec(summary.ref)
                for owner in (spec.input, *spec.objects.values()):
                    names.update(member.name for member in owner.members if is_secret_name(member.name, "x"))
    finally:
        store.close()
    assert len(names) > 30
    for name in names:
        assert json.loads(mask_json_secrets(json.dumps({name: "value"}))) == {name: MASK}, name
