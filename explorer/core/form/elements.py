"""The elements of a list, each made when somebody looks at it: a list may have ten thousand, of which few are seen."""

from collections.abc import Callable, MutableSequence, Sequence
from typing import Generic, TypeVar, overload

from explorer.core.models.json_value import JsonValue

T = TypeVar("T")


class Elements(MutableSequence[T], Generic[T]):
    """Holds values, and for those that were looked at what ``make`` made of them."""

    def __init__(self, values: Sequence[JsonValue], make: Callable[[JsonValue], T]) -> None:
        self._given: list[JsonValue] | None = values if isinstance(values, list) else list(values)
        self._values = list(values)
        self._made: list[T | None] = [None] * len(self._values)
        self._make = make

    def values(self, read: Callable[[T], JsonValue]) -> list[JsonValue]:
        """All values, read from what was made where something was; the very list that came while nothing was."""
        if self._given is not None:
            return self._given
        pairs = zip(self._values, self._made, strict=True)
        return [value if made is None else read(made) for value, made in pairs]

    def __len__(self) -> int:
        return len(self._values)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> "list[T]": ...
    def __getitem__(self, at: int | slice) -> "T | list[T]":
        if isinstance(at, slice):
            return [self[index] for index in range(*at.indices(len(self)))]
        made = self._made[at]
        if made is None:
            self._given = None
            made = self._made[at] = self._make(self._values[at])
        return made

    def __contains__(self, element: object) -> bool:
        return element in self._made

    def index(self, element: object, start: int = 0, stop: int | None = None) -> int:
        """Where something made stands; what was never looked at is not found. Raises ValueError."""
        return self._made.index(element, start, len(self) if stop is None else stop)  # type: ignore[arg-type]

    def insert(self, at: int, element: T) -> None:
        """Put something made before the place."""
        self._given = None
        self._values.insert(at, None)
        self._made.insert(at, element)

    def __setitem__(self, at: int | slice, element: object) -> None:
        raise TypeError("an element is moved, removed or put in, never replaced")

    def __delitem__(self, at: int | slice) -> None:
        self._given = None
        del self._values[at]
        del self._made[at]
