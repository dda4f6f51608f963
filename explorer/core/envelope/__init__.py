"""Bytes of an answer -> success, error, or what else they are."""

from explorer.core.envelope.outcome import understand
from explorer.core.envelope.text import decode_text

__all__ = ["decode_text", "understand"]
