"""Example blocks of the vendor's documents, mistakes of translation included."""

import re
from collections.abc import Mapping
from typing import Any

from explorer.core.catalog.inputs import read_input
from explorer.core.errors import ImportFormatError
from explorer.core.importers.find_action import find_action, services_of
from explorer.core.importers.imported import Catalog, Imported
from explorer.core.models.action import ActionRef, ActionSpec, Kind, Member, ObjectSpec, Reading
from explorer.core.models.json_value import loads
from explorer.core.models.request import Method, Request
from explorer.core.signing.endpoint import default_host

_PLACEHOLDER = re.compile(r"<\s?(?:common request parameters|公共请求参数)\s?>", re.IGNORECASE)
_GLUED = re.compile(r"\s*+(?:POST|GET)[ \t]+/[ \t]+HTTP/1\.1Host:", re.IGNORECASE)
_NAMED = re.compile(
    r"X-TC-Action[ \t]{0,4}:[ \t]{0,4}([A-Za-z0-9_]{1,100})|[?&]\s{0,8}Action=([A-Za-z0-9_]{1,100})", re.IGNORECASE
)
_HOST = re.compile(r"([a-z][a-z0-9]{0,39})(?:\.[a-z0-9-]{1,40}){0,3}\.tencentcloudapi\.com", re.IGNORECASE)
_VERSION = re.compile(r"(?:X-TC-Version[ \t]{0,4}:[ \t]{0,4}|[?&]\s{0,8}Version=)(\d{4}-\d\d-\d\d)", re.IGNORECASE)
_LONGEST = 400_000


class VendorExampleImporter:
    """See Importer."""

    format = "vendor example"

    def recognises(self, text: str) -> bool:
        """Whether it has the placeholder of the common parameters, which only examples have."""
        return bool(_GLUED.match(text) or _PLACEHOLDER.search(text[:20_000]))

    def read(self, text: str, catalog: Catalog) -> Imported:
        """The parameters of the example, for the action it names or was printed with. Raises ImportFormatError."""
        if len(text) > _LONGEST:
            raise ImportFormatError("The text is longer than any example.")
        notes = ["Examples name neither region nor key; those of the bar are taken."]
        host = _HOST.search(text)
        ref = _action(text, host, catalog, notes)
        spec = catalog.spec(ref)
        reading = read_input(text, spec.input.name, _members(spec))
        if reading.parameters is None:
            raise ImportFormatError(
                f"The example's parameters cannot be read: {reading.reason}.", hint="Copy the whole example."
            )
        if reading.reading is Reading.REPAIRED:
            notes.append(f"The example is broken JSON and was repaired: {reading.reason}.")
        value = loads(reading.parameters)
        method = Method.GET if re.match(r"\s*+(?:GET\b|https?://)", text) else Method.POST
        endpoint = host.group().lower() if host else ""
        request = Request(
            ref,
            parameters=value if isinstance(value, dict) else {},
            endpoint="" if endpoint in {default_host(ref.service), f"{ref.service}.tencentcloudapi.com"} else endpoint,
            method=method,
        )
        return Imported(request, tuple(notes), self.format)


def _action(text: str, host: re.Match[str] | None, catalog: Catalog, notes: list[str]) -> ActionRef:
    named = _NAMED.search(text)
    version = _VERSION.search(text)
    services = services_of(host.group(), "") if host else ()
    name = (named.group(1) or named.group(2)) if named else ""
    try:
        own: list[str] = []
        ref = find_action(catalog, name, version.group(1) if version else "", services, own)
    except ImportFormatError as problem:
        found = _printed_with(text, services, catalog)
        if found is None:
            raise problem from None
        notes.append(f"The example says {name or 'no action'}, but the vendor prints it with {found.name}.")
        return found
    notes += [note for note in own if "no version" not in note]
    return ref


def _printed_with(text: str, services: tuple[str, ...], catalog: Catalog) -> ActionRef | None:
    """The action whose example this is, word for word: some examples name an action that does not exist."""
    wanted = "".join(text.split())
    for service in (each for each in catalog.services() if each.name in services):
        for ref in _refs(catalog, service.name):
            if any("".join(example.input_text.split()) == wanted for example in catalog.examples(ref)):
                return ref
    return None


def _refs(catalog: Catalog, service: str) -> list[ActionRef]:
    return [summary.ref for summary in catalog.actions(service)]


def _members(spec: ActionSpec) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    return {shape.name: _raw(shape) for shape in (spec.input, *spec.objects.values())}


_NUMBERS = {Kind.INTEGER: "int", Kind.UNSIGNED: "int", Kind.FLOAT: "float", Kind.BOOLEAN: "bool"}


def _raw(shape: ObjectSpec) -> Mapping[str, Mapping[str, Any]]:
    """Members as the vendor's files describe them."""
    return {member.name: {"type": _type(member), "member": _inner(member)} for member in shape.members}


def _type(member: Member) -> str:
    if member.is_list:
        return "list"
    return "object" if member.kind is Kind.OBJECT else _NUMBERS.get(member.kind, "string")


def _inner(member: Member) -> str:
    if member.kind is Kind.OBJECT:
        return member.object_name or ""
    name = _NUMBERS.get(member.kind, "string")
    return "int64" if name == "int" else name
