"""Read a file that becomes the value of a parameter, and write such a value back into a file."""

import base64
from pathlib import Path

from explorer.core.errors import StorageError
from explorer.core.form.base64_text import REQUEST_LIMIT, decoded
from explorer.core.storage.atomic import unusable, write_bytes


def read_parameter_file(path: Path, *, as_base64: bool) -> str:
    """The file's content in Base64, or its text (UTF-8), a byte order mark included: it may be what is looked for.

    Raises StorageError, also for a file too large to be sent.
    """
    try:
        size = path.stat().st_size
        if size * (4 / 3 if as_base64 else 1) > REQUEST_LIMIT:
            raise StorageError(
                f"{path.name} has {size:,} bytes; a request takes {REQUEST_LIMIT:,}, and Base64 makes a third more.",
                path=str(path),
                hint="Choose a smaller file.",
            )
        data = path.read_bytes()
    except OSError as error:
        raise unusable(path, "read", error) from error
    if as_base64:
        return base64.b64encode(data).decode("ascii")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise StorageError(
            f"{path.name} is no UTF-8 text: byte {error.start + 1} is none.",
            path=str(path),
            hint="Insert it as Base64, or save it as UTF-8 first.",
        ) from None


def write_parameter_file(path: Path, text: str) -> None:
    """Write the bytes that a Base64 text stands for. Raises StorageError, also for a text that is no Base64."""
    try:
        data = decoded(text)
    except ValueError:
        raise StorageError("The text is no Base64, so there is no file in it.", path=str(path)) from None
    write_bytes(path, data)
