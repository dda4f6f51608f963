"""What the spec finds wrong with a parameter, in the engineer's language."""

from explorer.core.form.validate import Problem, near_name
from explorer.core.knowledge.case import short, value_at
from explorer.core.models.action import ActionSpec, Member, ObjectSpec
from explorer.core.models.json_value import JsonObject, JsonValue, dumps
from explorer.core.phrases import Phrases


def problem_words(problem: Problem, spec: ActionSpec, value: JsonValue, say: Phrases) -> str:
    """A few words to stand in a list. In English they are those of the form."""
    if say.language == "en":
        said, _, hint = problem.message.partition(". ")
        return said.rstrip(".") + (f" ({hint[:1].lower()}{hint[1:].rstrip('.')})" if hint else "")
    path, (owner, member) = problem.path, _place(problem.path, spec)
    if problem.rule == "unknown":
        name = path.rpartition(".")[2]
        near = near_name(name, tuple(each.name for each in owner.members)) if owner is not None else ""
        return say("spec.unknown_near" if near else "spec.unknown", path=path, action=spec.ref.name, near=near)
    if problem.rule == "required":
        return say("spec.required", path=path)
    kind = say("spec.object") if member is None else _kind_words(member, path, say)
    shown = short(value if isinstance(value, str) else "null" if value is None else dumps(value))
    return say(f"spec.{problem.rule}", path=path, kind=kind, value=shown or say("spec.empty"))


def problem_sentence(problem: Problem, spec: ActionSpec, parameters: JsonObject, say: Phrases) -> str:
    """As a sentence of its own; in English that of the form."""
    if say.language == "en":
        return problem.message
    return f"{problem_words(problem, spec, value_at(parameters, problem.path), say)}。"


def _kind_words(member: Member, path: str, say: Phrases) -> str:
    is_element = path.rpartition(".")[2].isdecimal()
    return say("spec.list") if member.is_list and not is_element else say(f"spec.{member.kind.name.lower()}")


def _place(path: str, spec: ActionSpec) -> tuple[ObjectSpec | None, Member | None]:
    """The object that a dotted path's last name stands in, and the member of that name."""
    owner: ObjectSpec | None = spec.input
    member: Member | None = None
    inside: ObjectSpec | None = spec.input
    for step in path.split("."):
        if step.isdecimal():
            continue
        owner = inside
        member = owner.member(step) if owner is not None else None
        inside = spec.object_of(member) if member is not None else None
    return owner, member
