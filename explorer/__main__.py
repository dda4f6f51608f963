"""Picks the command line or the window; the window's packages are imported only for the window."""

import sys


def main() -> int:
    """Entry point of ``request-explorer``: a command, or the window when there is none."""
    arguments = sys.argv[1:]
    if wants_window(arguments):
        return _open_window(arguments)
    from explorer.cli.main import run

    return run(arguments)


def main_window() -> int:
    """Entry point of ``request-explorer-gui``, which has no console."""
    return _open_window(sys.argv[1:])


def wants_window(arguments: list[str]) -> bool:
    """Whether these arguments ask for the window: none at all, or only the window's own options."""
    return all(argument in {"--sandbox"} for argument in arguments)


def _open_window(arguments: list[str]) -> int:
    from explorer.ui.app import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
