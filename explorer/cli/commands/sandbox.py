"""`sandbox`: the practice endpoint in a process of its own, for scripts and other clients."""

import argparse
import signal
import threading
from types import FrameType

from explorer.cli.exit_status import ExitStatus
from explorer.cli.session import Session
from explorer.core.errors import UsageError
from explorer.core.models.credential import Credential
from explorer.core.models.json_value import dumps


def run(options: argparse.Namespace, session: Session) -> int:
    """Listen until SIGTERM or SIGINT. Raises UsageError for half a key pair or an unknown fault."""
    if bool(options.secret_id) != bool(options.secret_key):
        raise UsageError("--secret-id and --secret-key belong together.", hint="Give both, or neither.")
    credential = Credential(options.secret_id, options.secret_key) if options.secret_id else None
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    # Before it listens, so that a signal right after the JSON line already stops it in order.
    kept = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        endpoint = session.services.practice.start(
            host=options.host, port=options.port, credential=credential, faults=tuple(options.fault)
        )
        pair = endpoint.credential
        session.console.out(dumps({"url": endpoint.url, "secret_id": pair.secret_id, "secret_key": pair.secret_key}))
        session.console.note("The practice endpoint listens; stop it with Ctrl+C.")
        # A wait without a limit cannot be interrupted on Windows.
        while not stopped.wait(1.0):
            pass
    finally:
        session.services.practice.stop()
        for number, handler in kept.items():
            signal.signal(number, handler)
    return ExitStatus.SUCCESS
