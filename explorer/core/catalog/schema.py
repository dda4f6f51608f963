"""The tables of the catalogue file, and the compact form of a parameter in it."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any, cast

from explorer.core.models.action import CatalogInfo, Example, Kind, Member, ObjectSpec, Reading
from explorer.core.models.json_value import JsonObject, loads

SCHEMA_VERSION = "8"

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE services (name TEXT PRIMARY KEY, folder TEXT, title TEXT, position INTEGER) WITHOUT ROWID;
CREATE TABLE versions (
    id INTEGER PRIMARY KEY, service TEXT, version TEXT, position INTEGER, actions INTEGER,
    first_action INTEGER, summaries BLOB
);
CREATE TABLE actions (id INTEGER PRIMARY KEY, spec BLOB, examples BLOB);
CREATE TABLE shared_types (id INTEGER PRIMARY KEY, data BLOB);
CREATE TABLE error_codes (code TEXT, version_id INTEGER, sentence TEXT, PRIMARY KEY (code, version_id)) WITHOUT ROWID;
"""

_KINDS = tuple(Kind)
_LIST, _REQUIRED, _NULLABLE, _ALWAYS = 1, 2, 4, 8
_NO_EXAMPLE = ("", "无", "None")
_TYPES = {
    "string": Kind.STRING,
    "int64": Kind.INTEGER,
    "int": Kind.INTEGER,
    "uint64": Kind.UNSIGNED,
    "float": Kind.FLOAT,
    "double": Kind.FLOAT,
    "bool": Kind.BOOLEAN,
    "date": Kind.DATE,
    "datetime": Kind.DATETIME,
    "datetime_iso": Kind.DATETIME_ISO,
    "binary": Kind.BINARY,
}


def kind_of(member: dict[str, Any]) -> tuple[Kind, str | None]:
    """The kind of a vendor member (of its elements, for a list), and its data type's name when it is an object."""
    name = str(member["member"])
    if member["type"] == "object" or name not in _TYPES:
        return Kind.OBJECT, name
    return _TYPES[name], None


def member_row(member: dict[str, Any], document: str) -> list[Any]:
    """A vendor member as it is stored; trailing empty fields are left out."""
    kind, object_name = kind_of(member)
    flags = (
        _LIST * (member["type"] == "list")
        | _REQUIRED * bool(member.get("required"))
        | _NULLABLE * bool(member.get("value_allowed_null"))
        | _ALWAYS * bool(member.get("output_required"))
    )
    example = member.get("example")
    row: list[Any] = [
        str(member["name"]),
        _KINDS.index(kind),
        flags,
        object_name or 0,
        document or 0,
        str(example) if example is not None and str(example).strip() not in _NO_EXAMPLE else 0,
    ]
    while row[-1] == 0 and len(row) > 2:
        row.pop()
    return row


def member_of(row: list[Any]) -> Member:
    """A stored row as a Member."""
    name, kind, flags, object_name, document, example = row + [0] * (6 - len(row))
    return Member(
        name=name,
        kind=_KINDS[kind],
        is_list=bool(flags & _LIST),
        object_name=object_name or None,
        required=bool(flags & _REQUIRED),
        nullable=bool(flags & _NULLABLE),
        always_returned=bool(flags & _ALWAYS),
        document=document or "",
        example=example or None,
    )


def write_info(db: sqlite3.Connection, counts: Mapping[str, int], unread: Mapping[str, int], package: str) -> None:
    """Write the counts that ``read_info`` reads."""
    info = {"counts": dict(sorted(counts.items())), "unread": dict(sorted(unread.items())), "package": package}
    db.execute("INSERT INTO meta VALUES ('info', ?)", (json.dumps(info),))
    db.execute("INSERT INTO meta VALUES ('schema', ?)", (SCHEMA_VERSION,))


def read_info(db: sqlite3.Connection) -> CatalogInfo:
    """What the catalogue holds. Raises sqlite3.Error, KeyError, TypeError or ValueError for a file that is none."""
    row = db.execute("SELECT value FROM meta WHERE key = 'info'").fetchone()
    data = json.loads(row[0])
    counts = data["counts"]
    main = ("services", "service_versions", "actions", "parameters", "examples", "error_codes")
    return CatalogInfo(
        **{name: counts.get(name, 0) for name in main},
        unread=data["unread"],
        package=data["package"],
        details={name: count for name, count in counts.items() if name not in main},
    )


def object_of(name: str, row: list[Any]) -> ObjectSpec:
    """A stored data type."""
    document, members = row
    return ObjectSpec(name, document, tuple(member_of(member) for member in members))


def example_of(row: list[Any]) -> Example:
    """A stored example; parameters are read with exact numbers."""
    title, document, input_text, parameters, input_reading, output, output_reading, reason = row
    body = input_text[parameters:].strip() if isinstance(parameters, int) else parameters
    return Example(
        title=title,
        document=document,
        input_text=input_text,
        parameters=None if body is None else cast(JsonObject, loads(body)),
        input_reading=Reading(input_reading),
        output=output,
        output_reading=Reading(output_reading),
        reason=reason,
    )
