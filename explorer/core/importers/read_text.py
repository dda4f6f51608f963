"""Asks every importer in turn whether a text is of its format."""

from explorer.core.errors import ExplorerError, ImportFormatError
from explorer.core.importers.curl import CurlImporter
from explorer.core.importers.har import HarImporter
from explorer.core.importers.http_log import HttpLogImporter
from explorer.core.importers.imported import LONGEST, Catalog, Imported, Importer
from explorer.core.importers.postman import PostmanImporter
from explorer.core.importers.powershell_web import PowerShellWebImporter
from explorer.core.importers.raw_http import RawHttpImporter
from explorer.core.importers.sdk_exception import SdkExceptionImporter
from explorer.core.importers.tccli import TccliImporter
from explorer.core.importers.vendor_example import VendorExampleImporter

# The surest marks first: a curl command may hold a Postman collection, never the other way round.
IMPORTERS: tuple[Importer, ...] = (
    CurlImporter(),
    TccliImporter(),
    VendorExampleImporter(),
    RawHttpImporter(),
    PostmanImporter(),
    HarImporter(),
    PowerShellWebImporter(),
    HttpLogImporter(),
    SdkExceptionImporter(),
)


def format_of(text: str) -> str:
    """The name of the format that a text looks like, or an empty one; a cheap look."""
    if len(text) > LONGEST:
        return ""
    bare = text.lstrip("\ufeff")
    return next((importer.format for importer in IMPORTERS if importer.recognises(bare)), "")


def read_text(text: str, catalog: Catalog) -> Imported:
    """What a pasted text is. Raises ImportFormatError, and nothing else, whatever the text is."""
    if len(text) > LONGEST:
        raise ImportFormatError("The text is longer than 12 million characters.", hint="Copy the entries that matter.")
    text = text.lstrip("\ufeff")
    if not text.strip():
        raise ImportFormatError("There is no text.", hint="Copy a request first.")
    for importer in IMPORTERS:
        if importer.recognises(text):
            return _read(importer, text, catalog)
    raise ImportFormatError(
        "This text is no request that can be recognised.",
        hint="A curl, tccli or PowerShell command, an HTTP request, a log with one, a vendor example, a Postman or HAR"
        " export can be read."
        if text.lstrip()[:1] != "{"
        else "JSON alone does not say which action it is for: open the action, and paste it into the JSON tab.",
    )


def _read(importer: Importer, text: str, catalog: Catalog) -> Imported:
    try:
        return importer.read(text, catalog)
    except ImportFormatError:
        raise
    except ExplorerError as error:
        raise ImportFormatError(f"The {importer.format} cannot become a request: {error}") from None
