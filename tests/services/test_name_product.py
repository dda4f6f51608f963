"""Whose meaning an explanation gives when nobody named a product."""

import pytest

from explorer.services.explain_error import explain
from explorer.services.name_product import product_of
from explorer.services.wiring import Services


def test_a_code_of_several_products_is_explained_as_one_of_them(services: Services) -> None:
    explanation = explain(services, "ResourceNotFound.Instance")
    assert len({entry.service for entry in explanation.service_descriptions}) > 1
    assert product_of(services, explanation) == "mqtt"


def test_the_words_of_any_other_product_are_its_own(services: Services) -> None:
    explanation = explain(services, "ResourceNotFound.TopicNotExist")
    product = product_of(services, explanation)
    assert product in {entry.service for entry in explanation.service_descriptions}
    assert explain(services, explanation.code, service=product).meaning == explanation.meaning


@pytest.mark.parametrize("code", ["AuthFailure.SignatureFailure", "NeverHeardOf", "FailedOperation.NeverHeardOf"])
def test_what_is_every_products_or_nobodys_names_none(services: Services, code: str) -> None:
    assert product_of(services, explain(services, code)) == ""
