"""What a call that brought no answer, or the answer of a gateway, says about why."""

import difflib
import ipaddress
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import SplitResult, urlsplit

from explorer.core.knowledge.case import DOMAIN, Evidence, Sign
from explorer.core.models.exchange import Exchange, FailureKind, OutcomeKind
from explorer.core.phrases import Phrases, phrases

_REGION = re.compile(r"[a-z]{2,3}-[a-z]+(?:-[a-z]+)?\Z")
_ALIKE = 0.8
_LONGEST_NAME = 60
_NO_API = {OutcomeKind.HTML, OutcomeKind.NOT_JSON, OutcomeKind.EMPTY, OutcomeKind.OTHER_JSON}
_GATEWAY_ERROR = range(502, 505)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known beside the exchange. ``proxy`` is host:port of the one in use for this host, or empty.

    ``services`` are the catalogue's products; ``newest`` is the date of its newest API version (``2026-01-31``), which
    no clock that is right can be before. ``practice`` is the URL of the practice endpoint while it runs.
    """

    proxy: str = ""
    services: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    newest: str = ""
    practice: str = ""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """One call without an answer of the API. ``say`` words what is found."""

    exchange: Exchange
    around: Surroundings = field(default_factory=Surroundings)
    say: Phrases = field(default_factory=phrases)

    @property
    def url(self) -> SplitResult:
        """Where the call went."""
        return urlsplit(self.exchange.sent.url)

    @property
    def host(self) -> str:
        """Its host, in lower case."""
        return self.url.hostname or ""

    @property
    def reason(self) -> str:
        """What the failure is, by its name among failures; empty without one."""
        return self.exchange.failure.reason if self.exchange.failure is not None else ""

    @property
    def proxy(self) -> str:
        """The proxy that the failure names, else the one in use."""
        failure = self.exchange.failure
        return dict(failure.facts).get("proxy", self.around.proxy) if failure is not None else self.around.proxy

    @property
    def clock(self) -> str:
        """This machine's clock when the call began, in UTC."""
        return _utc(self.exchange.started).strftime("%Y-%m-%d %H:%M")

    def likely(self, key: str, **values: object) -> Evidence:
        """A cause that the call makes likely."""
        return Evidence(Sign.LIKELY, self.say(f"network.{key}", **values), language=self.say.language)

    def ruled_out(self, key: str, **values: object) -> Evidence:
        """A cause that the call rules out."""
        return Evidence(Sign.RULED_OUT, self.say(f"network.{key}", **values), language=self.say.language)


def why_no_answer(case: Unanswered) -> tuple[Evidence, ...]:
    """What bears on a failure, or on an answer that is none of the API; what is likely first, empty when nothing."""
    failure, outcome = case.exchange.failure, case.exchange.outcome
    if not case.host:
        return ()
    if failure is not None:
        found = list(_RULES.get(failure.kind, _nothing)(case))
    elif outcome is not None and outcome.kind in _NO_API:
        found = list(_gateway(case))
    else:
        return ()
    return tuple(sorted(dict.fromkeys(found), key=lambda item: item.sign is Sign.RULED_OUT))


def _nothing(_case: Unanswered) -> Iterator[Evidence]:
    yield from ()


def _name(case: Unanswered) -> Iterator[Evidence]:
    # A name server that does not answer says nothing about the name.
    wrong = [] if case.reason == "name_later" else list(_host(case))
    yield from wrong
    if not wrong:
        yield case.likely("resolver")
        if _is_known(case):
            yield case.ruled_out("spelling", service=case.host.partition(".")[0])
    yield from _way_out(case)


def _host(case: Unanswered) -> Iterator[Evidence]:
    """What is wrong with the host, as far as the catalogue can tell; nothing for a host that may be right."""
    host, service = case.host, case.exchange.request.action.service
    first, middle = host.partition(".")[0], host.removesuffix(DOMAIN).partition(".")[2]
    if not host.endswith(DOMAIN):
        near = _near(host, _hosts(service))
        if near:
            yield case.likely("misspelt", host=near)
    elif case.around.services and first not in case.around.services:
        near = service if first != service and _near(first, (service,)) else _near(first, case.around.services)
        if near:
            yield case.likely("other_service", first=first, wanted=near)
    elif _REGION.match(middle):
        if case.around.regions and middle not in case.around.regions:
            yield case.likely("unlisted_region", region=middle)
        else:
            yield case.likely("region_host", service=first, region=middle, host=f"{first}.intl{DOMAIN}")
    elif middle not in ("", "intl", "internal"):
        yield case.likely("misspelt", host=_near(host, _hosts(first)) or f"{first}.intl{DOMAIN}")
    elif middle == "internal":
        yield case.likely("internal")
    if host.endswith(DOMAIN) and first in case.around.services and first != service:
        yield case.likely("other_product", first=first, wanted=service)


