"""Whether this installation can work: one line for each part, for `--selftest` and the window's About dialog."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.core.errors import ExplorerError

if TYPE_CHECKING:
    from explorer.services.wiring import Services


@dataclass(frozen=True, slots=True)
class Check:
    """One part: whether it works, and a plain sentence about it."""

    name: str
    passed: bool
    note: str

    def line(self) -> str:
        """``OK catalogue: …`` or ``FAIL catalogue: …``."""
        return f"{'OK' if self.passed else 'FAIL':<4} {self.name}: {self.note}"


def run_checks(services: "Services") -> Iterator[Check]:
    """The checks that need no display. Never raises; a keyring may wait for its owner to unlock it."""
    yield run_check("catalogue", lambda: _catalogue(services))
    yield run_check("knowledge", lambda: _knowledge(services))
    yield run_check("keyring", lambda: _keyring(services))
    yield run_check("TLS", _tls)
    yield run_check("another process", _another_process)


def run_check(name: str, test: Callable[[], str]) -> Check:
    """Run one test: its sentence when it returns, the reason when it raises."""
    try:
        return Check(name, True, test())
    except ExplorerError as error:
        return Check(name, False, str(error))
    except Exception as error:  # noqa: BLE001  a self-test reports whatever is broken
        return Check(name, False, f"{type(error).__name__}: {error}")


def _catalogue(services: "Services") -> str:
    info = services.catalog.info()
    if not info.actions:
        raise ExplorerError("The catalogue is empty.")
    return f"{info.actions} actions of {info.services} services, from {info.package}"


def _knowledge(services: "Services") -> str:
    explanation = services.knowledge.explain("AuthFailure.SignatureFailure")
    if not explanation.checks:
        raise ExplorerError("The explanations of the common error codes are missing.")
    return "the common error codes are explained"


def _keyring(services: "Services") -> str:
    import sys
    from importlib.util import find_spec

    # A machine may have no keyring, and profiles then live in memory; but the way to one must be part of the program.
    module = _KEYRING_MODULES.get(sys.platform, "secretstorage")
    if find_spec(module) is None:
        raise ExplorerError(f"{module} is missing, so the keyring of this system cannot be reached.")
    state = services.secrets.check()
    if state.usable:
        return state.backend
    return f"none can be used now; profiles can be kept in memory ({state.backend}: {state.reason.rstrip('.')})"


_KEYRING_MODULES = {"win32": "keyring.backends.Windows", "darwin": "keyring.backends.macOS"}


def _tls() -> str:
    import ssl

    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if context.verify_mode is not ssl.CERT_REQUIRED:
        raise ExplorerError("TLS certificates are not checked.")
    return f"{ssl.OPENSSL_VERSION}, certificates checked against the system's trust store"


def _another_process() -> str:
    from explorer.services.query_process import QueryProcess

    # In a packaged program the other process is this program again, which has to know that it serves.
    process = QueryProcess(b'{"A":[{"N":1.10}]}')
    try:
        if process.ask("A[0].N") != b"1.10":
            raise ExplorerError("An expression came back with another result than it has.")
    finally:
        process.close()
    return "expressions over large answers are worked out beside the window"
