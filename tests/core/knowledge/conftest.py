"""The compiled catalogue and what is known about codes."""

from collections.abc import Iterator

import pytest

from explorer.core import resources
from explorer.core.catalog.store import CatalogStore
from explorer.core.knowledge.explain import Knowledge


@pytest.fixture(scope="session")
def knowledge_catalog() -> Iterator[CatalogStore]:
    store = CatalogStore(resources.catalog())
    yield store
    store.close()


@pytest.fixture(scope="session")
def knowledge(knowledge_catalog: CatalogStore) -> Knowledge:
    return Knowledge(knowledge_catalog)
