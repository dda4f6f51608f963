"""One HTTP call as a text tells it, before anything of it is believed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HttpCall:
    """``method`` is empty where the text names none; ``fields`` are those of a multipart form, or None.

    ``keep_bytes`` asks for the body as it was written, blanks included, since a signature may hang on them.
    """

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""
    fields: tuple[tuple[str, str], ...] | None = None
    notes: tuple[str, ...] = ()
    keep_bytes: bool = True
    timeout: float | None = None

    def header(self, name: str) -> str:
        """The first header of that name (any case), or an empty string."""
        wanted = name.lower()
        return next((value.strip() for key, value in self.headers if key.strip().lower() == wanted), "")
