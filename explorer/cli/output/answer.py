"""Prints what came back on standard output."""

import re
from contextlib import suppress

from explorer.cli.console import Console, printable
from explorer.core.document.document import Document
from explorer.core.document.encoding import UTF8_MARK
from explorer.core.errors import UsageError
from explorer.core.models.exchange import Exchange, OutcomeKind
from explorer.core.models.json_value import JsonValue, dumps, loads
from explorer.core.phrases import Phrases

# A document that cannot be read in one go is cut at this depth when it becomes data.
DEEPEST_VALUE = 200

_ESCAPED_BYTE = re.compile(rb"(?<!\\)((?:\\\\)*)\\udc([89a-f][0-9a-f])")

_JSON_KINDS = {OutcomeKind.SUCCESS, OutcomeKind.ERROR, OutcomeKind.OTHER_JSON, OutcomeKind.NOT_JSON}
# By the words of the faults.
_REWRITTEN = (("bytes", "no UTF-8"), ("words", "is not JSON"), ("texts", "control character"), ("texts", "an escape"))
_BEGINNING = 1 << 16
_LONGEST_TOLD = 200


def print_document(console: Console, document: Document, say: Phrases, *, output: str, expression: str | None) -> None:
    """A JSON document, or what a JMESPath expression selects from it. Raises UsageError for the expression.

    Of a text that is no JSON from the start, the text.
    """
    from explorer.cli.output.exact_json import json_lines
    from explorer.cli.output.table import document_table
    from explorer.cli.output.tree import tree_lines

    if is_plain_text(document):
        if expression is None:
            print_text(console, document.data.decode("utf-8-sig", "backslashreplace"))
        return
    if expression is not None:
        document, whole = _selected(document, expression), document
        if said := _remark(whole, expression, say):
            console.note(printable(said, one_line=True))
    if output == "json":
        console.out_lines(json_lines(document, console))
        _say_rewritten(console, document, say)
    elif output == "table":
        console.out_lines(document_table(document, console, value_of))
    else:
        console.out_lines(tree_lines(document, console, say))


def is_plain_text(document: Document) -> bool:
    """Whether nothing of the document can be read as JSON, or only what any text may begin with, such as a number."""
    if document.root() is None:
        return True
    begins = document.data[:_BEGINNING].removeprefix(UTF8_MARK).lstrip()[:1]
    return begins not in (b"{", b"[", b'"') and any(fault.fatal for fault in document.faults)


def print_text(console: Console, text: str) -> None:
    """What is no JSON."""
    console.out(printable(text.replace("\r\n", "\n")).rstrip("\n"))


def _remark(document: Document, expression: str, say: Phrases) -> str:
    """What to know of an expression's result where a key is repeated, or the document is no strict JSON."""
    from explorer.core.knowledge.document_words import told_selected
    from explorer.services.query_repeats import repeats_that_matter

    words = told_selected(document.faults, repeats_that_matter(document, expression), say)
    selected = say("document.selected", expression=expression[:_LONGEST_TOLD])
    return f"{selected}{say('document.between')}{words}" if words else ""


def _say_rewritten(console: Console, document: Document, say: Phrases) -> None:
    """What of a JSON output is written in another way than it came."""
    for _ in document.check_steps():
        pass
    found = document.faults
    if any(fault.fatal for fault in found):
        return
    told = [say(f"document.{key}") for key, sign in _REWRITTEN if any(sign in fault.message for fault in found)]
    if told:
        console.note(say("document.escaped", what=say("document.between").join(told)))


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


def print_body(console: Console, exchange: Exchange, say: Phrases, *, output: str, expression: str | None) -> None:
    """The answer's body, whatever it is, or as much of it as came; an event stream as the list of its events."""
    content_type = exchange.header("content-type")
    kind = exchange.outcome.kind if exchange.outcome else _kind_of(exchange.body, content_type)
    if kind is OutcomeKind.EVENTS:
        document = document_of(events_of(exchange.body, content_type))
    elif kind in _JSON_KINDS:
        document = Document(exchange.body, content_type).open()
    else:
        if exchange.body:
            from explorer.core.envelope import decode_text

            print_text(console, decode_text(exchange.body, content_type))
        return
    print_document(console, document, say, output=output, expression=expression)


def _kind_of(body: bytes, content_type: str) -> OutcomeKind:
    """Of what was cut off, and so has no outcome."""
    from explorer.core.envelope import understand

    return understand(body, content_type).kind


def events_of(body: bytes, content_type: str) -> JsonValue:
    """The events of a stream as data."""
    from explorer.core.envelope import decode_text
    from explorer.core.envelope.events import events_as_data

    return events_as_data(decode_text(body, content_type))
