"""The practice endpoint runs at most once, and its profile exists for this run only."""

from http.client import HTTPConnection
from urllib.parse import urlsplit

from explorer.core.models.credential import Credential
from explorer.core.models.profile import Residence
from explorer.services.choose_credential import of_profile
from explorer.services.manage_profiles import add_profile
from explorer.services.wiring import Services, build_services


def _answers(url: str) -> bool:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        connection.request("GET", "/", headers={"Connection": "close"})
        return b"Response" in connection.getresponse().read()
    except OSError:
        return False
    finally:
        connection.close()


def test_it_listens_from_start_to_stop(services: Services) -> None:
    practice = services.practice
    assert not practice.running
    assert practice.url == ""
    first = practice.start()
    assert practice.start() is first
    url = practice.url
    assert _answers(url)
    practice.stop()
    practice.stop()
    assert not practice.running
    assert not _answers(url)


def test_its_profile_gives_its_key_and_never_reaches_the_disk(services: Services) -> None:
    add_profile(services, "practice", Credential("AKIDMINE", "KEYMINE"))
    profile = services.practice.offer_profile()
    assert services.practice.offer_profile() == profile
    assert profile.residence is Residence.PRACTICE
    assert profile.name == "Practice 2"
    assert of_profile(services, profile.name).credential == services.practice.credential
    services.close()
    assert profile.name not in services.paths.profiles_file.read_text("utf-8")
    again = build_services(services.paths, keyring=False)
    assert [found.name for found in again.profiles.list()] == ["practice"]
    again.close()