def _hosts(service: str) -> tuple[str, ...]:
    return (f"{service}.intl{DOMAIN}", f"{service}{DOMAIN}", f"{service}.internal{DOMAIN}")


def _is_known(case: Unanswered) -> bool:
    return case.host in _hosts(case.host.partition(".")[0]) and case.host.partition(".")[0] in case.around.services


def _near(name: str, names: "frozenset[str] | tuple[str, ...]") -> str:
    return next(iter(difflib.get_close_matches(name[:_LONGEST_NAME], sorted(names), 1, _ALIKE)), "")


def _in_use(case: Unanswered) -> Iterator[Evidence]:
    if case.around.proxy:
        yield case.likely("proxy", proxy=case.around.proxy)


def _way_out(case: Unanswered) -> Iterator[Evidence]:
    """A proxy in use may be the cause; without one, none is."""
    yield from _in_use(case)
    if not case.around.proxy and not _is_here(case.host):
        yield case.ruled_out("no_proxy")


def _refused(case: Unanswered) -> Iterator[Evidence]:
    port = case.url.port or (443 if case.url.scheme == "https" else 80)
    if _is_here(case.host):
        yield from _on_this_machine(case, port)
        return
    if case.host.endswith(DOMAIN) and port not in (443, 80):
        yield case.likely("port", port=port)
    far = list(_far_host(case))
    yield from far
    if case.host.endswith(DOMAIN) and port in (443, 80) and not far:
        yield case.likely("firewall_refuses")
        yield case.likely("diverted", host=case.host)
    yield case.ruled_out("found_name")
    yield from _way_out(case)


def _on_this_machine(case: Unanswered, port: int) -> Iterator[Evidence]:
    if not case.around.practice:
        yield case.likely("practice_stopped")
    elif urlsplit(case.around.practice).port != port:
        yield case.likely("practice_moved", url=case.around.practice)
    yield case.likely("nothing_listens", port=port)
    yield case.ruled_out("this_machine")


def _far_host(case: Unanswered) -> Iterator[Evidence]:
    if case.host.endswith(f".internal{DOMAIN}"):
        yield case.likely("internal")
    elif (address := _address(case.host)) is not None and address.is_private and not address.is_loopback:
        yield case.likely("private", host=case.host)


def _unreachable(case: Unanswered) -> Iterator[Evidence]:
    far = list(_far_host(case))
    yield from far
    yield from _in_use(case)
    if not far and not case.around.proxy and not _is_here(case.host):
        yield case.likely("need_proxy")
    yield case.ruled_out("found_name")


def _proxy(case: Unanswered) -> Iterator[Evidence]:
    reason, proxy = case.reason, case.proxy
    if reason == "proxy_login":
        yield case.likely("proxy_login", proxy=proxy)
    elif reason == "proxy_forbids":
        yield case.likely("proxy_rules", proxy=proxy)
    elif proxy:
        yield case.likely("proxy_setting" if reason != "proxy_no_way" else "proxy_way", proxy=proxy)
    if reason not in ("proxy_login", "proxy_unfound", "proxy_unreached", "proxy_socks", "proxy_setting"):
        # A proxy that answers with a refusal may have been asked for a host that is wrong.
        yield from _host(case)
    if reason in ("proxy_login", "proxy_forbids", "proxy_no_way", "proxy_refused") and proxy:
        yield case.ruled_out("proxy_answers", proxy=proxy)
    yield case.ruled_out("endpoint_not_reached")


def _tls(case: Unanswered) -> Iterator[Evidence]:
    reason, proxy = case.reason, case.around.proxy
    if reason in ("certificate_old", "certificate_early"):
        yield from _certificate_dates(case)
    elif reason in ("certificate_stranger", "certificate_own"):
        yield case.likely("proxy_sees_tls", proxy=proxy) if proxy else case.likely("firewall")
    elif reason in ("certificate_name", "certificate_address"):
        if _address(case.host) is not None:
            yield case.likely("by_address")
        yield from _host(case)
        yield case.likely("diverted", host=case.host)
    elif reason == "no_tls":
        yield case.likely("wants_http")
        yield from _in_use(case)
    elif not _is_here(case.host):
        yield case.likely("tls_cut")
        yield from _in_use(case)
    if not _is_here(case.host):
        yield case.ruled_out("connected")
        if not proxy:
            yield case.ruled_out("no_proxy")


