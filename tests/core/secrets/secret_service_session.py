"""Runs inside a session bus of its own: starts a Secret Service, uses it, and prints what happened as JSON.

Started by test_secret_service.py as ``dbus-run-session -- python secret_service_session.py SCENARIO FOLDER``.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import secretstorage
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection

from explorer.core.errors import KeyringError
from explorer.core.models.credential import Credential
from explorer.core.secrets.keyring_store import SERVICE, KeyringStore
from explorer.core.secrets.memory_store import MemoryStore
from explorer.core.storage.paths import AppPaths
from explorer.core.storage.profiles import ProfileBook

PAIR = Credential("AKIDsession0001", "session-secret-key-0001")
LONG = Credential("AKIDsession0001", "session-secret-key-0001", "session-token-0001/" * 300 + "末")


def is_owned(connection: DBusConnection) -> bool:
    """Whether the daemon has its name; a call before that would make the bus start a second, locked one."""
    reply = connection.send_and_get_reply(message_bus.NameHasOwner("org.freedesktop.secrets"))
    return bool(reply.body[0])


def start_daemon() -> subprocess.Popen[bytes]:
    """Unlocked by a password that is not empty: with an empty one the daemon would ask."""
    daemon = subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert daemon.stdin is not None
    daemon.stdin.write(b"pw")
    daemon.stdin.close()
    for _ in range(400):
        connection = secretstorage.dbus_init()
        try:
            if is_owned(connection) and not secretstorage.Collection(connection).is_locked():
                return daemon
        except Exception:  # it has not opened its collection yet
            pass
        finally:
            connection.close()
        time.sleep(0.05)
    raise SystemExit("the daemon never opened its collection")


def lock() -> None:
    """Lock the collection as a screen lock would."""
    connection = secretstorage.dbus_init()
    secretstorage.Collection(connection).lock()
    connection.close()


def entries() -> int:
    """How many entries of ours the service holds."""
    connection = secretstorage.dbus_init()
    found = len(list(secretstorage.search_items(connection, {"service": SERVICE})))
    connection.close()
    return found


def worded(action: Callable[[], object]) -> str:
    """The words of the KeyringError that an action must raise."""
    try:
        action()
    except KeyringError as error:
        return str(error)
    return "no error"


def unlocked(folder: Path) -> dict[str, object]:
    store = KeyringStore()
    book = ProfileBook(AppPaths.below(folder), store, MemoryStore())
    seen: dict[str, object] = {"state": [store.check().backend, store.check().usable], "before": entries()}
    book.add("work", PAIR, region="ap-guangzhou")
    seen["after add"] = entries()
    seen["got"] = KeyringBookReader(folder).credential("work") == PAIR
    book.update("work", credential=LONG)
    seen["got long"] = KeyringBookReader(folder).credential("work") == LONG
    book.rename("work", "night shift")
    seen["got renamed"] = KeyringBookReader(folder).credential("night shift") == LONG
    seen["after rename"] = entries()
    split = KeyringStore(limit=1200)
    split.set("split", LONG)
    seen["split"] = [entries() - 1, split.get("split") == LONG]
    split.set("split", PAIR)
    seen["joined"] = [entries() - 1, split.get("split") == PAIR]
    split.delete("split")
    book.remove("night shift")
    seen["after remove"] = entries()
    store.delete("never there")
    return seen


class KeyringBookReader(ProfileBook):
    """A second program that reads the same files and the same keyring."""

    def __init__(self, folder: Path) -> None:
        super().__init__(AppPaths.below(folder), KeyringStore(), MemoryStore())


def locked(folder: Path) -> dict[str, object]:
    store = KeyringStore()
    store.set("id", PAIR)
    lock()
    state = store.check()
    book = ProfileBook(AppPaths.below(folder), store, MemoryStore())
    return {
        "state": [state.usable, state.locked, state.reason],
        "get": worded(lambda: store.get("id")),
        "set": worded(lambda: store.set("id", LONG)),
        "delete": worded(lambda: store.delete("id")),
        "add": worded(lambda: book.add("work", PAIR)),
        "profiles": [profile.name for profile in book.list()],
    }


def no_bus(folder: Path) -> dict[str, object]:
    store = KeyringStore()
    state = store.check()
    return {
        "state": [state.usable, state.reason, state.hint],
        "get": worded(lambda: store.get("id")),
        "set": worded(lambda: store.set("id", PAIR)),
    }


def late(_: Path) -> dict[str, object]:
    """The program starts before the session has a keyring."""
    address = os.environ.pop("DBUS_SESSION_BUS_ADDRESS")
    store = KeyringStore()
    before = store.check().usable
    refused = worded(lambda: store.get("id"))
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = address
    daemon = start_daemon()
    try:
        store.set("id", PAIR)
        return {"before": before, "refused": refused, "after": store.check().usable, "got": store.get("id") == PAIR}
    finally:
        daemon.terminate()
        daemon.wait(10)


def main(scenario: str, folder: Path) -> None:
    daemon = start_daemon() if scenario in ("unlocked", "locked") else None
    try:
        seen = {"unlocked": unlocked, "locked": locked, "no_bus": no_bus, "late": late}[scenario](folder)
    finally:
        if daemon is not None:
            daemon.terminate()
            daemon.wait(10)
    print(json.dumps(seen))


if __name__ == "__main__":
    os.environ.pop("PYTHON_KEYRING_BACKEND", None)  # the backend that keyring finds by itself is the one to test
    main(sys.argv[1], Path(sys.argv[2]))
