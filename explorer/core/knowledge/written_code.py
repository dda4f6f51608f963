"""An error code as it may be shown, whatever stood in its place: one line, no control characters, not endless."""

LONGEST_CODE = 160
"""Characters; the longest code of the catalogue has fewer."""


def written_code(code: str, most: int = LONGEST_CODE) -> str:
    """The code in one line of at most ``most`` characters; of a longer one, its beginning and its end."""
    # A body of megabytes may stand where a code should.
    ends = code if len(code) <= 4 * most else code[: 2 * most] + code[-2 * most :]
    line = " ".join("".join([letter if letter.isprintable() else " " for letter in ends]).split())
    if len(line) <= most:
        return line
    half = (most - 1) // 2
    return f"{line[: most - 1 - half]}…{line[-half:]}"
