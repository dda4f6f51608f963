"""What an expression does not look at is not read, and its result is the same as over the whole answer."""

import json
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.errors import UsageError
from explorer.core.models.json_value import dumps
from explorer.core.secrets.secret_values import secrets_in
from explorer.services import query_reading
from explorer.services.query_json import compile_query, query_exact
from explorer.services.query_need import need_of
from explorer.services.query_reading import read_answer

NAMES = st.sampled_from(["a", "b", "Key", "Value", "Password"])
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.just(10**20),
    st.floats(-2, 2),
    st.sampled_from(["", "a", "b", "上"]),
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=25
)
_NAME = NAMES.map(lambda name: f'"{name}"')
_PLACE = st.sampled_from(["[0]", "[-1]", "[1]", "[-2]", "[*]", "[]", "[:2]", "[::-1]", "[1:]", "[::2]", ".*"])


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    both = st.tuples(inner, inner)
    return st.one_of(
        st.tuples(inner, _PLACE).map("".join),
        st.tuples(inner, _NAME).map(".".join),
        both.map(" | ".join),
        both.map(" || ".join),
        both.map(" && ".join),
        both.map(" == ".join).map("({})".format),
        both.map(" < ".join).map("({})".format),
        both.map(lambda pair: f"{pair[0]}[?{pair[1]}]"),
        both.map(lambda pair: f"{pair[0]}.[{pair[1]}]"),
        both.map(lambda pair: f"{pair[0]}.{{a: {pair[1]}, x: `1`}}"),
        both.map(lambda pair: f"sort_by({pair[0]}, &{pair[1]})"),
        both.map(lambda pair: f"max_by({pair[0]}, &{pair[1]})"),
        both.map(lambda pair: f"map(&{pair[0]}, {pair[1]})"),
        inner.map(lambda text: f"length({text})"),
        inner.map(lambda text: f"keys({text})"),
        inner.map(lambda text: f"type({text})"),
        inner.map(lambda text: f"not_null({text}, `2`)"),
        inner.map(lambda text: f"!{text}"),
    )


EXPRESSIONS = st.recursive(st.one_of(_NAME, st.just("@"), st.just("`1`")), _larger, max_leaves=6)


def outcome(expression: str, value: Any) -> str:
    try:
        return dumps(query_exact(expression, value))
    except UsageError as error:
        # Of an element that does not fit, the message shows what was read of it.
        return str(error).partition(":")[0]


@given(VALUES, EXPRESSIONS, st.sampled_from([1, 10, 1 << 20]))
def test_the_same_result_as_over_the_whole_answer(value: Any, expression: str, large: int) -> None:
    try:
        compiled = compile_query(expression)
    except UsageError:
        return
    body = json.dumps(value).encode()
    with patch.object(query_reading, "LARGE", large):
        part = read_answer(body, need_of(compiled.parsed))
        assert outcome(expression, part) == outcome(expression, read_answer(body))
        assert json.loads(dumps(query_exact("@", read_answer(body)))) == value


BIG = b'{"Response":{"N":1.10,"Skipped":"' + b"x" * 100 + b'","Data":[' + b",".join(
    b'{"Id":"i-%d","N":%d.50,"Long":[1,2,3],"Pair":{"Key":"api_token","Value":"hunter%d"}}' % (number, number, number)
    for number in range(40)
) + b"]}}"  # fmt: skip


@pytest.mark.parametrize(
    ("expression", "result", "most"),
    [
        ("Response.N", "1.10", 1),
        ("length(Response.Data)", "40", 1),
        ("Response.Data[3].Id", '"i-3"', 1),
        ("Response.Data[-1].N", "39.50", 1),
        ("Response.Data[:2].N", "[0.50,1.50]", 2),
        ("Response.Data[?N > `38`].Id", '["i-38","i-39"]', 80),
        ("max_by(Response.Data, &N).Id", '"i-39"', 80),
        ("Response.Data[*].Pair.Value | [0]", '"hunter0"', 80),
        ("keys(Response)", '["N","Skipped","Data"]', 1),
    ],
)
def test_only_what_is_needed_is_made(expression: str, result: str, most: int) -> None:
    made: list[bytes] = []
    loaded = query_reading._Reading._loaded

    def note(self: Any, raw: memoryview) -> Any:
        made.append(raw.tobytes())
        return loaded(self, raw)

    with patch.object(query_reading._Reading, "_loaded", note):
        value = read_answer(BIG, need_of(compile_query(expression).parsed))
    assert dumps(query_exact(expression, value)) == result
    assert len(made) <= most
    assert not any(part.startswith((b'"xx', b"[")) for part in made)


def test_secrets_are_known_by_the_name_beside_them() -> None:
    value = read_answer(BIG, need_of(compile_query("Response.Data[1].Pair.Value").parsed))
    assert secrets_in(value) == {"hunter1"}


@pytest.mark.parametrize(
    ("body", "result"),
    [
        (b' \n{"a":1.0,"a":2.0}', "2.0"),
        (b'{"\\u0061":1e400}', "1e400"),
        (b'\xef\xbb\xbf{"a":1}', "1"),
        (b'{"a":1,"b":NaN}', "1"),
        (b'{"a":1,"b":[', "1"),
        (b'{"a":1,"\\ud800":2}', "1"),
        (b'{"a":1} x', "1"),
        (b'{"b":' + b"[" * 5000 + b"]" * 5000 + b',"a":1}', "1"),
        (b"[1]", "null"),
        (b"", "null"),
    ],
)
def test_of_odd_answers_the_same_as_ever(body: bytes, result: str) -> None:
    assert dumps(query_exact("a", read_answer(body, need_of(compile_query("a").parsed)))) == result
    assert dumps(query_exact("a", read_answer(body))) == result


def test_how_far_it_is_is_told() -> None:
    told: list[int] = []
    with patch.object(query_reading, "LARGE", 100):
        read_answer(BIG, tell=told.append)
    assert len(told) > 40
    assert 0.8 * len(BIG) < sum(told) <= len(BIG)
