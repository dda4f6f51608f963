"""Saved requests: what is saved comes back exactly, nothing damaged is dropped, nothing newer overwritten."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.errors import StorageError, UsageError
from explorer.core.models.action import ActionRef
from explorer.core.models.json_value import JsonValue, Number
from explorer.core.models.request import Algorithm, ContentKind, Method, Request
from explorer.core.secrets.secret_names import is_secret_name
from explorer.core.storage import request_file
from explorer.core.storage.collections import (
    CollectionStore,
    DamagedFile,
    DamagedFileError,
    EditConflictError,
    NameTakenError,
    SavedRequest,
)

DESCRIBE = Request(ActionRef("mqtt", "2024-05-16", "DescribeInstance"), {"InstanceId": "mqtt-1"})


@pytest.fixture
def store(tmp_path: Path) -> CollectionStore:
    return CollectionStore(tmp_path / "collections")


TEXT = st.text(max_size=40)
TRICKY = st.one_of(
    TEXT,
    st.lists(
        st.sampled_from(
            [
                "'''",
                '"""',
                "\\",
                "\r\n",
                "\n",
                "\t",
                " ",
                "x",
                "\x00",
                "\x7f",
                "\x85",
                "'",
                '"',
                "é",
                "中",
                "😀",
                "\ufeff",
            ]
        )
    ).map("".join),
)
NUMBERS = st.one_of(
    st.integers(-(10**40), 10**40).map(str),
    st.sampled_from(["-0", "1.10", "1e400", "0.1000", "18446744073709551616", "1E-7"]),
).map(Number)
VALUES: st.SearchStrategy[JsonValue] = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, TRICKY),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TRICKY, inner, max_size=3)),
    max_leaves=12,
)
WORD = st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,12}", fullmatch=True)
REQUESTS = st.builds(
    Request,
    action=st.builds(ActionRef, WORD, st.one_of(st.just(""), WORD), WORD),
    parameters=st.dictionaries(TRICKY, VALUES, max_size=4),
    body_text=st.none() | TRICKY,
    region=TRICKY,
    endpoint=TRICKY,
    method=st.sampled_from(Method),
    content_kind=st.sampled_from(ContentKind),
    algorithm=st.sampled_from(Algorithm),
    language=TRICKY,
    headers=st.lists(st.tuples(TRICKY, TRICKY), max_size=3).map(tuple),
    signed_headers=st.lists(TRICKY, max_size=3).map(tuple),
    unsigned_payload=st.booleans(),
    timeout=st.floats(0.001, 1e9),
    timestamp=st.none() | st.integers(),
    profile=TRICKY,
)


@given(REQUESTS, TRICKY.filter(bool), TRICKY, st.lists(TRICKY, max_size=3).map(tuple))
def test_any_request_reads_back_exactly(request_: Request, name: str, note: str, blanked: tuple[str, ...]) -> None:
    saved = SavedRequest(name, request_, note=note, blanked=blanked)
    text = request_file.to_text(saved)
    assert request_file.from_text(text) == saved
    assert "\r" not in text, "a carriage return in a file would be lost to line-end conversion"


@given(st.dictionaries(WORD.filter(lambda name: not is_secret_name(name)), TRICKY, max_size=3), TRICKY)
def test_any_text_survives_the_disk(
    tmp_path_factory: pytest.TempPathFactory, parameters: dict[str, str], body: str
) -> None:
    store = CollectionStore(tmp_path_factory.mktemp("collections"))
    saved = store.save(SavedRequest("x", replace(DESCRIBE, parameters=dict(parameters), body_text=body), note=body))
    assert store.load().requests == (saved,)
    assert saved.request.body_text == body
    # A checkout with Windows line ends must not change what is sent.
    assert saved.path is not None
    saved.path.write_bytes(saved.path.read_bytes().replace(b"\n", b"\r\n"))
    again = store.open(saved.path)
    assert again.request == saved.request


def test_a_file_is_minimal_and_readable(store: CollectionStore) -> None:
    saved = store.save(SavedRequest("Describe instance", DESCRIBE))
    assert saved.path == store.root / "describe-instance.toml"
    assert saved.path.read_bytes().decode() == (
        "format = 1\n"
        'name = "Describe instance"\n'
        'service = "mqtt"\n'
        'version = "2024-05-16"\n'
        'action = "DescribeInstance"\n'
        "parameters = '''\n"
        "{\n"
        '  "InstanceId": "mqtt-1"\n'
        "}'''\n"
    )


def test_saving_again_touches_no_other_file(store: CollectionStore) -> None:
    first = store.save(SavedRequest("one", DESCRIBE))
    store.save(SavedRequest("two", DESCRIBE))
    before = {path: path.read_bytes() for path in store.root.iterdir()}
    store.save(replace(first, request=replace(DESCRIBE, region="ap-guangzhou")))
    changed = [path.name for path in store.root.iterdir() if before.get(path) != path.read_bytes()]
    assert changed == ["one.toml"]


