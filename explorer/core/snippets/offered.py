"""The formats on offer, in the order of a selector; light, so that a window can list them before it writes one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """``language`` names the colours; ``uses_shell`` says that a command is written, for the shell of one's choice."""

    name: str
    title: str
    language: str
    uses_shell: bool = False
    carries_signature: bool = False


CURL = Offer("curl", "curl", "shell", uses_shell=True, carries_signature=True)
TCCLI = Offer("tccli", "tccli", "shell", uses_shell=True)
PYTHON_SDK = Offer("python_sdk", "Python SDK", "python")
NODEJS_SDK = Offer("nodejs_sdk", "Node.js SDK", "javascript")
GO_SDK = Offer("go_sdk", "Go SDK", "go")
JAVA_SDK = Offer("java_sdk", "Java SDK", "java")
RAW_HTTP = Offer("raw_http", "Raw HTTP", "http", carries_signature=True)

OFFERS = (CURL, TCCLI, PYTHON_SDK, NODEJS_SDK, GO_SDK, JAVA_SDK, RAW_HTTP)


def offer_named(name: str) -> Offer:
    """The offer of that name; the first for a name that is none."""
    return next((offer for offer in OFFERS if offer.name == name), OFFERS[0])
