"""Picks the command line or the window; the window's packages are imported only for the window."""

import os
import sys


def main() -> int:
    """Entry point of ``request-explorer``: a command, or the window when there is none."""
    _serve_if_spawned()
    arguments = sys.argv[1:]
    if wants_window(arguments):
        return _open_window(arguments)
    if wants_self_test(arguments):
        return _self_test(arguments)
    from explorer.cli.main import run

    return run(arguments)


def main_window() -> int:
    """Entry point of ``request-explorer-gui``, which has no console."""
    _serve_if_spawned()
    arguments = sys.argv[1:]
    return _self_test(arguments) if wants_self_test(arguments) else _open_window(arguments)


def _serve_if_spawned() -> None:
    """In a packaged program a worker process is this same program again: then do its work and leave."""
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()


def wants_window(arguments: list[str]) -> bool:
    """Whether these arguments ask for the window: none at all, or only the window's own options."""
    return all(argument in {"--sandbox"} for argument in arguments)


def wants_self_test(arguments: list[str]) -> bool:
    """Whether these arguments ask for the self-test and nothing else."""
    return "--selftest" in arguments and set(arguments) <= {"--selftest", "--verbose"}


def _open_window(arguments: list[str]) -> int:
    from explorer.cli.without_display import no_display

    if no_display(os.environ):
        from explorer.cli.without_display import run as run_on_console

        return run_on_console()
    from explorer.ui.app import run

    return run(arguments)


def _self_test(arguments: list[str]) -> int:
    """Both halves of the self-test: the command line may not know the window, so they meet here."""
    from explorer.cli.main import run

    status = run(arguments)
    from explorer.cli.without_display import no_display

    if no_display(os.environ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from explorer.ui.self_test import run_checks

    for check in run_checks():
        print(check.line())  # noqa: T201  a self-test reports to the console
        status = status if check.passed else 1
    return status


if __name__ == "__main__":
    sys.exit(main())
