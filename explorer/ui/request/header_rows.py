"""The rows of the Headers tab, as data: what each is called, what it offers, and what holds without it."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.core.models.request import DEFAULT_TIMEOUT, Algorithm, ContentKind, Method
from explorer.ui.request.override_row import OverrideRow
from explorer.ui.request.public_names import PublicNames

_AS_ABOVE = "As in the bar above"
_LANGUAGES = (("", "Not sent"), ("en-US", "en-US"), ("zh-CN", "zh-CN"))
_PAYLOADS = (("signed", "Signed"), ("unsigned", "UNSIGNED-PAYLOAD"))


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """``key`` is the field of a Request that the row sets; ``free`` rows take any text beside their choices."""

    key: str
    title: str
    name: str
    choices: tuple[tuple[str, str], ...] = ()
    default: str = ""
    free: bool = False
    placeholder: str = ""

    def build(self, names: PublicNames) -> OverrideRow:
        """The row's widget."""
        return OverrideRow(
            self.title,
            names,
            self.name,
            choices=self.choices,
            free=self.free,
            default=self.default,
            placeholder=self.placeholder,
        )


def _same(values: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((str(value), str(value)) for value in values)


def header_rows(regions: Sequence[str]) -> tuple[HeaderRow, ...]:
    """All rows, in their order."""
    return (
        HeaderRow("method", "Method", "methodSelector", _same(tuple(Method)), Method.POST),
        HeaderRow("algorithm", "Signature", "algorithmSelector", _same(tuple(Algorithm)), Algorithm.TC3),
        HeaderRow("content_kind", "Content-Type", "contentSelector", _same(tuple(ContentKind)), ContentKind.JSON),
        HeaderRow("payload", "Payload hash", "payloadSelector", _PAYLOADS, "signed"),
        HeaderRow("language", "Language", "languageSelector", _LANGUAGES),
        HeaderRow("region", "Region", "regionOverride", _same(("", *regions)), free=True, placeholder=_AS_ABOVE),
        HeaderRow("endpoint", "Endpoint", "endpointOverride", _same(("",)), free=True, placeholder=_AS_ABOVE),
        HeaderRow("timeout", "Time-out, seconds", "timeoutField", default=f"{DEFAULT_TIMEOUT:g}"),
        HeaderRow("timestamp", "Timestamp", "timestampField", placeholder="This machine's clock"),
    )
