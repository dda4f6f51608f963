"""Priorities that must be unique within an instance: of authorization policies and of enrichment rules."""

from explorer.sandbox.call import Refusal
from explorer.sandbox.mqtt.world import Record


def check_priority(records: dict[int, Record], priority: int, number: int | None) -> None:
    """Raises Refusal(FailedOperation.DuplicatePriority) if another record has it; ``number`` is the record's own."""
    if any(record["Priority"] == priority and record["Id"] != number for record in records.values()):
        raise Refusal("FailedOperation.DuplicatePriority", f"The priority {priority} is already taken.")


def set_priorities(records: dict[int, Record], entries: list[Record], code: str) -> None:
    """Set all, or raise Refusal with that code if an Id comes twice or two records would share a priority."""
    wanted = {number: record["Priority"] for number, record in records.items()}
    wanted.update({entry["Id"]: entry["Priority"] for entry in entries})
    if len({entry["Id"] for entry in entries}) < len(entries) or len(set(wanted.values())) < len(wanted):
        raise Refusal(code, "An Id comes twice, or two records would have the same priority.")
    for number, priority in wanted.items():
        records[number]["Priority"] = priority
