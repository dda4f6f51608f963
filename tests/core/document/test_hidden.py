"""Values that are hidden by their name are no part of a search, however they are written."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from explorer.core.document.document import Document
from explorer.core.document.hidden import Hidden, in_secret_list
from explorer.core.document.node import Kind, Node
from explorer.core.document.paired import is_paired
from explorer.core.document.search import Search
from explorer.core.models.json_value import Number
from explorer.core.secrets.redaction import mask_json_secrets
from explorer.core.secrets.secret_names import is_secret_name


def is_secret(name: str, is_number: bool) -> bool:
    return is_secret_name(name[:200], Number("0") if is_number else "")


def searched(body: bytes, text: str, shown: tuple[int, ...] = ()) -> tuple[int, int]:
    """How many matches there are, and how many values were passed over."""
    document = Document(body).open()
    hidden = Hidden(document, is_secret)
    search = Search(document, text, hidden=hidden, shown=shown)
    for _ in search.steps():
        pass
    for _ in hidden.reach(len(document.data)):
        pass
    return len(search.hits), hidden.count(shown)


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (b'{"Password":"guess","b":"guess"}', 1),
        (b'{"Pass\\u0077ord" : \n "guess","b":"guess"}', 1),
        (b'{"x":1 , "AdminPassword":\t"gu\\u0065ss, guess","b":"guess"}', 1),
        (b'{"SecretKeys":["guess","guess",["guess"]],"b":"guess"}', 3),
        (b'{"a":{"Token":"guess","n":{"Token":["guess",{"b":"guess"}]}}}', 3),
        (b'[{"PasswordPolicy":"guess","guess":"x"}]', 0),
        (b'{"b":"guess","Password":"a guess that is cut', 1),
        (b'{"b":"\\"Password\\":\\"guess\\""}', 1),
        (b'{"Password":null,"b":"guess","Secret":{"c":1}}', 0),
    ],
)
def test_matches_in_hidden_values_do_not_count(body: bytes, count: int) -> None:
    hits = sum(body.count(spelling) for spelling in (b"guess", b"gu\\u0065ss"))
    inside = {3: 3, 1: 1}.get(count, 0) + (b"gu\\u0065ss" in body)
    assert searched(body, "guess") == (hits - inside, count)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('{"Key":"password","Value":"guess"}', (0, 1)),
        ('[{"Value":"guess","b":[{"c":"]"}],"Name" : "db_pass\\u0077ord"},{"Name":"env","Value":"guess"}]', (1, 1)),
        ('{"Key":"token","Values":["guess","guess",{"a":"guess"},7]}', (1, 3)),
        ('{"Key":"password","b":{"Value":"guess"}}', (1, 0)),
        ('{"Key":["password"],"Value":"guess"}', (1, 0)),
        ('{"paramKey":"secret_key","paramValue":"a guess that is cut', (0, 1)),
        ('["Key","password","Value","guess"]', (1, 0)),
    ],
)
@pytest.mark.parametrize("filler", [0, 5_000, 90_000])
def test_matches_in_values_of_pairs_that_name_a_secret_do_not_count(
    body: str, found: tuple[int, int], filler: int
) -> None:
    if filler and body.endswith("}"):
        body = body.replace("{", '{"d":"%s",' % ("x" * filler), 1)
    assert searched(body.encode(), "guess") == found


INNER = [
    ('{"Password":"guess","b":"guess"}', 1),
    ('told: {"a":1, "AdminPassword" : "a \\"guess\\"!", "b":"guess"} guess', 2),
    ('{"Tokens": ["guess", "x", "guess"], "b": ["guess"]}', 1),
    ('{"Password":12345,"Port":12345,"b":"guess"}', 1),
    ('{"a":"guess","Password":"guess that is cut', 1),
    ('{"PasswordPolicy":"guess"}', 1),
]


@pytest.mark.parametrize(("text", "count"), INNER)
@pytest.mark.parametrize("levels", [1, 2, 3])
def test_secrets_that_json_in_a_text_names_are_passed_over(text: str, count: int, levels: int) -> None:
    """As the tree masks them in the text."""
    assert mask_json_secrets(text).count("guess") == count
    for _ in range(levels):
        text = json.dumps({"config": text})
    document = Document(text.encode()).open()
    assert searched(text.encode(), "guess")[0] == count
    row = document.top()[0]
    assert searched(text.encode(), "guess", (row.start,))[0] == text.count("guess")


def test_a_number_that_json_in_a_text_names_as_a_secret() -> None:
    assert searched(json.dumps(['{"Password":12345,"Port":12345}']).encode(), "12345") == (1, 1)


@pytest.mark.parametrize("count", [0, 2, 8, 100_000])
def test_rows_of_backslashes_before_it_hide_no_secret_in_a_text(count: int) -> None:
    text = "\\" * count + ' "Password":"guess"'
    assert searched(json.dumps({"a": text}).encode(), "guess") == (0, 1)
    assert searched(json.dumps({"a": "\\" * (count + 1) + '"Policy":"guess"'}).encode(), "guess") == (1, 0)


def test_a_pair_is_told_by_the_first_members_of_an_object() -> None:
    others = {f"k{number}": "x" for number in range(97)}
    assert searched(json.dumps({"Key": "pwd", "Value": "guess", **others}).encode(), "guess") == (0, 1)
    assert searched(json.dumps({**others, "Value": "guess", "Key": "pwd"}).encode(), "guess") == (0, 1)
    assert searched(json.dumps({**others, "a": 1, "b": 2, "Value": "guess", "Key": "pwd"}).encode(), "guess") == (1, 0)


def test_a_stretch_is_known_without_what_stands_before_it() -> None:
    pad = "x" * 50_000
    inner = {"Value": "guess 1", "pad": pad, "more": pad, "Key": "password"}
    secrets = [f"guess {number}" for number in range(20_000)]
    parts = [inner, {"Tokens": secrets}, {"b": "guess", "Token": pad * 2 + "guess"}, {"Tokens": [["a"], pad, "guess"]}]
    body = json.dumps(parts + [{"pad": pad}] * 4, separators=(",", ":")).encode()
    document = Document(body).open()
    whole = Hidden(document, is_secret)
    for _ in whole.reach(len(body)):
        pass
    for begin in range(0, len(body), 1 << 16):
        part = Hidden(document, is_secret)
        for _ in part.know(begin, begin + (1 << 16)):
            pass
        at = body.find(b"guess", begin, begin + (1 << 16))
        while at >= 0:
            assert part.covers(at) == whole.covers(at)
            at = body.find(b"guess", at + 1, begin + (1 << 16))
        assert not part.is_all_known
    assert searched(body, "guess") == (1, whole.count())


def test_hidden_numbers_are_passed_over_and_tokens_that_are_counts_are_not() -> None:
    assert searched(b'{"Password":1234,"Token":1234,"b":1234}', "1234") == (2, 1)


def test_a_value_that_was_shown_is_searched() -> None:
    body = b'{"Password":"guess","Pwd":"guess"}'
    assert searched(body, "guess", (body.index(b'"guess"'),)) == (1, 1)
    assert searched(body, "guess", (3,)) == (0, 2)


@pytest.mark.parametrize("gap", [*range((1 << 15) - 40, (1 << 15) + 8), *range((1 << 16) - 40, (1 << 16) + 8), 200_000])
def test_names_on_the_border_of_two_windows(gap: int) -> None:
    body = b'{"a":"' + b"x" * gap + b'","Password":"guess","b":"guess"}'
    assert searched(body, "guess") == (1, 1)


def test_a_long_hidden_text_and_a_long_list() -> None:
    body = json.dumps({"Password": "guess" * 100_000, "Tokens": ["guess"] * 5000, "b": "guess"}).encode()
    assert searched(body, "guess") == (1, 5001)


NAMES = st.sampled_from(["Password", "Token", "a", "b\\", 'c"d', "密码Pwd", "Key", "name", "Value", "Values"])
VALUES = st.recursive(
    st.text('x:,{}"\\P', max_size=4)
    | st.sampled_from(["token", "密码"])
    | st.integers(0, 99)
    | st.none()
    | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=12,
)


@given(VALUES, st.booleans())
@example({"Password": [{"Password": ""}, ""]}, False)
def test_hidden_is_what_the_rows_hide(value: object, ascii_only: bool) -> None:
    body = json.dumps({"top": value}, ensure_ascii=ascii_only).encode()
    document = Document(body).open()
    hidden = Hidden(document, is_secret)
    for _ in hidden.reach(len(body)):
        pass
    expected = {row.start for row in rows(document, document.top()) if blurred(document, row)}
    assert all(hidden.hides(row) == (row.start in expected) for row in rows(document, document.top()))
    assert hidden.count() == len(expected)
    for start in expected:
        assert hidden.covers(start)


def rows(document: Document, some: list[Node]) -> list[Node]:
    return [below for row in some for below in (row, *rows(document, document.children(row)))]


def blurred(document: Document, row: Node) -> bool:
    """As the tree decides it."""
    name = row.key if row.key is not None else row.owner.key if row.owner is not None else None
    named = name is not None and is_secret(name, row.kind is Kind.NUMBER)
    return row.kind in (Kind.STRING, Kind.NUMBER) and (
        named or is_paired(document, row, is_secret) or in_secret_list(document, row, is_secret)
    )


WORDS = ["pass_word", "passwd", "passphrase", "pwd", "secret", "private_key", "secret_string", "token", "api_key",
         "auth_key_sub_domain", "access_key", "sign_key", "credential", "encrypted_key_material",
         "user_name_and_pwd", "ſecret", "toKen"]  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_each_word_that_makes_a_secret_hides(word: str) -> None:
    for name in (word, word.upper() if word.isascii() else word, f"My{word}s"):
        body = json.dumps({"a": [{name: "guess"}], "b": "guess"}, ensure_ascii=False).encode()
        assert searched(body, "guess") == (1, 1)


def test_many_names_of_all_kinds() -> None:
    body = json.dumps({f"key{number}": "guess" for number in range(5000)} | {"Pwd": "guess"}).encode()
    assert searched(body, "guess") == (5000, 1)


ENDS = (
    "pass",
    "word",
    "pwd",
    "phrase",
    "secret",
    "string",
    "binary",
    "key",
    "domain",
    "credential",
    "material",
    "token",
    "cookie",
    "config",
    "content",
)
MIDDLES = (
    "private",
    "access",
    "api",
    "auth",
    "sub",
    "sign",
    "encrypt",
    "ed",
    "kube",
    "Play",
    "primary",
    "call",
    "back",
    "user_name",
    "and",
    "new",
    "old",
)
PARTS = (*ENDS, *MIDDLES, "s", "_", "x", "1", "\u017f", "\u212a", "-" * 200)


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=6).map("".join), st.booleans(), st.booleans())
def test_no_name_that_hides_is_left_unasked(name: str, upper: bool, is_number: bool) -> None:
    name = name.upper() if upper else name
    value = "5" if is_number else '"guess"'
    body = f"{{{json.dumps(name, ensure_ascii=False)}:{value}}}".encode()
    assert searched(body, "none")[1] == is_secret(name, is_number)


def test_what_an_expression_found_hides_by_value() -> None:
    document = Document(b'{"a":"guess 1","b":"guess 2"}').open()
    document.hides = lambda text: text == "guess 1"
    search = Search(document, "guess", hidden=Hidden(document, is_secret))
    for _ in search.steps():
        pass
    assert list(search.hits) == [document.data.rindex(b"guess")]


def test_a_list_of_plain_texts_is_one_place_and_each_text_of_it_can_be_shown() -> None:
    texts = [f"guess {number}" for number in range(500)]
    body = json.dumps({"Tokens": texts, "b": "guess"}).encode()
    assert searched(body, "guess") == (1, 500)
    assert searched(body, "guess", (body.index(b'"guess 7"'), body.index(b'"guess 499"'))) == (3, 498)
    assert searched(json.dumps({"Tokens": [*texts, None, 5], "b": "guess"}).encode(), "guess") == (1, 501)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('{"Passwords":["guess",{"x":"guess"},["guess"]],"b":"guess"}', (1, 3)),
        ('{"Passwords":[{"x":"guess"}],"b":"guess"}', (2, 0)),
        ('{"b":["guess",{"x":"guess"}]}', (2, 0)),
    ],
)
def test_objects_in_a_list_of_secrets_are_left_out(body: str, found: tuple[int, int]) -> None:
    assert searched(body.encode(), "guess") == found
