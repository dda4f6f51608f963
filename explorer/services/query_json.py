"""JMESPath over JSON with exact numbers: what is selected keeps its text, what is compared is compared exactly.

The library reads numbers as floats, so here they are decimals that remember how they were written, in the document and
in the expression's own literals.
"""

import operator
from collections.abc import Callable, Iterator
from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, Decimal, Inexact, localcontext
from time import perf_counter
from typing import Any, ClassVar, TypeVar

from jmespath import exceptions, functions, lexer, parser, visitor

from explorer.core.errors import UsageError
from explorer.core.models.json_value import JsonValue, Number, dumps, from_python, loads
from explorer.services.query_errors import FarApartError, NoOrderError, misfit, unknown_function, unreadable
from explorer.services.query_numbers import NUMBERS, ExactNumber, FarNumber, same

_PRECISION = 10_000
_MORE_DIGITS = 28
_LONGEST = 1000

# The published types of the library leave out what a subclass has to reach.
_LexerBase: Any = lexer.Lexer
_ParserBase: Any = parser.Parser
_FunctionsBase: Any = functions.Functions

_InterpreterBase: Any = visitor.TreeInterpreter

_Method = TypeVar("_Method", bound=Callable[..., Any])


def _signature(*arguments: Any) -> Callable[[_Method], _Method]:
    return functions.signature(*arguments)


class TooLongError(UsageError):
    """The time for an expression is over."""


class _ExactLexer(_LexerBase):  # type: ignore[misc]
    def _consume_literal(self) -> dict[str, Any]:
        start = self._position
        lexeme = self._consume_until("`").replace("\\`", "`")
        try:
            value = exact(_literal(lexeme.lstrip()))
        except ValueError as error:
            raise exceptions.LexerError(
                lexer_position=start, lexer_value=self._expression[start:], message=f"Bad literal {lexeme}"
            ) from error
        return {"type": "literal", "value": value, "start": start, "end": self._position - start}


def _literal(text: str) -> JsonValue:
    try:
        return loads(text)
    except ValueError:
        # JEP 12: a bare word between backticks is a string, deprecated but in wide use.
        return loads(f'"{text}"')


class _ExactParser(_ParserBase):  # type: ignore[misc]
    _CACHE: ClassVar[dict[str, Any]] = {}

    def _parse(self, expression: str) -> Any:
        self.tokenizer = _ExactLexer().tokenize(expression)
        self._tokens = list(self.tokenizer)
        self._index = 0
        tree = self._expression(binding_power=0)
        if self._current_token() != "eof":
            token = self._lookahead_token(0)
            raise exceptions.ParseError(token["start"], token["value"], token["type"], "Unexpected token")
        return parser.ParsedResult(expression, tree)


