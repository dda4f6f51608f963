"""Bytes of an answer -> success, error, or what else they are."""

from explorer.core.envelope.damaged import cut_in_transfer
from explorer.core.envelope.outcome import understand
from explorer.core.envelope.text import decode_text

__all__ = ["cut_in_transfer", "decode_text", "understand"]
