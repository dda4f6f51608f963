"""A long text is read in another process: the same result, in pieces, and it can be stopped."""

import json
import threading
from pathlib import Path

import pytest

from explorer.core import resources
from explorer.core.errors import ImportFormatError
from explorer.core.models.json_value import Number
from explorer.services.import_process import SHORT, ImportProcess
from explorer.services.import_request import import_request, looks_importable, save_calls
from explorer.services.wiring import Services, build_services

CURL = "curl https://mqtt.intl.tencentcloudapi.com -H 'X-TC-Action: DescribeInstanceList' -H 'X-TC-Version: 2024-05-16'"


@pytest.fixture
def services(tmp_path: Path) -> Services:
    from explorer.core.storage.paths import AppPaths

    return build_services(AppPaths.below(tmp_path), keyring=False)


def _har(count: int, size: int = 10) -> str:
    headers = [
        {"name": "X-TC-Action", "value": "DescribeInstanceList"},
        {"name": "X-TC-Version", "value": "2024-05-16"},
    ]
    url = "https://mqtt.intl.tencentcloudapi.com/"
    entries = [
        {
            "request": {
                "method": "POST",
                "url": url,
                "headers": headers,
                "postData": {"text": json.dumps({"Limit": at, "InstanceId": "x" * size})},
            }
        }
        for at in range(count)
    ]
    return json.dumps({"log": {"version": "1.2", "entries": entries}})


def test_a_long_text_is_read_as_a_short_one(services: Services) -> None:
    text = CURL + " -d '" + json.dumps({"InstanceId": "中\ud800" * SHORT}) + "'"
    found = import_request(services, text)
    assert found.request is not None
    assert found.request.parameters == {"InstanceId": "中\ud800" * SHORT}


def test_many_entries_come_whole(services: Services) -> None:
    found = import_request(services, _har(200, 500))
    assert len(found.entries) == 200
    last = found.entries[-1].imported
    assert last is not None
    assert last.request is not None
    assert last.request.parameters["Limit"] == Number("199")
    assert found.request == found.entries[0].imported.request  # type: ignore[union-attr]


def test_errors_come_through(services: Services) -> None:
    with pytest.raises(ImportFormatError, match="no request that can be recognised") as told:
        import_request(services, "a" * (SHORT + 1))
    assert "curl" in told.value.hint
    with pytest.raises(ImportFormatError, match="12 million"):
        import_request(services, "a" * 12_000_001)


def test_it_can_be_stopped() -> None:
    process = ImportProcess()
    threading.Timer(0.05, process.close).start()
    with pytest.raises(ImportFormatError, match="stopped"):
        process.read(CURL + ' -d "' + "\\" * 8_000_000, resources.catalog())
    with pytest.raises(ImportFormatError, match="stopped"):
        process.read(CURL, resources.catalog())


def test_the_clipboard_is_judged_by_its_beginning() -> None:
    assert looks_importable(CURL + " -d '" + "a" * 1_000_000)
    assert looks_importable(_har(200, 500))
    assert not looks_importable("a" * 1_000_000)


def test_calls_are_kept_in_folders(services: Services) -> None:
    body = {"mode": "raw", "raw": '{"Limit": 1, "AdminPassword": "sesame"}'}
    header = [{"key": "X-TC-Action", "value": "DescribeInstanceList"}, {"key": "Authorization", "value": "sesame"}]
    call = {"method": "POST", "header": header, "url": "https://mqtt.intl.tencentcloudapi.com", "body": body}
    schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
    folder = {"name": "a/b", "item": [{"name": "one", "request": call}, {"name": "one", "request": call}]}
    document = {
        "info": {"schema": schema},
        "item": [folder, {"name": "", "request": call}, {"request": "https://x.com"}],
    }
    found = import_request(services, json.dumps(document))
    for top in ("Work", "Work (2)"):
        kept = save_calls(services, found.entries, "Work")
        assert (kept.saved, kept.refused) == (3, ())
        tree = next(each for each in services.collections.load().folders if each.name == top)
        assert [each.name for each in tree.folders] == ["a/b"]
        assert [each.name for each in tree.folders[0].requests] == ["one", "one (2)"]
        assert [each.name for each in tree.requests] == ["DescribeInstanceList"]
    written = "".join(path.read_text() for path in services.paths.collections.rglob("*") if path.is_file())
    assert "sesame" not in written
