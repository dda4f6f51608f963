"""The house rules that no linter knows: sizes, names, docstrings, and what the start of each front end may import."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "explorer"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.stat().st_size)
FORBIDDEN_NAMES = {"utils", "util", "common", "helpers", "helper", "manager", "misc"}


def _functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_modules_were_found() -> None:
    assert len(MODULES) > 20


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_keeps_the_rules(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    lines = source.count("\n")
    limit = 250 if path.name == "main_window.py" else 400
    assert lines <= limit, f"{lines} lines, at most {limit}"
    assert ast.get_docstring(tree), "no module docstring that says why the file exists"
    assert path.stem not in FORBIDDEN_NAMES, "a name that says nothing"
    too_long = [
        f"{function.name} ({(function.end_lineno or 0) - function.lineno + 1})"
        for function in _functions(tree)
        if (function.end_lineno or 0) - function.lineno + 1 > 50
    ]
    assert not too_long, f"functions over 50 lines: {too_long}"


def test_packaging_folder_is_no_package() -> None:
    # An __init__.py there would hide PyPI's `packaging` from everything that runs in the checkout.
    assert not (ROOT / "packaging" / "__init__.py").exists()


def _imported_by(statement: str) -> set[str]:
    script = f"import sys\n{statement}\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_command_line_never_imports_qt() -> None:
    assert not {name for name in _imported_by("import explorer.cli.main") if name.startswith(("PySide6", "shiboken6"))}


def test_the_window_imports_no_network_before_its_first_paint() -> None:
    loaded = _imported_by("import explorer.ui.app")
    assert not loaded & {"httpx", "keyring", "uvicorn", "jmespath"}
