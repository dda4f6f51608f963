"""The list of open requests: whole, lenient, and never a loss."""

from pathlib import Path

import pytest

from explorer.core.errors import StorageError
from explorer.core.models.action import ActionRef
from explorer.core.models.request import Request
from explorer.core.storage.collection_tree import SavedRequest
from explorer.core.storage.session import OpenRequest, Session, SessionStore

REF = ActionRef("mqtt", "2024-05-16", "DescribeInstance")


def opened(text: str, unsaved: bool = True) -> OpenRequest:
    draft = SavedRequest("Named", Request(REF, {"InstanceId": text}), path=Path("/some/file.toml"), revision="r1")
    return OpenRequest(draft, unsaved)


@pytest.fixture
def store(tmp_path: Path) -> SessionStore:
    return SessionStore(tmp_path / "state" / "session.json")


def test_nothing_was_open(store: SessionStore) -> None:
    assert store.load() == Session()


@pytest.mark.parametrize("text", ["mqtt-1", "", "é 𝄞 \u2028 \x00", "half \ud800 of one", '"""\n\\'])
def test_what_was_open_comes_back(store: SessionStore, text: str) -> None:
    session = Session((opened(text), opened("other", unsaved=False)), 1)
    store.save(session)
    assert store.load() == session


def test_broken_json_in_the_editor_comes_back(store: SessionStore) -> None:
    draft = SavedRequest("Named", Request(REF, body_text='{"InstanceId": "mq'))
    store.save(Session((OpenRequest(draft, True),)))
    assert store.load().tabs[0].draft.request.body_text == '{"InstanceId": "mq'


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": 9, "tabs": [], "current": 0}', "[" * 100_000])
def test_a_damaged_list_is_kept_and_told(store: SessionStore, tmp_path: Path, text: str) -> None:
    path = tmp_path / "state" / "session.json"
    path.parent.mkdir()
    path.write_text(text)
    session = store.load()
    assert session.tabs == ()
    assert "damaged-1" in session.notices[0]
    assert path.with_name("session.json.damaged-1").read_text() == text


def test_one_damaged_tab_costs_no_other(store: SessionStore, tmp_path: Path) -> None:
    store.save(Session((opened("first"), opened("second"))))
    path = tmp_path / "state" / "session.json"
    path.write_text(path.read_text().replace("first", 'first\\" = ', 1))
    session = store.load()
    assert [tab.draft.request.parameters for tab in session.tabs] == [{"InstanceId": "second"}]
    assert path.with_name("session.json.damaged-1").exists()
    assert session.notices


def test_a_disk_that_refuses_is_worded(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where a folder should be")
    with pytest.raises(StorageError, match=r"session\.json"):
        SessionStore(tmp_path / "state" / "session.json").save(Session())