class _ExactFunctions(_FunctionsBase):  # type: ignore[misc]
    def _get_allowed_pytypes(self, types: Any) -> Any:
        allowed, subtypes = super()._get_allowed_pytypes(types)
        wider = [(*names, *NUMBERS) if "float" in names else names for names in subtypes]
        return ([*allowed, *NUMBERS] if "float" in allowed else allowed), wider

    def _convert_to_jmespath_type(self, pyobject: str) -> Any:
        return "number" if pyobject in NUMBERS else super()._convert_to_jmespath_type(pyobject)

    def __init__(self, check: Callable[[], object]) -> None:
        super().__init__()
        self._check = check

    @_signature({"types": ["array-number"]})
    def _func_sum(self, arg: list[Any]) -> Any:
        return _total(arg, "sum")

    @_signature({"types": ["array-number"]})
    def _func_avg(self, arg: list[Any]) -> Any:
        if not arg:
            return None
        total = _total(arg, "avg")
        with localcontext(prec=_PRECISION) as context:
            # As many digits as the sum has, and then enough for a quotient that ends; one that does not, has no end.
            context.prec = min(len(total.as_tuple().digits) + _MORE_DIGITS, _PRECISION)
            return total / len(arg)

    @_signature({"types": ["array", "string"]}, {"types": []})
    def _func_contains(self, subject: Any, search: Any) -> bool:
        if isinstance(subject, str):
            return isinstance(search, str) and search in subject
        return any(same(item, search) for item in subject)

    @_signature({"types": ["array"]}, {"types": ["expref"]})
    def _func_sort_by(self, array: list[Any], expref: Any) -> Any:
        return sorted(array, key=self._create_key_func(expref, ["string", "number"], "sort_by"))

    def _create_key_func(self, expref: Any, allowed_types: Any, function_name: str) -> Callable[[Any], Any]:
        key = super()._create_key_func(expref, allowed_types, function_name)
        first: list[Any] = []

        def checked(item: Any) -> Any:
            try:
                found = key(item)
            except exceptions.JMESPathTypeError as error:
                if error.actual_type == "null":
                    error.current_value = item
                raise
            first.append(found) if not first else _check_order(first[0], found, function_name)
            return found

        return checked

    def _subtype_check(self, current: list[Any], allowed_subtypes: Any, types: Any, function_name: str) -> None:
        if len(allowed_subtypes) > 1:
            for item in current:
                _check_order(current[0], item, function_name)
        super()._subtype_check(current, allowed_subtypes, types, function_name)

    @_signature({"types": ["number"]})
    def _func_ceil(self, arg: Any) -> Any:
        return arg if _is_beyond(arg) else Decimal(arg).to_integral_value(ROUND_CEILING)

    @_signature({"types": ["number"]})
    def _func_floor(self, arg: Any) -> Any:
        return arg if _is_beyond(arg) else Decimal(arg).to_integral_value(ROUND_FLOOR)

    @_signature({"types": ["number"]})
    def _func_abs(self, arg: Any) -> Any:
        if isinstance(arg, ExactNumber):
            return ExactNumber(arg.text.removeprefix("-"))
        return arg.copy_abs() if isinstance(arg, Decimal) else abs(arg)

    @_signature({"types": []})
    def _func_to_string(self, arg: Any) -> str:
        return arg if isinstance(arg, str) else dumps(inexact(arg, self._check))

    @_signature({"types": []})
    def _func_to_number(self, arg: Any) -> Any:
        if isinstance(arg, Decimal | int) and not isinstance(arg, bool):
            return arg
        try:
            return ExactNumber(Number(arg).text) if isinstance(arg, str) else None
        except ValueError:
            return None

    @_signature({"types": []})
    def _func_type(self, arg: Any) -> Any:
        return "number" if isinstance(arg, Decimal) else super()._func_type(arg)


def _is_beyond(number: Any) -> bool:
    """A number so large that only its text is known; a whole one by all means."""
    return isinstance(number, Decimal) and not number.is_finite()


def _check_order(one: Any, other: Any, function_name: str = "") -> None:
    """Raises NoOrderError for a number and a text."""
    if isinstance(one, str) is not isinstance(other, str) and all(isinstance(v, str | Decimal) for v in (one, other)):
        raise NoOrderError(one, other, function_name)


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def checked(one: Any, other: Any) -> bool:
        _check_order(one, other)
        return compare(one, other)

    return checked


def _total(numbers: list[Any], function_name: str) -> Decimal:
    numbers = [number for number in numbers if not isinstance(number, FarNumber) or number != 0]
    if any(isinstance(number, FarNumber) for number in numbers):
        raise FarApartError(function_name)
    with localcontext(prec=_PRECISION, Emax=MAX_EMAX, Emin=MIN_EMIN) as context:
        context.traps[Inexact] = True
        try:
            return sum(numbers, Decimal(0))
        except ArithmeticError as error:
            raise FarApartError(function_name) from error


def _nothing() -> None:
    """No limit."""


