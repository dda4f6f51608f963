"""Wiring opens nothing; each store is opened when it is asked for, and closed at the end."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.core.errors import CatalogError
from explorer.core.storage.paths import AppPaths
from explorer.services.wiring import Services, build_services

ROOT = Path(__file__).resolve().parents[2]


def test_wiring_touches_no_disk_and_loads_no_heavy_module(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from explorer.core.storage.paths import AppPaths;"
        "from explorer.services.wiring import build_services;"
        f"s = build_services(AppPaths.below(Path({str(tmp_path / 'app')!r}))); s.close();"
        "print('\\n'.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {"httpx", "keyring", "uvicorn", "jmespath", "sqlite3", "msgspec", "asyncio"}
    assert not (tmp_path / "app").exists()


def test_a_missing_catalogue_is_told_when_it_is_needed(tmp_path: Path) -> None:
    services = build_services(AppPaths.below(tmp_path), catalog_path=tmp_path / "none.sqlite")
    with pytest.raises(CatalogError, match=r"none\.sqlite"):
        _ = services.catalog
    services.close()


def test_settings_are_written_and_read_again(services: Services) -> None:
    services.save_settings(replace(services.settings, theme="dark"))
    assert services.settings.theme == "dark"
    again = build_services(services.paths)
    assert again.settings.theme == "dark"
    again.close()


def test_collections_live_where_the_settings_say(services: Services, tmp_path: Path) -> None:
    services.save_settings(replace(services.settings, collections_folder=str(tmp_path / "shared")))
    assert services.collections.root == tmp_path / "shared"
