"""`action`: one action's parameters, documents and examples."""

import argparse
from collections.abc import Iterator

from explorer.cli.console import printable
from explorer.cli.exit_status import ExitStatus
from explorer.cli.session import Session
from explorer.core.catalog.html import plain_text
from explorer.core.models.action import ActionSpec, Example, Member, ObjectSpec
from explorer.core.models.json_value import JsonObject, JsonValue, dumps
from explorer.services.browse_actions import read_action


def run(options: argparse.Namespace, session: Session) -> int:
    """Print one action. Raises UnknownActionError with near names."""
    spec = read_action(session.services, options.service, options.action, options.api_version)
    examples = session.services.catalog.examples(spec.ref)
    if options.json:
        session.console.out(dumps(_as_json(spec, examples), indent=2))
    else:
        session.console.out_lines(_lines(session, spec, examples))
    return ExitStatus.SUCCESS


def _lines(session: Session, spec: ActionSpec, examples: tuple[Example, ...]) -> Iterator[str]:
    paint = session.console.paint
    status = "" if spec.status == "online" else f" [{spec.status}]"
    yield paint(f"{spec.ref.service} {spec.ref.name}", "title") + f" ({spec.ref.version}, {spec.category}){status}"
    yield printable(plain_text(spec.document)).strip()
    for title, shape in (("Parameters", spec.input), ("Answer", spec.output)):
        yield ""
        yield paint(f"{title}:", "title")
        yield from _members(session, spec, shape, 1, (shape.name,)) if shape.members else ("  none",)
    for number, example in enumerate(examples, 1):
        yield ""
        yield paint(f"Example {number}: {printable(plain_text(example.title), one_line=True)}", "title")
        if example.parameters is None:
            yield printable(example.input_text)
        else:
            yield printable(dumps(example.parameters, indent=2))


def _members(
    session: Session, spec: ActionSpec, shape: ObjectSpec, depth: int, inside: tuple[str, ...]
) -> Iterator[str]:
    for member in shape.members:
        indent = "  " * depth
        required = ", required" if member.required else ""
        yield f"{indent}{session.console.paint(member.name, 'key')} ({member.type_label}{required})"
        document = printable(plain_text(member.document), one_line=True)
        if document:
            yield f"{indent}    {document}"
        inner = spec.object_of(member)
        if inner is None:
            continue
        if inner.name in inside:
            yield f"{indent}  (again {inner.name})"
        else:
            yield from _members(session, spec, inner, depth + 1, (*inside, inner.name))


def _as_json(spec: ActionSpec, examples: tuple[Example, ...]) -> JsonObject:
    return {
        "service": spec.ref.service,
        "version": spec.ref.version,
        "action": spec.ref.name,
        "title": spec.title,
        "category": spec.category,
        "status": spec.status,
        "document": plain_text(spec.document),
        "parameters": [_member_json(member, answer=False) for member in spec.input.members],
        "answer": [_member_json(member, answer=True) for member in spec.output.members],
        "objects": {
            name: [_member_json(member, answer=False) for member in shape.members]
            for name, shape in spec.objects.items()
        },
        "examples": [_example_json(example) for example in examples],
    }


def _member_json(member: Member, *, answer: bool) -> JsonValue:
    shown: JsonObject = {
        "name": member.name,
        "type": member.type_label,
        "kind": member.kind.value,
        "list": member.is_list,
        "object": member.object_name,
        "document": plain_text(member.document),
        "example": member.example,
    }
    if answer:
        return {**shown, "nullable": member.nullable, "always_returned": member.always_returned}
    return {**shown, "required": member.required}


def _example_json(example: Example) -> JsonValue:
    return {
        "title": plain_text(example.title),
        "parameters": example.parameters,
        "input": example.input_text,
        "input_reading": example.input_reading.value,
        "output": example.output,
        "output_reading": example.output_reading.value,
        "reason": example.reason,
    }
