"""Whose key signs: a profile's, the environment's, the default profile's; what is missing is named."""

import pytest

from explorer.core.errors import CredentialError, UsageError
from explorer.core.models.credential import Credential
from explorer.core.models.profile import Profile
from explorer.services.choose_credential import choose, choose_region, from_environment
from explorer.services.manage_profiles import add_profile
from explorer.services.wiring import Services

ENV = {"TENCENTCLOUD_SECRET_ID": "AKIDENV", "TENCENTCLOUD_SECRET_KEY": "KEYENV", "TENCENTCLOUD_TOKEN": "TOKENENV"}


def test_a_named_profile_wins_over_the_environment(services: Services) -> None:
    add_profile(services, "work", Credential("AKIDWORK", "KEYWORK"), region="ap-seoul")
    found = choose(services, "work", ENV)
    assert found.credential == Credential("AKIDWORK", "KEYWORK")
    assert found.profile is not None
    assert found.profile.region == "ap-seoul"


def test_the_environment_wins_over_the_default_profile(services: Services) -> None:
    add_profile(services, "work", Credential("AKIDWORK", "KEYWORK"))
    assert choose(services, "", ENV).credential == Credential("AKIDENV", "KEYENV", "TOKENENV")
    assert choose(services, "", {}).credential == Credential("AKIDWORK", "KEYWORK")


def test_nothing_at_all_names_every_way_out(services: Services) -> None:
    with pytest.raises(CredentialError, match="--sandbox") as told:
        choose(services, "", {})
    for way in ("--profile", "TENCENTCLOUD_SECRET_ID", "profile add"):
        assert way in str(told.value)


def test_an_unknown_profile_is_named(services: Services) -> None:
    with pytest.raises(UsageError, match="nosuch"):
        choose(services, "nosuch", ENV)


@pytest.mark.parametrize("missing", ["TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"])
def test_half_a_key_pair_is_no_key_pair(missing: str) -> None:
    with pytest.raises(CredentialError, match=missing):
        from_environment({name: value for name, value in ENV.items() if name != missing})


def test_a_line_end_in_a_key_is_told_without_the_key() -> None:
    with pytest.raises(CredentialError, match="TENCENTCLOUD_TOKEN") as told:
        from_environment({**ENV, "TENCENTCLOUD_TOKEN": "SECRET\r\nX-Evil: 1"})
    assert "SECRET\r" not in str(told.value)
    assert "X-Evil" not in str(told.value)


def test_the_region() -> None:
    profile = Profile("work", "id", region="ap-seoul")
    env = {"TENCENTCLOUD_REGION": "ap-tokyo"}
    assert choose_region("ap-x", profile, env) == "ap-x"
    assert choose_region("", profile, env) == ""
    assert choose_region(None, profile, env) == "ap-seoul"
    assert choose_region(None, None, env) == "ap-tokyo"
    assert choose_region(" ap-x\t", profile, env) == "ap-x"
    assert choose_region(None, None, {"TENCENTCLOUD_REGION": " ap-tokyo "}) == "ap-tokyo"
    assert choose_region(None, None, {"TENCENTCLOUD_REGION": " "}) == "ap-guangzhou"
    assert choose_region(None, Profile("work", "id"), {}) == "ap-guangzhou"
