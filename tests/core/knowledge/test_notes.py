"""The team's notes: one file a code, and nothing outside their folder."""

from pathlib import Path

import pytest

from explorer.core.errors import StorageError, UsageError
from explorer.core.knowledge.notes import TeamNotes


def test_a_note_is_kept_changed_and_deleted(tmp_path: Path) -> None:
    notes = TeamNotes(tmp_path / "shared")
    assert notes.load("LimitExceeded.TopicNum") is None
    assert notes.codes() == ()
    notes.save("LimitExceeded.TopicNum", "Ask for 500 more.\r\n")
    notes.save("LimitExceeded", "全家")
    assert notes.codes() == ("LimitExceeded", "LimitExceeded.TopicNum")
    exact, family = notes.load("LimitExceeded.TopicNum"), notes.load("LimitExceeded.Other")
    assert exact is not None
    assert family is not None
    assert (exact.code, exact.text) == ("LimitExceeded.TopicNum", "Ask for 500 more.\n")
    assert (family.code, family.text) == ("LimitExceeded", "全家\n")
    notes.save("LimitExceeded.TopicNum", "  ")
    assert notes.codes() == ("LimitExceeded",)


@pytest.mark.parametrize("code", ["", "..", "../x", "a/b", "CON", "nul", "C:\\x", "A" * 200, "Résumé", "Fail..x"])
def test_what_is_no_code_reaches_no_file(tmp_path: Path, code: str) -> None:
    notes = TeamNotes(tmp_path / "shared")
    assert notes.load(code) is None
    with pytest.raises(UsageError, match="not an error code"):
        notes.save(code, "text")
    assert list(tmp_path.rglob("*.md")) == []


def test_what_others_wrote_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    notes = TeamNotes(tmp_path)
    notes.save("LimitExceeded", "first", before="")
    for before, text in (("", "mine"), ("older", "mine"), ("", "")):
        with pytest.raises(StorageError, match="changed by someone else") as told:
            notes.save("LimitExceeded", text, before=before)
        assert "first" in told.value.hint
    assert (tmp_path / "LimitExceeded.md").read_text() == "first\n"
    notes.save("LimitExceeded", "first", before="")
    notes.save("LimitExceeded", "second", before="first\n")
    (tmp_path / "LimitExceeded.md").unlink()
    with pytest.raises(StorageError, match="changed by someone else"):
        notes.save("LimitExceeded", "third", before="second")


def test_an_edit_made_elsewhere_is_seen_at_the_next_look(tmp_path: Path) -> None:
    notes = TeamNotes(tmp_path)
    notes.save("LimitExceeded", "first")
    (tmp_path / "LimitExceeded.md").write_bytes(b"\xef\xbb\xbfsecond\r\nline")
    found = notes.load("LimitExceeded")
    assert found is not None
    assert found.text == "second\nline"


@pytest.mark.parametrize("data", [b"\xff\xfea\x00", b"half \xe4\xb8", b"a\x00b", b"x" * 100_001])
def test_a_damaged_file_is_told_and_left(tmp_path: Path, data: bytes) -> None:
    notes, path = TeamNotes(tmp_path), tmp_path / "LimitExceeded.md"
    path.write_bytes(data)
    with pytest.raises(StorageError, match=r"LimitExceeded\.md"):
        notes.load("LimitExceeded")
    for text in ("mine", ""):
        with pytest.raises(StorageError, match=r"LimitExceeded\.md"):
            notes.save("LimitExceeded", text)
    assert path.read_bytes() == data
