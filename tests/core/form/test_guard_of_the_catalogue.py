"""Every action of the catalogue is judged, and the judgement does not move unseen."""

import re
from collections import Counter
from pathlib import Path

import pytest

from explorer.core.catalog.compile import compile_catalog
from explorer.core.catalog.store import CatalogStore
from explorer.core.form.guard import CHANGING_BY_NAME, READING_BY_NAME, is_reading

CATALOG = Path(__file__).resolve().parents[3] / "build" / "catalog.sqlite"
FIRST_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z]|\Z|\d)|[A-Z][a-z]*|.+")

READ_BY_VERB = {
    "Describe": 3725, "Get": 222, "List": 216, "Check": 47, "Query": 41, "Inquiry": 32, "Inquire": 20, "Search": 17,
    "Describle": 3, "Fetch": 3, "Batch": 3, "Preview": 2, "Look": 1, "Count": 1, "Estimate": 1, "Calculate": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def names() -> list[str]:
    compile_catalog(CATALOG)
    store = CatalogStore(CATALOG)
    try:
        return [
            action.ref.name
            for service in store.services()
            for version in service.versions
            for action in store.actions(service.name, version)
        ]
    finally:
        store.close()


def _first_word(name: str) -> str:
    found = FIRST_WORD.match(name)
    return found.group() if found else name


def test_what_reads_by_its_verb(names: list[str]) -> None:
    reading = Counter(_first_word(name) for name in names if is_reading(name) and name not in READING_BY_NAME)
    print(f"{len(names)} actions, of which {sum(map(is_reading, names))} read")
    assert dict(reading) == READ_BY_VERB


def test_the_exceptions_are_actions_of_the_catalogue(names: list[str]) -> None:
    assert set(names) >= READING_BY_NAME | CHANGING_BY_NAME
    assert not any(is_reading(name) for name in CHANGING_BY_NAME)


def test_no_verb_that_changes_reads(names: list[str]) -> None:
    changing = re.compile(
        r"(Batch)?(Create|Delete|Modify|Update|Add|Set|Reset|Remove|Stop|Start|Enable|Disable|Send(?!Status)|Apply|Bind|"
        r"Run|Restart|Reboot|Terminate|Destroy|Kick|Publish|Upload|Import|Export|Generate|Assume|Execute)(?=[A-Z]|\Z)"
    )
    assert [name for name in names if changing.match(name) and is_reading(name)] == []
