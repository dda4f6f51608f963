"""An action's documents as one page of rich text, made of sanitised parts only."""

from collections.abc import Iterator, Sequence
from html import escape

from explorer.core.models.action import ActionSpec, Example, Member, ObjectSpec, Reading
from explorer.core.models.json_value import dumps
from explorer.ui.theme.palette import Theme

_MOST_EXAMPLES = 8
_LONGEST = 20_000
_ROWS_OF_A_PART = 8


def docs_parts(spec: ActionSpec, examples: Sequence[Example], colours: Theme) -> Iterator[str]:
    """The page bit by bit: the action, its parameters, its data types, what it answers, and the vendor's examples."""
    head = f"<h2>{escape(spec.ref.name)}</h2>" + (f"<p>{spec.document}</p>" if spec.document else "")
    status = "" if spec.status == "online" else f" · {escape(spec.status)}"
    yield (
        f'{head}<p style="color:{colours.muted.name()}">{escape(spec.ref.service)} · '
        f"{escape(spec.ref.version)} · {escape(spec.category)}{status}</p><h3>Parameters</h3>"
    )
    yield from _tables(spec.input, colours, "Takes no parameters.")
    for shape in _reachable(spec, spec.input):
        yield f"<h4>{escape(shape.name)}</h4><p>{shape.document}</p>"
        yield from _tables(shape, colours, "")
    yield "<h3>Answer</h3>"
    yield from _tables(spec.output, colours, "Answers with a RequestId only.")
    for number, example in enumerate(examples[:_MOST_EXAMPLES], start=1):
        yield _example(number, example, colours)


def _reachable(spec: ActionSpec, start: ObjectSpec) -> list[ObjectSpec]:
    found: dict[str, ObjectSpec] = {}
    waiting = [start]
    while waiting:
        for member in waiting.pop(0).members:
            shape = spec.object_of(member)
            if shape is not None and shape.name not in found:
                found[shape.name] = shape
                waiting.append(shape)
    return list(found.values())


def _tables(shape: ObjectSpec, colours: Theme, nothing: str) -> Iterator[str]:
    """Several for many members, one below the other: one alone takes long to lay out."""
    if not shape.members:
        yield f"<p>{nothing}</p>"
    for start in range(0, len(shape.members), _ROWS_OF_A_PART):
        rows = "".join(_row(member, colours) for member in shape.members[start : start + _ROWS_OF_A_PART])
        yield f'<table width="100%" cellspacing="0" cellpadding="6">{rows}</table>'


def _row(member: Member, colours: Theme) -> str:
    line = f"border-bottom: 1px solid {colours.line.name()};"
    star = f' <span style="color:{colours.error.name()}">*</span>' if member.required else ""
    kind = f'<br/><span style="color:{colours.muted.name()}">{escape(member.type_label)}</span>'
    return (
        f'<tr><td width="34%" style="{line}"><b>{escape(member.name)}</b>{star}{kind}</td>'
        f'<td style="{line}">{member.document}</td></tr>'
    )


def _example(number: int, example: Example, colours: Theme) -> str:
    style = f'style="background-color:{colours.window.name()}; white-space:pre-wrap"'
    text = example.input_text if example.parameters is None else dumps(example.parameters, indent=2)
    reading = {Reading.REPAIRED: " (repaired)", Reading.UNREAD: " (as it stands: cannot be read)"}
    return (
        f"<h3>Example {number}: {escape(example.title)}</h3><p>{example.document}</p>"
        f"<p>Request{reading.get(example.input_reading, '')}</p><pre {style}>{escape(text[:_LONGEST])}</pre>"
        f"<p>Answer{reading.get(example.output_reading, '')}</p><pre {style}>{escape(example.output[:_LONGEST])}</pre>"
    )
