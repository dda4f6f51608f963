"""Offset, Limit and Filters, as MQTT's list actions read them."""

from collections.abc import Iterable, Mapping

from explorer.sandbox.call import Refusal
from explorer.sandbox.mqtt.world import Record

DEFAULT_LIMIT, HIGHEST_LIMIT = 20, 100


def page(records: Iterable[Record], parameters: Record) -> Record:
    """``TotalCount`` and one page as ``Data``. Raises Refusal(InvalidParameterValue) outside 0 ≤ Limit ≤ 100."""
    offset, limit = parameters.get("Offset", 0), parameters.get("Limit", DEFAULT_LIMIT)
    if offset < 0:
        raise Refusal("InvalidParameterValue", "The parameter `Offset` must not be negative.")
    if not 0 <= limit <= HIGHEST_LIMIT:
        raise Refusal("InvalidParameterValue", f"The parameter `Limit` must be from 0 to {HIGHEST_LIMIT}.")
    everything = list(records)
    return {"TotalCount": len(everything), "Data": everything[offset : offset + limit]}


def filtered(records: Iterable[Record], parameters: Record, fuzzy: Mapping[str, bool]) -> list[Record]:
    """The records that match every filter by one of its values.

    ``fuzzy`` holds the filter names that exist, and whether each finds a part of the value or only the whole.
    Raises Refusal(InvalidParameterValue) for another name.
    """
    kept = list(records)
    for condition in parameters.get("Filters", []):
        name, values = condition["Name"], condition["Values"]
        if name not in fuzzy:
            raise Refusal(
                "InvalidParameterValue", f"The filter `{name}` does not exist; the filters are {', '.join(fuzzy)}."
            )
        kept = [record for record in kept if _matches(str(record.get(name, "")), values, fuzzy[name])]
    return kept


def _matches(value: str, wanted: list[str], fuzzy: bool) -> bool:
    if fuzzy:
        return any(text.lower() in value.lower() for text in wanted)
    return value in wanted
