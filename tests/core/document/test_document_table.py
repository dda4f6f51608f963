"""A list in a document as a table: every cell exact, sorted and filtered as its values say, exported unharmed."""

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.document.cells import cell_text, cells_at
from explorer.core.document.document import Document
from explorer.core.document.table import ListFinder, Table
from explorer.core.document.table_export import csv_pieces, harmless, json_pieces
from explorer.core.document.table_order import Arrangement

TEXT = st.text(st.characters(codec="utf-8"))
ROWS = st.lists(st.dictionaries(TEXT, st.none() | st.booleans() | st.integers() | TEXT | st.lists(TEXT)), min_size=1)


def table_of(rows: object, **options: object) -> Table:
    document = Document(rows if isinstance(rows, bytes) else json.dumps(rows, **options).encode()).open()  # type: ignore[arg-type]
    root = document.root()
    assert root is not None
    return Table(document, root).read()


def arranged(table: Table, **wanted: object) -> list[int]:
    work = Arrangement(table, table.columns, **wanted)  # type: ignore[arg-type]
    for _ in work.steps():
        pass
    return work.rows


@given(ROWS, st.booleans())
def test_every_cell_is_what_was_written(rows: list[dict[str, object]], ascii_only: bool) -> None:
    table = table_of(rows, ensure_ascii=ascii_only)
    assert len(table) == len(rows)
    assert set(table.columns) == {name for row in rows for name in row}
    for number, row in enumerate(rows):
        assert {name: json.loads(cell) for name, cell in table.cells(number).items()} == row


@given(ROWS)
def test_json_export_gives_the_rows_back(rows: list[dict[str, object]]) -> None:
    table = table_of(rows)
    text = "".join(json_pieces(table, range(len(table)), table.columns))
    assert json.loads(text) == rows


@given(ROWS)
def test_csv_export_holds_every_text_and_nothing_executable(rows: list[dict[str, object]]) -> None:
    table = table_of(rows)
    lines = list(csv.reader(io.StringIO("".join(csv_pieces(table, range(len(table)), table.columns)), newline="")))
    assert lines[0] == [harmless(name) for name in table.columns]
    for row, line in zip(rows, lines[1:], strict=True):
        for name, cell in zip(table.columns, line, strict=True):
            value = row.get(name)
            if isinstance(value, str):
                assert cell in (value, "'" + value)
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
            elif isinstance(value, int) and not isinstance(value, bool):
                assert int(cell) == value


def test_numbers_are_exported_and_sorted_exactly() -> None:
    texts = ["9007199254740993", "9007199254740992", "1.10", "-1e400", "10", "9"]
    table = table_of(b"[" + b",".join(b'{"N":%s}' % text.encode() for text in texts) + b"]")
    assert "".join(csv_pieces(table, range(6), ["N"])).split() == ["N", *texts]
    order = arranged(table, by="N")
    assert [texts[row] for row in order] == sorted(texts, key=Decimal)
    assert arranged(table, by="N", descending=True) == order[::-1]


def test_absent_and_null_come_last_and_equal_ones_keep_their_order() -> None:
    table = table_of([{"A": None}, {"A": "b"}, {}, {"A": "a"}, {"A": "B"}, {"A": 3}])
    assert arranged(table, by="A") == [5, 3, 4, 1, 0, 2]
    assert arranged(table, by="A", descending=True) == [1, 4, 3, 5, 0, 2]
    many = table_of([{"A": number % 3, "B": number} for number in range(2000)])
    assert arranged(many, by="A") == sorted(range(2000), key=lambda number: number % 3)
    falling = arranged(many, by="A", descending=True)
    assert falling == sorted(range(2000), key=lambda number: number % 3, reverse=True)


@pytest.mark.parametrize(("text", "rows"), [("SHANG", [0]), ("上海", [1]), ('a"b', [2]), ("name", []), ("12", [3])])
def test_filter_looks_into_values_only(text: str, rows: list[int]) -> None:
    table = table_of([{"Name": "Shanghai"}, {"Name": "上海"}, {"Name": 'a"b'}, {"Name": 3.125}])
    assert arranged(table, text=text) == rows


def test_a_secret_is_not_exported_wherever_it_is() -> None:
    from explorer.core.secrets.mask_cells import CellMask

    rows = [
        {"Name": "a", "Password": "hunter2", "Login": {"Password": "hunter3"}, "Text": '{"SecretKey":"hunter4"}'},
        {"Name": "b", "Key": "password", "Value": "hunter5", "Tokens": ["hunter6"], "Password": None},
    ]
    table = table_of(rows)
    for pieces in (csv_pieces, json_pieces):
        mask = CellMask()
        text = "".join(pieces(table, [0, 1], table.columns, mask))
        assert "hunter" not in text
        assert text.count("******") == mask.hidden == 5
        shown = "".join(pieces(table, [0, 1], table.columns, CellMask({"Password", "Login"})))
        assert shown.count("hunter") == 2


