"""Secrets known by their values: what holds one is hidden, what does not is seen."""

import pytest

from explorer.core.models.json_value import loads
from explorer.core.secrets.secret_values import MOST, SecretValues, secrets_in


def test_secrets_are_found_under_names_in_lists_pairs_and_texts() -> None:
    body = (
        '{"Password":"a1","Tokens":[["b2"],"c3"],"L":[{"Name":"DbPassword","Value":"d4"},{"Key":"color","Value":"red"}],'
        '"T":"[{\\"SecretKey\\":\\"e5\\"}]","Pwd":123456,"PasswordRule":"no","NextToken":"no","IsPassword":true}'
    )
    assert secrets_in(loads(body)) == {"a1", "b2", "c3", "d4", "e5", "123456"}


@pytest.mark.parametrize("text", ["hunter2", "my hunter2!", '{"p":"hunter2"}', "ab", 'x qu\\"oted'])
def test_what_holds_a_secret_is_hidden(text: str) -> None:
    assert SecretValues({"hunter2", "ab", 'qu"oted'}).hides(text)


@pytest.mark.parametrize("text", ["hunter", "abc", "", "hunter 2"])
def test_what_holds_none_is_seen(text: str) -> None:
    assert not SecretValues({"hunter2", "ab", 'qu"oted'}).hides(text)
    assert not SecretValues(()).hides(text * 9000)


def test_too_many_or_too_long_is_hidden() -> None:
    assert SecretValues({str(number) for number in range(MOST + 1)}).hides("anything")
    assert SecretValues({"hunter2"}).hides("x" * 9000)


def test_objects_in_a_list_of_secrets_are_secrets_too() -> None:
    body = '{"Passwords":["a1",{"x":"b2","n":123456,"deep":[["c3"]]}],"ApiKeys":[{"Id":"no"}]}'
    assert secrets_in(loads(body)) == {"a1", "b2", "123456", "c3"}
