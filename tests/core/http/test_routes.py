"""Which proxy a request takes, by the environment's settings and their exceptions."""

import asyncio

import httpx
import pytest

from explorer.core.http.routes import Routes, environment_proxies, proxy_for

SETTINGS = {"http": "http://plain:1", "https": "http://secure:2"}


@pytest.mark.parametrize(
    ("scheme", "host", "settings", "proxy"),
    [
        ("http", "api.example", SETTINGS, "http://plain:1"),
        ("https", "api.example", SETTINGS, "http://secure:2"),
        ("https", "api.example", {"http": "http://plain:1"}, ""),
        ("https", "api.example", {"http": "http://plain:1", "all": "http://all:3"}, "http://all:3"),
        ("https", "api.example", {}, ""),
        ("http", "127.0.0.1", SETTINGS, ""),
        ("http", "127.8.8.8", SETTINGS, ""),
        ("http", "::1", SETTINGS, ""),
        ("http", "LocalHost", SETTINGS, ""),
        ("http", "localhost.example", SETTINGS, "http://plain:1"),
    ],
)
def test_the_proxy_of_a_scheme(scheme: str, host: str, settings: dict[str, str], proxy: str) -> None:
    assert proxy_for(scheme, host, None, settings) == proxy


@pytest.mark.parametrize(
    ("exceptions", "host", "port", "direct"),
    [
        ("*", "api.example", None, True),
        ("other, *", "api.example", None, True),
        ("", "api.example", None, False),
        (" , ", "api.example", None, False),
        ("example", "api.example", None, True),
        (".example", "api.example", None, True),
        ("*.example", "api.example", None, True),
        (".api.example", "api.example", None, True),
        ("API.Example", "api.EXAMPLE", None, True),
        ("i.example", "api.example", None, False),
        ("api.example.org", "api.example", None, False),
        ("other,api.example", "api.example", None, True),
        ("api.example:443", "api.example", None, True),
        ("api.example:8443", "api.example", 8443, True),
        ("api.example:8443", "api.example", None, False),
        ("https://api.example", "api.example", None, True),
        ("10.0.0.0/8", "10.1.2.3", None, True),
        ("10.0.0.0/8", "11.1.2.3", None, False),
        ("10.1.2.3", "10.1.2.3", None, True),
        ("10.1.2.3:8080", "10.1.2.3", 8080, True),
        ("10.1.2.3:8080", "10.1.2.3", 8081, False),
        ("fd00::/8", "fd12::1", None, True),
        ("[fd12::1]", "fd12::1", None, True),
        ("fd12::1", "fd12::2", None, False),
        ("2.3", "10.1.2.3", None, False),
        ("[::", "api.example", None, False),
        ("api.example:x", "api.example", None, False),
    ],
)
def test_no_proxy(exceptions: str, host: str, port: int | None, direct: bool) -> None:
    proxy = proxy_for("https", host, port, {"https": "http://p:1", "no": exceptions})
    assert proxy == ("" if direct else "http://p:1")


def test_the_environment_in_its_spellings() -> None:
    found = environment_proxies({"http": "p:1", "all": " https://q:2 ", "https": "", "ftp": "r:3", "no": "a,b"})
    assert found == {"http": "http://p:1", "all": "https://q:2", "no": "a,b"}


def test_each_way_has_one_pool(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "https_proxy", "NO_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("https_proxy", "p.example:1")
    monkeypatch.setenv("no_proxy", "direct.example")

    async def run() -> None:
        routes = Routes(transport=None, verify=False, proxy="")
        proxied = routes.to(httpx.URL("https://a.example/"))
        direct = routes.to(httpx.URL("https://direct.example/"))
        assert proxied is routes.to(httpx.URL("https://b.example/"))
        assert direct is routes.to(httpx.URL("http://a.example/"))
        assert direct is not proxied
        await routes.aclose()

    asyncio.run(run())
