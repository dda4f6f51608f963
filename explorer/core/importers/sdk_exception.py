"""Texts that are about a call but hold none: an SDK's exception, or an answer."""

import re

from explorer.core.errors import ImportFormatError
from explorer.core.importers.find_action import find_action
from explorer.core.importers.imported import Catalog, Imported
from explorer.core.models.request import Request

_EXCEPTION = re.compile(r"TencentCloudSDK(?:Http)?(?:Exception|Error)\b")
_ANSWER = re.compile(r"\{\s{0,200}\"Response\"\s{0,20}:")
_FIELD = re.compile(r"code[\"']?\s{0,4}[:=]\s{0,4}[\"']?[A-Z][A-Za-z0-9.]{2,100}", re.IGNORECASE)
_REQUEST_ID = re.compile(r"request_?-?id", re.IGNORECASE)

# Where stack traces name the method that was called: Python, Java, Node.js, Go.
_CALLED = (
    re.compile(
        r"[/\\](?P<product>[a-z0-9]{1,40})[/\\]v(?P<date>\d{8})[/\\]\w{1,60}_client\.py\"?,"
        r" line \d{1,6}, in (?P<name>[A-Za-z]\w{1,99})"
    ),
    re.compile(r"\.(?P<product>[a-z0-9]{1,40})\.v(?P<date>\d{8})\.\w{1,60}Client\.(?P<name>[A-Za-z]\w{1,99})\("),
    re.compile(
        r"Client\.(?P<name>[A-Za-z]\w{1,99}) \([^\n()]{0,300}[/\\](?P<product>[a-z0-9]{1,40})[/\\]v(?P<date>\d{8})[/\\]"
    ),
    re.compile(
        r"/(?P<product>[a-z0-9]{1,40})/v(?P<date>\d{8})\.\(\*Client\)\.(?P<name>[A-Za-z]\w{1,99}?)(?:WithContext)?\("
    ),
)


class SdkExceptionImporter:
    """See Importer. Its ``read`` gives the text to explain; and a request without parameters if a stack trace names
    the method that was called.
    """

    format = "SDK exception"

    def recognises(self, text: str) -> bool:
        """Whether an SDK's exception or an answer stands in it."""
        return bool(_EXCEPTION.search(text) or _ANSWER.search(text) or self._has_both(text))

    def read(self, text: str, catalog: Catalog) -> Imported:
        """The action that was called, or no request. Raises ImportFormatError for a text that is something else."""
        called = _called(text, catalog)
        if called is not None:
            return called
        if _EXCEPTION.search(text):
            words, name = "An SDK's exception tells the answer, not the request: no request is in it.", self.format
        elif _ANSWER.search(text) or self._has_both(text):
            words, name = "This is an answer: no request is in it.", "answer"
        else:
            raise ImportFormatError("There is no exception of an SDK in the text.")
        return Imported(None, (words, "Explain shows what its code means."), name, explain=text)

    def _has_both(self, text: str) -> bool:
        return bool(_FIELD.search(text) and _REQUEST_ID.search(text))


def _called(text: str, catalog: Catalog) -> Imported | None:
    if not _EXCEPTION.search(text):
        return None
    found = next(filter(None, (pattern.search(text) for pattern in _CALLED)), None)
    if found is None:
        return None
    date = found["date"]
    notes = ["The stack trace names the action; its parameters, region and endpoint are not in the text: fill them in."]
    try:
        version = f"{date[:4]}-{date[4:6]}-{date[6:]}"
        ref = find_action(catalog, found["name"], version, (found["product"],), notes, unlisted=True)
    except ImportFormatError:
        return None
    notes.append("Tools, Explain any text, shows what its code means.")
    return Imported(Request(ref), tuple(notes), SdkExceptionImporter.format, explain=text)
