"""Every code leads to words an engineer can act on, from the most exact source that there is."""

import re

import pytest

from explorer.core.catalog.store import CatalogStore
from explorer.core.knowledge.articles import Article, library
from explorer.core.knowledge.explain import Knowledge
from explorer.core.knowledge.written_code import LONGEST_CODE, written_code

COMMON_ON_THE_PAGE = {
    "AuthFailure.InvalidSecretId",
    "AuthFailure.MFAFailure",
    "AuthFailure.SecretIdNotFound",
    "AuthFailure.SignatureExpire",
    "AuthFailure.SignatureFailure",
    "AuthFailure.TokenFailure",
    "AuthFailure.UnauthorizedOperation",
    "DryRunOperation",
    "FailedOperation",
    "InternalError",
    "InvalidAction",
    "InvalidParameter",
    "InvalidParameterValue",
    "LimitExceeded",
    "MissingParameter",
    "NoSuchVersion",
    "RequestLimitExceeded",
    "ResourceInUse",
    "ResourceInsufficient",
    "ResourceNotFound",
    "ResourceUnavailable",
    "UnauthorizedOperation",
    "UnknownParameter",
    "UnsupportedOperation",
    "UnsupportedProtocol",
    "UnsupportedRegion",
}
COMMON_ELSEWHERE = {
    "ActionOffline",
    "AuthFailure.InvalidAuthorization",
    "InvalidRequest",
    "IpInBlacklist",
    "IpNotInWhitelist",
    "NoSuchProduct",
    "RequestLimitExceeded.IPLimitExceeded",
    "RequestLimitExceeded.UinLimitExceeded",
    "RequestLimitExceeded.GlobalRegionUinLimitExceeded",
    "RequestSizeLimitExceeded",
    "ResponseSizeLimitExceeded",
    "ServiceUnavailable",
}


def test_the_common_codes_are_all_there() -> None:
    assert set(library().common) == COMMON_ON_THE_PAGE | COMMON_ELSEWHERE
    assert len(library().common) == 38
    assert len(library().families) >= 20


@pytest.mark.parametrize("code", sorted(COMMON_ON_THE_PAGE | COMMON_ELSEWHERE))
@pytest.mark.parametrize("service", ["", "mqtt", "cvm"])
def test_a_common_code_is_explained_in_full(knowledge: Knowledge, code: str, service: str) -> None:
    found = knowledge.explain(code, service=service)
    assert (found.code, found.source, found.family) == (code, "common", code.partition(".")[0])
    assert 2 <= len(found.causes) <= 4
    assert 2 <= len(found.checks) <= 5
    assert found.links[0][1].startswith("https://www.tencentcloud.com/")
    assert not found.note


def _articles() -> list[tuple[str, Article]]:
    books = library()
    groups = (books.common, books.families, books.clients, *books.services.values())
    return [(code, article) for group in groups for code, article in group.items()]


