"""The smallest replacement that makes one text of another, so that a cursor elsewhere stays where it is."""


def difference(old: str, new: str) -> tuple[int, int, str]:
    """Start and end in ``old``, counted as Qt counts (UTF-16), and what takes their place."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    first = units(old[:start])
    return first, first + units(old[start : len(old) - end]), new[start : len(new) - end]


def _common(one: str, other: str) -> int:
    """How many characters both begin with; halving beats a loop in Python on long texts."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def units(text: str) -> int:
    """How many characters Qt counts in a text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
