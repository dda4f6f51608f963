"""Each import contract is broken once on purpose, in a copy of the tree, and has to notice."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BREACHES = [
    ("core/envelope/outcome.py", "import explorer.services.wiring", "front ends over services"),
    ("cli/main.py", "import PySide6.QtCore", "only ui knows Qt"),
    ("core/models/action.py", "import explorer.core.catalog.store", "inside core"),
    ("ui/theme/theme.py", "import explorer.ui.main_window", "inside ui"),
    ("ui/widgets/badge.py", "import explorer.services.wiring", "know no service"),
    ("services/wiring.py", "import httpx", "httpx stays in core.http"),
    ("services/wiring.py", "import keyring", "keyring stays in core.secrets"),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("tree")
    shutil.copytree(ROOT / "explorer", target / "explorer", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", target)
    return target


def _lint(tree: Path) -> subprocess.CompletedProcess[str]:
    script = (
        "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports;"
        "sys.exit(lint_imports(no_cache=True))"
    )
    return subprocess.run([sys.executable, "-c", script], cwd=tree, capture_output=True, text=True, check=False)


def test_every_contract_is_kept(copy: Path) -> None:
    done = _lint(copy)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("module", "breach", "contract"), BREACHES, ids=[f"{b[0]}-{b[1]}" for b in BREACHES])
def test_a_breach_is_noticed(copy: Path, module: str, breach: str, contract: str) -> None:
    path = copy / "explorer" / module
    kept = path.read_text(encoding="utf-8")
    path.write_text(f"{kept}\n{breach}\n", encoding="utf-8")
    try:
        done = _lint(copy)
    finally:
        path.write_text(kept, encoding="utf-8")
    assert done.returncode != 0
    broken = [line for line in done.stdout.splitlines() if line.rstrip().endswith("BROKEN")]
    assert any(contract in line for line in broken), done.stdout
