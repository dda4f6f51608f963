"""A JMESPath expression over a large answer, in a process of its own: the window goes on, and can stop it."""

import gc
import json
import threading
from time import monotonic
from typing import TYPE_CHECKING, Any

from explorer.core.errors import UsageError
from explorer.core.models.json_value import dumps
from explorer.core.secrets.secret_names import has_secret_hint
from explorer.core.secrets.secret_values import secrets_in
from explorer.services.query_json import compile_query, query_exact
from explorer.services.query_need import need_of
from explorer.services.query_reading import LARGE, read_answer
from explorer.services.side_process import start_side_process

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

_STOPPED = (
    "The expression was stopped before it came to a result; the answer may be too large for this machine's memory."
)

_LAST_SECONDS = 10.0
_PATIENCE_SECONDS = 0.4
_TELLING_SECONDS = 0.1
_LOOKED_AT_ONCE, _LONGEST_HINT = 1 << 20, 32


class QueryProcess:
    """Holds one answer, read, in another process; ``ask`` blocks, so it is for a worker thread.

    ``also`` are names whose texts are secrets in this answer.
    An expression takes the place of the one before it. The reading of the answer that goes on for that is waited for,
    since it is of use to both; a selection that takes long is ended with its process.
    ``close`` may be called from any thread, and waits for nothing; an expression under way then ends with an error.
    """

    def __init__(self, body: bytes, also: frozenset[str] = frozenset()) -> None:
        self._body, self._also = body, also
        self._lock = threading.Lock()
        self._asking = threading.Lock()
        self._last = 0
        self._is_reading = False
        self._process: SpawnProcess | None = None
        self._connection: Connection[Any, Any] | None = None
        self._closed = False
        self.secrets: frozenset[str] = frozenset()
        """The values of the secrets in what was read of the answer."""
        self.share: float | None = None
        """How much of the answer has been read for an expression under way; None: no reading goes on."""

    def ask(self, expression: str) -> bytes:
        """What the expression selects, as JSON. Raises UsageError: it cannot be read, does not fit, or was stopped."""
        with self._lock:
            self._last += 1
            turn = self._last
        while not self._asking.acquire(timeout=_PATIENCE_SECONDS):
            if not self._is_reading:
                self._let_go()
        try:
            if turn != self._last:
                raise UsageError(_STOPPED)
            return self._ask(expression)
        finally:
            self._asking.release()

    def _ask(self, expression: str) -> bytes:
        self._is_reading = True
        try:
            connection = self._connected()
            connection.send(expression)
            while isinstance(found := connection.recv(), float):
                self.share, self._is_reading = found, found < 1
            self.share = None
            # As bytes, not as an object: to unpickle a hundred megabytes would stop every thread for their copy.
            told = connection.recv_bytes()
            secrets = connection.recv_bytes()
        except (OSError, EOFError, TypeError) as error:
            # A connection that another thread closes in the middle of a call may also fail on its missing handle.
            self.share = None
            self._let_go()  # the next expression may have a process that lives
            raise UsageError(_STOPPED) from error
        finally:
            self._is_reading = False
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
        with self._lock:
            if self._closed:
                raise EOFError
            if self._connection is not None:
                return self._connection
            self._process, self._connection = start_side_process(_serve)
            ours = self._connection
            body = self._body
        ours.send(self._also)
        ours.send_bytes(body)
        return ours


def _serve(connection: "Connection[Any, Any]") -> None:
    """The other process: one expression after another over the same answer, until nobody asks any more."""
    try:
        # Searches for garbage among the millions of values of a large answer would double the time of all of this.
        gc.disable()
        also = connection.recv()
        answer = _Answer(connection.recv_bytes(), connection.send, also)
        while True:
            found, told, secrets = answer.ask(connection.recv())
            connection.send(found)
            connection.send_bytes(told)
            connection.send_bytes(secrets)
    except (EOFError, OSError, KeyboardInterrupt):
        return


class _Answer:
    """The bytes of an answer, and, once an expression needed all of it, its value."""

    def __init__(self, body: bytes, send: "Callable[[float], object]", also: frozenset[str]) -> None:
        self._body, self._also = body, also
        self._send = send
        self._whole: tuple[Any, bytes] | None = None
        self._read, self._told = 0, monotonic()

    def ask(self, expression: str) -> tuple[bool, bytes, bytes]:
        """Whether there is a result, it or what is wrong, and the secrets in what was read."""
        try:
            need = need_of(compile_query(expression).parsed)
            if need.whole or len(self._body) <= LARGE or self._whole is not None:
                value, secrets = self._all()
            else:
                value = read_answer(self._body, need, self._tell)
                secrets = _secrets(value, self._also)
            self._send(1.0)
            return *_answer(expression, value), secrets
        except UsageError as error:
            return False, str(error).encode("utf-8", "replace"), b"[]"
        except RecursionError:
            return False, b"The JMESPath expression is nested too deeply.", b"[]"
        except MemoryError:
            return False, b"There is not enough memory for this expression over this answer.", b"[]"
        finally:
            self._read = 0

    def _all(self) -> tuple[Any, bytes]:
        if self._whole is None:
            value = read_answer(self._body, tell=self._tell)
            may_hold = _may_hold_secrets(self._body) or any(f'"{name}"'.encode() in self._body for name in self._also)
            self._whole = value, _secrets(value, self._also) if may_hold else b"[]"
            self._body = b""
        return self._whole

    def _tell(self, size: int) -> None:
        self._read += size
        now = monotonic()
        if now - self._told >= _TELLING_SECONDS:
            self._told = now
            self._send(min(self._read / len(self._body), 0.99))


def _may_hold_secrets(body: bytes) -> bool:
    """Whether a letter of it hints at that; to look at every value takes many times longer."""
    return any(
        has_secret_hint(body[at : at + _LOOKED_AT_ONCE + _LONGEST_HINT].decode("latin-1"))
        for at in range(0, len(body), _LOOKED_AT_ONCE)
    )


def _secrets(value: Any, also: frozenset[str]) -> bytes:
    return json.dumps(sorted(secrets_in(value, also))).encode()


def _answer(expression: str, value: Any) -> tuple[bool, bytes]:
    try:
        return True, dumps(query_exact(expression, value)).encode("utf-8", "surrogatepass")
    except UsageError as error:
        return False, str(error).encode("utf-8", "replace")
    except MemoryError:
        return False, b"There is not enough memory for this expression over this answer."
