"""A snippet is signed with the profile's key, which never stands in it."""

from dataclasses import replace

import pytest

from explorer.core.errors import CredentialError, UsageError
from explorer.core.models.action import ActionRef
from explorer.core.models.credential import Credential
from explorer.core.models.profile import Residence
from explorer.core.models.request import Algorithm, Method, Request
from explorer.core.snippets.offered import OFFERS
from explorer.core.snippets.subject import Shell
from explorer.services.wiring import Services
from explorer.services.write_snippet import write_snippet

CREDENTIAL = Credential("AKIDwritten", "KEYnotWRITTEN", "TOKENnotWRITTEN/+=")
LIST = ActionRef("mqtt", "2024-05-16", "DescribeInstanceList")


@pytest.fixture
def profile(services: Services) -> str:
    services.profiles.add("work", CREDENTIAL, residence=Residence.MEMORY, region="ap-singapore")
    return "work"


@pytest.mark.parametrize("shell", Shell)
@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.name)
@pytest.mark.parametrize("algorithm", Algorithm)
@pytest.mark.parametrize("method", Method)
def test_no_secret_is_ever_written(
    services: Services, profile: str, offer: object, shell: Shell, algorithm: Algorithm, method: Method
) -> None:
    request = Request(
        LIST, {"Limit": "x"}, profile=profile, algorithm=algorithm, method=method, headers=(("X-TC-Token", "mine"),)
    )
    snippet = write_snippet(services, request, offer.name, shell)  # type: ignore[attr-defined]
    for secret in (CREDENTIAL.secret_key, CREDENTIAL.token, "TOKENnotWRITTEN", "mine"):
        assert secret not in snippet.text
    assert "TENCENTCLOUD_" in snippet.text
    assert "ap-singapore" in snippet.text
    signed = offer.carries_signature  # type: ignore[attr-defined]
    assert (snippet.until is not None) == signed
    assert (CREDENTIAL.secret_id in snippet.text) == signed


def test_a_fixed_time_is_the_start_of_the_signatures_life(services: Services, profile: str) -> None:
    snippet = write_snippet(services, Request(LIST, profile=profile, timestamp=1716000000), "curl", "sh")
    assert "holds until 2024-05-18 02:45:00 UTC" in snippet.text
    assert f"{snippet.until:%Y-%m-%d %H:%M}" == "2024-05-18 02:45"


def test_without_a_profile_there_is_no_signature(services: Services) -> None:
    snippet = write_snippet(services, Request(LIST), "raw_http", "sh")
    assert not snippet.complete
    assert "Choose a profile" in snippet.text
    assert write_snippet(services, Request(LIST), "python_sdk", "sh").complete


def test_a_read_only_profile_signs_no_change(services: Services) -> None:
    services.profiles.add("looking", CREDENTIAL, residence=Residence.MEMORY, read_only=True)
    change = Request(ActionRef("mqtt", "2024-05-16", "DeleteInstance"), profile="looking")
    with pytest.raises(UsageError, match="read-only"):
        write_snippet(services, change, "curl", "sh")
    assert write_snippet(services, change, "go_sdk", "sh").complete
    assert write_snippet(services, Request(LIST, profile="looking"), "curl", "sh").complete


def test_an_action_that_needs_no_signature_gets_none(services: Services) -> None:
    ref = services.catalog.resolve("sts", "AssumeRoleWithWebIdentity")
    snippet = write_snippet(services, Request(ref), "curl", "sh", spec=services.catalog.spec(ref))
    assert "Authorization: SKIP" in snippet.text
    assert snippet.until is None


def test_a_format_or_profile_that_is_none_is_named(services: Services) -> None:
    with pytest.raises(UsageError, match="cobol"):
        write_snippet(services, Request(LIST), "cobol", "sh")
    with pytest.raises((UsageError, CredentialError), match="nobody"):
        write_snippet(services, Request(LIST, profile="nobody"), "curl", "sh")


@pytest.mark.parametrize(("name", "told"), [("curl", 1), ("raw_http", 1), ("python_sdk", 0)])
def test_what_a_query_string_cannot_carry_is_told(services: Services, profile: str, name: str, told: int) -> None:
    request = Request(LIST, {"Limit": None, "Filters": []}, profile=profile, method=Method.GET)
    remarks = write_snippet(services, request, name, "sh").remarks
    assert len(remarks) == told
    assert all("Limit, Filters will not be sent" in remark for remark in remarks)
    assert write_snippet(services, replace(request, method=Method.POST), name, "sh").remarks == ()
