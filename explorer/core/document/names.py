"""The names in a stretch of a body that hide what they name, found without reading what stands between them."""

import re
from collections.abc import Callable, Generator, Iterator

from explorer.core.document.strings import decode_string
from explorer.core.models.secret_ends import MAY_END

_REMEMBERED = 4096
_ASKED = 128
_FEW = 16
_NAMES = re.compile(rb'"(?<=[{, \t\n\r]")((?:[^"\\]{1,2048}+|\\.){1,300}+)"[ \t\n\r]{0,4096}+:', re.DOTALL)
"""A name, found without knowing what stands before it: behind the closing quote of a value there is no colon."""
_LONG_NAME = 200
"""Letters of a name that are asked about; a longer one may hide by what stands before its end."""
_ODD = (b'\\"', b" :", b"\n:", b"\t:", b"\r:")
"""Where none of these stands, a name is what stands between a quote and the next ``":``."""

Place = tuple[int, tuple[bool, bool]]


class Names:
    """``is_secret`` is given a name and whether its value is a number; each name is asked about once, or seldom."""

    def __init__(self, data: bytes, is_secret: Callable[[str, bool], bool]) -> None:
        self._data = data
        self.is_secret = is_secret
        self._verdicts: dict[bytes, tuple[bool, bool]] = {}
        self._harmless: set[bytes] = set()

    def places(self, begin: int, end: int) -> Generator[None, None, list[Place]]:
        """Behind the colons of the names that hide, in order: where, and whether each hides a string and a number."""
        window = self._data[begin:end]
        is_odd = any(mark[:1] in window and mark in window for mark in _ODD)  # one byte is looked for at once
        secret: list[bytes] = []
        for number, token in enumerate(self._tokens(window, begin, end, is_odd) - self._harmless, start=1):
            if _may_be_secret(token) and any(self._verdict(token)):
                secret.append(token)
            else:
                self._forgive(token)
            if number % _ASKED == 0:
                yield
        if not secret:
            return []
        if is_odd or len(secret) > _FEW:
            return list(self._matched(begin, end, frozenset(secret)))
        return sorted((begin + at, self._verdict(token)) for token in secret for at in _behind(window, token))

    def _tokens(self, window: bytes, begin: int, end: int, is_odd: bool) -> set[bytes]:
        if is_odd:
            return set(_NAMES.findall(self._data, begin, end))
        # The same members come again and again: three parts in four are taken apart once.
        parts = window.split(b'":')
        parts.pop()
        return {part[part.rfind(b'"') + 1 :] for part in set(parts)}

    def _matched(self, begin: int, end: int, secret: frozenset[bytes]) -> Iterator[Place]:
        for found in _NAMES.finditer(self._data, begin, end):
            if found.group(1) in secret:
                yield found.end(), self._verdict(found.group(1))

    def _forgive(self, token: bytes) -> None:
        if len(token) <= _LONG_NAME and len(self._harmless) < _REMEMBERED:
            self._harmless.add(token)

    def _verdict(self, token: bytes) -> tuple[bool, bool]:
        """Whether a name hides a string, and whether it hides a number."""
        verdict = self._verdicts.get(token)
        if verdict is None:
            if len(self._verdicts) >= _REMEMBERED:
                self._verdicts.clear()
            name = decode_string(b'"' + token + b'"', 0, len(token) + 2)
            verdict = self._verdicts[token] = self.is_secret(name, False), self.is_secret(name, True)
        return verdict


def _behind(window: bytes, token: bytes) -> Iterator[int]:
    wanted = b'"' + token + b'":'
    at = window.find(wanted)
    while at >= 0:
        yield at + len(wanted)
        at = window.find(wanted, at + len(wanted))


def _may_be_secret(token: bytes) -> bool:
    return len(token) > _LONG_NAME or MAY_END.search(token) is not None
