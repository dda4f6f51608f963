"""Request Explorer: compose, sign and send Tencent Cloud API 3.0 action requests, and read the answers."""

__version__ = "0.1.0"
