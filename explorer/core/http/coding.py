"""Takes a body in as it arrives and undoes its content coding, keeping what came when the rest never does."""

import zlib

LARGEST = 1 << 30
"""Decoded bytes that one answer may have (a small compressed body can claim any size)."""

_GZIP = 16 + zlib.MAX_WBITS


class BodyError(Exception):
    """The body is not what its Content-Encoding says, or is larger than anything sensible.

    ``reason`` and ``facts`` are those of the failure that it makes.
    """

    def __init__(self, words: str, reason: str, **facts: str) -> None:
        super().__init__(words)
        self.reason, self.facts = reason, facts


class BodyReader:
    """``received`` counts the bytes as they came; ``content()`` is the decoded body so far."""

    def __init__(self, encoding: str = "", *, largest: int = LARGEST) -> None:
        names = [name.strip().lower() for name in encoding.split(",")]
        self._decoders = [_decoder(name) for name in reversed(names) if name not in {"", "identity"}]
        self._largest = largest
        self._parts: list[bytes] = []
        self._size = 0
        self.received = 0

    def feed(self, chunk: bytes) -> None:
        """Take in the next bytes. Raises BodyError."""
        self.received += len(chunk)
        for decoder in self._decoders:
            chunk = decoder.feed(chunk)
        self._parts.append(chunk)
        self._size += len(chunk)
        if self._size > self._largest:
            size = str(self._largest >> 20)
            raise BodyError(f"the body grew beyond {size} MB", "body_large", size=size)

    def finish(self) -> None:
        """Check that the compressed body is whole. Raises BodyError."""
        if self.received and not all(decoder.ended for decoder in self._decoders):
            raise BodyError("the compressed body ends too early", "body_ends")

    def content(self) -> bytes:
        """The decoded bytes so far (not copied again until more is fed)."""
        if len(self._parts) != 1:
            self._parts = [b"".join(self._parts)]
        return self._parts[0]


class _Zlib:
    """gzip and deflate; some servers send deflate without its zlib frame, which only the first bytes tell."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._bits = _GZIP if name == "gzip" else zlib.MAX_WBITS
        self._stream = zlib.decompressobj(self._bits)
        self._untried = name == "deflate"

    @property
    def ended(self) -> bool:
        return self._stream.eof

    def feed(self, chunk: bytes) -> bytes:
        try:
            decoded = self._stream.decompress(chunk)
        except zlib.error:
            if not self._untried:
                words = f"the body is not {self._name}, as its Content-Encoding says"
                raise BodyError(words, "body_coding", coding=self._name) from None
            self._untried = False
            self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
            return self.feed(chunk)
        self._untried = self._untried and not decoded
        rest = self._stream.unused_data if self._bits == _GZIP else b""
        if rest:  # a gzip body may consist of several members
            self._stream = zlib.decompressobj(self._bits)
            return decoded + self.feed(rest)
        return decoded


class _Unknown:
    """A coding that was not asked for: the bytes stay as they are."""

    ended = True

    def feed(self, chunk: bytes) -> bytes:
        return chunk


def _decoder(name: str) -> _Zlib | _Unknown:
    name = {"x-gzip": "gzip"}.get(name, name)
    return _Zlib(name) if name in {"gzip", "deflate"} else _Unknown()
