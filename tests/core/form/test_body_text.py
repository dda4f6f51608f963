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
        ('{"A":NaN}', "Not JSON: NaN is not JSON", 0),
        ("[1]", "The parameters of a request are a JSON object, in braces.", 0),
        ('{"A":1,\n"A":2}', "Line 2: “A” stands twice in one object, which a form cannot hold.", 8),
        ("[" * 200_000, "Not JSON: ", 0),
    ],
)
def test_the_place_and_the_reason_are_told(text: str, error: str, position: int) -> None:
    reading = read_body(text)
    assert reading.parameters is None
    assert reading.error.startswith(error)
    assert reading.position == position


def test_parameters_are_read_exactly() -> None:
    assert read_body('{"A": 1.10}') == ({"A": Number("1.10")}, "", -1)
