"""No secret stays in a query or a form body that is shown or kept."""

from urllib.parse import quote

import pytest

from explorer.core.secrets.query_mask import mask_query
from explorer.core.secrets.redaction import MASK


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://u:p@h/?Action=A&Token=abc&Signature=s%3D", f"https://h/?Action=A&Token={MASK}&Signature={MASK}"),
        ("https://h/?Users.0.Password=x&Next%54oken=1", f"https://h/?Users.0.Password={MASK}&Next%54oken=1"),
        ("https://h/?%50assword=x&NextToken=1", f"https://h/?%50assword={MASK}&NextToken=1"),
        ("https://h/path", "https://h/path"),
        (
            "https://h/?Tags.0.Key=password&Tags.0.Value=x&Tags.1.Key=a&Tags.1.Value=y",
            f"https://h/?Tags.0.Key=password&Tags.0.Value={MASK}&Tags.1.Key=a&Tags.1.Value=y",
        ),
        (
            "https://h/?F.0.Values.0=x&F.0.Values.1=y&F.0.Name=db%5FPassword&F.1.Values.0=z",
            f"https://h/?F.0.Values.0={MASK}&F.0.Values.1={MASK}&F.0.Name=db%5FPassword&F.1.Values.0=z",
        ),
        ("https://h/?Key=Password&Value=x&Other=1", f"https://h/?Key=Password&Value={MASK}&Other=1"),
        ("https://h/?P.Key=password&P.Sub.Value=x&Value=y", "https://h/?P.Key=password&P.Sub.Value=x&Value=y"),
        (
            "https://h/?L=%5B%7B%22Key%22%3A%22password%22%2C%22Value%22%3A%22x%22%7D%5D&A=%7B%22b%22%3A1%7D",
            (
                f"https://h/?L=%5B%7B%22Key%22%3A%22password%22%2C%22Value%22%3A%22{quote(MASK, safe='')}%22%7D%5D"
                "&A=%7B%22b%22%3A1%7D"
            ),
        ),
        ("https://h/?C=%7B%22Password%22%3A+%22x%22%7D", "https://h/?C=" + quote(f'{{"Password": "{MASK}"}}', safe="")),
    ],
)
def test_queries(url: str, shown: str) -> None:
    assert mask_query(url) == shown