def exact(value: JsonValue) -> Any:
    """Plain data for JMESPath, numbers as ExactNumber."""
    if isinstance(value, Number):
        return ExactNumber(value.text)
    if isinstance(value, list):
        return [exact(item) for item in value]
    if isinstance(value, dict):
        return {key: exact(item) for key, item in value.items()}
    return value


def inexact(value: Any, check: Callable[[], object] = _nothing) -> JsonValue:
    """The way back: an untouched number by its text, a computed one by its shortest plain form.

    ``check`` is called for each list and object: an expression can name the same one a million times.
    """
    if isinstance(value, ExactNumber):
        return Number(value.text)
    if isinstance(value, Decimal):
        return Number(_written(value))
    if isinstance(value, list):
        check()
        return [inexact(item, check) for item in value]
    if isinstance(value, dict):
        check()
        return {key: inexact(item, check) for key, item in value.items()}
    return from_python(value)


def _written(value: Decimal) -> str:
    """A whole number without an exponent, unless it would have thousands of zeros."""
    exponent = value.as_tuple().exponent
    return f"{value:f}" if isinstance(exponent, int) and 0 < exponent < _LONGEST else str(value)


def compile_query(expression: str) -> Any:
    """The compiled expression. Raises UsageError, worded for a person, with the place."""
    try:
        compiled = _ExactParser().parse(expression)
    except exceptions.EmptyExpressionError:
        raise UsageError("The JMESPath expression is empty.") from None
    except exceptions.ParseError as error:
        raise UsageError(unreadable(expression, error)) from error
    except RecursionError:
        raise UsageError("The JMESPath expression is nested too deeply.") from None
    for name in _functions_in(compiled.parsed):
        if name not in _ExactFunctions.FUNCTION_TABLE:
            raise UsageError(unknown_function(expression, name, _ExactFunctions.FUNCTION_TABLE))
    return compiled


def _functions_in(node: Any) -> Iterator[str]:
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if node.get("type") == "function_expression":
                yield node["value"]
            waiting += node.get("children", ())


def query(expression: str, document: JsonValue, *, seconds: float | None = None) -> JsonValue:
    """What the expression selects. Raises UsageError when it cannot be read or does not fit the document.

    Raises TooLongError when it takes longer than ``seconds``.
    """
    return query_exact(expression, exact(document), seconds=seconds)


def query_exact(expression: str, value: Any, *, seconds: float | None = None) -> JsonValue:
    """As ``query``, over what ``exact`` made of a document."""
    check = _nothing if seconds is None else _alarm(seconds)
    compiled = compile_query(expression)
    options = visitor.Options(custom_functions=_ExactFunctions(check))
    interpreter = _ExactInterpreter(options) if seconds is None else _WatchedInterpreter(options, check)
    try:
        return inexact(interpreter.visit(compiled.parsed, value), check)
    except (exceptions.JMESPathError, TypeError, ValueError, ArithmeticError) as error:
        raise UsageError(misfit(expression, error, lambda value: dumps(inexact(value)))) from error
    except RecursionError:
        raise UsageError("The answer is nested too deeply for a JMESPath expression.") from None


class _ExactInterpreter(_InterpreterBase):  # type: ignore[misc]
    COMPARATOR_FUNC: ClassVar[dict[str, Callable[[Any, Any], bool]]] = {
        "eq": same,
        "ne": lambda one, other: not same(one, other),
        "lt": _ordered(operator.lt),
        "lte": _ordered(operator.le),
        "gt": _ordered(operator.gt),
        "gte": _ordered(operator.ge),
    }


class _WatchedInterpreter(_ExactInterpreter):
    def __init__(self, options: Any, check: Callable[[], object]) -> None:
        super().__init__(options)
        self._check = check

    def visit(self, node: Any, *args: Any, **kwargs: Any) -> Any:
        self._check()
        return super().visit(node, *args, **kwargs)


def _alarm(seconds: float) -> Callable[[], None]:
    end = perf_counter() + seconds

    def check() -> None:
        if perf_counter() > end:
            raise TooLongError("The JMESPath expression takes too long.")

    return check
