"""What can be called: services, actions, their parameters, documents and examples, as the catalogue gives them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from explorer.core.models.json_value import JsonObject


class Kind(StrEnum):
    """The type of one value (a list has the kind of its elements)."""

    STRING = "string"
    INTEGER = "integer"
    UNSIGNED = "unsigned"
    FLOAT = "float"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    DATETIME_ISO = "datetime_iso"
    BINARY = "binary"
    OBJECT = "object"


@dataclass(frozen=True, slots=True, order=True)
class ActionRef:
    """The name of one action: service short name (``mqtt``), API version (``2024-05-16``) and action name."""

    service: str
    version: str
    name: str


@dataclass(frozen=True, slots=True)
class Service:
    """One product. ``versions`` starts with the vendor's default version; ``title`` is its English name."""

    name: str
    title: str
    versions: tuple[str, ...]
    action_counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def default_version(self) -> str:
        """The version that the vendor's own tools take when none is named."""
        return self.versions[0]


@dataclass(frozen=True, slots=True)
class ActionSummary:
    """One line of a list of actions. ``purpose`` is one plain sentence; ``status`` online, deprecated or offline."""

    ref: ActionRef
    category: str
    purpose: str
    status: str = "online"


@dataclass(frozen=True, slots=True)
class Member:
    """One parameter of a request, or one field of an answer.

    ``document`` is sanitised HTML (see core.catalog.html: a closed list of tags, http(s) links only).
    ``object_name`` names an entry of ActionSpec.objects when kind is OBJECT. ``required`` is of request members;
    ``nullable`` and ``always_returned`` are of answer members.
    """

    name: str
    kind: Kind
    is_list: bool = False
    object_name: str | None = None
    required: bool = False
    nullable: bool = False
    always_returned: bool = False
    document: str = ""
    example: str | None = None

    @property
    def type_label(self) -> str:
        """The type in words, as the form and the documents show it: ``Array of Filter``, ``Integer``."""
        base = self.object_name if self.kind is Kind.OBJECT and self.object_name else _LABELS[self.kind]
        return f"Array of {base}" if self.is_list else base


_LABELS = {
    Kind.STRING: "String",
    Kind.INTEGER: "Integer",
    Kind.UNSIGNED: "Unsigned integer",
    Kind.FLOAT: "Float",
    Kind.BOOLEAN: "Boolean",
    Kind.DATE: "Date",
    Kind.DATETIME: "Timestamp",
    Kind.DATETIME_ISO: "Timestamp (ISO 8601)",
    Kind.BINARY: "Binary",
    Kind.OBJECT: "Object",
}


@dataclass(frozen=True, slots=True)
class ObjectSpec:
    """The members of a request, an answer, or a data type, withdrawn members left out, in the vendor's order."""

    name: str
    document: str
    members: tuple[Member, ...]

    def member(self, name: str) -> Member | None:
        """The member of that exact name, or None."""
        return next((member for member in self.members if member.name == name), None)


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """All about one action. ``objects`` holds every data type reachable from input or output (may be recursive)."""

    ref: ActionRef
    title: str
    category: str
    document: str
    input: ObjectSpec
    output: ObjectSpec
    objects: Mapping[str, ObjectSpec]
    status: str = "online"
    skip_sign: bool = False

    def object_of(self, member: Member) -> ObjectSpec | None:
        """The data type of an object member, or None for a scalar."""
        return self.objects.get(member.object_name) if member.object_name else None


UNLISTED = "not in the catalogue"
"""The status of an action that the catalogue lacks."""


def unlisted(ref: ActionRef) -> ActionSpec:
    """What is known of an action that the catalogue lacks: its name, so that it can be written and sent unchecked."""
    words = "Not in the catalogue: nothing is checked. A newer catalogue may know it."
    nothing = ObjectSpec("", "", ())
    return ActionSpec(ref, words, "", f"<p>{words}</p>", nothing, nothing, {}, UNLISTED)


class Reading(StrEnum):
    """How a vendor's text became data."""

    EXACT = "exact"
    REPAIRED = "repaired"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Example:
    """One vendor example. ``parameters`` is None when the input could not be read.

    ``output`` is the answer's text: as the vendor wrote it, repaired, or (``output_reading`` UNREAD) as it stands.
    """

    title: str
    document: str
    input_text: str
    parameters: JsonObject | None
    input_reading: Reading
    output: str
    output_reading: Reading
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ErrorCode:
    """One error code of one service version, with the vendor's English sentence (may be empty)."""

    code: str
    description: str
    service: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class CatalogInfo:
    """What the catalogue holds. ``unread`` counts, by reason, what could not be read from the packages."""

    services: int
    service_versions: int
    actions: int
    parameters: int
    examples: int
    error_codes: int
    unread: Mapping[str, int]
    package: str
    details: Mapping[str, int] = field(default_factory=dict)
