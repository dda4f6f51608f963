"""`run`: saved requests and whole collections, with a report for CI."""

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from explorer.cli.exit_status import ExitStatus
from explorer.cli.output.junit import Result, report
from explorer.core.models.action import ActionRef
from explorer.core.models.request import Request
from explorer.core.storage.collections import CollectionStore, SavedRequest
from explorer.services.wiring import build_services


def _saved(name: str, action: str, **parameters: str) -> SavedRequest:
    return SavedRequest(name, Request(ActionRef("mqtt", "2024-05-16", action), dict(parameters)))


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    store = CollectionStore(tmp_path / "team")
    store.save(_saved("All clusters", "DescribeInstanceList"))
    inner = store.add_folder("Errors")
    store.save(_saved("No cluster", "DescribeInstance", InstanceId="mqtt-none"), folder=inner)
    return tmp_path / "team"


def test_a_collection_with_its_report(cli: Any, collection: Path, tmp_path: Path) -> None:
    report_file = tmp_path / "out" / "report.xml"
    done = cli("run", str(collection), "--sandbox", "--report", f"junit={report_file}")
    assert done.status == 1
    lines = done.out.splitlines()
    assert [line.split("  ")[:2] for line in lines] == [
        ["ok", "team/All clusters"],
        ["ResourceNotFound.Instance", "team/Errors/No cluster"],
    ]
    root = ET.fromstring(report_file.read_text("utf-8"))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("2", "1", "0")
    failure = root.find(".//testcase[@name='No cluster']/failure")
    assert failure is not None
    assert failure.get("type") == "ResourceNotFound.Instance"
    assert (failure.text or "").startswith("RequestId: ")


def test_one_file_alone(cli: Any, collection: Path) -> None:
    file = next(path for path in collection.glob("*.toml") if "format = " in path.read_text("utf-8"))
    done = cli("run", str(file), "--sandbox")
    assert done.status == 0, done.err
    assert done.out.startswith("ok  team/All clusters")
    assert cli("run", str(file.with_suffix("")), "--sandbox").out.startswith("ok  team/All clusters")


def test_one_endpoint_serves_the_whole_run(cli: Any, tmp_path: Path) -> None:
    store = CollectionStore(tmp_path / "story")
    store.save(_saved("1 delete", "DeleteInstance", InstanceId="mqtt-k3x8z6gh"))
    store.save(_saved("2 read", "DescribeInstance", InstanceId="mqtt-k3x8z6gh"))
    lines = cli("run", str(tmp_path / "story"), "--sandbox").out.splitlines()
    assert [line.split("  ")[0] for line in lines] == ["ok", "ResourceNotFound.Instance"]


def test_a_damaged_file_is_reported_and_the_rest_is_sent(cli: Any, collection: Path) -> None:
    (collection / "broken.toml").write_text("format = 1\nname = ", "utf-8")
    done = cli("run", str(collection), "--sandbox")
    assert done.status == 2
    assert len(done.out.splitlines()) == 3
    assert "broken" in done.err


def test_paths_that_name_nothing(cli: Any, tmp_path: Path) -> None:
    assert cli("run", str(tmp_path / "none"), "--sandbox").status == 2
    (tmp_path / "empty").mkdir()
    assert cli("run", str(tmp_path / "empty"), "--sandbox").status == 2
    assert cli("run", str(tmp_path), "--report", "xml=out").status == 2


def test_without_a_key_every_request_says_so(cli: Any, collection: Path) -> None:
    done = cli("run", str(collection))
    assert done.status == 5
    assert "no credential" in done.err


def test_the_report_is_xml_whatever_an_answer_says() -> None:
    results = [Result("g", "n\x00<&", ExitStatus.NO_ANSWER, 0.5, "timeout", "late\x1b\ufffe & gone")]
    root = ET.fromstring(report(results))
    error = root.find(".//error")
    assert error is not None
    assert "& gone" in (error.get("message") or "")
    assert (root.get("failures"), root.get("errors"), root.get("time")) == ("0", "1", "0.500")


def test_a_request_is_found_by_the_name_that_the_window_shows(cli: Any, tmp_path: Path) -> None:
    services = build_services()
    store = services.collections
    folder = store.add_folder("Missing cluster")
    store.save(_saved("für Ticket 42", "DescribeInstanceList"), folder=folder)
    services.close()
    for given in ("Missing cluster/für Ticket 42", "Missing cluster / für Ticket 42", "Missing cluster"):
        done = cli("run", given, "--sandbox")
        assert done.status == 0, done.err
        assert done.out.startswith("ok  Collections/Missing cluster/für Ticket 42  ")
    unknown = cli("run", "Missing cluster/für Ticket 43", "--sandbox")
    assert unknown.status == 2
    assert "für Ticket 43" in unknown.err
