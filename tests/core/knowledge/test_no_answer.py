"""A call without an answer says what it can: which causes it makes likely, and which it rules out."""

import socket
import ssl
from datetime import UTC, datetime

import httpx
import pytest

from explorer.core.http.failures import Situation, explain
from explorer.core.http.timing import Phase
from explorer.core.knowledge.evidence import Sign
from explorer.core.knowledge.no_answer import Surroundings, Unanswered, why_no_answer
from explorer.core.models.action import ActionRef
from explorer.core.models.exchange import Exchange, Failure, FailureKind, Outcome, OutcomeKind, SentRequest, Timing
from explorer.core.models.request import Request
from explorer.core.phrases import phrases

REF = ActionRef("mqtt", "2024-05-16", "DescribeInstance")
AROUND = Surroundings(
    services=frozenset({"mqtt", "cvm", "monitor"}),
    regions=frozenset({"ap-guangzhou", "ap-singapore"}),
    newest="2026-01-01",
)
PROXIED = Surroundings("proxy.example:3128", AROUND.services, AROUND.regions, AROUND.newest)


def case_of(
    problem: BaseException | None,
    url: str = "https://mqtt.intl.tencentcloudapi.com/",
    *,
    phase: Phase = Phase.CONNECT,
    around: Surroundings = AROUND,
    language: str = "en",
    **exchange: object,
) -> Unanswered:
    """A call that failed with an exception, worded as the program words it."""
    failure = explain(problem, Situation(url, phase, timeout=5)) if problem is not None else None
    given: dict[str, object] = {"failure": failure, "started": datetime(2026, 3, 4, 5, 6, tzinfo=UTC), **exchange}
    sent = SentRequest("POST", url, (), b"{}")
    made = Exchange(Request(REF, timeout=5.0), sent, timing=Timing(), **given)  # type: ignore[arg-type]
    return Unanswered(made, around, phrases(language))


def likely(case: Unanswered) -> list[str]:
    return [item.text for item in why_no_answer(case) if item.sign is Sign.LIKELY]


def ruled_out(case: Unanswered) -> list[str]:
    return [item.text for item in why_no_answer(case) if item.sign is Sign.RULED_OUT]


def caused(cause: BaseException) -> httpx.ConnectError:
    problem = httpx.ConnectError(str(cause))
    problem.__cause__ = cause
    return problem


NO_NAME = caused(socket.gaierror(socket.EAI_NONAME, "no such name"))
REFUSED = caused(ConnectionRefusedError(111, "refused"))


def certificate(code: int) -> httpx.ConnectError:
    error = ssl.SSLCertVerificationError("bad")
    error.verify_code = code
    return caused(error)


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("mqtt.intl.tencentcloudapi.co", "the host is misspelt (did you mean mqtt.intl.tencentcloudapi.com?)"),
        ("mqtt.intl.tencentcloud.com", "the host is misspelt (did you mean mqtt.intl.tencentcloudapi.com?)"),
        ("mqtt.int.tencentcloudapi.com", "the host is misspelt (did you mean mqtt.intl.tencentcloudapi.com?)"),
        ("mqt.intl.tencentcloudapi.com", "mqt is no product of the catalogue (did you mean mqtt?)"),
        ("moniter.tencentcloudapi.com", "moniter is no product of the catalogue (did you mean monitor?)"),
        ("mqtt.ap-guangzou.tencentcloudapi.com", "ap-guangzou in the host is not a listed region"),
        (
            "mqtt.ap-singapore.tencentcloudapi.com",
            "mqtt has no endpoint of its own in ap-singapore (the one for all regions: mqtt.intl.tencentcloudapi.com)",
        ),
        ("cvm.tencentcloudapi.com", "the host is of cvm, the action of mqtt"),
    ],
)
def test_a_name_that_is_not_found(host: str, said: str) -> None:
    case = case_of(NO_NAME, f"https://{host}/")
    assert case.exchange.failure is not None
    assert case.exchange.failure.kind is FailureKind.NAME
    assert likely(case) == [said]
    assert "a proxy (none is in use for this host)" in ruled_out(case)


def test_a_known_name_that_is_not_found_is_not_the_engineers_fault() -> None:
    case = case_of(NO_NAME)
    assert likely(case) == ["this machine's DNS or network connection"]
    assert ruled_out(case)[0] == "the host's spelling (a known endpoint of mqtt)"
    proxied = case_of(NO_NAME, around=PROXIED)
    assert "the proxy in use (proxy.example:3128)" in likely(proxied)
    assert not any("a proxy" in text for text in ruled_out(proxied))


