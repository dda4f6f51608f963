"""The endpoints a request can go to, by the kind that is chosen (protocol: endpoints of API 3.0)."""

from enum import StrEnum


class EndpointKind(StrEnum):
    """Where requests go. OWN is whatever was typed."""

    INTERNATIONAL = "international"
    MAINLAND = "mainland"
    REGIONAL = "regional"
    INTERNAL = "internal"
    PRACTICE = "practice"
    OWN = "own"


TITLES = {
    EndpointKind.INTERNATIONAL: "International",
    EndpointKind.MAINLAND: "Mainland",
    EndpointKind.REGIONAL: "Regional",
    EndpointKind.INTERNAL: "Internal network",
    EndpointKind.PRACTICE: "Practice, this machine",
    EndpointKind.OWN: "Own host or URL",
}

_DOMAIN = "tencentcloudapi.com"


def endpoint_text(kind: EndpointKind, service: str, region: str, practice_url: str) -> str:
    """The host (or URL) of a kind for a service; empty for OWN, and for REGIONAL while no region is chosen."""
    if kind is EndpointKind.INTERNATIONAL:
        return f"{service}.intl.{_DOMAIN}"
    if kind is EndpointKind.REGIONAL:
        return f"{service}.{region}.{_DOMAIN}" if region else ""
    return {
        EndpointKind.MAINLAND: f"{service}.{_DOMAIN}",
        EndpointKind.INTERNAL: f"{service}.internal.{_DOMAIN}",
        EndpointKind.PRACTICE: practice_url or "http://127.0.0.1 (starts when chosen)",
    }.get(kind, "")