def _certificate_dates(case: Unanswered) -> Iterator[Evidence]:
    now, bound = case.clock, case.around.newest
    if bound and now[:10] < bound:
        yield case.likely("clock_behind", now=now, bound=bound)
        return
    if case.around.proxy:
        yield case.likely("proxy_sees_tls", proxy=case.around.proxy)
    old = case.reason == "certificate_old"
    if old and not case.host.endswith(DOMAIN):
        yield case.likely("certificate_old")
    yield case.likely("clock_unsure", now=now)
    if old and case.host.endswith(DOMAIN) and not case.around.proxy:
        # The vendor renews its own in time.
        yield case.likely("firewall")
    if bound:
        yield case.ruled_out("clock_not_behind", now=now)


def _time_out(case: Unanswered) -> Iterator[Evidence]:
    # The failure names the phase; a connection that was used again has no time of its own.
    exchange, reason = case.exchange, case.reason
    size, seconds = f"{exchange.received or len(exchange.body):,}", f"{exchange.request.timeout:g}"
    if reason in ("timeout_connect", "gave_up_connect"):
        yield from _no_connection(case)
        return
    if reason == "timeout_tls":
        yield case.likely("tls_swallowed")
        yield from _in_use(case)
        yield case.ruled_out("connected")
        return
    if reason == "gave_up":
        yield case.likely("cut_between")
        yield from _in_use(case)
    elif reason == "timeout_body" or size != "0":
        yield case.likely("slow_body", size=size, seconds=seconds)
        yield case.ruled_out("partly_came", size=size)
        return
    elif reason == "timeout_send":
        yield case.likely("slow_line", size=f"{len(exchange.sent.body):,}", seconds=seconds)
    else:
        yield case.likely("slow_action", seconds=seconds)
    yield from _stood(case)


def _no_connection(case: Unanswered) -> Iterator[Evidence]:
    far = list(_far_host(case))
    yield from far
    yield case.likely("swallowed")
    yield from _in_use(case)
    if not far and not case.around.proxy and not _is_here(case.host):
        yield case.likely("need_proxy")


def _stood(case: Unanswered) -> Iterator[Evidence]:
    yield case.ruled_out("connected")
    if case.url.scheme == "https":
        yield case.ruled_out("tls_agreed")


def _cut(case: Unanswered) -> Iterator[Evidence]:
    size = case.exchange.received or len(case.exchange.body)
    if case.url.scheme == "http" and not size and not _is_here(case.host):
        yield case.likely("wants_https")
    yield from _in_use(case)
    yield case.likely("cut_between")
    if size:
        yield case.ruled_out("partly_came", size=f"{size:,}")
    yield from _stood(case)


def _protocol(case: Unanswered) -> Iterator[Evidence]:
    if case.url.scheme == "http" and case.reason == "no_http":
        yield case.likely("wants_https")
        yield case.ruled_out("connected")


def _gateway(case: Unanswered) -> Iterator[Evidence]:
    exchange, status = case.exchange, case.exchange.status or 0
    names = [_line(exchange.header(name)) for name in ("Server", "Via")]
    server = _line(", ".join(name for name in names if name))
    if server:
        yield case.likely("gateway", server=server)
    if status in _GATEWAY_ERROR:
        yield case.likely("gateway_up", status=status)
    elif _is_page(case):
        yield case.likely("page" if not case.host.endswith(DOMAIN) else "portal")
    yield from _host(case)
    yield from _in_use(case)
    yield case.ruled_out("reached")


def _is_page(case: Unanswered) -> bool:
    outcome = case.exchange.outcome
    return outcome is not None and outcome.kind is OutcomeKind.HTML and not _is_here(case.host)


def _is_here(host: str) -> bool:
    address = _address(host)
    return host == "localhost" if address is None else address.is_loopback


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _line(text: str) -> str:
    line = " ".join("".join([letter if letter.isprintable() else " " for letter in text[:400]]).split())
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1]}…"


_RULES: Mapping[FailureKind, Callable[[Unanswered], Iterator[Evidence]]] = {
    FailureKind.NAME: _name,
    FailureKind.REFUSED: _refused,
    FailureKind.NETWORK: _unreachable,
    FailureKind.PROXY: _proxy,
    FailureKind.TLS: _tls,
    FailureKind.TIMEOUT: _time_out,
    FailureKind.CUT: _cut,
    FailureKind.PROTOCOL: _protocol,
}
