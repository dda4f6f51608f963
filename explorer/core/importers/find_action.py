"""Which action a text means: by host, scope, version and name, and for vendor examples by the example itself."""

import re
from collections.abc import Iterable

from explorer.core.errors import ImportFormatError, UnknownActionError
from explorer.core.importers.imported import Catalog
from explorer.core.models.action import ActionRef, ActionSpec
from explorer.core.models.action import unlisted as unlisted_spec

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,99}\Z")
_VERSION = re.compile(r"\d{4}-\d\d-\d\d\Z")
_SERVICE = re.compile(r"[a-z][a-z0-9]{0,39}\Z")
_SCOPE = re.compile(r"Credential=[^/\s,]{1,200}/[^/\s,]{1,20}/([a-z0-9]{1,40})/")


def services_of(host: str, authorization: str) -> tuple[str, ...]:
    """Services that a call may go to, best first: the signature's scope, then the first label of the host."""
    scope = _SCOPE.search(authorization)
    label = host.partition("://")[2] or host
    named = (scope.group(1) if scope else "", label.partition(".")[0].lower())
    return tuple(dict.fromkeys(name for name in named if _SERVICE.match(name)))


def find_action(
    catalog: Catalog, name: str, version: str, services: Iterable[str], notes: list[str], *, unlisted: bool = False
) -> ActionRef:
    """The action of the catalogue. Raises ImportFormatError, with near names where there are some.

    With ``unlisted`` one that the catalogue lacks will do, if the text says which product it is of, and for a product
    that the catalogue lacks too which version.
    """
    if not _NAME.match(name):
        raise ImportFormatError(
            f"{name[:60]!r} is no action's name." if name else "The text names no action.",
            hint="An action stands in the header X-TC-Action or in the parameter Action.",
        )
    if version and not _VERSION.match(version):
        notes.append(f"The version {version[:20]!r} is no date, so the default version is taken.")
        version = ""
    problem = None
    services = tuple(services)
    for service in services:
        try:
            return _of_service(catalog, service, name, version, notes)
        except UnknownActionError as error:
            problem = problem if problem is not None and "no service" in str(error) else error
    if unlisted:
        ref = _unlisted(catalog, name, version, services)
        if ref is not None:
            hint = problem.hint if problem is not None else ""
            notes.append(" ".join(filter(None, (f"{name} is not in the catalogue: nothing is checked.", hint))))
            return ref
    found = _anywhere(catalog, name, version)
    if not found and unlisted and version and services:
        notes.append(f"Neither the product {services[0]} nor {name} is in the catalogue: nothing is checked.")
        return ActionRef(services[0], version, name)
    if not found:
        words = str(problem) if problem is not None else f"No product has an action {name}."
        raise ImportFormatError(words, hint="A newer catalogue may know it: request-explorer catalog add FILE.whl.")
    if len(found) > 1:
        others = ", ".join(ref.service for ref in found[1:6])
        notes.append(f"The text does not say which product; {found[0].service} is taken, {others} have {name} too.")
    return found[0]


def _of_service(catalog: Catalog, service: str, name: str, version: str, notes: list[str]) -> ActionRef:
    try:
        ref = catalog.resolve(service, name, version)
    except UnknownActionError:
        if not version:
            raise
        ref = catalog.resolve(service, name)
        notes.append(f"The catalogue has no {service} {version} with {name}; {ref.version} is taken.")
    if not version:
        notes.append(f"The text names no version; {ref.version} is taken.")
    return ref


def spec_of(catalog: Catalog, ref: ActionRef) -> ActionSpec:
    """The action's spec; an empty one for an action that the catalogue lacks."""
    try:
        return catalog.spec(ref)
    except UnknownActionError:
        return unlisted_spec(ref)


def _unlisted(catalog: Catalog, name: str, version: str, services: tuple[str, ...]) -> ActionRef | None:
    """The action of a known product, in the version of the text or the product's default one."""
    known = {service.name: service for service in catalog.services()}
    named = next((known[service] for service in services if service in known), None)
    return ActionRef(named.name, version or named.default_version, name) if named is not None else None


def _anywhere(catalog: Catalog, name: str, version: str) -> list[ActionRef]:
    found = []
    for service in catalog.services():
        if version and version not in service.versions:
            continue
        try:
            found.append(catalog.resolve(service.name, name, version))
        except UnknownActionError:
            continue
    return found
