"""The main job on a machine without a display: the same steps as in the window, on the console, and said plainly."""

import sys
from collections.abc import Mapping

from explorer.cli.exit_status import ExitStatus

_NEEDED = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")

_STEPS = (
    ("1. Find an action.", ("actions", "list instances", "--service", "mqtt"), ExitStatus.SUCCESS),
    (
        "2. Send it, signed, to the built-in practice endpoint, and read the answer in a tree.",
        ("send", "mqtt", "DescribeInstanceList", "-p", "Limit=2", "--sandbox"),
        ExitStatus.SUCCESS,
    ),
    (
        "3. See an error inside HTTP 200, with what it means and what to check.",
        ("send", "mqtt", "DescribeInstance", "-p", "InstanceId=mqtt-none", "--sandbox"),
        ExitStatus.ERROR_ENVELOPE,
    ),
)


def no_display(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether a window cannot open here: Linux (or a BSD) without X11, Wayland or a chosen Qt platform."""
    has_own_display = platform in {"win32", "darwin", "cygwin"}
    return not has_own_display and not any(environ.get(name) for name in _NEEDED)


def run() -> int:
    """Do the main job step by step; 0 when every step ended as it should."""
    from explorer.cli.console import Console
    from explorer.cli.main import run as run_command

    console = Console()
    console.out(
        "There is no display here (none of DISPLAY, WAYLAND_DISPLAY and QT_QPA_PLATFORM is set), so no window can "
        "open.\nThis is the same job on the command line."
    )
    for title, arguments, expected in _STEPS:
        console.out(f"\n{title}\n$ request-explorer {_quoted(arguments)}")
        status = run_command(arguments)
        if status != expected:
            console.error(f"This step ended with status {status}, not {int(expected)}.")
            return status or ExitStatus.NO_ENVELOPE
    console.out("\nAll commands: request-explorer --help")
    return ExitStatus.SUCCESS


def _quoted(arguments: tuple[str, ...]) -> str:
    return " ".join(f'"{argument}"' if " " in argument else argument for argument in arguments)
