"""The tree that a form edits: what is left out, null, empty or set are different things, and nothing is ever lost.

Children are made when they are asked for, so a recursive type opens as deep as a person goes, and loading costs
what is looked at. A value that does not fit its place is kept as it is (``State.OTHER``); so is an unknown member.
"""

from collections.abc import Iterator
from enum import StrEnum

from explorer.core.errors import ParameterError
from explorer.core.form.elements import Elements
from explorer.core.form.text import is_number, number_or_text, to_text, to_value_or_text
from explorer.core.form.validate import Problem, check
from explorer.core.models.action import ActionSpec, Kind, Member, ObjectSpec
from explorer.core.models.json_value import JsonObject, JsonValue, Number, dumps, loads


class State(StrEnum):
    """What of a field is sent. OTHER is JSON that does not fit the field, or belongs to no known field."""

    ABSENT = "absent"
    NULL = "null"
    SET = "set"
    OTHER = "other"


class Field:
    """One place in the request. ``member`` is None for a member that the spec does not know."""

    def __init__(self, spec: ActionSpec, name: str, member: Member | None, parent: "Field | None") -> None:
        self.spec = spec
        self.name = name
        self.member = member
        self.parent = parent
        self.state = State.ABSENT
        self._other: JsonValue = None

    @property
    def is_known(self) -> bool:
        """Whether the spec has this place."""
        return self.member is not None

    @property
    def is_element(self) -> bool:
        """Whether this is an element of a list; an element cannot be left out, only removed."""
        return isinstance(self.parent, ListField)

    @property
    def is_required(self) -> bool:
        """Whether the spec asks for it."""
        return self.member is not None and self.member.required and not self.is_element

    @property
    def path(self) -> str:
        """The dotted path (``Filters.0.Name``); it follows when elements move."""
        if self.parent is None:
            return ""
        step = str(self.parent.elements.index(self)) if isinstance(self.parent, ListField) else self.name
        above = self.parent.path
        return f"{above}.{step}" if above else step

    @property
    def other_text(self) -> str:
        """The JSON text of what is sent, for an editor of raw JSON."""
        return "" if self.state is State.ABSENT else dumps(self.to_value())

    def load(self, value: JsonValue) -> None:
        """Take a value as it is, fitting or not."""
        self._clear()
        self.state = State.NULL if value is None else State.SET if self._take(value) else State.OTHER
        self._other = value if self.state is State.OTHER else None

    def to_value(self) -> JsonValue:
        """What is sent here. An absent field has nothing to send; its owner leaves it out."""
        if self.state is State.SET:
            return self._own()
        return self._other if self.state is State.OTHER else None

    def leave_out(self) -> None:
        """Send nothing here. Raises ParameterError for a list element, which can only be removed."""
        if self.is_element:
            raise ParameterError(f"{self.path} is a list element: remove it instead.", path=self.path)
        self._clear()
        self.state = State.ABSENT
        if isinstance(self.parent, ObjectField):
            self.parent.forget(self.name)

    def set_null(self) -> None:
        """Send null."""
        self._change(None)

    def set_empty(self) -> None:
        """Send the empty value: empty text, an empty list, an empty object."""
        self._change("")

    def set_other(self, text: str) -> None:
        """Send any JSON, even such as would fit; text that is no JSON is sent as a string."""
        try:
            value = loads(text)
        except ValueError:
            value = text
        self._clear()
        self.state, self._other = State.OTHER, value
        self._announce()

    def _change(self, value: JsonValue) -> None:
        self.load(value)
        self._announce()

    def _announce(self) -> None:
        """Let everything above exist too, since something is sent inside it."""
        if isinstance(self.parent, ObjectField):
            self.parent.remember(self.name)
        elif self.parent is not None:
            self.parent.become_set()

    def become_set(self) -> None:
        """Be a value rather than absent, null or other JSON."""
        self.state = State.SET
        self._announce()

    def _clear(self) -> None:
        """Forget what was set."""

    def _take(self, value: JsonValue) -> bool:
        """Keep the value if it fits; say whether it does."""
        raise NotImplementedError

    def _own(self) -> JsonValue:
        raise NotImplementedError


