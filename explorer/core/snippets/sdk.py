"""The frame of each SDK snippet: what cannot be written, how to install it, the remarks, and the program."""

from abc import ABC, abstractmethod
from typing import ClassVar

from explorer.core.models.json_value import JsonObject
from explorer.core.snippets import limits
from explorer.core.snippets.command import comments
from explorer.core.snippets.offered import Offer
from explorer.core.snippets.subject import Snippet, Subject

_ALWAYS_SIGNS = "This client cannot send a request without a signature."


class SdkFormat(ABC):
    """See explorer.core.snippets.subject.Format. ``mark`` begins a comment; ``install`` says how to get the SDK."""

    offer: Offer
    install: ClassVar[str]
    mark: ClassVar[str] = "//"
    always_signs: ClassVar[bool] = True

    def write(self, subject: Subject) -> Snippet:
        """A program that prints the answer, or the reason why there is none."""
        parameters = limits.readable_parameters(subject.request)
        if isinstance(parameters, str):
            return self._refused(parameters)
        if self.always_signs and subject.spec is not None and subject.spec.skip_sign:
            return self._refused(_ALWAYS_SIGNS)
        source = self.source(subject, parameters)
        head = f"{self.mark} {self.install}\n" + comments(self.remarks(subject, parameters), self.mark)
        return Snippet(head + source)

    @abstractmethod
    def remarks(self, subject: Subject, parameters: JsonObject) -> list[str]:
        """What the SDK cannot say as the request does."""

    @abstractmethod
    def source(self, subject: Subject, parameters: JsonObject) -> str:
        """The program."""

    def _refused(self, reason: str) -> Snippet:
        return Snippet(comments([reason], self.mark), complete=False)
