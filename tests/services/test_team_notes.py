"""Notes go to the folder of the settings, or to the user's data."""

from dataclasses import replace
from pathlib import Path

import pytest

from explorer.core.errors import UsageError
from explorer.services.team_notes import note_on, note_to_show, write_note
from explorer.services.wiring import Services


def test_a_note_is_kept_with_the_users_data(services: Services) -> None:
    assert note_on(services, "LimitExceeded") is None
    written = write_note(services, "LimitExceeded", "Ask the product team.")
    assert written is not None
    assert written.path.parent == services.paths.notes
    kin = note_on(services, "LimitExceeded.TopicNum")
    assert kin is not None
    assert kin.text == "Ask the product team.\n"
    assert write_note(services, "LimitExceeded", "") is None
    assert note_on(services, "") is None


def test_a_shared_folder_can_be_chosen(services: Services, tmp_path: Path) -> None:
    shared = tmp_path / "share"
    services.save_settings(replace(services.settings, notes_folder=str(shared)))
    write_note(services, "InternalError", "x")
    assert (shared / "InternalError.md").read_text() == "x\n"


def test_what_is_no_code_is_refused(services: Services) -> None:
    with pytest.raises(UsageError):
        write_note(services, "../x", "text")


@pytest.mark.parametrize("written", ["INTERNALERROR", "internalerror ", "`InternalError`", "internalError.DbError"])
def test_a_note_goes_by_the_code_however_it_was_written(services: Services, written: str) -> None:
    write_note(services, "internalERROR", "Ask the owners.")
    assert (services.paths.notes / "InternalError.md").is_file()
    for found in (note_on(services, written), note_to_show(services, written)):
        assert found is not None
        assert (found.code, found.text) == ("InternalError", "Ask the owners.\n")