class UnknownField(Field):
    """A member that the spec does not have; always raw JSON."""

    def _take(self, _value: JsonValue) -> bool:
        return False


class ScalarField(Field):
    """Text, number, boolean or date. An edit keeps the type in which the value came, or that was chosen for it."""

    _value: JsonValue = ""
    _quoted: bool | None = None

    @property
    def text(self) -> str:
        """The text to edit; empty when nothing, null or other JSON is sent."""
        return to_text(self._value) if self.state is State.SET else ""

    @property
    def odd_type(self) -> str:
        """``text`` for a number in quotes, ``number`` for a bare one where the spec has a text; otherwise empty."""
        if self.state is not State.SET or self.member is None:
            return ""
        if is_number(self.member.kind):
            return "text" if isinstance(self._value, str) and number_or_text(self._value) != self._value else ""
        return "number" if isinstance(self._value, Number) else ""

    def set_text(self, text: str) -> None:
        """Take what a person typed: cast by the spec where it fits, any number as a number, and otherwise as text."""
        self._value = self._cast(text)
        self.state = State.SET
        self._announce()

    def set_quoted(self, quoted: bool) -> None:
        """Send the number that stands here as a text, in quotes, or as a bare number."""
        self._quoted = quoted
        self.set_text(self.text)

    def _cast(self, text: str) -> JsonValue:
        if self.member is None or self._quoted:
            return text
        if self._quoted is False or is_number(self.member.kind):
            return number_or_text(text)
        return to_value_or_text(self.member, text)

    def _clear(self) -> None:
        self._value, self._quoted = "", None

    def _take(self, value: JsonValue) -> bool:
        if isinstance(value, list | dict):
            return False
        self._value = value
        odd = {"text": True, "number": False}
        self.state = State.SET
        self._quoted = odd.get(self.odd_type)
        return True

    def _own(self) -> JsonValue:
        return self._value


class ListField(Field):
    """A list of texts, numbers or objects."""

    def __init__(self, spec: ActionSpec, name: str, member: Member, parent: Field | None) -> None:
        super().__init__(spec, name, member, parent)
        self._member = member
        self.elements: Elements[Field] = Elements((), self._element)

    def add(self) -> Field:
        """Append an empty element."""
        self.become_set()
        element = self._element(self._blank_element())
        self.elements.append(element)
        return element

    def remove(self, index: int) -> None:
        """Take an element out; a list without elements stays an empty list."""
        del self.elements[index]

    def duplicate(self, index: int) -> Field:
        """Put a copy right after an element."""
        source = self.elements[index]
        copy = self._element(_copied(source.to_value()))
        self.elements.insert(index + 1, copy)
        return copy

    def move(self, index: int, to: int) -> None:
        """Move an element to another place."""
        self.elements.insert(to, self.elements.pop(index))

    def set_empty(self) -> None:
        """Send an empty list."""
        self._change([])

    def _element(self, value: JsonValue) -> Field:
        shape = self.spec.object_of(self._member)
        element: Field
        if shape is not None:
            element = ObjectField(self.spec, self.name, self._member, self, shape)
        else:
            element = ScalarField(self.spec, self.name, self._member, self)
        element.load(value)
        return element

    def _blank_element(self) -> JsonValue:
        return {} if self._member.kind is Kind.OBJECT else ""

    def _clear(self) -> None:
        self.elements = Elements((), self._element)

    def _take(self, value: JsonValue) -> bool:
        if not isinstance(value, list):
            return False
        self.elements = Elements(value, self._element)
        return True

    def _own(self) -> JsonValue:
        return self.elements.values(Field.to_value)


