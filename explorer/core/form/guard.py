"""Which actions only read; the others change something and are asked about before they are sent."""

import re

_READING = re.compile(
    r"(?:Describe|Describle|List|Get|Query|Check|Search|Inquire|Inquiry|Fetch|Count|Preview)(?=[A-Z0-9]|\Z)"
)


def is_reading(action_name: str) -> bool:
    """Whether the action's verb only reads (Describe, List, Get, Query …); an unknown verb counts as changing.

    The verb must be a whole word: ``ListTopics`` reads, ``ListenPort`` does not. (``Describle`` is how the vendor
    spells three of its actions.)
    """
    return _READING.match(action_name) is not None
