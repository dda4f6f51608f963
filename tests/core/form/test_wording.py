import pytest

from explorer.core.form.wording import listed_values, summary
from explorer.core.models.action import Kind, Member


@pytest.mark.parametrize(
    ("document", "line"),
    [
        ("", ""),
        ("Limit of the page.", "Limit of the page."),
        ("<p>First   line</p><p>Second</p>", "First line"),
        ("One<br>two", "One"),
        ('See <a href="https://example.com">the list</a>.', "See the list."),
    ],
)
def test_the_summary_is_the_first_line(document: str, line: str) -> None:
    assert summary(document) == line


def test_a_line_that_leads_to_a_list_takes_the_list_along() -> None:
    document = "Criteria, support the following fields:<ul><li>Name: fuzzy.</li><li>Id: exact</li></ul>"
    assert summary(document) == "Criteria, support the following fields: Name: fuzzy; Id: exact"


@pytest.mark.parametrize(
    ("kind", "document", "values"),
    [
        (Kind.STRING, "Type. Valid values: `ACCEPT`, `REJECT` and `ALL`.", ["ACCEPT", "REJECT", "ALL"]),
        (Kind.STRING, "Valid values:\n\n- Default: the order.\n- Weight: by weight.", ["Weight"]),
        (Kind.STRING, "Order.\nasc: up\ndesc: down", ["asc", "desc"]),
        (Kind.INTEGER, "Whether to enable. 0: disable, 1: enable.", ["0", "1"]),
        (Kind.STRING, "Codec. Valid values: h264, h265.", ["h264", "h265"]),
        (Kind.INTEGER, "Codec. Valid values: h264, h265.", []),
        (Kind.STRING, "The name of the cluster.", []),
        (Kind.BOOLEAN, "Valid values: `TRUE`, `FALSE`", []),
    ],
)
def test_values_are_read_from_the_document(kind: Kind, document: str, values: list[str]) -> None:
    found = [value for value, _note in listed_values(Member("Type", kind, document=document))]
    assert found == (values if len(values) > 1 else [])


def test_what_is_said_of_a_value_comes_along() -> None:
    member = Member("Type", Kind.INTEGER, document="<ul><li>0: disable</li><li>1: enable</li></ul>")
    assert listed_values(member) == (("0", "disable"), ("1", "enable"))
