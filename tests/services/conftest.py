"""The stores of a fresh account, credentials in memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.core.storage.paths import AppPaths
from explorer.services.wiring import Services, build_services


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    made = build_services(AppPaths.below(tmp_path / "app"), keyring=False)
    yield made
    made.close()
