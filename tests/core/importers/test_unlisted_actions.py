"""An action that the catalogue lacks opens as a request all the same, when the text says whose it is."""

import pytest

from explorer.core.catalog.store import CatalogStore
from explorer.core.errors import ImportFormatError
from explorer.core.form.validate import check
from explorer.core.importers.read_text import read_text
from explorer.core.models.action import ActionRef, unlisted
from explorer.core.models.json_value import dumps

REF = ActionRef("mqtt", "2024-05-16", "CreateNewThing")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            (
                "curl https://mqtt.tencentcloudapi.com -H 'X-TC-Action: CreateNewThing' -H 'X-TC-Version: 2024-05-16'"
                """ -d '{"Thing":{"Name":"a"},"Limit":1.50}'"""
            ),
            '{"Thing":{"Name":"a"},"Limit":1.50}',
        ),
        ("curl https://mqtt.tencentcloudapi.com -H 'X-TC-Action: CreateNewThing' -d '{}'", "{}"),
        ("tccli mqtt CreateNewThing --Name a --Filters.0.Name b", '{"Name":"a","Filters":[{"Name":"b"}]}'),
        (
            (
                "POST / HTTP/1.1\nHost: mqtt.intl.tencentcloudapi.com\nX-TC-Action: CreateNewThing\n"
                'X-TC-Version: 2024-05-16\n\n{"A":null}'
            ),
            '{"A":null}',
        ),
    ],
)
def test_it_opens_and_says_so(catalog: CatalogStore, text: str, body: str) -> None:
    found = read_text(text, catalog)
    assert found.request is not None
    assert found.request.action == REF
    assert dumps(found.request.parameters) == body
    assert "CreateNewThing is not in the catalogue: nothing is checked." in " ".join(found.notes)


def test_a_near_name_is_told(catalog: CatalogStore) -> None:
    notes = " ".join(read_text("tccli mqtt DescribeInstnceList", catalog).notes)
    assert "nothing is checked" in notes
    assert "DescribeInstanceList" in notes


def test_of_a_product_that_is_not_listed_either(catalog: CatalogStore) -> None:
    text = (
        "curl https://newthing.ap-singapore.tencentcloudapi.com -H 'X-TC-Action: CreateNewThing'"
        """ -H 'X-TC-Version: 2026-01-01' -d '{"A":1}'"""
    )
    found = read_text(text, catalog)
    assert found.request is not None
    assert found.request.action == ActionRef("newthing", "2026-01-01", "CreateNewThing")
    assert found.request.endpoint == "newthing.ap-singapore.tencentcloudapi.com"
    assert dumps(found.request.parameters) == '{"A":1}'
    assert "Neither the product newthing nor CreateNewThing is in the catalogue: nothing is checked." in found.notes
    with pytest.raises(ImportFormatError):
        read_text(text.replace(" -H 'X-TC-Version: 2026-01-01'", ""), catalog)


def test_without_a_product_it_cannot_be_sent(catalog: CatalogStore) -> None:
    with pytest.raises(ImportFormatError):
        read_text("curl https://example.com -H 'X-TC-Action: CreateNewThing' -d '{}'", catalog)


def test_nothing_is_checked() -> None:
    assert check(unlisted(REF), {"A": None, "B": [1]}) == ()