def test_json_export_changes_no_value() -> None:
    body = b'[{"A":-Infinity,"B":[NaN,{"C":1,"C":2}],"D":1,"D" :2},{"D":1.10,"D":2},{"X:Y":":","D":{"a" : 1 }}]'
    table = table_of(body)
    assert "".join(json_pieces(table, [0, 1, 2], table.columns)) == (
        '[\n{"A":-Infinity,"B":[NaN,{"C":1,"C":2}],"D":1,"D":2},\n{"D":1.10,"D":2},\n{"D":{"a" : 1 },"X:Y":":"}\n]\n'
    )
    assert "'-Infinity" in "".join(csv_pieces(table, [0], ["A"]))
    assert arranged(table_of(b'[{"A":NaN},{"A":2},{"A":Infinity},{"A":1}]'), by="A") == [3, 1, 2, 0]


def test_bytes_that_are_no_utf8_are_exported_as_the_tree_shows_them() -> None:
    table = table_of(b'[{"Name":"\xc9\xcf","In":{"a":"\xba"},"\xa3":1}]')
    text = "".join(json_pieces(table, [0], table.columns)).encode().decode()
    assert json.loads(text) == [{"Name": "\\xc9\\xcf", "In": {"a": "\\xba"}, "\\xa3": 1}]
    assert "\\xc9\\xcf" in "".join(csv_pieces(table, [0], table.columns))


def test_every_column_is_exported() -> None:
    row = {f"m{number}": number for number in range(1234)}
    table = table_of([row])
    assert json.loads("".join(json_pieces(table, [0], table.columns))) == [row]


@pytest.mark.parametrize("text", ["=1", "＝1+1", "＋1", "－1", "＠SUM(1)", "\t=1"])
def test_wide_signs_of_a_formula_are_made_harmless_too(text: str) -> None:
    assert harmless(text) == "'" + text


def test_rows_that_a_strict_parser_refuses_are_read_as_the_tree_reads_them() -> None:
    document = Document(b'[{"a":"x\ty","b":NaN},[1,2],7]').open()
    table = Table(document, document.root()).read()  # type: ignore[arg-type]
    assert [cell_text(cell) for cell in table.cells(0).values()] == ["x\ty", "NaN"]
    assert table.columns == ["a", "b", "[0]", "[1]", "Value"]
    assert cells_at(document, document.data.rindex(b"7"), len(document.data) - 1) == {"Value": b"7"}


def test_lists_of_objects_are_found_largest_first() -> None:
    body = {"Response": {"Few": [{"A": 1}], "Data": [{"Tags": [{"K": 1}] * 3}] * 2, "Names": ["a"] * 9, "No": []}}
    finder = ListFinder(Document(json.dumps(body).encode()).open())
    for _ in finder.steps():
        pass
    from explorer.core.document.paths import dotted

    found = [dotted(node) for node in finder.found]
    assert found[0] == "Response.Data.0.Tags"
    assert set(found) == {"Response.Few", "Response.Data", "Response.Data.0.Tags", "Response.Data.1.Tags"}


HUGE = {"Id": "a", "Big": "x" * 50_000 + "上İß\n" + "y" * 50_000, "N": 12345678901234567890, "O": {"k": ["z" * 50_000]}}


def huge_table(*rows: object) -> Table:
    document = Document(json.dumps(rows, ensure_ascii=False).encode()).open()
    root = document.root()
    assert root is not None
    return Table(document, root).read()


def test_of_huge_cells_a_glance_shows_the_beginning_and_one_cell_comes_whole() -> None:
    table = huge_table(HUGE, {"Id": "b"})
    assert table.columns == list(HUGE)
    assert {name: len(cell) for name, cell in table.cells(0).items()} == {"Id": 3, "Big": 9000, "N": 20, "O": 9000}
    assert cell_text(table.cells(0)["Big"], 5) == "xxxxx"
    assert cell_text(table.cell(0, "Big")) == HUGE["Big"]
    assert json.loads(table.cell(0, "O")) == HUGE["O"]
    assert table.cell(0, "none") == table.cell(1, "N") == b""
    assert table.cell(1, "Id") == b'"b"'
    assert table.fresh_cells(0)["Big"] == table.cell(0, "Big")


@pytest.mark.parametrize("text", ["x上İ", "上i̇ß\ny", "Yy", '"k": ["zz', "12345678901234567890", "nowhere", "a"])
def test_the_filter_finds_the_same_in_huge_cells(text: str) -> None:
    table = huge_table(HUGE, {"Id": "b"})
    for columns in (table.columns, ["Id", "N"]):
        wanted = [
            row
            for row in range(len(table))
            if any(
                text.lower() in cell_text(table.cell(row, name)).lower() for name in columns if table.cell(row, name)
            )
        ]
        work = Arrangement(table, columns, text=text)
        steps = sum(1 for _ in work.steps())
        assert work.rows == wanted
        assert steps > 1 or wanted


