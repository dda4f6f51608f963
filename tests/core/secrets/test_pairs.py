"""What a pair or a JSON text names as a secret is left out of what is kept, like a secret member."""

import json

import pytest

from explorer.core.models.json_value import JsonObject
from explorer.core.secrets.pairs import blank_pairs, mask_pairs, pair_secrets, take_pairs
from explorer.core.secrets.redaction import MASK

PARAMETERS: JsonObject = {
    "Params": [{"Key": "password", "Value": "hunter2"}, {"Key": "env", "Value": "prod"}],
    "Env": {"ParamName": "API_TOKEN", "Values": ["tok-1", "tok-2"], "Value": None},
    "Doc": '{"Password": "inside", "List": [{"Name": "token", "Value": "deep"}], "kept": 1.10}',
    "Note": "password: a text that is no JSON",
}


def test_parameters_lose_what_pairs_and_texts_name() -> None:
    rest, taken = take_pairs(PARAMETERS)
    assert taken == ("Params.0.Value", "Env.Values", "Doc")
    assert rest == {
        "Params": [{"Key": "password"}, {"Key": "env", "Value": "prod"}],
        "Env": {"ParamName": "API_TOKEN", "Value": None},
        "Doc": '{"Password": "", "List": [{"Name": "token", "Value": ""}], "kept": 1.10}',
        "Note": "password: a text that is no JSON",
    }
    assert take_pairs(rest) == (rest, ())


def test_the_texts_of_pairs() -> None:
    assert pair_secrets(PARAMETERS) == {"hunter2", "tok-1", "tok-2"}
    assert pair_secrets({"Params": [{"Key": "password", "Value": MASK}]}) == frozenset()


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_text_at_any_depth(depth: int) -> None:
    def wrapped(value: str) -> str:
        text = json.dumps([{"Value": value, "Key": "password"}, {"Key": "env", "Value": "prod"}])
        for _ in range(depth):
            text = json.dumps({"Body": text})
        return text

    assert mask_pairs(wrapped('hu"nter')) == wrapped(MASK)
    assert blank_pairs(wrapped('hu"nter')) == (wrapped(""), ("password",))
    harmless = wrapped("x").replace("password", "colour")
    assert (mask_pairs(harmless), blank_pairs(harmless)) == (harmless, (harmless, ()))


def test_a_cut_text_hides_as_far_as_it_goes() -> None:
    assert "hunter" not in mask_pairs('{"Params":[{"Key":"password","Value":"hunter2')
    assert mask_pairs('{"Name":"password policy","Value":"kept"}') == '{"Name":"password policy","Value":"kept"}'
