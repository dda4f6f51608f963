"""The team's notes: one file a code, and nothing outside their folder."""

from pathlib import Path

import pytest

from explorer.core.errors import UsageError
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
