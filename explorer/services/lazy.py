"""An attribute that is built at its first use, once, whichever thread asks; a window's start-up pays for none of it."""

from collections.abc import Callable
from threading import RLock
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class Lazy(Generic[T]):
    """Descriptor: ``build(owner)`` makes the value at first use; other attributes are not blocked meanwhile."""

    def __init__(self, build: Callable[[Any], T]) -> None:
        self._build = build
        self._name = ""
        self.__doc__ = build.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, owner: None, kind: type) -> "Lazy[T]": ...

    @overload
    def __get__(self, owner: object, kind: type) -> T: ...

    def __get__(self, owner: object | None, kind: type) -> "Lazy[T] | T":
        if owner is None:
            return self
        with _lock_of(owner, self._name):
            if self._name not in owner.__dict__:
                owner.__dict__[self._name] = self._build(owner)
        value: T = owner.__dict__[self._name]
        return value


def built(owner: object, name: str) -> bool:
    """Whether the lazy attribute ``name`` of ``owner`` exists already."""
    return name in owner.__dict__


def _lock_of(owner: object, name: str) -> RLock:
    # dict.setdefault is atomic, so two threads get one lock.
    lock: RLock = owner.__dict__.setdefault(f"_lock_of_{name}", RLock())
    return lock
