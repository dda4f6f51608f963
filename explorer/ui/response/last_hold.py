"""Frees large documents on a thread of its own, once nobody else has them: that is one long call, or very many."""

import sys
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from explorer.core.document.document import Document

_LARGE = 1 << 23
_MANY = 5_000
_LOOK_MILLISECONDS = 200
_SLOW_MILLISECONDS = 2000
_QUICK_LOOKS = 50
_PAUSE = 0.001


class LastHold(QObject):
    """Holds what was let go of until it is the last to do so, however long others keep it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held: list[list[Any]] = []
        self._looks = 0
        self._timer = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._timer.timeout.connect(self._look)

    def let_go(self, *documents: "Document | None") -> None:
        """Free the documents later, where that takes long; the caller drops its own references next."""
        for document in documents:
            if document is not None and (len(document.data) >= _LARGE or len(document.index.spans) >= _MANY):
                for each in (document, document.data):
                    if not any(held[0] is each for held in self._held):
                        self._held.append([each])
                self._looks = 0
                self._timer.start(_LOOK_MILLISECONDS)

    def _look(self) -> None:
        alone = _holders([object()])
        free = [held for held in self._held if _holders(held) <= alone]
        self._held = [held for held in self._held if _holders(held) > alone]
        self._looks += 1
        if self._looks == _QUICK_LOOKS:
            self._timer.setInterval(_SLOW_MILLISECONDS)
        if free:
            Thread(target=_free, args=(free,), name="request-explorer-free", daemon=True).start()
        if not self._held:
            self._timer.stop()


def _free(free: list[list[Any]]) -> None:
    from explorer.core.document.emptying import emptied
    from explorer.core.document.pages import give_back

    for held in free:
        if isinstance(held[0], bytes):
            give_back(held[0])
        else:
            for _ in emptied(held[0].index.spans, held[0].index.ends):
                sleep(_PAUSE)
        held.clear()


def _holders(held: list[Any]) -> int:
    return sys.getrefcount(held[0])
