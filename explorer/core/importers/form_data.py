"""The fields of a multipart body that came as text."""

import re

_BOUNDARY = re.compile(r"boundary=\"?([^\";\s]{1,200})", re.IGNORECASE)
_NAME = re.compile(r"[;\s]name=\"([^\"\r\n]{1,500})\"", re.IGNORECASE)
_FILE = re.compile(r"[;\s]filename=", re.IGNORECASE)


def multipart_fields(content_type: str, body: str, notes: list[str]) -> tuple[tuple[str, str], ...]:
    """Names and values in order. Bytes that are no text are not in a pasted text any more; that is noted."""
    found = _BOUNDARY.search(content_type)
    boundary = found.group(1) if found else body.partition("\n")[0].strip().removeprefix("--")
    if not boundary:
        notes.append("The multipart body has no boundary, so no field of it was read.")
        return ()
    fields = []
    for part in body.split(f"--{boundary}")[1:]:
        head, blank, value = part.replace("\r\n", "\n").partition("\n\n")
        name = _NAME.search(head)
        if not blank or name is None:
            continue
        if _FILE.search(head):
            notes.append(f"The file of the field {name.group(1)[:60]} is no text; check its content.")
        fields.append((name.group(1), value.removesuffix("\n")))
    return tuple(fields)
