"""Texts that are about a call but hold none: an SDK's exception, or an answer."""

import re

from explorer.core.errors import ImportFormatError
from explorer.core.importers.imported import Catalog, Imported

_EXCEPTION = re.compile(r"TencentCloudSDK(?:Http)?(?:Exception|Error)\b")
_ANSWER = re.compile(r"\{\s{0,200}\"Response\"\s{0,20}:")
_FIELD = re.compile(r"code[\"']?\s{0,4}[:=]\s{0,4}[\"']?[A-Z][A-Za-z0-9.]{2,100}", re.IGNORECASE)
_REQUEST_ID = re.compile(r"request_?-?id", re.IGNORECASE)


class SdkExceptionImporter:
    """See Importer. Its ``read`` gives no request, but the text to explain."""

    format = "SDK exception"

    def recognises(self, text: str) -> bool:
        """Whether an SDK's exception or an answer stands in it."""
        return bool(_EXCEPTION.search(text) or _ANSWER.search(text) or self._has_both(text))

    def read(self, text: str, catalog: Catalog) -> Imported:  # noqa: ARG002
        """No request. Raises ImportFormatError for a text that is something else."""
        if _EXCEPTION.search(text):
            words, name = "An SDK's exception tells the answer, not the request: no request is in it.", self.format
        elif _ANSWER.search(text) or self._has_both(text):
            words, name = "This is an answer: no request is in it.", "answer"
        else:
            raise ImportFormatError("There is no exception of an SDK in the text.")
        return Imported(None, (words, "Explain shows what its code means."), name, explain=text)

    def _has_both(self, text: str) -> bool:
        return bool(_FIELD.search(text) and _REQUEST_ID.search(text))
