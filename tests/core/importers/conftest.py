"""The whole catalogue, for texts that name any action of it."""

from collections.abc import Iterator

import pytest

from explorer.core import resources
from explorer.core.catalog.store import CatalogStore


@pytest.fixture(scope="session")
def catalog() -> Iterator[CatalogStore]:
    store = CatalogStore(resources.catalog())
    yield store
    store.close()