class ObjectField(Field):
    """An object: the request itself, a member, or an element of a list."""

    def __init__(
        self, spec: ActionSpec, name: str, member: Member | None, parent: Field | None, shape: ObjectSpec
    ) -> None:
        super().__init__(spec, name, member, parent)
        self.shape = shape
        self._positions = {each.name: position for position, each in enumerate(shape.members)}
        self._children: dict[str, Field] = {}
        self._pending: JsonObject = {}
        self._order: list[str] = []

    def child(self, name: str) -> Field | None:
        """The field of that name, or None if neither the spec nor the request has it."""
        child = self._children.get(name)
        if child is None and (name in self._positions or name in self._pending):
            child = self._children[name] = self._make(name)
        return child

    def children(self) -> Iterator[Field]:
        """All fields: required ones first, then the others, both in the spec's order, then what is unknown."""
        members = sorted(self.shape.members, key=lambda member: not member.required)
        names = [member.name for member in members]
        for name in names + [name for name in self._order if name not in self._positions]:
            child = self.child(name)
            if child is not None:
                yield child

    def set_empty(self) -> None:
        """Send an object without members."""
        self._change({})

    def forget(self, name: str) -> None:
        """A child is left out now."""
        if name in self._order:
            self._order.remove(name)
        self._pending.pop(name, None)

    def remember(self, name: str) -> None:
        """A child is sent now: it takes its place after the members that precede it in the spec."""
        self.become_set()
        if name not in self._order:
            own = self._positions.get(name, len(self._positions))
            before = [at for at, each in enumerate(self._order) if self._positions.get(each, own + 1) < own]
            self._order.insert(before[-1] + 1 if before else 0, name)

    def _make(self, name: str) -> Field:
        member = self.shape.member(name)
        shape = self.spec.object_of(member) if member else None
        child: Field
        if member is None:
            child = UnknownField(self.spec, name, None, self)
        elif member.is_list:
            child = ListField(self.spec, name, member, self)
        elif shape is not None:
            child = ObjectField(self.spec, name, member, self, shape)
        else:
            child = ScalarField(self.spec, name, member, self)
        if name in self._pending:
            child.load(self._pending.pop(name))
        return child

    def _clear(self) -> None:
        self._children, self._pending, self._order = {}, {}, []

    def _take(self, value: JsonValue) -> bool:
        if not isinstance(value, dict):
            return False
        self._pending, self._order = dict(value), list(value)
        return True

    def _own(self) -> JsonValue:
        return {name: self._value_of(name) for name in self._order}

    def _value_of(self, name: str) -> JsonValue:
        child = self._children.get(name)
        return self._pending[name] if child is None else child.to_value()


class Form:
    """The parameters of one action as a tree of fields."""

    def __init__(self, spec: ActionSpec, parameters: JsonObject | None = None) -> None:
        self.spec = spec
        self.root = ObjectField(spec, "", None, None, spec.input)
        self.load(parameters or {})

    def load(self, parameters: JsonObject) -> None:
        """Take other parameters; fields from before belong to the form no more."""
        self.root.load(parameters)

    def to_parameters(self) -> JsonObject:
        """The parameters as they are sent: key order, number texts and unknown members as they came."""
        value = self.root.to_value()
        return value if isinstance(value, dict) else {}

    def find(self, path: str) -> Field | None:
        """The field at a dotted path, or None. Opens what lies on the way; the request does not change."""
        field: Field | None = self.root
        for step in path.split(".") if path else ():
            if isinstance(field, ObjectField):
                field = field.child(step)
            elif isinstance(field, ListField) and step.isdecimal() and int(step) < len(field.elements):
                field = field.elements[int(step)]
            else:
                return None
        return field

    def problems(self) -> tuple[Problem, ...]:
        """What the spec has to say against the parameters."""
        return check(self.spec, self.to_parameters())


def _copied(value: JsonValue) -> JsonValue:
    if isinstance(value, list):
        return [_copied(item) for item in value]
    if isinstance(value, dict):
        return {name: _copied(item) for name, item in value.items()}
    return value


def is_scalar_list(field: Field) -> bool:
    """Whether a field is a list of plain values, which an editor can show as one row each."""
    return isinstance(field, ListField) and field.member is not None and field.member.kind is not Kind.OBJECT
