"""What an expression needs of an answer: of a hundred megabytes often a few members, and only those are read then."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Need:
    """The parts of a value that are looked at; where it is of another kind than they suggest, only that it is.

    ``whole``: all of it. ``fields``: those members of an object; ``values``: every member, and so all their names.
    ``items``: every element of a list; ``picks``: those of slices.
    """

    whole: bool = False
    fields: Mapping[str, "Need"] = field(default_factory=dict)
    values: "Need | None" = None
    items: "Need | None" = None
    picks: tuple[tuple[slice, "Need"], ...] = ()

    def __or__(self, other: "Need") -> "Need":
        """What either needs."""
        if self.whole or other.whole:
            return WHOLE
        fields = dict(self.fields)
        for name, need in other.fields.items():
            fields[name] = fields[name] | need if name in fields else need
        return Need(
            False, fields, _either(self.values, other.values), _either(self.items, other.items),
            self.picks + other.picks,
        )  # fmt: skip

    def of_elements(self) -> "Need":
        """What is needed of any element of a list of which this is needed."""
        found = WHOLE if self.whole else self.items or NOTHING
        for _, need in self.picks:
            found |= need
        return found


WHOLE, NOTHING = Need(whole=True), Need()
_NAMES, _COUNT = Need(values=NOTHING), Need(values=NOTHING, items=NOTHING)
_BY = ("sort_by", "max_by", "min_by")


def _either(one: Need | None, other: Need | None) -> Need | None:
    return one if other is None else other if one is None else one | other


def need_of(node: Any, result: Need = WHOLE) -> Need:
    """What the expression ``node``, as the parser gives it, needs of its input, if ``result`` is needed of its result.

    Whatever is not known here needs all.
    """
    kind, children = node["type"], node["children"]
    if kind in ("current", "identity"):
        return result
    if kind == "literal":
        return NOTHING
    if kind == "field":
        return Need(fields={node["value"]: result})
    if kind in ("index", "slice"):
        return _of_place(node, result)
    if kind in ("subexpression", "index_expression", "pipe"):
        for child in reversed(children):
            result = need_of(child, result)
        return result
    if kind in _PROJECTIONS:
        return _PROJECTIONS[kind](children, result.of_elements())
    if kind in ("multi_select_list", "multi_select_dict", "key_val_pair", "comparator", "or_expression",
                "and_expression", "not_expression"):  # fmt: skip
        found = NOTHING
        for child in children:
            found |= need_of(child)
        return found
    if kind == "function_expression":
        return _of_function(node["value"], children, result)
    return WHOLE


def _of_place(node: Any, result: Need) -> Need:
    if node["type"] == "slice":
        start, end, step = node["children"]
        return WHOLE if step == 0 else Need(picks=((slice(start, end, step), result.of_elements()),))
    place = node["value"]
    return Need(picks=((slice(place, place + 1 or None), result),))


def _of_projection(children: Any, element: Need) -> Need:
    return need_of(children[0], Need(items=need_of(children[1], element)))


def _of_values(children: Any, element: Need) -> Need:
    return need_of(children[0], Need(values=need_of(children[1], element)))


def _of_filter(children: Any, element: Need) -> Need:
    return need_of(children[0], Need(items=need_of(children[1], element) | need_of(children[2])))


def _of_flatten(children: Any, element: Need) -> Need:
    return need_of(children[0], Need(items=element | Need(items=element)))


_PROJECTIONS = {
    "projection": _of_projection,
    "value_projection": _of_values,
    "filter_projection": _of_filter,
    "flatten": _of_flatten,
}


def _of_function(name: str, arguments: Any, result: Need) -> Need:
    if name == "length" and len(arguments) == 1:
        return need_of(arguments[0], _COUNT)
    if name == "keys" and len(arguments) == 1:
        return need_of(arguments[0], _NAMES)
    if name in _BY and len(arguments) == 2 and arguments[1]["type"] == "expref":
        kept = result.of_elements() if name == "sort_by" else result
        return need_of(arguments[0], Need(items=kept | need_of(arguments[1]["children"][0])))
    if name == "map" and len(arguments) == 2 and arguments[0]["type"] == "expref":
        inner = need_of(arguments[0]["children"][0], result.of_elements())
        return need_of(arguments[1], Need(items=inner))
    found = NOTHING
    for argument in arguments:
        found |= WHOLE if argument["type"] == "expref" else need_of(argument)
    return found
