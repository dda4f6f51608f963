"""Which parameters take a file in Base64, how large it may be, and what is Base64."""

import base64
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core import resources
from explorer.core.catalog.store import CatalogStore
from explorer.core.form.base64_text import asks_for_base64, decoded, is_base64, size_limit
from explorer.core.models.action import ActionRef, Kind, Member


@pytest.fixture(scope="module")
def catalog() -> Iterator[CatalogStore]:
    store = CatalogStore(resources.catalog())
    yield store
    store.close()


@pytest.mark.parametrize(
    ("name", "document", "asks"),
    [
        ("ImageBase64", "The picture.", True),
        ("UserData", "Data of the instance, which must be encoded in base64, up to 16 KB.", True),
        ("ImageUrl", "No more than 7 MB after Base64 encoding.", False),
        ("ImageUrlBack", "No more than 2 MB after Base64 encoding.", False),
        ("GenerateType", "Prompt and ImageBase64 go together.", False),
        ("Message", "Before Base64 encoding the text has up to 4096 bytes.", False),
        ("Name", "The name of a thing.", False),
    ],
)
def test_the_name_and_the_document_decide(name: str, document: str, asks: bool) -> None:
    assert asks_for_base64(Member(name, Kind.STRING, document=document)) is asks
    assert not asks_for_base64(Member(name, Kind.INTEGER, document=document))


def test_real_actions(catalog: CatalogStore) -> None:
    def member(service: str, version: str, action: str, name: str) -> Member:
        found = catalog.spec(ActionRef(service, version, action)).input.member(name)
        assert found is not None
        return found

    picture = member("faceid", "2018-03-01", "CompareFaceLiveness", "ImageBase64")
    assert asks_for_base64(picture)
    assert size_limit(picture) == 3_000_000
    assert asks_for_base64(member("cvm", "2017-03-12", "RunInstances", "UserData"))
    assert size_limit(member("cvm", "2017-03-12", "RunInstances", "UserData")) == 16_000
    assert not asks_for_base64(member("cvm", "2017-03-12", "RunInstances", "InstanceName"))


@given(st.binary(max_size=20_000))
def test_what_is_encoded_is_base64_and_comes_back(data: bytes) -> None:
    text = base64.b64encode(data).decode()
    for each in (
        text,
        f"data:image/png;base64,{text}",
        "\n".join(text[at : at + 76] for at in range(0, len(text), 76)),
    ):
        assert is_base64(each)
        assert decoded(each) == data


@pytest.mark.parametrize("text", ["a", "ab=", "a b c!", "你好", "=" * 4, "abcd" * 4000 + "!"])
def test_other_texts_are_none(text: str) -> None:
    assert not is_base64(text)
    with pytest.raises(ValueError, match=r".*"):
        decoded(text)


def test_the_whole_catalogue_is_judged(catalog: CatalogStore) -> None:
    """How many parameters of the whole catalogue are offered a file: printed, so that a change is seen."""
    count = 0
    for service in catalog.services():
        for version in service.versions:
            for summary in catalog.actions(service.name, version):
                count += sum(map(asks_for_base64, catalog.spec(summary.ref).input.members))
    print(f"{count} parameters take a file in Base64")
    assert count > 150
