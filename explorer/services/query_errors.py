"""What is wrong with a JMESPath expression, in words for a person, and where."""

import re
from collections.abc import Callable, Collection, Iterable
from difflib import get_close_matches
from typing import Any

from jmespath import exceptions

_SHOWN = 24
_VALUE = 60
_NUMBERS = ("NUMBER",)
_WORDS = ("NaN", "Infinity", "-Infinity")
_EXPECTING = re.compile(r"Expecting: (?P<names>.*), got: ")
_TOKENS = {
    "quoted_identifier": "a name", "unquoted_identifier": "a name", "lbracket": "[", "lbrace": "{", "rbracket": "]",
    "rbrace": "}", "rparen": ")", "colon": ":", "comma": ",", "number": "a whole number", "dot": ".",
    "star": "a whole number, * or ?",
}  # fmt: skip
_TYPES = {
    "array-number": "a list of numbers", "array-string": "a list of texts", "array": "a list", "list": "a list",
    "str": "a text", "string": "a text", "number": "a number", "ExactNumber": "a number", "FarNumber": "a number",
    "Decimal": "a number",
    "object": "an object", "dict": "an object", "boolean": "true or false", "bool": "true or false", "null": "null",
    "NoneType": "null", "expref": "an expression such as &Name",
}  # fmt: skip


# What stands between quotes is passed over.
_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`(?:[^`\\]|\\.)*`")
_ORDER = re.compile(r"[<>]=?")
_STILL = re.compile(r"\[\s*-?\d*\s*:\s*-?\d*\s*:\s*-?0+\s*\]")


class FarApartError(ArithmeticError):
    """A function whose numbers are so far apart that its result has too many digits."""

    def __init__(self, function_name: str) -> None:
        super().__init__(function_name)
        self.function_name = function_name


class NoOrderError(TypeError):
    """A number and a text that were to be compared; ``function_name`` is empty where signs compare them."""

    def __init__(self, one: Any, other: Any, function_name: str) -> None:
        super().__init__(one, other)
        self.values = (one, other)
        self.function_name = function_name


def unreadable(expression: str, error: exceptions.ParseError) -> str:
    """Why and where an expression cannot be read, in one line."""
    if isinstance(error, exceptions.IncompleteExpressionError):
        return f'The JMESPath expression cannot be read: it ends too early, after "{_line(expression[-_SHOWN:])}".'
    place = min(error.lex_position, len(expression))
    rest = _line(expression[place : place + _SHOWN])
    return f'The JMESPath expression cannot be read at character {place + 1}, before "{rest}": {_reason(error)}.'


def _reason(error: exceptions.ParseError) -> str:
    if isinstance(error, exceptions.LexerError):
        message = str(error.message)
        if message.startswith("Unclosed"):
            return f"the {message.split()[1]} that opens here is not closed"
        if message.startswith("Bad"):
            return "this is no JSON"
        if "=" in message:
            return "write == to compare"
        return "a name with this letter stands between double quotes"
    if error.token_type in _NUMBERS:
        return "a number stands between backticks, as in `1`"
    expected = _EXPECTING.search(str(error.msg))
    if expected is None:
        return "this is not expected here"
    names = dict.fromkeys(_TOKENS.get(name, name) for name in re.findall(r"\w+", expected["names"]))
    return f"expected is {_either(list(names))}"


def unknown_function(expression: str, name: str, known: Collection[str]) -> str:
    """That there is no such function, and which was meant."""
    near = get_close_matches(name, known, 1)
    meant = f"did you mean {near[0]}()?" if near else f"there are {', '.join(sorted(known))}."
    return f"The JMESPath expression names an unknown function{_at(expression, name)}, {name}(): {meant}"


def misfit(expression: str, error: Exception, show: Callable[[Any], str]) -> str:
    """Why an expression has no result on this answer, in one line; ``show`` writes a value as JSON."""
    words = _line(_misfit(expression, error, show))
    return f"The JMESPath expression does not fit the answer: {words}{'' if words.endswith('…') else '.'}"


def _misfit(expression: str, error: Exception, show: Callable[[Any], str]) -> str:
    if isinstance(error, exceptions.JMESPathTypeError):
        name = error.function_name
        wanted = _either([_TYPES.get(kind, kind) for kind in error.expected_types])
        given = _TYPES.get(error.actual_type, error.actual_type)
        value = _value(error, show)
        return f"{name}(){_at(expression, name)} works on {wanted}, not on {given}{value}{_no_number(error)}"
    if isinstance(error, exceptions.ArityError):
        least = "at least " if isinstance(error, exceptions.VariadictArityError) else ""
        name, count = error.function_name, int(error.expected_arity)
        noun = "argument" if count == 1 else "arguments"
        return f"{name}(){_at(expression, name)} takes {least}{count} {noun}, not {error.actual_arity}"
    if isinstance(error, NoOrderError):
        return _no_order(expression, error, show)
    if isinstance(error, FarApartError):
        name = error.function_name
        return f"the numbers of {name}(){_at(expression, name)} are so far apart that no exact result can be written"
    if isinstance(error, ValueError) and "slice step" in str(error):
        return f"a slice{_at_sign(expression, _STILL)} has the step 0, and so no end; write another whole number"
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".:") if lines else type(error).__name__


def _no_order(expression: str, error: NoOrderError, show: Callable[[Any], str]) -> str:
    name, values = error.function_name, error.values
    text = next(value for value in values if isinstance(value, str))
    told = " and ".join(_cut(show(value)) for value in values)
    cause = _word_for_number(values)
    if not name:
        way_out = "" if cause else "; a number stands between backticks, as in `1`, a text between quotes"
        return f"a number and a text have no order{_at_sign(expression, _ORDER)}: {told}{cause}{way_out}"
    way_out = "" if cause else f"; leave out what is no number, or ask for to_number() of {_cut(show(text))}"
    return f"{name}(){_at(expression, name)} meets a number and a text, which have no order: {told}{cause or way_out}"


def _value(error: exceptions.JMESPathTypeError, show: Callable[[Any], str]) -> str:
    text = show(error.current_value)
    if error.actual_type == "null" and text != "null":
        # Of sort_by, max_by and min_by: the element on which the expression gave nothing.
        return f", which its expression gives for {_cut(text)}"
    return "" if text == "null" else f": {_cut(text)}"


def _no_number(error: exceptions.JMESPathTypeError) -> str:
    """The cause, where a number is missed and a word stands in its place that other programs write for one."""
    value = error.current_value
    parts = value if isinstance(value, list) else [value]
    return _word_for_number(parts) if any("number" in kind for kind in error.expected_types) else ""


def _word_for_number(values: Iterable[Any]) -> str:
    word = next((value for value in values if isinstance(value, str) and value in _WORDS), "")
    return f"; {word} is no number in JSON, and counts as a text" if word else ""


def _cut(text: str) -> str:
    return text if len(text) <= _VALUE else f"{text[:_VALUE]}…"


def _at(expression: str, name: str) -> str:
    """Where a function is called, if it is called once."""
    calls = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(name)}\s*\(", expression)]
    return f" at character {calls[0] + 1}" if len(calls) == 1 else ""


def _at_sign(expression: str, sign: re.Pattern[str]) -> str:
    """Where a sign stands, if it stands there once."""
    places = [found.start() for found in sign.finditer(_QUOTED.sub(lambda part: " " * len(part[0]), expression))]
    return f" at character {places[0] + 1}" if len(places) == 1 else ""


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _line(text: str) -> str:
    return " ".join(text.split())