def test_order_is_kept_in_one_manifest(store: CollectionStore) -> None:
    paths = [store.save(SavedRequest(name, DESCRIBE)).path for name in ("zebra", "ant", "mole")]
    assert [entry.name for entry in store.load().entries] == ["zebra", "ant", "mole"]
    assert paths[2] is not None
    store.move(paths[2], store.root, 0)
    assert [entry.name for entry in store.load().entries] == ["mole", "zebra", "ant"]
    (store.root / "by-hand.toml").write_bytes(paths[2].read_bytes())
    assert [entry.name for entry in store.load().entries] == ["mole", "zebra", "ant", "mole (2)"]


def test_folders_hold_requests_and_move(store: CollectionStore) -> None:
    cluster = store.add_folder("Cluster 集群")
    topic = store.add_folder("Topic")
    saved = store.save(SavedRequest("list", DESCRIBE), folder=cluster)
    assert saved.path is not None
    moved = store.move(saved.path, topic)
    tree = store.load()
    assert [folder.name for folder in tree.folders] == ["Cluster 集群", "Topic"]
    assert [found.path for found in tree.all_requests()] == [moved]
    with pytest.raises(UsageError, match="into itself"):
        store.move(topic, topic)
    store.delete(topic)
    assert [folder.name for folder in store.load().folders] == ["Cluster 集群"]


def test_a_folder_with_foreign_files_is_not_deleted(store: CollectionStore) -> None:
    folder = store.add_folder("team")
    store.save(SavedRequest("list", DESCRIBE), folder=folder)
    (folder / "README.md").write_text("ours", encoding="utf-8")
    with pytest.raises(StorageError, match=r"README\.md"):
        store.delete(folder)
    assert len(store.load().all_requests()) == 1


def test_rename_moves_the_file_and_keeps_the_place(store: CollectionStore) -> None:
    first = store.save(SavedRequest("one", DESCRIBE))
    store.save(SavedRequest("two", DESCRIBE))
    assert first.path is not None
    new = store.rename(first.path, "Eins")
    assert new.name == "eins.toml"
    assert not first.path.exists()
    assert [entry.name for entry in store.load().entries] == ["Eins", "two"]
    folder = store.add_folder("old")
    assert store.rename(folder, "New name") == folder
    assert store.load().folders[0].name == "New name"


def test_names_are_unique_whatever_the_case(store: CollectionStore) -> None:
    saved = store.save(SavedRequest("Straße", DESCRIBE))
    with pytest.raises(NameTakenError):
        store.save(SavedRequest("STRASSE", DESCRIBE))
    other = store.save(SavedRequest("other", DESCRIBE))
    assert saved.path is not None
    assert other.path is not None
    with pytest.raises(NameTakenError):
        store.rename(other.path, "straße")
    with pytest.raises(NameTakenError):
        store.save(replace(other, name="STRASSE"))
    assert store.free_name("straße") == "straße (2)"
    assert store.rename(saved.path, "STRASSE").exists()


@pytest.mark.parametrize(
    "name", ["con", "NUL", "Com1", "a/b\\c:d*?", "...", "  .hidden", "集群" * 90, "_folder", "é" * 200]
)
def test_file_names_suit_every_system(store: CollectionStore, name: str) -> None:
    saved = store.save(SavedRequest(name, DESCRIBE))
    assert saved.path is not None
    stem = saved.path.stem
    assert saved.path.parent == store.root
    assert not set(stem) & set('<>:"/\\|?*. ')
    assert not stem.startswith("_")
    assert stem.casefold() not in {"con", "nul", "com1"}
    assert len(saved.path.name.encode()) < 200
    assert [found.name for found in store.load().requests] == [name.strip()]


@pytest.mark.parametrize("name", ["", "   ", "a\nb", "x" * 201, "\x1b[31m"])
def test_unusable_names_are_refused(store: CollectionStore, name: str) -> None:
    with pytest.raises(UsageError, match="printable"):
        store.save(SavedRequest(name, DESCRIBE))


DAMAGED = [
    (b'name = "a"\nservice = "mqtt\n', 2),
    (b'name = "a"\nservice = "mqtt"\nversion = "v"\naction = "b"\nparameters = \'\'\'\n{\n  "a": nope\n}\'\'\'\n', 7),
    (b'name = "a"\nservice = "mqtt"\nversion = "v"\naction = "b"\nregoin = "x"\n', 5),
    (b'name = "a"\nservice = "mqtt"\nversion = "v"\naction = "b"\ntimeout = "long"\n', 5),
    (b'name = "a"\nservice = "mqtt"\nversion = "v"\naction = "b"\nmethod = "PUT"\n', 5),
    (b'format = 2\nname = "a"\n', 1),
    (b'name = "a"\n# \xff\n', 2),
    (b'name = "a"\n', 0),
    (b'name = "a"\nservice = "mqtt"\nversion = "v"\naction = "b"\nparameters = "[1]"\n', 5),
    (b'name = "a"\nservice = "mqtt"\nversion = "v"\naction = "b"\nheaders = ["x"]\n', 5),
    (b'name = "a"\nservice = "mqtt"\nversion = "v"\naction = "b"\nparameters = \'' + b"[" * 100_000 + b"'\n", 5),
]  # fmt: skip


