"""The self-test names every part, and reports what is broken instead of failing."""

from pathlib import Path

from explorer.core.errors import CatalogError
from explorer.core.storage.paths import AppPaths
from explorer.services.self_test import run_check, run_checks
from explorer.services.wiring import Services, build_services


def test_a_sound_installation_passes(services: Services) -> None:
    checks = list(run_checks(services))
    assert [check.name for check in checks] == ["catalogue", "knowledge", "keyring", "TLS", "another process"]
    assert all(check.passed for check in checks), checks
    assert checks[0].line().startswith("OK   catalogue: 9678 actions")


def test_a_missing_catalogue_fails_its_line_alone(tmp_path: Path) -> None:
    services = build_services(AppPaths.below(tmp_path), catalog_path=tmp_path / "none", keyring=False)
    checks = {check.name: check for check in run_checks(services)}
    services.close()
    assert not checks["catalogue"].passed
    assert checks["TLS"].passed


def test_any_exception_becomes_a_line() -> None:
    def broken() -> str:
        raise CatalogError("It is damaged.", hint="Install again.")

    def worse() -> str:
        raise ZeroDivisionError("x")

    assert run_check("a", broken).line() == "FAIL a: It is damaged. Install again."
    assert run_check("b", worse).line() == "FAIL b: ZeroDivisionError: x"
