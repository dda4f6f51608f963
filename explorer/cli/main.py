"""The command line's entry: one command, one exit status, and never a traceback."""

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence

from explorer.cli.arguments import PROGRAM, build_parser, command_module
from explorer.cli.console import Console, open_missing_streams, printable
from explorer.cli.exit_status import ExitStatus, of_error
from explorer.cli.hints import in_words_of_the_console
from explorer.cli.session import Session
from explorer.core.errors import ExplorerError, UsageError


def run(argv: Sequence[str]) -> int:
    """Run one command line (without the program's name) and return its exit status."""
    open_missing_streams()
    console = Console()
    session = Session(console)
    try:
        return _run(argv, session)
    except ExplorerError as error:
        console.error(f"{PROGRAM}: {_in_the_language(session, in_words_of_the_console(error))}")
        return of_error(error)
    except KeyboardInterrupt:
        return ExitStatus.INTERRUPTED
    except RecursionError:
        console.error(f"{PROGRAM}: the document is nested too deeply for this command.")
        return ExitStatus.USAGE
    except OSError as error:
        console.error(f"{PROGRAM}: {error.strerror or error}{f': {error.filename}' if error.filename else ''}")
        return ExitStatus.USAGE
    except Exception as error:  # noqa: BLE001  no traceback reaches a user
        console.error(f"{PROGRAM}: a fault of this program, please report it: {_place(error)}")
        return ExitStatus.USAGE
    finally:
        with contextlib.suppress(KeyboardInterrupt):
            session.close()


def _in_the_language(session: Session, words: str) -> str:
    """The words of an error as the engineer reads them, as far as they are known in another language."""
    with contextlib.suppress(ExplorerError, OSError):
        language = session.services.language
        if language != "en":
            from explorer.core.knowledge.usage_words import usage_words
            from explorer.core.phrases import phrases

            return usage_words(words, phrases(language))
    return words


def _run(argv: Sequence[str], session: Session) -> int:
    try:
        arguments = build_parser().read(argv)
    except SystemExit as done:
        # --help and --version print by themselves and then leave.
        return done.code if isinstance(done.code, int) else ExitStatus.SUCCESS
    session.console.verbose = arguments.verbose
    _refuse_undecodable(arguments)
    if arguments.selftest:
        return self_test(session)
    if arguments.name is None:
        raise UsageError(
            "A command is missing.", hint=f"See `{PROGRAM} --help`; without any argument the window opens."
        )
    if arguments.window_sandbox:
        raise UsageError("Before a command --sandbox says nothing.", hint="`send` and `run` take it after their name.")
    status = command_module(arguments.command)(arguments, session)
    for notice in session.notices:
        session.console.note(printable(notice, one_line=True))
    return status


# A file may have any name; its bytes come back when it is opened.
_PATHS = {"file", "paths", "wheel", "report"}


def _refuse_undecodable(arguments: argparse.Namespace) -> None:
    """Raise UsageError for a word that is no UTF-8: it could be neither sent nor signed as it was meant."""
    for name, given in vars(arguments).items():
        for word in given if isinstance(given, list) else [given]:
            if not isinstance(word, str) or name in _PATHS or word.startswith("@"):
                continue
            try:
                word.encode("utf-8")
            except UnicodeEncodeError:
                shown = os.fsencode(word) if os.name == "posix" else word.encode("utf-8", "backslashreplace")
                quoted = shown.decode("utf-8", "backslashreplace")
                raise UsageError(
                    f'The argument "{quoted}" is not UTF-8.', hint="Give it in UTF-8, or as JSON in --params @FILE."
                ) from None


def self_test(session: Session) -> int:
    """Check what needs no window; the status is 1 when a part fails."""
    from explorer.services.self_test import run_checks

    passed = True
    for check in run_checks(session.services):
        session.console.out(check.line())
        passed = passed and check.passed
    return ExitStatus.SUCCESS if passed else ExitStatus.ERROR_ENVELOPE


def _place(error: Exception) -> str:
    # The message itself may quote what a user typed, a secret included; the type and the place do not.
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" at {trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}" if trace is not None else ""
    return f"{type(error).__name__}{where}"


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