@pytest.mark.parametrize(("data", "line"), DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_file_is_reported_with_its_line_and_kept(store: CollectionStore, data: bytes, line: int) -> None:
    good = store.save(SavedRequest("good", DESCRIBE))
    bad = store.root / "bad.toml"
    bad.write_bytes(data)
    tree = store.load()
    assert tree.requests == (good,)
    (damaged,) = tree.damaged
    assert isinstance(damaged, DamagedFile)
    assert (damaged.path, damaged.line) == (bad, line)
    assert "bad.toml" in damaged.message
    with pytest.raises(NameTakenError):
        store.save(SavedRequest("bad", DESCRIBE))
    with pytest.raises(EditConflictError):
        store.save(SavedRequest("other", DESCRIBE, path=bad, revision="read before"))
    with pytest.raises(DamagedFileError):
        store.rename(bad, "elsewhere")
    assert bad.read_bytes() == data


def test_a_damaged_manifest_costs_the_order_only(store: CollectionStore) -> None:
    for name in ("b", "a"):
        store.save(SavedRequest(name, DESCRIBE))
    manifest = store.root / "_folder.toml"
    manifest.write_text("order = [", encoding="utf-8")
    tree = store.load()
    assert [found.name for found in tree.requests] == ["a", "b"]
    assert tree.damaged[0].path == manifest
    store.save(SavedRequest("c", DESCRIBE))
    assert (store.root / "_folder.toml.damaged-1").read_text(encoding="utf-8") == "order = ["
    assert not store.load().damaged


def test_a_hand_edit_is_picked_up_and_never_overwritten(store: CollectionStore) -> None:
    mine = store.save(SavedRequest("one", DESCRIBE))
    assert mine.path is not None
    before = store.fingerprint()
    edited = mine.path.read_text(encoding="utf-8").replace("mqtt-1", "mqtt-22")
    mine.path.write_text(edited, encoding="utf-8")
    assert store.fingerprint() != before
    assert store.load().requests[0].request.parameters == {"InstanceId": "mqtt-22"}
    changed = replace(mine, request=replace(DESCRIBE, region="ap-guangzhou"))
    with pytest.raises(EditConflictError, match=r"one\.toml was changed on disk"):
        store.save(changed)
    assert mine.path.read_text(encoding="utf-8") == edited
    forced = store.save(changed, overwrite=True)
    assert store.load().requests == (forced,)
    store.save(replace(forced, note="and again"))


def test_paths_outside_are_refused(store: CollectionStore, tmp_path: Path) -> None:
    store.save(SavedRequest("one", DESCRIBE))
    victim = tmp_path / "victim.toml"
    victim.write_text("keep", encoding="utf-8")
    for path in (victim, store.root / ".." / "victim.toml"):
        with pytest.raises(StorageError, match="not in the collections folder"):
            store.delete(path)
    assert victim.read_text(encoding="utf-8") == "keep"


def test_a_symbolic_link_to_a_parent_does_not_loop(store: CollectionStore) -> None:
    store.save(SavedRequest("one", DESCRIBE))
    (store.root / "loop").symlink_to(store.root, target_is_directory=True)
    assert len(store.load().all_requests()) == 1


def test_no_secret_is_saved(store: CollectionStore) -> None:
    secret = "hunter2-hunter2"
    request = replace(
        DESCRIBE,
        parameters={
            "InstanceId": "mqtt-1",
            "Password": secret,
            "Users": [{"Name": "a", "SecretKey": secret}, {"Name": "b"}],
            "NextToken": "cursor",
            "Tokens": [secret],
        },
        body_text=f'{{"InstanceId":  "mqtt-1", "Password" :\n "{secret}", "Note": "\\"Password\\": kept"}}',
        headers=(("Authorization", secret), ("X-TC-Token", secret), ("Cookie", secret), ("X-Trace", "on")),
        endpoint=f"https://user:{secret}@mqtt.example",
    )
    saved = store.save(SavedRequest("create user", request))
    assert saved.path is not None
    assert secret not in saved.path.read_text(encoding="utf-8")
    assert saved.blanked == ("Password", "Users.0.SecretKey", "Tokens")
    assert saved.dropped_headers == ("Authorization", "X-TC-Token", "Cookie")
    assert saved.request.headers == (("X-Trace", "on"),)
    assert saved.request.endpoint == "https://mqtt.example"
    assert saved.request.parameters == {
        "InstanceId": "mqtt-1",
        "Users": [{"Name": "a"}, {"Name": "b"}],
        "NextToken": "cursor",
    }
    assert saved.request.body_text == '{"InstanceId":  "mqtt-1", "Password" :\n "", "Note": "\\"Password\\": kept"}'
    assert store.load().requests == (saved,)
