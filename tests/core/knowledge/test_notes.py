"""The team's notes: one file a code, and nothing outside their folder."""

from pathlib import Path

import pytest

from explorer.core.errors import StorageError, UsageError
from explorer.core.knowledge.notes import TakenIn, TeamNotes
from explorer.core.phrases import phrases


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


def test_what_cannot_be_read_is_told_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "LimitExceeded.md"
    for data, words in (
        (b"a\nb\n\xff", "line 3 is not UTF-8"),
        (b"a\r\nb\0", "line 2 holds bytes"),
        (b"x" * 100_001, "longer"),
    ):
        path.write_bytes(data)
        found = TeamNotes(tmp_path).look("LimitExceeded.Quota")
        assert found is not None
        assert words in found.fault
        assert str(path) in found.fault
        assert "left as it is" in found.fault
        assert (found.text, path.read_bytes()) == ("", data)
    chinese = TeamNotes(tmp_path, phrases("zh")).look("LimitExceeded")
    assert chinese is not None
    assert "文件保持原样" in chinese.fault


def test_a_folder_that_was_chosen_has_to_be_there(tmp_path: Path) -> None:
    assert TeamNotes(tmp_path / "none").look("LimitExceeded") is None
    missing = TeamNotes(tmp_path / "none", chosen=True).look("LimitExceeded")
    assert missing is not None
    assert str(tmp_path / "none") in missing.fault
    assert TeamNotes(tmp_path, chosen=True).look("LimitExceeded") is None
    assert TeamNotes(tmp_path / "none", chosen=True).look("../x") is None


def test_a_note_of_someone_else_is_taken_in(tmp_path: Path) -> None:
    notes, theirs = TeamNotes(tmp_path / "own"), tmp_path / "LimitExceeded.md"
    theirs.write_text("theirs\n")
    assert notes.take_in(theirs) == ("LimitExceeded", TakenIn.NEW)
    assert notes.take_in(theirs) == ("LimitExceeded", TakenIn.SAME)
    notes.save("LimitExceeded", "ours")
    assert notes.take_in(theirs) == ("LimitExceeded", TakenIn.BOTH)
    both = notes.load("LimitExceeded")
    assert both is not None
    assert both.text == f"ours\n\n--- From {theirs} ---\ntheirs\n"
    assert notes.take_in(theirs) == ("LimitExceeded", TakenIn.SAME)
    theirs.write_text(both.text + "and more\n")
    assert notes.take_in(theirs) == ("LimitExceeded", TakenIn.NEW)
    assert "and more" in (tmp_path / "own" / "LimitExceeded.md").read_text()


def test_what_is_no_note_is_not_taken_in_and_a_damaged_one_never_overwritten(tmp_path: Path) -> None:
    notes = TeamNotes(tmp_path / "own")
    for name in ("read me.md", "LimitExceeded.txt", "..md"):
        (tmp_path / name).write_text("x")
        with pytest.raises(UsageError, match="not named after an error code"):
            notes.take_in(tmp_path / name)
    with pytest.raises(StorageError, match="cannot be read"):
        notes.take_in(tmp_path / "InternalError.md")
    (tmp_path / "InternalError.md").write_text("fine")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "InternalError.md").write_bytes(b"\xff")
    with pytest.raises(StorageError, match="damaged"):
        notes.take_in(tmp_path / "InternalError.md")
    assert (tmp_path / "own" / "InternalError.md").read_bytes() == b"\xff"
