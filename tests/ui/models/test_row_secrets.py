"""Rows are blurred by their names, by their documents, in lists of secrets, and where they repeat one."""

import json

import pytest

from explorer.core.document.document import Document
from explorer.ui.models.document_model import DocumentModel
from explorer.ui.models.row_secrets import BLURRED


def shown(model: DocumentModel, body: object) -> dict[str, str]:
    """What stands beside each key, everything expanded."""
    model.set_document(Document(json.dumps(body).encode()).open())
    row = 0
    while row < model.rowCount():
        model.expand(row)
        row += 1
    return {model.index(row, 0).data(): model.index(row, 1).data() for row in range(model.rowCount())}


@pytest.fixture
def model(qapp: object) -> DocumentModel:
    return DocumentModel()


def test_names_of_the_catalogue(model: DocumentModel) -> None:
    told = shown(model, {"PrimaryKey": "c2lnbg==", "Kubeconfig": "apiVersion", "TagKey": "team", "KeyId": "k-1"})
    assert told["PrimaryKey"] == told["Kubeconfig"] == BLURRED
    assert "team" in told["TagKey"]
    assert "k-1" in told["KeyId"]


def test_what_the_documents_say(model: DocumentModel) -> None:
    body = {"Key": "pem text", "Value": "v"}
    assert "pem text" in shown(model, body)["Key"]
    model.secrets.declare(frozenset({"Key"}))
    told = shown(model, body)
    assert told["Key"] == BLURRED
    assert "v" in told["Value"]
    model.secrets.declare(frozenset())
    assert "pem text" in shown(model, body)["Key"]


def test_objects_in_a_list_of_secrets(model: DocumentModel) -> None:
    assert shown(model, {"Passwords": ["a", {"x": "b", "n": 5}]})["x"] == BLURRED
    assert "b" in shown(model, {"Passwords": [{"x": "b"}]})["x"]


def test_a_repeated_secret_of_the_request(model: DocumentModel) -> None:
    model.secrets.known = ("hunter2secret",)
    told = shown(model, {"Message": "the value hunter2secret is weak", "Code": "Invalid"})
    assert told["Message"] == BLURRED
    assert "Invalid" in told["Code"]
