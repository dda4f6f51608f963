"""Starts a process of its own for work that would stop every thread here."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

_starting = threading.Lock()


def start_side_process(serve: Callable[..., None], *rest: object) -> "tuple[SpawnProcess, Connection[Any, Any]]":
    """Run ``serve(connection, *rest)`` in a new process; gives that process, and our end of the connection.

    Raises OSError where no process can be started.
    """
    from multiprocessing import get_context

    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, *rest), daemon=True)
    with theirs, _without_main():
        process.start()
    return process, ours


@contextmanager
def _without_main() -> Iterator[None]:
    """A new process runs the main module of its parent anew, be it ours or that of a script which opens our window."""
    with _starting:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main