@pytest.mark.parametrize(("code", "article"), _articles(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_article_is_short_and_whole(code: str, article: Article) -> None:
    assert 3 <= len(article.title) <= 60
    assert not article.title.endswith(".")
    for sentence in (article.meaning, *article.causes, *article.checks):
        assert sentence[0].isupper() or sentence.startswith("X-")
        assert sentence.endswith((".", "?", "…"))
        assert len(sentence) <= 170
        assert not re.search(r"<[a-z]+>|&[a-z]+;|  ", sentence)
    assert article.causes
    assert article.checks


def test_every_mqtt_code_has_our_own_words(knowledge: Knowledge, knowledge_catalog: CatalogStore) -> None:
    codes = knowledge_catalog.error_codes("mqtt")
    assert len(codes) == 22
    for entry in codes:
        found = knowledge.explain(entry.code, service="mqtt")
        assert found.source in ("common", "service"), entry.code
        assert found.meaning != entry.description
        assert entry in found.service_descriptions
        if found.source == "service":
            assert any("1294" in url for _, url in found.links)


def test_every_code_of_the_catalogue_is_explained(knowledge: Knowledge, knowledge_catalog: CatalogStore) -> None:
    seen = 0
    for service in knowledge_catalog.services():
        for entry in knowledge_catalog.error_codes(service.name):
            seen += 1
            found = knowledge.explain(entry.code, service=service.name)
            assert found.source in ("common", "service"), (service.name, entry.code)
            assert found.title
            assert found.meaning
            assert found.checks
    assert seen > 8000


@pytest.mark.parametrize(
    ("service", "code", "title", "meaning"),
    [
        ("dlc", "InternalError.DBError", "DB error", "A database error occurred. The product failed on its own side."),
        (
            "ses",
            "FailedOperation.InvalidTemplateID",
            "Invalid template ID",
            "Invalid template ID or unavailable template.",
        ),
        ("redis", "ResourceUnavailable.GetSecurityError", "Get security error", "Failed to get the security group"),
    ],
)
def test_the_vendors_sentence_comes_with_its_familys_words(
    knowledge: Knowledge, service: str, code: str, title: str, meaning: str
) -> None:
    found = knowledge.explain(code, service=service)
    assert found.source == "service"
    assert found.title == title
    assert found.meaning.startswith(meaning)
    assert found.causes


def test_the_same_code_means_what_its_product_says(knowledge: Knowledge) -> None:
    mqtt = knowledge.explain("ResourceNotFound.Instance", service="mqtt")
    assert mqtt.title == "No such cluster"
    other = knowledge.explain("ResourceNotFound.Topic", service="cls")
    assert other.title != knowledge.explain("ResourceNotFound.Topic", service="mqtt").title
    everywhere = knowledge.explain("OperationDenied.InstanceStatusNotRunning")
    assert everywhere.source in ("service", "family")
    assert "products have this code" in knowledge.explain("ResourceNotFound.Instance").note


def test_an_unknown_code_falls_back_to_its_family_and_says_so(knowledge: Knowledge) -> None:
    found = knowledge.explain("FailedOperation.NeverHeardOf", service="mqtt")
    assert (found.source, found.family) == ("family", "FailedOperation")
    assert "FailedOperation.NeverHeardOf" in found.note
    assert "its family, “FailedOperation”" in found.note
    alike = knowledge.explain("InvalidGadgetId.NotFound")
    assert (alike.source, alike.family) == ("family", "InvalidGadgetId")
    assert "what its name resembles, “ResourceNotFound”" in alike.note
    nothing = knowledge.explain("Xyzzy.Plugh")
    assert nothing.source == "unknown"
    assert "Xyzzy.Plugh" in nothing.note
    assert nothing.checks


@pytest.mark.parametrize("code", ["ClientNetworkError", "ServerNetworkError", "ClientParamsError", "InvalidCredential"])
def test_codes_of_the_sdk_are_told_as_such(knowledge: Knowledge, code: str) -> None:
    assert knowledge.explain(code).source == "client"


@pytest.mark.parametrize(
    "written", [" authfailure.signaturefailure ", '"AuthFailure.SignatureFailure",', "`AuthFailure.SignatureFailure`"]
)
def test_a_code_is_found_as_people_write_it(knowledge: Knowledge, written: str) -> None:
    assert knowledge.explain(written).code == "AuthFailure.SignatureFailure"


@pytest.mark.parametrize("written", ["", "   ", ".", "<b>x</b>", "a" * 10_000, "\x00", "AuthFailure."])
def test_nothing_makes_it_fail(knowledge: Knowledge, written: str) -> None:
    assert knowledge.explain(written, service="no such product").title


@pytest.mark.parametrize("written", ["", "  ", "``"])
def test_an_error_without_a_code_is_told_as_such(knowledge: Knowledge, written: str) -> None:
    found = knowledge.explain(written)
    assert found.meaning.startswith("The error has no code")
    assert (found.source, found.causes, found.note) == ("unknown", (), "")


def test_brackets_within_a_text_stay_with_it(knowledge: Knowledge) -> None:
    assert knowledge.explain("<b>x</b>").code == "<b>x</b>"
    assert "“<b>x</b>”" in knowledge.explain("<b>x</b>").note
    assert knowledge.explain("(InternalError)").code == "InternalError"


@pytest.mark.parametrize("written", ["resourcenotfound.foo", "RESOURCENOTFOUND.foo", "ResourceNotFound.foo"])
def test_the_family_is_found_however_it_is_written(knowledge: Knowledge, written: str) -> None:
    found = knowledge.explain(written, service="mqtt")
    assert (found.code, found.source, found.family) == ("ResourceNotFound.foo", "family", "ResourceNotFound")
    assert "what its name resembles, “ResourceNotFound”" in knowledge.explain("gadgetnotfound").note


@pytest.mark.parametrize("written", ["A" * 10_000, "A" * 100 + "\n" * 5000 + "B", "A\x00\x1b[31mB\u202eC\r\nD" * 30])
def test_what_stands_where_a_code_should_is_shown_in_one_short_line(knowledge: Knowledge, written: str) -> None:
    found = knowledge.explain(written)
    assert len(found.code) <= LONGEST_CODE
    assert found.code.isprintable()
    assert found.code[:3] in found.note
    assert found.note.isprintable()
    assert len(found.note) < LONGEST_CODE + 100


def test_no_code_of_the_catalogue_is_cut(knowledge_catalog: CatalogStore) -> None:
    for service in knowledge_catalog.services():
        for entry in knowledge_catalog.error_codes(service.name):
            assert written_code(entry.code) == entry.code


def test_a_long_code_keeps_its_ends() -> None:
    assert written_code("abcdefghij", 5) == "ab…ij"
    assert written_code("abcde", 5) == "abcde"
    assert written_code(f"start {'x' * 5_000_000} end", 11) == "start…x end"


def test_chinese_sentences_have_a_blank_around_latin_names(knowledge_catalog: CatalogStore) -> None:
    note = Knowledge(knowledge_catalog, "zh").explain("FailedOperation.NeverHeardOf", service="mqtt").note
    assert "不在 mqtt 的错误码之中" in note
    assert not re.search("[\u4e00-\u9fff][A-Za-z]|[A-Za-z][\u4e00-\u9fff]", note)
