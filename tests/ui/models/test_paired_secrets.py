"""A value is hidden when the name that stands beside it is a secret's."""

from explorer.core.document.document import Document
from explorer.ui.models.row_secrets import RowSecrets


def test_the_value_of_a_pair_is_blurred_until_it_is_asked_for() -> None:
    text = b'{"P":[{"Key":"password","Value":"x1"},{"Name":"token","Values":["x2"]},{"Key":"env","Value":"prod"}]}'
    document, secrets = Document(text).open(), RowSecrets()
    (params,) = document.top()
    first, second, third = document.members(params)
    _, value = document.members(first)
    _, values = document.members(second)
    (listed,) = document.members(values)
    assert secrets.is_blurred(document, value)
    assert secrets.is_blurred(document, listed)
    assert not any(secrets.is_blurred(document, node) for node in document.members(third))
    secrets.unblur(value.start)
    assert not secrets.is_blurred(document, value)
