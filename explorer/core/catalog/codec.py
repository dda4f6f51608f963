"""How structured rows are packed into the catalogue file: compact JSON, deflated with a dictionary of frequent texts.

Most rows are small, and small texts compress badly on their own. A shared dictionary of the vendor's most frequent
phrases makes them about a third smaller; it is stored in the file itself.
"""

import json
import zlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

DICTIONARY_SIZE = 32_000
compact_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Codec:
    """Packs and unpacks JSON-like values with one dictionary. Safe to use from several threads."""

    def __init__(self, dictionary: bytes) -> None:
        self.dictionary = dictionary

    @cached_property
    def _fresh(self) -> "zlib._Compress":
        return zlib.compressobj(9, zlib.DEFLATED, -15, 8, zlib.Z_DEFAULT_STRATEGY, self.dictionary)

    def pack(self, value: object) -> bytes:
        """Deflated compact JSON."""
        deflater = self._fresh.copy()  # far cheaper than to read the dictionary again
        return deflater.compress(compact_json(value).encode("utf-8", "surrogatepass")) + deflater.flush()

    def unpack(self, packed: bytes) -> Any:
        """The value that was packed. Raises ValueError or zlib.error when the bytes are damaged."""
        inflater = zlib.decompressobj(-15, self.dictionary)
        raw = inflater.decompress(packed) + inflater.flush()
        return json.loads(raw.decode("utf-8", "surrogatepass"))


def dictionary_of(frequencies: Mapping[str, int], preamble: Iterable[str] = ()) -> bytes:
    """A deflate dictionary: the texts that would save most, the best of them last, where references are cheapest."""
    worth = sorted(frequencies.items(), key=lambda item: (-(item[1] - 1) * len(item[0]), item[0]))
    chosen: list[str] = []
    size = sum(len(text.encode()) for text in preamble)
    for text, count in worth:
        if size >= DICTIONARY_SIZE:
            break
        if count > 2 and len(text) <= 600:
            chosen.append(text)
            size += len(text.encode("utf-8", "surrogatepass"))
    body = "".join(reversed(chosen)) + "".join(preamble)
    return body.encode("utf-8", "surrogatepass")[-DICTIONARY_SIZE:]
