"""Prints what came back on standard output."""

import re
from contextlib import suppress

from explorer.cli.console import Console, printable
from explorer.core.document.document import Document
from explorer.core.errors import UsageError
from explorer.core.models.exchange import Exchange, OutcomeKind
from explorer.core.models.json_value import JsonValue, dumps, loads

# A document that cannot be read in one go is cut at this depth when it becomes data.
DEEPEST_VALUE = 200

_ESCAPED_BYTE = re.compile(rb"(?<!\\)((?:\\\\)*)\\udc([89a-f][0-9a-f])")

_JSON_KINDS = {OutcomeKind.SUCCESS, OutcomeKind.ERROR, OutcomeKind.OTHER_JSON}


def print_document(console: Console, document: Document, *, output: str, expression: str | None) -> None:
    """A JSON document, or what a JMESPath expression selects from it. Raises UsageError for the expression."""
    from explorer.cli.output.exact_json import json_lines
    from explorer.cli.output.table import table_lines
    from explorer.cli.output.tree import tree_lines

    if expression is not None:
        if said := _said_twice(document):
            console.note(said)
        document = _selected(document, expression)
    if output == "table":
        console.out_lines(table_lines(value_of(document), console))
    else:
        console.out_lines((json_lines if output == "json" else tree_lines)(document, console))


def _said_twice(document: Document) -> str:
    """What to know of an expression's result where a key is repeated; else nothing."""
    from explorer.core.form.duplicate_keys import duplicate_key

    twice = duplicate_key(document.data.decode("utf-8-sig", "replace"))
    if twice is None:
        return ""
    return f"The key {printable(dumps(twice.key[:200]))} stands twice in one object: --query used the last of them."


def _selected(document: Document, expression: str) -> Document:
    from explorer.services.query_json import query

    root = document.root()
    source = document.source(root) if root is not None else b""
    if root is None or _is_utf_8(source) or _ESCAPED_BYTE.search(source):
        return document_of(query(expression, value_of(document)))
    try:
        value = loads(source.decode("utf-8", "surrogateescape"))
    except (ValueError, RecursionError):
        return document_of(query(expression, value_of(document)))
    # The bytes that are no UTF-8 come out as they went in, and are then shown as those of the whole document are.
    found = dumps(query(expression, value)).encode("utf-8")
    return Document(_ESCAPED_BYTE.sub(lambda part: part[1] + bytes.fromhex(part[2].decode()), found)).open()


def _is_utf_8(source: bytes) -> bool:
    """Whether bytes are UTF-8 throughout."""
    try:
        source.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def document_of(value: JsonValue) -> Document:
    """A document of our own making."""
    return Document(dumps(value).encode("utf-8")).open()


def value_of(document: Document) -> JsonValue:
    """The whole document as data, number texts exact; null where there is none. Raises UsageError if too deep."""
    root = document.root()
    if root is None:
        return None
    with suppress(ValueError, RecursionError):
        return loads(document.source(root).decode("utf-8"))
    value = document.to_value(root)
    if _is_too_deep(value):
        raise UsageError(
            "The document is nested too deeply for --query or a table.", hint="--output tree and json show it all."
        )
    return value


def _is_too_deep(value: JsonValue) -> bool:
    """Whether the value reaches the depth at which a document's deeper values are left out of it."""
    level = [value]
    for _ in range(DEEPEST_VALUE):
        containers = [item for item in level if isinstance(item, dict | list)]
        level = [child for item in containers for child in (item.values() if isinstance(item, dict) else item)]
        if not level:
            return False
    return True


def print_body(console: Console, exchange: Exchange, *, output: str, expression: str | None) -> None:
    """The answer's body, whatever it is; an event stream as the list of its events."""
    kind = exchange.outcome.kind if exchange.outcome else OutcomeKind.EMPTY
    content_type = exchange.header("content-type")
    if kind in _JSON_KINDS:
        print_document(console, Document(exchange.body, content_type).open(), output=output, expression=expression)
    elif kind is OutcomeKind.EVENTS:
        print_document(
            console, document_of(events_of(exchange.body, content_type)), output=output, expression=expression
        )
    elif exchange.body:
        from explorer.core.envelope import decode_text

        console.out(printable(decode_text(exchange.body, content_type).replace("\r\n", "\n")).rstrip("\n"))


def events_of(body: bytes, content_type: str) -> JsonValue:
    """The events of a stream as data."""
    from explorer.core.envelope import decode_text
    from explorer.core.envelope.events import events_as_data

    return events_as_data(decode_text(body, content_type))
