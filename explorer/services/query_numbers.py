"""Numbers for expressions: compared by their exact value however large, and remembered as they were written."""

from decimal import Decimal, InvalidOperation
from typing import Any, Self

_LONGEST_EXPONENT = 4000
_HUGE, _TINY = "Infinity", "1e-999999999999999999"


class ExactNumber(Decimal):
    """A number by its value, which remembers the text it was written with."""

    __slots__ = ("text",)
    text: str

    def __new__(cls, text: str) -> Self:
        try:
            made = super().__new__(cls, text)
        except InvalidOperation:
            made = super().__new__(FarNumber, _stand_in(text))  # type: ignore[assignment]
        made.text = text
        return made


class FarNumber(ExactNumber):
    """One whose exponent is beyond even Decimal's range: only its sign, exponent and digits are compared."""

    __slots__ = ()

    def __hash__(self) -> int:
        return hash(_size(self))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, int | Decimal) and _order(self, other) == 0

    def __lt__(self, other: Any) -> bool:
        return _order(self, other) < 0

    def __le__(self, other: Any) -> bool:
        return _order(self, other) <= 0

    def __gt__(self, other: Any) -> bool:
        return _order(self, other) > 0

    def __ge__(self, other: Any) -> bool:
        return _order(self, other) >= 0


NUMBERS = ("ExactNumber", "FarNumber", "Decimal")
"""The names of the types, which is what the library tells types by."""


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal: numbers by their value, and, unlike in Python, never 1 and true, at any depth."""
    if isinstance(one, list):
        return isinstance(other, list) and len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return isinstance(other, dict) and one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return isinstance(one, bool) is isinstance(other, bool) and bool(one == other)


def _parts(text: str) -> tuple[str, str]:
    """The digits without leading and trailing zeros, and what the exponent is where the point stands before them."""
    number, _, power = text.lstrip("-+").lower().partition("e")
    whole, _, rest = number.partition(".")
    digits = (whole + rest).lstrip("0")
    sign, size = ("-", power[1:]) if power.startswith("-") else ("", power.lstrip("+"))
    exponent = int((sign + size.lstrip("0")[:_LONGEST_EXPONENT]).removesuffix("-") or "0")
    return digits.rstrip("0"), str(exponent + len(whole) - (len(whole + rest) - len(digits)))


def _stand_in(text: str) -> str:
    """What counts for a number in sums and roundings: as large, as small, or nothing."""
    digits, exponent = _parts(text)
    value = "0" if not digits else _TINY if exponent.startswith("-") else _HUGE
    return "-" + value if text.startswith("-") else value


def _size(number: int | Decimal) -> tuple[int, int, str]:
    """The sign, the exponent and the digits."""
    text = number.text if isinstance(number, ExactNumber) else str(number)
    digits, exponent = _parts(text)
    return (-1 if text.startswith("-") else 1, int(exponent), digits) if digits else (0, 0, "")


def _order(one: int | Decimal, other: int | Decimal) -> int:
    (sign, *left), (other_sign, *right) = _size(one), _size(other)
    if sign != other_sign:
        return 1 if sign > other_sign else -1
    return 0 if left == right else sign if left > right else -sign
