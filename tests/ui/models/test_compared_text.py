"""A comparison shows no secret: not in lists, nor in pairs, nor in JSON within a text, nor where a body breaks off."""

import json

import pytest
from pytestqt.qtbot import QtBot

from explorer.core.document.compare import Comparison
from explorer.core.document.document import Document
from explorer.ui.models.compare_model import CompareModel

BODIES = [
    '{"Password":["hunter2","hunter3"]}',
    '{"Tokens":["hunter2"],"A":1}',
    '[{"Tokens":["hunter2"],"A":1}]',
    json.dumps({"Text": '{"SecretKey":"hunter2"}'}),
    json.dumps({"Text": 'said {"SecretKey":"hunter2"} twice'}),
    json.dumps({"Text": {"Deep": '[{"Key":"password","Value":"hunter2"}]'}}),
    '{"Set":[{"Key":"password","Value":"hunter2"}]}',
    '{"Set":{"Value":["hunter2"],"Name":"ApiKey"}}',
    '[{"Key":"password","Value":"hunter2"},{"Key":"colour","Value":"red"}]',
    '[{"SecretKey":"hunter2","A":1},{"SecretKey":"hunter3","A":1}]',
    '{"Password":123456}',
    '{"A":1,"Password":"hunter2',
    '{"Tokens":["hunter2","hunter3',
    '{"A":1}{"Password":"hunter2"}',
    'data: {"Password":"hunter2"}',
    '<p>{&quot;</p>"Password": "hunter2"',
]


def shown(model: CompareModel) -> str:
    cells = [model.index(row, column).data(role)
             for row in range(model.rowCount()) for column in range(3) for role in (0, 3, 11)]  # fmt: skip
    return "\n".join(str(cell) for cell in cells)


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("other", ["changed", "[]", "{}", "", '{"Password":[],"Tokens":[0],"Set":[],"Text":0}'])
def test_no_secret_is_shown(body: str, other: str, qtbot: QtBot) -> None:
    second = body.replace("hunter", "secret").replace("123456", "987654") if other == "changed" else other
    for left, right in ((body, second), (second, body)):
        comparison = Comparison(Document(left.encode()).open(), Document(right.encode()).open())
        for _ in comparison.steps():
            pass
        model = CompareModel()
        model.set_comparison(comparison)
        text = shown(model)
        assert comparison.rows
        assert not [word for word in ("hunter", "secret2", "secret3", "123456", "987654") if word in text], text


def test_what_is_no_secret_is_shown(qtbot: QtBot) -> None:
    one, other = ({"Set": [{"Key": "colour", "Value": value}], "PageToken": value} for value in ("red", "green"))
    comparison = Comparison(Document(json.dumps(one).encode()).open(), Document(json.dumps(other).encode()).open())
    for _ in comparison.steps():
        pass
    model = CompareModel()
    model.set_comparison(comparison)
    assert shown(model).count("green") == 4
