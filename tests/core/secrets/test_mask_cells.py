"""Secrets inside cells: at any depth, in pairs, in JSON within strings; everything else to the letter."""

import json

import pytest

from explorer.core.secrets.mask_cells import CellMask, mask_json
from explorer.core.secrets.redaction import MASK

HELD = [
    '{"Password":"hunter2"}',
    '{"Login": {"Deep": [{"Password": "hunter2"}]}}',
    '{"Password":["hunter2","hunter2b"]}',
    '{"Tokens":[["hunter2"]]}',
    '{"Key":"password","Value":"hunter2"}',
    '{"Value":"hunter2","Name":"AdminPassword"}',
    '{"Key":"api_token","Values":["hunter2"]}',
    '{"P\\u0061ssword":"hunter2"}',
    '{"Password":12345}'.replace("12345", '"hunter2"'),
    '{"Password":"hunter2',
    '[{"Password":"hunt\\"er2"},{"A":1}]',
    json.dumps(json.dumps({"SecretKey": "hunter2"})),
    json.dumps({"Config": json.dumps([{"Inner": json.dumps({"SecretKey": 'hunter2"x'})}])}),
    json.dumps("\n {" + '"SecretKey":"hunter2"}'),
]
KEPT = ['{"A" : 1.10,  "B":"a"}', '{"PasswordPolicy":"x"}', '{"Key":"color","Value":"red"}', '{"Password":true}', "1"]


@pytest.mark.parametrize("text", HELD)
def test_a_secret_is_hidden_wherever_it_is(text: str) -> None:
    masked = mask_json(text)
    assert "hunt" not in masked
    assert "******" in masked


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_secret_keeps_every_letter(text: str) -> None:
    assert mask_json(text) == text


def test_what_stands_around_a_secret_keeps_every_letter() -> None:
    text = '{"A" : 1.10, "Password":"hunter2",  "A":9007199254740993,"N":NaN,"T":"\\u4e0a"}'
    assert mask_json(text) == text.replace("hunter2", "******")


def test_a_pair_that_is_cut_before_its_name_is_hidden() -> None:
    assert "hunter2" not in mask_json('[{"Value":"hunter2","Tokenless":"a"')


@pytest.mark.parametrize(
    ("column", "cell", "row", "list_name"),
    [
        ("Password", b'"hunter2"', {}, ""),
        ("Tokens", b'["hunter2"]', {}, ""),
        ("Value", b'"hunter2"', {"Key": b'"password"'}, ""),
        ("Value", b'"hunter2"', {}, "Passwords"),
        ("[0]", b'"hunter2"', {}, "Passwords"),
    ],
)
def test_the_name_that_tells_may_stand_elsewhere(
    column: str, cell: bytes, row: dict[str, bytes], list_name: str
) -> None:
    whole = {**row, column: cell}
    mask = CellMask(list_name=list_name)
    assert b"hunter2" not in mask(column, cell, whole)
    assert mask.hidden == 1
    shown = CellMask({column}, list_name=list_name)
    assert shown(column, cell, whole) == cell
    assert shown.hidden == 0


def test_bytes_that_are_no_utf8_stay() -> None:
    cell = b'{"Name":"\xc9\xcf","Password":"hunter2"}'
    assert CellMask()("A", cell, {"A": cell}) == cell.replace(b"hunter2", b"******")


def test_objects_in_a_list_of_secrets_are_hidden_and_lists_of_objects_are_not() -> None:
    mixed = '{"Passwords":["a",{"x":"b","n":7,"deep":[["c"],{"y":"d"}]},true],"After":{"x":"kept"}}'
    hidden = f'{{"x":"{MASK}","n":"{MASK}","deep":[["{MASK}"],{{"y":"{MASK}"}}]}}'
    assert mask_json(mixed) == f'{{"Passwords":["{MASK}",{hidden},true],"After":{{"x":"kept"}}}}'
    objects = '{"ApiKeys":[{"Id":"k-1","Status":"Active"}],"Tokens":[{"Name":"n"}]}'
    assert mask_json(objects) == objects
    assert mask_json('["a",{"x":"b"}]', name="Passwords") == f'["{MASK}",{{"x":"{MASK}"}}]'


def test_names_that_only_documents_tell() -> None:
    also = frozenset({"Content"})
    mask = CellMask(also=also)
    assert mask("Content", b'"token text"', {}) == f'"{MASK}"'.encode()
    assert mask("Content", b"5", {}) == b"5"
    assert mask("Nested", b'{"Content":"token text","Name":"n"}', {}) == f'{{"Content":"{MASK}","Name":"n"}}'.encode()
    assert CellMask()("Content", b'"token text"', {}) == b'"token text"'
    assert mask.hidden == 2
