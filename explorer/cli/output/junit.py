"""What a run of saved requests brought, as a JUnit report that every CI system reads."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from explorer.cli.exit_status import ExitStatus
from explorer.core.storage.atomic import write_bytes

# XML 1.0 has no place for these, not even escaped.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Result:
    """One saved request and how it ended. ``detail`` is empty for a success; ``seconds`` is the time it took."""

    group: str
    name: str
    status: ExitStatus
    seconds: float
    code: str = ""
    detail: str = ""
    request_id: str = ""


def write_report(path: Path, results: Sequence[Result]) -> None:
    """Write the report as a whole. Raises StorageError naming the file."""
    write_bytes(path, report(results))


def report(results: Sequence[Result]) -> bytes:
    """The report. An error envelope is a failure; no answer, or one that is no envelope, is an error."""
    failures = sum(result.status is ExitStatus.ERROR_ENVELOPE for result in results)
    broken = sum(result.status not in (ExitStatus.SUCCESS, ExitStatus.ERROR_ENVELOPE) for result in results)
    totals = {
        "name": "request-explorer",
        "tests": str(len(results)),
        "failures": str(failures),
        "errors": str(broken),
        "time": f"{sum(result.seconds for result in results):.3f}",
    }
    root = ET.Element("testsuites", totals)
    suite = ET.SubElement(root, "testsuite", totals)
    for result in results:
        _add_case(suite, result)
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _add_case(suite: ET.Element, result: Result) -> None:
    case = ET.SubElement(
        suite,
        "testcase",
        {"classname": _clean(result.group), "name": _clean(result.name), "time": f"{result.seconds:.3f}"},
    )
    if result.status is not ExitStatus.SUCCESS:
        tag = "failure" if result.status is ExitStatus.ERROR_ENVELOPE else "error"
        found = ET.SubElement(case, tag, {"type": _clean(result.code), "message": _clean(result.detail)})
        found.text = f"RequestId: {_clean(result.request_id)}" if result.request_id else None
    if result.request_id:
        ET.SubElement(case, "system-out").text = f"RequestId: {_clean(result.request_id)}"


def _clean(text: str) -> str:
    return _NO_XML.sub("�", text)
