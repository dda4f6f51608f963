"""A mapping in many small parts: one of hundreds of thousands of keys, as it grows, is a stop of its own."""

from collections.abc import Hashable
from typing import Generic, TypeVar

_PARTS = 64

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Scattered(Generic[_Key, _Value]):
    """As far as a dict is needed here; ``parts`` are to be emptied one by one."""

    def __init__(self) -> None:
        self.parts: list[dict[_Key, _Value]] = [{} for _ in range(_PARTS)]

    def __setitem__(self, key: _Key, value: _Value) -> None:
        self.parts[hash(key) % _PARTS][key] = value

    def get(self, key: _Key, otherwise: _Value) -> _Value:
        """The value of a key, or another one."""
        return self.parts[hash(key) % _PARTS].get(key, otherwise)

    def take(self, key: _Key) -> _Value | None:
        """The value of a key, which is then no longer there; None if it is not."""
        return self.parts[hash(key) % _PARTS].pop(key, None)
