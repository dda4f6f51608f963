"""The TLS settings of all requests: the system's trust store, an own CA file, or (only on demand) no check at all."""

import ssl
from pathlib import Path

import truststore

from explorer.core.errors import UsageError


def make_context(verify: bool | str | Path = True) -> ssl.SSLContext:
    """A client context; ``verify`` is True for the system's trust store, or a PEM file of CAs, or False for none.

    Raises UsageError for a CA file that cannot be read.
    """
    if verify is True:
        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if verify is False:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context
    try:
        return ssl.create_default_context(cafile=str(verify))
    except (OSError, ssl.SSLError) as problem:
        raise UsageError(
            f"The CA file {str(verify)!r} cannot be read: {problem.strerror or problem}.",
            hint="Give a PEM file with one or more certificates.",
        ) from None
