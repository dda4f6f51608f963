"""Finds the action that a call asks for, from the scope, the host, or the action's name alone."""

from explorer.core.catalog.store import CatalogStore
from explorer.core.models.action import ActionRef, ActionSpec
from explorer.sandbox.call import Call, Refusal
from explorer.sandbox.claim import V1_COMMON, Claim, Scheme

_DOMAIN = ".tencentcloudapi.com"
_PREFERRED = "mqtt"


class Targets:
    """The services, versions and actions of the catalogue, as a call names them.

    TC3 names the service in its credential scope. HmacSHA1, HmacSHA256 and SKIP do not: then the first label of a
    real host counts, and on loopback the service that has the action in that version; of several, mqtt, or the first
    one (by name) whose action knows every parameter that came.
    """

    def __init__(self, catalog: CatalogStore) -> None:
        self._catalog = catalog
        self._versions = {service.name: service.versions for service in catalog.services()}
        self._any_version = tuple({version for versions in self._versions.values() for version in versions})
        self._names: dict[tuple[str, str], dict[str, ActionRef]] = {}

    def service_of_host(self, call: Call) -> str:
        """The service that a real host name stands for, or empty (loopback, an unknown host)."""
        host = call.header("host").lower().split("://")[-1].split("/")[0].split(":")[0]
        label = host.split(".")[0]
        return label if host.endswith(_DOMAIN) and label in self._versions else ""

    def find(self, call: Call, claim: Claim) -> ActionSpec:
        """Raises Refusal: NoSuchProduct, NoSuchVersion, InvalidAction, ActionOffline, or MissingParameter."""
        service = claim.service or self.service_of_host(call)
        if not service and claim.action and claim.version:
            service = self._guess(claim)
        if claim.scheme is Scheme.TC3 and service not in self._versions:
            raise Refusal("NoSuchProduct", f"The product `{service[:60]}` does not exist.")
        if not claim.version:
            raise Refusal("MissingParameter", "The request is missing the common parameter `Version`.")
        if claim.version not in self._versions.get(service, self._any_version):
            raise Refusal("NoSuchVersion", f"The version `{claim.version[:40]}` does not exist{_of(service)}.")
        if not claim.action:
            raise Refusal("MissingParameter", "The request is missing the common parameter `Action`.")
        ref = self._named(service, claim.version).get(claim.action) if service else None
        if ref is None:
            raise Refusal("InvalidAction", f"The action `{claim.action[:80]}` does not exist{_of(service)}.")
        spec = self._catalog.spec(ref)
        if spec.status == "offline":
            raise Refusal("ActionOffline", f"The action `{ref.name}` has been withdrawn.")
        return spec

    def check_may_skip(self, call: Call, claim: Claim) -> None:
        """Raises Refusal: AuthFailure.InvalidAuthorization unless the action may be called without a signature."""
        services = [self.service_of_host(call)] if self.service_of_host(call) else self._holders(claim)
        refs = [self._named(service, claim.version).get(claim.action) for service in services]
        if not any(self._catalog.spec(ref).skip_sign for ref in refs if ref is not None):
            raise Refusal(
                "AuthFailure.InvalidAuthorization",
                f"The action `{claim.action[:80]}` must be signed; only a few actions of sts accept SKIP.",
            )

    def _guess(self, claim: Claim) -> str:
        holders = self._holders(claim)
        if _PREFERRED in holders:
            return _PREFERRED
        if len(holders) < 2:
            return "".join(holders)
        sent = {name.split(".")[0] for name, _ in claim.pairs} - V1_COMMON
        return next((service for service in holders if sent <= self._members(service, claim)), holders[0])

    def _members(self, service: str, claim: Claim) -> set[str]:
        spec = self._catalog.spec(self._named(service, claim.version)[claim.action])
        return {member.name for member in spec.input.members}

    def _holders(self, claim: Claim) -> list[str]:
        """The services that have the action in that version, by name."""
        having = sorted(name for name, versions in self._versions.items() if claim.version in versions)
        return [service for service in having if claim.action in self._named(service, claim.version)]

    def _named(self, service: str, version: str) -> dict[str, ActionRef]:
        if version not in self._versions.get(service, ()):
            return {}
        names = self._names.get((service, version))
        if names is None:
            summaries = self._catalog.actions(service, version)
            names = self._names[service, version] = {summary.ref.name: summary.ref for summary in summaries}
        return names


def _of(service: str) -> str:
    return f" in the product `{service}`" if service else ""
