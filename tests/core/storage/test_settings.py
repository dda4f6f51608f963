"""Settings come back as they were saved; damage costs a default and a notice, never a start."""

from dataclasses import fields, replace
from pathlib import Path

import pytest

from explorer.core.errors import StorageError
from explorer.core.storage.paths import HOME_VARIABLE, AppPaths
from explorer.core.storage.settings import Settings

CHANGED = Settings(
    theme="dark",
    language="zh",
    profile="work",
    region="ap-guangzhou",
    endpoint="https://127.0.0.1:1",
    window_geometry="AdnQ",
    window_state="AAAA",
    splitter=(240, 600, 500),
    request_splitter=(1, 2),
    timeout=5.5,
    confirm_changes=False,
    history_limit=50,
    proxy="http://proxy:3128",
    ca_file="/etc/ca.pem",
    collections_folder="/tmp/c",
    notes_folder="/tmp/n",
    recent_actions=("mqtt/DescribeInstance",),
)


def test_every_setting_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.toml"
    plain = Settings()
    unchanged = [f.name for f in fields(Settings) if getattr(CHANGED, f.name) == getattr(plain, f.name)]
    assert unchanged == ["notices", "unknown"], "give each new setting a value here"
    CHANGED.save(path)
    assert Settings.load(path) == CHANGED


def test_defaults_are_not_written(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    assert Settings.load(path) == Settings()
    replace(Settings(), theme="light").save(path)
    assert path.read_text(encoding="utf-8") == 'theme = "light"\n'


def test_a_newer_programs_settings_are_not_dropped(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('theme = "dark"\nhologram = { depth = 3 }\n', encoding="utf-8")
    replace(Settings.load(path), region="ap-x").save(path)
    text = path.read_text(encoding="utf-8")
    assert "depth = 3" in text
    assert "ap-x" in text


@pytest.mark.parametrize("data", [b"theme = ", b"\xff\xfe", b"a = [" * 5000, b"\x00"])
def test_a_damaged_file_is_kept_aside_and_told_once(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "settings.toml"
    (tmp_path / "settings.toml.damaged-1").write_text("older", encoding="utf-8")
    path.write_bytes(data)
    first = Settings.load(path)
    assert replace(first, notices=()) == Settings()
    assert "settings.toml.damaged-2" in first.notices[0]
    assert (tmp_path / "settings.toml.damaged-2").read_bytes() == data
    assert Settings.load(path).notices == ()


@pytest.mark.parametrize(
    "line",
    [
        'theme = "pink"', "theme = 1", 'timeout = "long"', "timeout = -1", "timeout = true", "splitter = [1, 'a']",
        "splitter = 3", "confirm_changes = 1", "history_limit = -5", "history_limit = true", "recent_actions = [1]",
    ],
)  # fmt: skip
def test_one_bad_value_costs_one_default(tmp_path: Path, line: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f'region = "ap-x"\n{line}\n', encoding="utf-8")
    loaded = Settings.load(path)
    assert replace(loaded, notices=()) == Settings(region="ap-x")
    assert f"`{line.split()[0]}`" in loaded.notices[0]


def test_an_unreadable_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.mkdir()
    assert "cannot be read" in Settings.load(path).notices[0]
    with pytest.raises(StorageError, match=r"settings\.toml"):
        CHANGED.save(path)


def test_paths_follow_the_account_or_one_folder(tmp_path: Path) -> None:
    account = AppPaths.default({})
    assert len({account.config, account.data, account.state}) == 3
    portable = AppPaths.default({HOME_VARIABLE: str(tmp_path)})
    for path in (portable.settings_file, portable.profiles_file, portable.collections, portable.history_file,
                 portable.notes, portable.catalogs):  # fmt: skip
        assert tmp_path in path.parents
