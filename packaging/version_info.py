"""The version resource that Windows shows in a program's properties."""

from pathlib import Path

_TEMPLATE = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1),
  kids=[
    StringFileInfo([StringTable('040904B0', [
      StringStruct('CompanyName', 'Request Explorer'),
      StringStruct('FileDescription', 'Request Explorer'),
      StringStruct('FileVersion', '{version}'),
      StringStruct('ProductName', 'Request Explorer'),
      StringStruct('ProductVersion', '{version}'),
      StringStruct('LegalCopyright', 'Apache License 2.0'),
    ])]),
    VarFileInfo([VarStruct('Translation', [1033, 1200])]),
  ],
)
"""


def write(version: str, target: Path) -> None:
    """Write the file that PyInstaller reads. ``version`` is ``major.minor.patch``."""
    numbers = (*(int(part) for part in version.split(".")[:3]), 0)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(_TEMPLATE.format(numbers=numbers, version=version), encoding="utf-8")
