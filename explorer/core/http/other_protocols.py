"""What answers at a port where HTTP was expected, by the first bytes of what came."""

import re

# Facts of each protocol's own documents: RFC 4253, 8446, 5321, 959, 1939, 9051, 854, 6143 and 9113, TPKT of RFC 1006,
# MySQL's first packet, and the error replies of Redis and memcached.
_SIGNS = (
    ("SSH", rb"SSH-\d"),
    ("TLS", rb"\x15\x03[\x00-\x04]|\x16\x03[\x00-\x04]"),
    ("SMTP", rb"(?s)[245]\d\d[ -].{0,200}?(?:SMTP|smtp|[Mm]ail|command|Postfix|Exim)"),
    ("FTP", rb"(?s)[245]\d\d[ -].{0,200}?(?i:ftp)"),
    ("POP3", rb"(?:\+OK|-ERR)(?=.{0,200}?(?i:pop))"),
    ("IMAP", rb"\* (?:OK|BYE|PREAUTH)\b"),
    ("Redis", rb"-(?:ERR|NOAUTH|DENIED|MISCONF)\b"),
    ("memcached", rb"ERROR\r\n"),
    ("MySQL", rb"(?s).{3}\x00(?:\x0a\d+\.\d|\xff.{0,3}(?:Host|Too many|#))"),
    ("RDP", rb"\x03\x00\x00[\x07-\x40]"),
    ("VNC", rb"RFB \d"),
    ("AMQP", rb"AMQP"),
    ("HTTP/2", rb"\x00\x00[\x00-\x60]\x04[\x00\x01]\x00\x00\x00\x00"),
    ("Telnet", rb"\xff[\xfb-\xfe]"),
)
_PATTERNS = tuple((name, re.compile(sign)) for name, sign in _SIGNS)
LONGEST = 256
"""Bytes of what came that are looked at."""
_SHOWN = 60


def protocol_of(heard: bytes) -> str:
    """The name of the protocol that speaks so; empty where none is known to."""
    return next((name for name, sign in _PATTERNS if sign.match(heard)), "")


def first_words(heard: bytes) -> str:
    """The beginning of what came, in one line, what cannot be printed as ``\\xNN``."""
    text = heard[:LONGEST].decode("utf-8", "backslashreplace")
    shown = "".join(letter if letter.isprintable() else _escaped(letter) for letter in text.strip())
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"


def _escaped(letter: str) -> str:
    return " " if letter.isspace() else f"\\x{ord(letter):02x}"
