"""Imports what the first answer needs before it comes: on a worker thread, after the window's first paint."""


def import_readers() -> None:
    """All that the pages import when they are first used."""
    import multiprocessing.connection  # noqa: F401

    import explorer.core.catalog.html
    import explorer.core.document.compare
    import explorer.core.document.document
    import explorer.core.document.fields
    import explorer.core.document.readings
    import explorer.core.document.repeats
    import explorer.core.document.search
    import explorer.core.document.table_export
    import explorer.core.document.table_order
    import explorer.core.envelope.comparable
    import explorer.core.knowledge.document_words
    import explorer.core.secrets.mask_cells
    import explorer.core.secrets.redaction
    import explorer.services.check_travel
    import explorer.services.choose_credential
    import explorer.services.examine_error
    import explorer.services.explain_error
    import explorer.services.export_table
    import explorer.services.fetch_pages
    import explorer.services.join_pages
    import explorer.services.known_secrets
    import explorer.services.query_process
    import explorer.services.read_other
    import explorer.services.ticket_summary  # noqa: F401
