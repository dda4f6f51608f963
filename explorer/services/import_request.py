"""Make a request of pasted text or of a dropped file."""

from pathlib import Path
from typing import TYPE_CHECKING

from explorer.core.errors import ImportFormatError

if TYPE_CHECKING:
    from explorer.core.importers.imported import Imported
    from explorer.services.wiring import Services

_LARGEST = 12_000_000


def import_request(services: "Services", text: str) -> "Imported":
    """What the text is, and the request in it. Raises ImportFormatError, CatalogError."""
    from explorer.core.importers.read_text import read_text

    return read_text(text, services.catalog)


def looks_importable(text: str) -> bool:
    """Whether a text is worth offering, as that on the clipboard."""
    from explorer.core.importers.read_text import format_of

    return bool(format_of(text))


def text_of_file(path: Path) -> str:
    """The text of a dropped file (UTF-8 or UTF-16 with its mark). Raises ImportFormatError; waits for the disk."""
    if path.exists() and not path.is_file():
        raise ImportFormatError(f"{path.name} is no file.", hint="Drop a text file.")
    try:
        if path.stat().st_size > _LARGEST:
            raise ImportFormatError(f"{path.name} is too large to be one request.", hint="Copy the entry that matters.")
        data = path.read_bytes()
    except OSError as error:
        raise ImportFormatError(f"{path.name} cannot be read: {error.strerror or error}.") from None
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise ImportFormatError(f"{path.name} is no text file.") from None
