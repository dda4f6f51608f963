"""What cannot be read as parameters is told with its place."""

import pytest

from explorer.core.form.body_text import read_body
from explorer.core.models.json_value import Number


@pytest.mark.parametrize(
    ("text", "error", "position"),
    [
        ('{"A": ', "Line 1, column 7: a value is missing here.", 6),
        ('{\n "A" 1}', "Line 2, column 6: a colon is missing before this.", 7),
        ('{"A":1} {}', "Line 1, column 9: the JSON has ended already; this is more than one value.", 8),
        ('{"A":"b}', "Line 1, column 6: this text has no closing quote.", 5),
        ('{"A":"NaN",\n"B":NaN}', "Line 2, column 5: NaN is no value of JSON.", 16),
        ('{"A":-Infinity}', "Line 1, column 6: -Infinity is no value of JSON.", 5),
        ('{"A":1, }', "Line 1, column 9: a comma stands before the closing brace.", 8),
        ('{"A":[1,\n]}', "Line 2, column 1: a comma stands before the closing bracket.", 9),
        ('{"A":1 /* one */}', "Line 1, column 8: JSON has no comments.", 7),
        ('{"A":1} // one', "Line 1, column 9: JSON has no comments.", 8),
        ('# one\n{"A":1}', "Line 1, column 1: JSON has no comments.", 0),
        ("{'A':1}", "Line 1, column 2: a text stands in double quotes.", 1),
        ("{“A”:1}", "Line 1, column 2: a left double quotation mark is no mark of JSON; type a plain one.", 1),
        ('{"A"：1}', "Line 1, column 5: a fullwidth colon is no mark of JSON; type a plain one.", 4),
        ('{\u00a0"A":1}', "Line 1, column 2: a no-break space is no mark of JSON; type a plain one.", 1),
        ('{"A":"a\tb"}', "Line 1, column 8: a text holds a line break or a tab as it is;", 7),
        ('{"A":"C:\\d"}', "Line 1, column 9: JSON has no such escape; a backslash is written twice.", 8),
        ("[1]", "The parameters of a request are a JSON object, in braces.", 0),
        ('{"A":1,\n"A":2}', "Line 2, column 1: “A” stands twice in one object, which a form cannot hold.", 8),
        ("[" * 200_000, "The JSON is nested too deeply to be read.", 0),
    ],
)
def test_the_place_and_the_reason_are_told(text: str, error: str, position: int) -> None:
    reading = read_body(text)
    assert reading.parameters is None
    assert reading.error.startswith(error)
    assert reading.position == position


def test_parameters_are_read_exactly() -> None:
    assert read_body('{"A": 1.10}') == ({"A": Number("1.10")}, "", -1)
