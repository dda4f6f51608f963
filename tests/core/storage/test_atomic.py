"""Files are replaced as a whole or not at all."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.core.errors import StorageError
from explorer.core.storage.atomic import remove_stale_drafts, set_aside, write_bytes, write_pieces, write_text


def test_text_is_written_as_given(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "file.toml"
    write_text(path, "a\r\nb\n中")
    assert path.read_bytes() == "a\r\nb\n中".encode()
    write_text(path, "")
    assert path.read_bytes() == b""
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("step", ["fsync", "write", "replace"])
def test_a_failure_at_any_step_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    path = tmp_path / "folder" / "file"
    write_text(path, "old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    if step == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    elif step == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(os, "fdopen", fail)
    with pytest.raises(StorageError, match="No space left on device") as caught:
        write_text(path, "new")
    assert caught.value.path == str(path)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(path.parent.iterdir()) == [path]


def test_pieces_that_fail_in_the_middle_keep_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "file"
    write_text(path, "old")

    def pieces() -> Iterator[bytes]:
        yield b"n" * 100_000
        assert len(list(path.parent.iterdir())) == 2, "a draft is being written beside the old file"
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        write_pieces(path, pieces())
    assert path.read_text(encoding="utf-8") == "old"
    assert list(path.parent.iterdir()) == [path]


def test_an_interruption_leaves_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_bytes(tmp_path / "folder" / "file", b"x")
    assert list((tmp_path / "folder").iterdir()) == []


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="half a character"):
        write_text(tmp_path / "file", "\ud800")


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_modes_are_kept_and_private_is_private(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_text(path, "x")
    path.chmod(0o640)
    write_text(path, "y")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    write_text(path, "z", private=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.write_text("old", encoding="utf-8")
    link = tmp_path / "link"
    link.symlink_to(real)
    write_text(link, "new")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"


def test_damaged_files_never_replace_each_other(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        path = tmp_path / "file"
        path.write_text(str(number), encoding="utf-8")
        assert set_aside(path).name == f"file.damaged-{number}"
    assert (tmp_path / "file.damaged-1").read_text(encoding="utf-8") == "1"
    with pytest.raises(StorageError, match="moved aside"):
        set_aside(tmp_path / "file")


def test_only_own_and_old_drafts_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "folder"
    path = folder / "session.toml"
    write_text(path, "kept")
    made: list[str] = []

    def note_and_stop(draft: Path, _target: Path) -> None:
        made.append(draft.name)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", lambda *_args, **_keys: None)  # as after a kill, nothing is cleared away
        patch.setattr(Path, "replace", note_and_stop)
        for _ in range(2):
            with pytest.raises(KeyboardInterrupt):
                write_text(path, "half")
    others = (
        ".session.toml.0123456789ab.bak", ".session.toml.0123.tmp", ".session-2.toml.0123456789ab.tmp",
        ".session.toml.x123456789ab.tmp", "session.toml.0123456789ab.tmp",
    )  # fmt: skip
    for name in others:
        (folder / name).write_text("not ours")
    for name in (made[0], *others):
        os.utime(folder / name, (1000, 1000))
    os.utime(folder / made[1], (1050, 1050))

    assert remove_stale_drafts(path, 1061.0) == 1
    assert {each.name for each in folder.iterdir()} == {"session.toml", made[1], *others}
    assert remove_stale_drafts(path, 1111.0) == 1
    assert {each.name for each in folder.iterdir()} == {"session.toml", *others}
    assert remove_stale_drafts(tmp_path / "no folder" / "file", 1e9) == 0
