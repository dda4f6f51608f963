"""Event streams, as the senders of requests see them."""

from explorer.core.envelope.events import ServerEvent, parse_events

__all__ = ["ServerEvent", "parse_events"]