def test_rows_with_huge_cells_are_sorted() -> None:
    table = huge_table({"N": 2, "B": "b" * 70_000}, {"N": 10, "B": "a" * 70_000}, {"B": "c"}, {"N": 2, "B": 7})
    for by, down, wanted in (("N", False, [0, 3, 1, 2]), ("N", True, [1, 0, 3, 2]), ("B", False, [3, 1, 0, 2])):
        work = Arrangement(table, table.columns, by=by, descending=down)
        for _ in work.steps():
            pass
        assert work.rows == wanted


def test_rows_of_thousands_of_members_are_read_by_the_parser() -> None:
    table = huge_table({f"c{number}": "v" * 20 for number in range(5000)}, ["x" * 200] * 1000)
    assert len(table.columns) == 6000
    assert table.cells(0)["c4999"] == b'"' + b"v" * 20 + b'"'
    assert table.cell(1, "[999]") == b'"' + b"x" * 200 + b'"'
    work = Arrangement(table, ["c1", "[3]"], text="vvv")
    for _ in work.steps():
        pass
    assert work.rows == [0]


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from("abc"), st.none() | st.integers() | st.text(max_size=3) | st.lists(st.booleans())
        ),
        max_size=6,
    )
)
def test_glancing_tells_the_same_as_reading(rows: list[dict[str, object]]) -> None:
    table = huge_table(*rows)
    for row in range(len(table)):
        whole, seen = table.fresh_cells(row), table.glance(row)
        assert dict(seen.items()) == whole
        assert [seen.get(name) for name in "abc"] == [whole.get(name) for name in "abc"]


def test_numbers_are_sorted_by_their_exact_value_and_equal_ones_keep_their_order() -> None:
    texts = ["9007199254740993", "9007199254740992", "1e400", "-1e400", "1", "1.0", "-0", "0", "1e-400", "null", '"10"',
             "true", "NaN"]  # fmt: skip
    document = Document(("[" + ",".join(f'{{"N":{text}}}' for text in texts) + "]").encode()).open()
    root = document.root()
    assert root is not None
    table = Table(document, root).read()
    found = {}
    for down in (False, True):
        work = Arrangement(table, ["N"], by="N", descending=down)
        for _ in work.steps():
            pass
        found[down] = [texts[row] for row in work.rows]
    numbers = ["-1e400", "-0", "0", "1e-400", "1", "1.0", "9007199254740992", "9007199254740993", "1e400"]
    assert found[False] == [*numbers, '"10"', "true", "NaN", "null"] or found[False][:9] == numbers
    assert found[True][-1] == found[False][-1] == "null"
    assert found[True].index("1") < found[True].index("1.0")
    assert found[True].index("-0") < found[True].index("0")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("a;=1+1;b", "a;'=1+1;b"),
        ("a\n=1;", "a\n'=1;"),
        ("a\t@SUM(1)", "a\t'@SUM(1)"),
        ("a;-1+cmd|' /C calc'!A0", "a;'-1+cmd|' /C calc'!A0"),
        ("=1;=2", "'=1;'=2"),
        ("- one\n- two; - three", "'- one\n- two; - three"),
        ("a=1; b=-2", "a=1; b=-2"),
    ],
)
def test_what_would_be_executed_in_a_country_with_another_list_separator(text: str, made: str) -> None:
    assert harmless(text) == made


def test_only_texts_are_made_harmless() -> None:
    cells = {
        "a": -5,
        "b": "-5",
        "c": "=1+1",
        "d": "+1",
        "e": "@x",
        "f": "\tx",
        "g": "\rx",
        "h": 1e-7,
        "i": "ok-5",
        "j": -1.50,
    }
    table = huge_table(cells)
    (row,) = list(csv.reader(io.StringIO("".join(csv_pieces(table, [0], table.columns)), newline="")))[1:]
    assert row == ["-5", "'-5", "'=1+1", "'+1", "'@x", "'\tx", "'\rx", "1e-07", "ok-5", "-1.5"]


def test_every_word_of_a_filter_stands_in_some_column() -> None:
    table = table_of([{"Name": "prod-a", "State": "RUNNING"}, {"Name": "prod-b", "State": "IDLE"}, {"Name": "running"}])
    assert arranged(table, text="running PROD") == [0]
    assert arranged(table, text=" running ") == [0, 2]
    assert arranged(table, text="prod gone") == []
    assert arranged(table, text="  ") == [0, 1, 2]
    work = Arrangement(table, ["Name"], text="prod running")
    for _ in work.steps():
        pass
    assert work.rows == []
    long = huge_table({"A": "x" * 70_000 + "prod", "B": "run"}, {"A": "y" * 70_000, "B": "run"})
    assert arranged(long, text="run prod") == [0]
