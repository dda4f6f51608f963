"""The two streams of a console, safe for any encoding, any closed pipe and any hostile text."""

import io
import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, TextIO

from explorer.core.errors import NoAnswerError
from explorer.core.models.visible_text import visible

_COLOURS = {"key": "36", "string": "32", "number": "35", "boolean": "33", "muted": "2", "error": "1;31", "title": "1"}

# Controls: a terminal must show them, never obey them.
_UNSAFE = frozenset([*range(0x20), *range(0x7F, 0xA0)]) - {0x0A, 0x09}
_LINE_ENDS = re.compile(r"[ ]*[\t\n]\s*")
_ESCAPES = {code: f"\\x{code:02x}" for code in _UNSAFE}


def printable(text: str, *, one_line: bool = False) -> str:
    """Text from outside without anything that a terminal would obey, or nobody would see: both are shown escaped."""
    if text.isprintable():  # most, at a tenth of the time
        return text.strip() if one_line else text
    shown = visible(text.translate(_ESCAPES))
    return _LINE_ENDS.sub(" ", shown).strip() if one_line else shown


class Console:
    """Standard output for answers, standard error for everything about them."""

    def __init__(
        self, out: TextIO | None = None, err: TextIO | None = None, environ: Mapping[str, str] | None = None
    ) -> None:
        self._out = out if out is not None else sys.stdout
        self._err = err if err is not None else sys.stderr
        environment = os.environ if environ is None else environ
        for stream in (self._out, self._err):
            _make_safe(stream)
        plain = bool(environment.get("NO_COLOR")) or environment.get("TERM") == "dumb"
        self.colour = _is_terminal(self._out) and not plain
        self.err_colour = _is_terminal(self._err) and not plain
        self.unicode = "utf" in (getattr(self._out, "encoding", "") or "").lower()
        self.verbose = False

    @property
    def out_is_terminal(self) -> bool:
        """Whether a person reads standard output."""
        return _is_terminal(self._out)

    def paint(self, text: str, colour: str) -> str:
        """The text in a colour of standard output, if it has colours."""
        return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if self.colour and text else text

    def out(self, text: str) -> None:
        """One line, or several, on standard output."""
        self.out_lines((text,))

    def out_lines(self, lines: Iterable[str]) -> None:
        """Lines on standard output; a reader that has gone away ends them quietly."""
        try:
            for line in lines:
                self._out.write(f"{line}\n")
            self._out.flush()
        except BrokenPipeError:
            self._out = _silence(self._out)
        except OSError as error:
            # As with an answer that was cut short, whoever reads standard output does not have it whole.
            self._out = _silence(self._out)
            reason = error.strerror or type(error).__name__
            raise NoAnswerError(f"Standard output cannot be written: {reason}.", kind="output") from None

    def note(self, text: str) -> None:
        """One line on standard error."""
        try:
            self._err.write(f"{text}\n")
            self._err.flush()
        except OSError:
            self._err = _silence(self._err)

    def error(self, text: str) -> None:
        """One clear line about what went wrong, on standard error."""
        shown = printable(text, one_line=True)
        self.note(f"\x1b[{_COLOURS['error']}m{shown}\x1b[0m" if self.err_colour else shown)

    def detail(self, text: str) -> None:
        """A line that only --verbose shows. The caller has redacted it."""
        if self.verbose:
            self.note(printable(text))


def open_missing_streams() -> None:
    """Give a process that was started with closed standard streams empty ones, which nothing else then takes over."""
    if sys.stdin is None:
        sys.stdin = _nothing("r")
    if sys.stdout is None:
        sys.stdout = _nothing("w")
    if sys.stderr is None:
        sys.stderr = _nothing("w")


def _nothing(mode: Literal["r", "w"]) -> TextIO:
    return Path(os.devnull).open(mode, encoding="utf-8")


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:
        return False


def _make_safe(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    # A file or a pipe gets UTF-8 whatever the locale says; a terminal keeps its encoding, with escapes for the rest.
    if _is_terminal(stream):
        reconfigure(errors="backslashreplace")
    else:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def _silence(stream: TextIO) -> TextIO:
    # The interpreter flushes the real stream again at exit, and would complain.
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return io.StringIO()
    return stream