def test_the_practice_endpoint() -> None:
    here = "http://127.0.0.1:8123/"
    assert likely(case_of(REFUSED, here)) == [
        "the practice endpoint is not running",
        "no server runs at port 8123 of this machine",
    ]
    assert ruled_out(case_of(REFUSED, here)) == ["network, DNS and proxy (the endpoint is on this machine)"]
    moved = case_of(REFUSED, here, around=Surroundings(practice="http://127.0.0.1:9000"))
    assert likely(moved)[0] == "the practice endpoint runs at http://127.0.0.1:9000 now"


def test_a_refused_connection() -> None:
    odd = case_of(REFUSED, "https://mqtt.intl.tencentcloudapi.com:8443/")
    assert likely(odd) == ["port 8443 is not where the API listens (that is 443)"]
    assert "the name (it was found)" in ruled_out(odd)
    assert "which machines" not in str(likely(odd))
    assert likely(case_of(REFUSED, "https://10.1.2.3/")) == [
        "10.1.2.3 is a private address, which needs the right network or VPN"
    ]
    inside = likely(case_of(REFUSED, "https://mqtt.internal.tencentcloudapi.com/"))
    assert inside == ["an internal endpoint, which only machines inside the vendor's network reach"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (9, "this machine's clock, if it is not 2026-03-04 05:06 UTC"),
        (10, "this machine's clock, if it is not 2026-03-04 05:06 UTC"),
        (20, "a gateway in between looks into TLS and shows a certificate of its own"),
        (62, "DNS or a gateway leads mqtt.intl.tencentcloudapi.com to another server"),
    ],
)
def test_a_certificate(code: int, said: str) -> None:
    case = case_of(certificate(code), phase=Phase.TLS)
    assert case.exchange.failure is not None
    assert case.exchange.failure.kind is FailureKind.TLS
    assert said in likely(case)
    assert "name and network (the connection stood)" in ruled_out(case)


@pytest.mark.parametrize("code", [9, 10])
def test_a_clock_before_the_newest_version_is_wrong_for_sure(code: int) -> None:
    case = case_of(certificate(code), phase=Phase.TLS, started=datetime(2019, 1, 2, 3, 4, tzinfo=UTC))
    assert likely(case) == [
        "this machine's clock shows 2019-01-02 03:04, before the newest API version of the catalogue (2026-01-01)"
    ]
    assert not any("clock" in text for text in ruled_out(case))
    right = case_of(certificate(code), phase=Phase.TLS)
    assert "a clock that is years behind (it shows 2026-03-04 05:06)" in ruled_out(right)


def test_a_proxy_that_looks_into_tls() -> None:
    case = case_of(certificate(20), phase=Phase.TLS, around=PROXIED)
    assert likely(case)[0].startswith("the proxy in use (proxy.example:3128) looks into TLS")


def test_a_proxy_that_refuses() -> None:
    case = case_of(httpx.ProxyError("403 Forbidden"), "https://mqt.tencentcloudapi.com/", around=PROXIED)
    assert likely(case) == [
        "the proxy setting, HTTPS_PROXY or HTTP_PROXY (proxy.example:3128)",
        "mqt is no product of the catalogue (did you mean mqtt?)",
    ]
    assert ruled_out(case) == [
        "the address of the proxy proxy.example:3128 (it answered)",
        "the endpoint and the key (the call did not get that far)",
    ]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("407 Proxy Authentication Required", "the proxy's name and password, which its setting lacks or has wrong"),
        ("403 Forbidden", "the rules of the proxy"),
        ("502 Bad Gateway", "the proxy's own DNS or network"),
    ],
)
def test_what_a_proxy_answers(status: str, said: str) -> None:
    url = "https://mqtt.intl.tencentcloudapi.com/"
    failure = explain(httpx.ProxyError(status), Situation(url, Phase.CONNECT, peer="proxy.example:3128"))
    case = case_of(None, url, around=PROXIED, failure=failure)
    assert status in failure.message
    assert likely(case) == [f"{said} (proxy.example:3128)"]
    assert "the address of the proxy proxy.example:3128 (it answered)" in ruled_out(case)


def test_a_name_server_that_does_not_answer_says_nothing_about_the_name() -> None:
    later = caused(socket.gaierror(socket.EAI_AGAIN, "later"))
    assert likely(case_of(later, "https://mqt.tencentcloudapi.com/")) == ["this machine's DNS or network connection"]


def test_a_certificate_of_another_server_that_ran_out() -> None:
    case = case_of(certificate(10), "https://api.example.com/", phase=Phase.TLS)
    assert likely(case)[0] == "the server's certificate has run out"
    proxied = case_of(certificate(10), phase=Phase.TLS, around=PROXIED)
    assert likely(proxied)[0].startswith("the proxy in use (proxy.example:3128) looks into TLS")


def test_a_firewall_that_cuts_tls() -> None:
    case = case_of(httpx.ConnectError("gone"), phase=Phase.TLS)
    assert likely(case) == ["a firewall that lets only some hosts pass cuts the connection"]


