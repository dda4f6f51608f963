"""A JMESPath expression over a large answer, in a process of its own: the window goes on, and can stop it."""

import json
import threading
from typing import TYPE_CHECKING, Any

from explorer.core.document.document import Document
from explorer.core.errors import UsageError
from explorer.core.models.json_value import JsonValue, dumps
from explorer.services.query_json import ExactNumber, query

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

_STOPPED = (
    "The expression was stopped before it came to a result; the answer may be too large for this machine's memory."
)


class QueryProcess:
    """Holds one answer, read, in another process; ``ask`` blocks, so it is for a worker thread.

    ``close`` may be called from any thread; an expression under way then ends with an error.
    """

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._lock = threading.Lock()
        self._process: SpawnProcess | None = None
        self._connection: Connection[Any, Any] | None = None
        self._closed = False

    def ask(self, expression: str) -> bytes:
        """What the expression selects, as JSON. Raises UsageError: it cannot be read, does not fit, or was stopped."""
        try:
            connection = self._connected()
            connection.send(expression)
            found, text = connection.recv()
        except (OSError, EOFError, TypeError) as error:
            # A connection that another thread closes in the middle of a call may also fail on its missing handle.
            raise UsageError(_STOPPED) from error
        if not found:
            raise UsageError(text)
        result: bytes = text
        return result

    def close(self) -> None:
        """End the process, whatever it is doing."""
        with self._lock:
            self._closed = True
            process, self._process = self._process, None
            connection, self._connection = self._connection, None
            self._body = b""
        if process is not None:
            process.kill()
            process.join(1)
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
        value = _read(connection.recv_bytes())
        while True:
            connection.send(_answer(connection.recv(), value))
    except (EOFError, OSError, KeyboardInterrupt):
        return


def _answer(expression: str, value: JsonValue) -> tuple[bool, bytes | str]:
    try:
        return True, dumps(query(expression, value)).encode("utf-8", "surrogatepass")
    except UsageError as error:
        return False, str(error)
    except MemoryError:
        return False, "There is not enough memory for this expression over this answer."


def _read(body: bytes) -> JsonValue:
    try:
        # The numbers that the expression works on are made at once, not by way of the exact ones.
        value: JsonValue = json.loads(body, parse_int=ExactNumber, parse_float=ExactNumber)
    except (ValueError, RecursionError):
        document = Document(body).open()
        root = document.root()
        return document.to_value(root) if root is not None else None
    return value
