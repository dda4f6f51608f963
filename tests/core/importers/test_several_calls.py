"""A collection or an archive gives every call in it, with its place, and a reason for each that cannot be read."""

import base64
import json
from typing import Any

import pytest

from explorer.core.catalog.store import CatalogStore
from explorer.core.errors import ImportFormatError
from explorer.core.importers.imported import Imported
from explorer.core.importers.read_text import read_text
from explorer.core.models.json_value import Number
from explorer.core.models.request import ContentKind

SCHEMA = "https://schema.getpostman.com/json/collection/v{}/collection.json"


def _call(action: str = "DescribeInstanceList", body: str = "{}", **more: Any) -> dict[str, Any]:
    headers = [{"key": "X-TC-Action", "value": action}, {"key": "X-TC-Version", "value": "2024-05-16"}]
    url = {"protocol": "https", "host": ["mqtt", "intl", "{{domain}}"], "path": [""]}
    return {"method": "POST", "header": headers, "url": url, "body": {"mode": "raw", "raw": body}} | more


def _collection(version: str, *items: Any, **more: Any) -> str:
    return json.dumps({"info": {"name": "all", "schema": SCHEMA.format(version)}, "item": items} | more)


def _said(found: Imported) -> str:
    return " ".join(found.notes)


@pytest.mark.parametrize("version", ["2.0.0", "2.1.0"])
def test_folders_and_variables_of_a_collection(catalog: CatalogStore, version: str) -> None:
    inner = {
        "name": "inner",
        "variable": [{"key": "limit", "value": 7}],
        "item": [{"name": "one", "request": _call(body='{"Limit": {{limit}}, "InstanceId": "{{ id }}"}')}],
    }
    text = _collection(
        version,
        {"name": "outer", "item": [inner, {"name": "two", "request": _call("No-Such-Action")}]},
        {"name": "three", "request": _call(body='{"InstanceId": "{{unheard}} {{AdminPassword}}"}')},
        {"name": "page", "request": "https://example.com/"},
        variable=[
            {"key": "domain", "value": "{{base}}.com"},
            {"key": "base", "value": "tencentcloudapi"},
            {"id": "id", "value": "a"},
            {"key": "AdminPassword", "value": "sesame"},
        ],
        event=[{"listen": "prerequest", "script": {"exec": ["sign('sesame')"]}}],
        auth={"type": "awsv4", "awsv4": [{"key": "secretKey", "value": "sesame"}]},
    )
    found = read_text(text, catalog)
    one, two, three = found.entries
    assert (one.folder, one.name, one.label) == (("outer", "inner"), "one", "DescribeInstanceList")
    assert one.imported is not None
    assert one.imported.request is not None
    assert one.imported.request.parameters == {"Limit": Number("7"), "InstanceId": "a"}
    assert one.imported.request.endpoint == ""
    assert (two.folder, two.imported) == (("outer",), None)
    assert "No-Such-Action" in two.problem
    assert three.imported is not None
    assert "variables unheard have no value" in _said(three.imported)
    assert "being secret: AdminPassword" in _said(three.imported)
    assert "two (No-Such-Action) cannot be opened" in _said(found)
    assert "1 other request is no call" in _said(found)
    assert "scripts were left out" in _said(found)
    assert "authorisation was left out" in _said(found)
    assert "sesame" not in repr(found)


def test_headers_of_one_text_and_an_environment(catalog: CatalogStore) -> None:
    header = "X-TC-Action: DescribeInstanceList\nX-TC-Version: 2024-05-16\n"
    only = {"name": "x", "request": {"method": "POST", "url": "https://mqtt.tencentcloudapi.com", "header": header}}
    found = read_text(_collection("2.0.0", only), catalog)
    assert found.request is not None
    assert found.entries == ()
    environment = {"name": "e", "values": [{"key": "a", "value": "b"}], "_postman_variable_scope": "environment"}
    with pytest.raises(ImportFormatError, match="an environment of Postman"):
        read_text(json.dumps(environment), catalog)


def test_variables_that_name_each_other_end(catalog: CatalogStore) -> None:
    text = _collection(
        "2.1.0",
        {"name": "x", "request": _call(body='"{{a}}"', url="https://mqtt.tencentcloudapi.com")},
        variable=[{"key": "a", "value": "{{b}}{{b}}" * 1000}, {"key": "b", "value": "{{a}}{{a}}" * 1000}],
    )
    found = read_text(text, catalog)
    assert found.request is not None
    assert len(found.request.body_text or "") < 30_000_000


def _entry(action: str = "DescribeInstanceList", answer: str = "", **posted: Any) -> dict[str, Any]:
    headers = [
        {"name": "x-tc-action", "value": action},
        {"name": "X-TC-Version", "value": "2024-05-16"},
        {"name": "Authorization", "value": "TC3-HMAC-SHA256 Credential=AKIDsesame/1/mqtt/tc3_request"},
    ]
    url = "https://user:sesame@mqtt.tencentcloudapi.com/"
    content = {"text": base64.b64encode(answer.encode()).decode(), "encoding": "base64"}
    return {
        "startedDateTime": "2024-05-18T02:40:00.000Z",
        "request": {"method": "POST", "url": url, "headers": headers, "postData": posted},
        "response": {"status": 200, "content": content},
    }


def test_answers_of_an_archive_are_told(catalog: CatalogStore) -> None:
    refused = '{"Response": {"Error": {"Message": "m", "Code": "AuthFailure.SignatureExpire"}, "RequestId": "1"}}'
    entries = [
        _entry(text='{"Limit": 1}', mimeType="application/json"),
        _entry(answer=refused, text=base64.b64encode(b'{"Limit":2}').decode(), encoding="base64"),
        _entry("No-Such-Action"),
        {"request": {"method": "GET", "url": "https://example.com/a.png", "headers": []}},
    ]
    found = read_text(json.dumps({"log": {"version": "1.2", "entries": entries}}), catalog)
    first, second, third = found.entries
    assert (first.time, first.status, first.code) == ("2024-05-18T02:40:00.000Z", "200", "")
    assert second.code == "AuthFailure.SignatureExpire"
    assert second.imported is not None
    assert second.imported.answer == refused.encode()
    assert second.imported.request is not None
    assert second.imported.request.parameters == {"Limit": Number("2")}
    assert third.problem
    assert "1 other request is no call" in _said(found)
    assert "sesame" not in repr(found)
    alone = read_text(json.dumps({"log": {"entries": entries[1:2]}}), catalog)
    assert alone.entries == ()
    assert "answer is in the text too: 200 AuthFailure.SignatureExpire" in _said(alone)


def test_bytes_of_an_archive_are_kept(catalog: CatalogStore) -> None:
    data = b"\xff\xfe\x00 bytes"
    posted = {"mimeType": "application/octet-stream", "text": base64.b64encode(data).decode(), "encoding": "base64"}
    found = read_text(json.dumps({"log": {"entries": [_entry(**posted)]}}), catalog)
    assert found.request is not None
    assert found.request.content_kind is ContentKind.OCTET_STREAM
    assert (found.request.body_text or "").encode("utf-8", "surrogateescape") == data


def test_the_signature_is_kept_for_the_comparison_alone(catalog: CatalogStore) -> None:
    found = read_text(json.dumps({"log": {"entries": [_entry()]}}), catalog)
    assert found.authorization == "TC3-HMAC-SHA256 Credential=AKIDsesame/1/mqtt/tc3_request"
    assert "AKIDsesame" not in repr(found)
