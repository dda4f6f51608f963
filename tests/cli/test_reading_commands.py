"""`explain`, `actions`, `action`, `catalog`: what is known, in words and as JSON."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest


def test_a_code_is_explained_in_order(cli: Any) -> None:
    done = cli("explain", "AuthFailure.SignatureFailure")
    assert done.status == 0
    places = [done.out.index(part) for part in ("Meaning: ", "Likely causes:", "What to check:")]
    assert places == sorted(places)


def test_a_code_as_json(cli: Any) -> None:
    shown = json.loads(cli("explain", "ResourceNotFound.Instance", "--service", "mqtt", "--json").out)
    assert shown["code"] == "ResourceNotFound.Instance"
    assert shown["meaning"]
    assert shown["causes"]
    assert shown["checks"]
    assert {entry["service"] for entry in shown["descriptions"]} == {"mqtt"}


def test_a_code_never_seen_falls_back_to_its_family_and_says_so(cli: Any) -> None:
    done = cli("explain", "ResourceNotFound.Unicorn")
    assert done.status == 0
    assert "Note: " in done.out
    assert "family" in done.out


def test_pasted_text_is_searched(cli: Any) -> None:
    log = (
        "ERROR 12:00 [TencentCloudSDKException] code:AuthFailure.SignatureExpire message:expired\n"
        "requestId:ed93f3cb-1234-4567-89ab-123456789abc\n"
        'then {"Response":{"Error":{"Code":"LimitExceeded","Message":"x"},"RequestId":"r-2222222"}}\n'
    )
    done = cli("explain", "-", stdin=log.encode())
    assert done.status == 0
    for needed in ("ed93f3cb-1234-4567-89ab-123456789abc", "AuthFailure.SignatureExpire", "LimitExceeded", "r-2222222"):
        assert needed in done.out
    shown = json.loads(cli("explain", "-", "--json", stdin=log.encode()).out)
    assert [item["code"] for item in shown["codes"]] == ["AuthFailure.SignatureExpire", "LimitExceeded"]
    assert "r-2222222" in shown["request_ids"]


def test_an_envelope_as_an_argument(cli: Any) -> None:
    done = cli("explain", '{"Response":{"Error":{"Code":"LimitExceeded","Message":"x"},"RequestId":"r-2222222"}}')
    assert "LimitExceeded" in done.out


def test_a_code_without_a_sentence_says_whose_it_is(cli: Any) -> None:
    out = cli("explain", "ResourceNotFound.Instance", "--service", "mqtt").out
    assert "Listed for mqtt 2024-05-16, without a sentence." in out
    assert "In mqtt" not in out


def test_regions_in_a_text(cli: Any) -> None:
    out = cli("explain", "-", stdin=b"InternalError in zone ap-guangzhou-3, Region: ap-guangzou").out
    assert "Region: ap-guangzhou (Guangzhou)" in out
    assert "Region: ap-guangzou (not a listed one: check its spelling)" in out


def test_nothing_to_explain(cli: Any) -> None:
    assert cli("explain", "-", stdin=b"all is well").status == 2
    assert cli("explain", "-", stdin=b"\xff\xfe\x00").status == 2
    assert cli("explain", "LimitExceeded", "--service", "nosuch").status == 2


def test_actions_are_found_by_words(cli: Any) -> None:
    done = cli("actions", "describe", "instance", "list")
    assert done.status == 0
    assert "mqtt DescribeInstanceList" in done.out
    of_mqtt = json.loads(cli("actions", "--service", "mqtt", "--json").out)
    assert len(of_mqtt) == 38
    assert of_mqtt[0]["service"] == "mqtt"
    assert {"service", "version", "action", "category", "purpose", "status"} == set(of_mqtt[0])
    nothing = cli("actions", "zzzzqqqq")
    assert (nothing.status, nothing.out) == (0, "")


def test_an_unknown_service_is_named(cli: Any) -> None:
    done = cli("actions", "--service", "mqt")
    assert done.status == 2
    assert "mqt" in done.err


def test_one_action(cli: Any) -> None:
    done = cli("action", "mqtt", "describeinstancelist")
    assert "DescribeInstanceList" in done.out
    assert "Filters (Array of Filter)" in done.out
    assert "Name (String, required)" in done.out
    shown = json.loads(cli("action", "mqtt", "DescribeInstance", "--json").out)
    assert [(item["name"], item["required"]) for item in shown["parameters"]] == [("InstanceId", True)]
    assert shown["examples"][0]["parameters"]["InstanceId"]


def test_a_recursive_type_ends(cli: Any) -> None:
    done = cli("action", "billing", "DescribeBillSummaryByProject")
    assert done.status == 0
    recursive = cli("action", "teo", "DescribeL7AccRules")
    assert recursive.status == 0
    assert "(again " in recursive.out


def test_catalog_info(cli: Any) -> None:
    shown = json.loads(cli("catalog", "info", "--json").out)
    counts = ("services", "service_versions", "actions", "parameters", "examples", "error_codes")
    assert {"unread", "package", *counts} <= set(shown)
    assert [shown[key] for key in ("services", "service_versions", "actions", "examples", "error_codes")] == [
        144, 160, 9678, 10602, 11167,
    ]  # fmt: skip
    text = cli("catalog", "info").out
    assert "9,678" in text
    assert "Could not be read:" in text


@pytest.mark.parametrize("content", [None, b"no wheel"])
def test_catalog_add_refuses_what_is_no_wheel(cli: Any, tmp_path: Path, content: bytes | None) -> None:
    wheel = tmp_path / "x.whl"
    if content is not None:
        wheel.write_bytes(content)
    done = cli("catalog", "add", str(wheel))
    assert done.status == 2
    assert "x.whl" in done.err


def test_a_wheel_is_taken_into_use_and_a_stale_one_is_passed_over(cli: Any, tmp_path: Path) -> None:
    wheel = tmp_path / "tccli-9.9-py3-none-any.whl"
    members = [{"name": "Id", "type": "string", "member": "string", "document": "An id", "required": True}]
    api = {
        "version": "1.0",
        "metadata": {"apiVersion": "2024-05-16", "serviceShortName": "mqtt", "serviceNameCN": "MQTT"},
        "actions": {"DescribeNew": {"document": "New.", "input": "In", "output": "Out", "name": "New"}},
        "objects": {
            "In": {"document": "", "type": "object", "members": members},
            "Out": {"document": "", "type": "object", "members": []},
        },
    }
    with zipfile.ZipFile(wheel, "w") as made:
        made.writestr("tccli/services/__init__.py", 'SERVICE_VERSIONS = {"mqtt": ["2024-05-16"]}\n')
        made.writestr("tccli/services/mqtt/v20240516/api.json", json.dumps(api))
        made.writestr("tccli/services/mqtt/v20240516/examples.json", '{"actions": {}}')
        made.writestr("tccli-9.9.dist-info/METADATA", "Name: tccli\nVersion: 9.9\n\n")
    done = cli("catalog", "add", str(wheel))
    assert done.status == 0, done.err
    assert "tccli 9.9" in done.out
    assert [row["action"] for row in json.loads(cli("actions", "--json").out)] == ["DescribeNew"]
    catalogue = next(path for path in tmp_path.rglob("catalog.sqlite"))
    catalogue.write_bytes(b"of another time")
    told = cli("actions", "--service", "mqtt", "--json")
    assert len(json.loads(told.out)) == 38
    assert "bundled catalogue" in told.err


def test_products_are_listed_and_searched(cli: Any) -> None:
    lines = cli("actions", "--services").out.splitlines()
    assert len(lines) == 144
    assert lines[0].split() == ["mqtt", "TDMQ", "for", "MQTT", "38", "actions", "2024-05-16"]
    rows = json.loads(cli("actions", "--services", "MQTT", "--json").out)
    assert rows == [{"service": "mqtt", "title": "TDMQ for MQTT", "versions": ["2024-05-16"], "actions": 38}]
    nothing = cli("actions", "--services", "zzzzqqqq")
    assert (nothing.status, nothing.out) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "way"),
    [
        (("explain", "LimitExceeded", "--service", "zzzzqqqq"), "actions --services"),
        (("action", "zzzzqqqq", "Describe"), "actions --services"),
        (("action", "mqtt", "Zzzzqqqq"), "actions --service S"),
    ],
)
def test_the_way_out_is_a_command(cli: Any, arguments: tuple[str, ...], way: str) -> None:
    done = cli(*arguments)
    assert done.status == 2
    assert f"`request-explorer {way}` lists them." in done.err


def test_the_catalogues_counts_have_names_that_say_what_they_count(cli: Any) -> None:
    labels = [line[:40].strip() for line in cli("catalog", "info").out.splitlines() if line.startswith("  ")]
    assert "example requests read as they stand" in labels
    assert "parameters that were withdrawn" in labels
    assert not {"members", "inputs exact", "objects"} & set(labels)


def test_the_product_whose_meaning_it_is_is_named(cli: Any) -> None:
    done = cli("explain", "ResourceNotFound.Instance")
    assert done.out.splitlines()[0] == "ResourceNotFound.Instance - No such cluster (in mqtt)"
    assert "In mqtt 2024-05-16: ResourceNotFound.Instance" not in done.out
    assert json.loads(cli("explain", "ResourceNotFound.Instance", "--json").out)["service"] == "mqtt"
    assert json.loads(cli("explain", "AuthFailure.SignatureFailure", "--json").out)["service"] == ""
    assert "(in " not in cli("explain", "AuthFailure.SignatureFailure").out


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-8"])
def test_text_of_any_shell_is_searched(cli: Any, encoding: str) -> None:
    done = cli("explain", "-", stdin="错误 code: AuthFailure.SignatureExpire\r\n".encode(encoding))
    assert done.status == 0
    assert done.out.lstrip().startswith("AuthFailure.SignatureExpire")


def test_an_empty_text_is_called_empty(cli: Any) -> None:
    done = cli("explain", "-", stdin=b" \n")
    assert done.status == 2
    assert "the text is empty" in done.err


def test_a_code_in_a_text_is_told_with_its_lines(cli: Any) -> None:
    out = cli("explain", "-", stdin=b"a\nInternalError\nInternalError b\ncode: LimitExceeded").out
    assert "Found 2 times, first in line 2." in out
    assert "Found in line 4." in out
