"""Purposes: one plain short sentence for each action."""

import pytest

from explorer.core.catalog.store import CatalogStore
from explorer.core.catalog.wording import PURPOSE_LENGTH, purpose_of


@pytest.mark.parametrize(
    ("document", "title", "purpose"),
    [
        ("This API is used to delete an MQTT topic.", "", "Delete an MQTT topic"),
        ("This API (DescribeX) is used to query box X. It is slow.", "", "Query box X"),
        ("This interface is used to query <b>X</b>, e.g. Y.", "", "Query X, e.g. Y"),
        ("Used to query X.\nMore.", "", "Query X"),
        ("", "Creates a user", "Creates a user"),
        ("This API is used to", "Title", "Title"),
        ("<p>Creates version 2.0 of it.</p><p>More</p>", "", "Creates version 2.0 of it"),
        ("This API is not recommended. Use DescribeY instead.", "", "Use DescribeY instead"),
        ("该接口已废弃", "Query a DID", "Query a DID"),
        ("Call this API to stop a stream.", "", "Stop a stream"),
        ("Notes", "Set the renewal", "Set the renewal"),
        ("Listens in the U.S. and elsewhere.", "", "Listens in the U.S. and elsewhere"),
        ("", "", ""),
    ],
)
def test_purpose(document: str, title: str, purpose: str) -> None:
    assert purpose_of(document, title) == purpose


def test_long_sentences_are_cut_at_a_word() -> None:
    purpose = purpose_of("word " * 100, "")
    assert len(purpose) <= PURPOSE_LENGTH
    assert purpose.endswith("word…")


def test_every_action_has_one(store: CatalogStore) -> None:
    for service in store.services():
        for summary in store.actions(service.name):
            assert 0 < len(summary.purpose) <= PURPOSE_LENGTH
            assert "\n" not in summary.purpose
            assert not summary.purpose.lower().startswith("this api is used")
