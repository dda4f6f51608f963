"""The steps of editing one request: back, forth, and what is typed at one place in one go is one step."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from time import monotonic

from explorer.core.models.json_value import JsonValue
from explorer.core.models.request import Request

_MOST = 200
_PAUSE_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class Step:
    """A request as it stood. ``exact`` tells whether its text was to be sent as it stands."""

    request: Request
    exact: bool = False


class UndoHistory:
    """Knows the present step, those before it and those after it."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._past: list[Step] = []
        self._future: list[Step] = []
        self._present: Step | None = None
        self._place = ""
        self._time = 0.0

    def begin(self, step: Step) -> None:
        """Forget everything; this is where undoing ends."""
        self._past, self._future, self._present, self._place = [], [], step, ""

    def note(self, step: Step) -> None:
        """An edit has led here. Typing on at the place of the last edit, soon after it, is one step with it."""
        if self._present is None or step == self._present:
            return
        place = place_of_change(self._present.request, step.request)
        now = self._clock()
        if not place or place != self._place or now - self._time > _PAUSE_SECONDS:
            self._past = [*self._past, self._present][-_MOST:]
        elif self._past and self._past[-1] == step:
            self._past.pop()  # What was typed is gone again.
        self._present, self._future, self._place, self._time = step, [], place, now

    def undo(self) -> Step | None:
        """One step back; None at the beginning."""
        return self._go(self._past, self._future)

    def redo(self) -> Step | None:
        """One step forth; None at the end."""
        return self._go(self._future, self._past)

    def _go(self, source: list[Step], target: list[Step]) -> Step | None:
        if not source or self._present is None:
            return None
        target.append(self._present)
        self._present = source.pop()
        self._place = ""
        return self._present


def place_of_change(old: Request, new: Request) -> str:
    """Where the only text is that has changed, dotted; empty if more, or something else than text, has changed."""
    changed = [item.name for item in fields(Request) if getattr(old, item.name) != getattr(new, item.name)]
    if changed == ["parameters"]:
        inner = _place(old.parameters, new.parameters)
        return f"parameters{inner}" if inner is not None else ""
    if changed == ["body_text"]:
        return "body_text" if None not in (old.body_text, new.body_text) else ""
    return changed[0] if len(changed) == 1 else ""


def _place(old: JsonValue, new: JsonValue) -> str | None:
    if isinstance(old, dict) and isinstance(new, dict) and list(old) == list(new):
        return _inside([(name, old[name], new[name]) for name in old if old[name] != new[name]])
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        pairs = zip(old, new, strict=True)
        return _inside([(str(at), was, now) for at, (was, now) in enumerate(pairs) if was != now])
    return None if isinstance(old, dict | list | None) or isinstance(new, dict | list | None) else ""


def _inside(changed: list[tuple[str, JsonValue, JsonValue]]) -> str | None:
    if len(changed) != 1:
        return None
    name, was, now = changed[0]
    inner = _place(was, now)
    return None if inner is None else f".{name}{inner}"
