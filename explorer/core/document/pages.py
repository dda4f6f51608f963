"""Gives the memory of a large body back bit by bit: freed in one call it would hold the interpreter for too long."""

import ctypes
import mmap
import sys

_PIECE = 1 << 22
"""Bytes given back by one call; the interpreter is free for other threads meanwhile."""
_FEWEST = 1 << 23
_HEAD = bytes.__basicsize__ - 1
_LINUX_DONT_NEED = 4


def give_back(body: bytes) -> bool:
    """Empty a body that the caller is the last to hold, and frees next: nobody may read it any more.

    Whole pages inside it are given back to the system, so that what is left to free is little. False where the
    system offers no such thing; then it is freed at once as ever.
    """
    if sys.platform != "linux" or sys.implementation.name != "cpython" or len(body) < _FEWEST:
        return False
    call = ctypes.CDLL(None).madvise
    call.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    first = id(body) + _HEAD
    begin = -(-first // mmap.PAGESIZE) * mmap.PAGESIZE
    end = (first + len(body)) // mmap.PAGESIZE * mmap.PAGESIZE
    return all(call(place, min(_PIECE, end - place), _LINUX_DONT_NEED) == 0 for place in range(begin, end, _PIECE))
