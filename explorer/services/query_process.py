"""A JMESPath expression over a large answer, in a process of its own: the window goes on, and can stop it."""

import gc
import json
import threading
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from explorer.core.document.document import Document
from explorer.core.errors import UsageError
from explorer.core.models.json_value import dumps
from explorer.core.secrets.secret_values import secrets_in
from explorer.services.query_json import ExactNumber, exact, query_exact

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

_STOPPED = (
    "The expression was stopped before it came to a result; the answer may be too large for this machine's memory."
)

_LAST_SECONDS = 10.0
_REMEMBERED = 1 << 16


class QueryProcess:
    """Holds one answer, read, in another process; ``ask`` blocks, so it is for a worker thread.

    ``close`` may be called from any thread, and waits for nothing; an expression under way then ends with an error.
    """

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._lock = threading.Lock()
        self._process: SpawnProcess | None = None
        self._connection: Connection[Any, Any] | None = None
        self._closed = False
        self.secrets: frozenset[str] = frozenset()
        """The values of the answer's secrets, known with the first result."""

    def ask(self, expression: str) -> bytes:
        """What the expression selects, as JSON. Raises UsageError: it cannot be read, does not fit, or was stopped."""
        try:
            connection = self._connected()
            connection.send(expression)
            found = connection.recv()
            # As bytes, not as an object: to unpickle a hundred megabytes would stop every thread for their copy.
            told = connection.recv_bytes()
            secrets = connection.recv_bytes()
        except (OSError, EOFError, TypeError) as error:
            # A connection that another thread closes in the middle of a call may also fail on its missing handle.
            self._let_go()  # the next expression may have a process that lives
            raise UsageError(_STOPPED) from error
        self.secrets = frozenset(json.loads(secrets))
        if not found:
            raise UsageError(told.decode("utf-8", "replace"))
        return told

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._closed = True
        # The process may just be starting, and one that held a gigabyte takes a while to go.
        threading.Thread(target=self._end, name="request-explorer-query-end", daemon=True).start()

    def _end(self) -> None:
        with self._lock:
            self._body = b""
        self._let_go()

    def _let_go(self) -> None:
        with self._lock:
            process, self._process = self._process, None
            connection, self._connection = self._connection, None
        if process is not None:
            process.kill()
            process.join(_LAST_SECONDS)
        if connection is not None:
            connection.close()

    def _connected(self) -> "Connection[Any, Any]":
        from multiprocessing import get_context

        with self._lock:
            if self._closed:
                raise EOFError
            if self._connection is not None:
                return self._connection
            context = get_context("spawn")
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs,), daemon=True)
            process.start()
            theirs.close()
            self._process, self._connection = process, ours
            body = self._body
        ours.send_bytes(body)
        return ours


def _serve(connection: "Connection[Any, Any]") -> None:
    """The other process: read the answer once, then one expression after another, until nobody asks any more."""
    try:
        # Searches for garbage among the millions of values of a large answer would double the time of all of this.
        gc.disable()
        value = _read(connection.recv_bytes())
        secrets = json.dumps(sorted(secrets_in(value))).encode()
        while True:
            found, told = _answer(connection.recv(), value)
            connection.send(found)
            connection.send_bytes(told)
            connection.send_bytes(secrets)
    except (EOFError, OSError, KeyboardInterrupt):
        return


def _answer(expression: str, value: Any) -> tuple[bool, bytes]:
    try:
        return True, dumps(query_exact(expression, value)).encode("utf-8", "surrogatepass")
    except UsageError as error:
        return False, str(error).encode("utf-8", "replace")
    except MemoryError:
        return False, b"There is not enough memory for this expression over this answer."


def _read(body: bytes) -> Any:
    """The value that expressions work on, its numbers exact; of equal ones only the first is made."""
    number = lru_cache(_REMEMBERED)(ExactNumber)
    try:
        return json.loads(body, parse_int=number, parse_float=number, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        document = Document(body).open()
        root = document.root()
        return exact(document.to_value(root)) if root is not None else None


def _no_constant(text: str) -> Any:
    raise ValueError(f"{text} is not JSON")
