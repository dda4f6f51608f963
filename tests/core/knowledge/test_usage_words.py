"""What is wrong with an expression is told in Chinese, all but what it quotes."""

import re

import pytest

from explorer.core.errors import UsageError
from explorer.core.knowledge.usage_words import usage_words
from explorer.core.models.json_value import loads
from explorer.core.phrases import phrases
from explorer.services.query_json import query

DOCUMENT = loads('{"a":[1,"x",null,{"b":1}],"n":1,"s":"NaN","l":[1e400000,1],"o":[{"k":1},{"k":"x"},{}]}')
WRONG = [
    "a.[", "foo(", "length(n)", "lenght(a)", "zzz(a)", "a[?n=1]", "", "a[::0]", "n > s", "sort_by(o,&k)",
    "max_by(a,&b)", "sum(a)", "join(',', a)", "length()", "merge()", "a..b", "a.1", "'abc", "a[", "名", "sort(a)",
    "sum(l)", "abs(s)",
    "sort_by(a, b)", "contains(n, n)", "starts_with(s)", "n > 's'", "(" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("expression", WRONG)
def test_an_expression_that_does_not_fit(expression: str) -> None:
    with pytest.raises(UsageError) as refused:
        query(expression, DOCUMENT)
    english = str(refused.value)
    chinese = usage_words(english, phrases("zh"))
    assert usage_words(english, phrases()) == english
    assert re.search("[\u4e00-\u9fff]", chinese)
    # Names of functions, and what is quoted, stay.
    assert not re.search(r"\b(?:the|is|not|works|takes|which|stands|cannot|expected|leave|there)\b", chinese), chinese


def test_other_words_stay() -> None:
    assert usage_words("Something else: {x}.", phrases("zh")) == "Something else: {x}."
