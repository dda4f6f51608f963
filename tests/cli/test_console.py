"""The console: colours only for a person, nothing that a terminal would obey, no error for a closed pipe."""

import io

import pytest

from explorer.cli.console import Console, printable


class Terminal(io.StringIO):
    encoding = "utf-8"  # type: ignore[assignment]

    def isatty(self) -> bool:
        return True


class Closed(io.StringIO):
    def write(self, _text: str) -> int:
        raise BrokenPipeError


def test_colours_are_for_terminals_only() -> None:
    assert Console(Terminal(), Terminal(), {}).paint("x", "key") == "\x1b[36mx\x1b[0m"
    assert Console(io.StringIO(), io.StringIO(), {}).paint("x", "key") == "x"
    assert Console(Terminal(), Terminal(), {"NO_COLOR": "1"}).paint("x", "key") == "x"
    assert Console(Terminal(), Terminal(), {"NO_COLOR": ""}).colour
    assert not Console(Terminal(), Terminal(), {"TERM": "dumb"}).colour


@pytest.mark.parametrize("sign", ["\x1b[2J", "\x07", "\x9b31m", "\x7f", "\u202e", "\u2066", "\u200b", "\ufeff", "\r"])
def test_nothing_reaches_a_terminal_that_it_would_obey(sign: str) -> None:
    shown = printable(f"a{sign}b")
    assert shown.startswith("a\\")
    assert shown.isprintable()


def test_an_error_is_one_line() -> None:
    err = io.StringIO()
    Console(io.StringIO(), err, {}).error("first\nsecond\tthird")
    assert err.getvalue() == "first second third\n"


def test_a_closed_pipe_is_taken_quietly() -> None:
    console = Console(Closed(), Closed(), {})
    console.out("x")
    console.note("x")
    console.out("y")


def test_details_are_for_verbose_only() -> None:
    err = io.StringIO()
    console = Console(io.StringIO(), err, {})
    console.detail("hidden")
    console.verbose = True
    console.detail("shown")
    assert err.getvalue() == "shown\n"
