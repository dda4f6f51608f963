"""The compiled catalogue, made once if it is not current already."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.core.catalog.compile import compile_catalog
from explorer.core.catalog.search import ActionSearch
from explorer.core.catalog.store import CatalogStore

CATALOG = Path(__file__).resolve().parents[3] / "build" / "catalog.sqlite"


@pytest.fixture(scope="session")
def catalog_path() -> Path:
    compile_catalog(CATALOG)
    return CATALOG


@pytest.fixture(scope="session")
def store(catalog_path: Path) -> Iterator[CatalogStore]:
    opened = CatalogStore(catalog_path)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def search(store: CatalogStore) -> ActionSearch:
    return ActionSearch(store)
