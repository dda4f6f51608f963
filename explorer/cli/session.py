"""What a command gets beside its arguments: the console, the stores, the environment and standard input."""

import codecs
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from explorer.cli.console import Console
from explorer.core.errors import UsageError
from explorer.services.lazy import Lazy, built
from explorer.services.wiring import Services, build_services


@dataclass
class Session:
    """One run of one command."""

    console: Console
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)

    @Lazy
    def services(self) -> Services:
        """The stores, wired at first use."""
        return build_services()

    @property
    def stdin(self) -> BinaryIO:
        """Standard input's bytes."""
        return sys.stdin.buffer

    @property
    def notices(self) -> list[str]:
        """What the stores have to say once: a damaged file that was set aside, a catalogue that is too old."""
        if not built(self, "services"):
            return []
        told = [*self.services.notices]
        for name in ("profiles", "history"):
            told += getattr(self.services, name).notices if built(self.services, name) else []
        return told + (list(self.services.settings.notices) if built(self.services, "settings") else [])

    def close(self) -> None:
        """Close what was opened."""
        if built(self, "services"):
            self.services.close()

    def read_bytes(self, source: str, what: str) -> bytes:
        """The bytes of a file, or of standard input for ``-``. Raises UsageError naming the file."""
        if source == "-":
            return self.stdin.read()
        try:
            return Path(source).read_bytes()
        except OSError as error:
            raise UsageError(f"{what} {source!r} cannot be read: {error.strerror or error}.") from None

    def read_pasted(self) -> str:
        """Standard input as text, whatever a shell made of it: UTF-8, or UTF-16 with or without its mark."""
        data = self.stdin.read()
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16", "replace")
        # Text of any language has line ends, blanks and signs, whose UTF-16 has a zero byte; UTF-8 has none.
        zeros = [data[place::2].count(0) for place in (0, 1)]
        if max(zeros) > len(data) // 16:
            return data.decode("utf-16-be" if zeros[0] > zeros[1] else "utf-16-le", "replace")
        return data.decode("utf-8-sig", "replace")

    def read_text(self, source: str, what: str) -> str:
        """The UTF-8 text of a file, or of standard input for ``-``, line ends untouched. Raises UsageError."""
        try:
            return self.read_bytes(source, what).decode("utf-8")
        except UnicodeDecodeError as error:
            name = "standard input" if source == "-" else repr(source)
            raise UsageError(f"{what} {name} is not UTF-8 (byte {error.start}).") from None