def test_a_login_page_in_place_of_the_api() -> None:
    page = case_of(None, status=200, outcome=Outcome(OutcomeKind.HTML, note="An HTML page."))
    assert likely(page) == ["a login page or a filter of this network answered in the API's place"]


@pytest.mark.parametrize(
    ("phase", "wanted", "not_it"),
    [
        (Phase.TLS, "a firewall or gateway swallows the TLS handshake", "name and network (the connection stood)"),
        (Phase.WAIT, "the action takes longer than the time-out of 5 s", "the certificate (TLS was agreed on)"),
    ],
)
def test_a_time_out(phase: Phase, wanted: str, not_it: str) -> None:
    case = case_of(httpx.ReadTimeout("slow"), phase=phase)
    assert wanted in likely(case)
    assert not_it in ruled_out(case)


def test_a_connection_that_never_stands_may_need_a_proxy() -> None:
    case = case_of(httpx.ConnectTimeout("slow"))
    assert likely(case) == [
        "a firewall swallows the connection without a word",
        "only a proxy has a way out here, and none is set",
    ]
    assert not any("proxy" in text for text in ruled_out(case))
    private = case_of(httpx.ConnectTimeout("slow"), "https://10.1.2.3/")
    assert not any("proxy" in text for text in likely(private))


def test_each_phase_has_a_cause_of_its_own() -> None:
    sending = case_of(httpx.WriteTimeout("slow"), phase=Phase.SEND)
    assert likely(sending)[0].startswith("a slow line, or something in between that holds the request")
    body = case_of(httpx.ReadTimeout("slow"), phase=Phase.BODY)
    assert likely(body) == ["a long answer or a slow line (0 bytes came in 5 s)"]
    problem = httpx.ReadError("gone")
    problem.__cause__ = TimeoutError(110, "Connection timed out")
    assert likely(case_of(problem, phase=Phase.WAIT)) == [
        "something in between, or the server, closed the connection early"
    ]


def test_a_known_endpoint_that_refuses() -> None:
    assert likely(case_of(REFUSED))[0] == "a firewall on the way refuses the connection"


def test_a_time_out_and_a_cut_within_the_answer() -> None:
    late = case_of(httpx.ReadTimeout("slow"), phase=Phase.BODY, body=b"x" * 1234, received=1234)
    assert likely(late) == ["a long answer or a slow line (1,234 bytes came in 5 s)"]
    cut = case_of(httpx.RemoteProtocolError("cut"), phase=Phase.BODY, body=b"x" * 1234, received=1234)
    assert likely(cut) == ["something in between, or the server, closed the connection early"]
    assert "an unreachable server (1,234 bytes of its answer came)" in ruled_out(cut)


def test_a_gateway_is_named_by_its_headers() -> None:
    outcome = Outcome(OutcomeKind.HTML, note="An HTML page.")
    page = case_of(None, status=502, headers=(("Server", "nginx\x1b"), ("via", "1.1 squid")), outcome=outcome)
    assert likely(page) == [
        "nginx, 1.1 squid answered, a gateway in front of the API or in its place",
        "the gateway could not reach the server behind it (HTTP 502)",
    ]
    assert ruled_out(page) == ["name, network and TLS (an answer came)"]
    site = case_of(None, "https://example.com/", status=200, outcome=outcome)
    assert "the host is a web site, not an API endpoint" in likely(site)


def test_what_nothing_is_known_about() -> None:
    assert why_no_answer(case_of(None, outcome=Outcome(OutcomeKind.SUCCESS))) == ()
    cancelled = case_of(None, failure=Failure(FailureKind.CANCELLED, "cancelled"))
    assert why_no_answer(cancelled) == ()
    assert why_no_answer(case_of(NO_NAME, "")) == ()


@pytest.mark.parametrize("kind", list(FailureKind))
@pytest.mark.parametrize("reason", ["", "certificate_old", "certificate_name", "no_tls", "no_http", "timeout_connect"])
@pytest.mark.parametrize("url", ["https://1.2.3.4:5/", "http://localhost:9/", "https://mqtt.tencentcloudapi.com/"])
@pytest.mark.parametrize("around", [AROUND, PROXIED, Surroundings()])
def test_both_languages_say_as_much(kind: FailureKind, reason: str, url: str, around: Surroundings) -> None:
    found = [
        why_no_answer(case_of(None, url, around=around, language=language, failure=Failure(kind, "x", reason=reason)))
        for language in ("en", "zh")
    ]
    assert [item.sign for item in found[0]] == [item.sign for item in found[1]]
    assert all(item.language == "zh" for item in found[1])
    assert len({item.text for item in found[0]}) == len(found[0])
    if kind not in (FailureKind.CANCELLED, FailureKind.PROTOCOL) and "localhost" not in url:
        assert found[0]
