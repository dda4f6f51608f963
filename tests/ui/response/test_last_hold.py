"""A large document is freed elsewhere, in steps, and only when nobody looks at it any more."""

import threading
import weakref

from pytestqt.qtbot import QtBot

from explorer.core.document.document import Document
from explorer.ui.response.last_hold import LastHold


def is_idle(hold: LastHold) -> bool:
    return not hold._held and all(thread.name != "request-explorer-free" for thread in threading.enumerate())


def test_what_others_still_hold_stays_whole_and_is_freed_after_them(qtbot: QtBot) -> None:
    hold, document = LastHold(), Document(b"[" * 20_000 + b"]" * 20_000).open()
    spans, gone = document.index.spans, weakref.ref(document)
    count = len(spans)
    hold.let_go(document)
    qtbot.wait(500)
    assert len(spans) == count > 5_000
    del document
    qtbot.waitUntil(lambda: is_idle(hold))
    assert gone() is None
    assert not spans


def test_the_bytes_are_held_until_the_last(qtbot: QtBot) -> None:
    hold, bodies = LastHold(), [b'{"a":"' + b"x" * 9_000_000 + b'"}']
    hold.let_go(Document(bodies[0]).open())
    qtbot.waitUntil(lambda: len(hold._held) == 1)
    qtbot.wait(500)
    assert len(hold._held) == 1
    bodies.clear()
    qtbot.waitUntil(lambda: is_idle(hold))


def test_small_ones_are_freed_at_once() -> None:
    hold = LastHold()
    hold.let_go(Document(b'{"a":1}').open(), None)
    assert is_idle(hold)
