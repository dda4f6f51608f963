"""Groups of actions: the vendor's own for MQTT, elsewhere by the noun that follows the verb."""

import re
from collections import Counter

OTHER = "Other"

# The vendor's order on its international site; the second half is grouped by noun (the page could not be read there).
_MQTT = {
    "Cluster": """
        DescribeInstanceList DescribeInstance DescribeProductSKUList CreateInstance DeleteInstance ModifyInstance
        AddClientSubscription DeleteClientSubscription DescribeClientList DescribeMessageDetails
    """,
    "Topic": "DeleteTopic DescribeTopic CreateTopic ModifyTopic DescribeTopicList",
    "Authorization policy": """
        CreateAuthorizationPolicy DescribeAuthorizationPolicies UpdateAuthorizationPolicyPriority
        ModifyAuthorizationPolicy DeleteAuthorizationPolicy
    """,
    "User": "CreateUser DescribeUserList ModifyUser DeleteUser",
    "Client": """
        KickOutClient DescribeSharedSubscriptionClient DescribeSharedSubscriptionGroups DescribeSharedSubscriptions
    """,
    "Device identity": """
        CreateDeviceIdentity DescribeDeviceIdentities DescribeDeviceIdentity ModifyDeviceIdentity DeleteDeviceIdentity
    """,
    "Device certificate": "DescribeDeviceCertificates DescribeDeviceCertificate",
    "Message enrichment rule": """
        CreateMessageEnrichmentRule DescribeMessageEnrichmentRules ModifyMessageEnrichmentRule
        UpdateMessageEnrichmentRulePriority DeleteMessageEnrichmentRule
    """,
    "Message": "DescribeMessageByTopic",
}
_WORD = re.compile(r"[A-Z]+s?(?=[A-Z][a-z]|\d|\Z)|[A-Z][a-z]+|[a-z]+|[A-Z]+|\d+")
_LEADING = frozenset({"Batch", "Un", "Dis", "Re", "Fast", "Force"})
_JOINING = ("By", "For", "From", "To", "In", "Of", "On", "With", "And")
_TRAILING = frozenset(("List", "Lists", "Info", "Infos", "V", *_JOINING))
_LARGE_GROUP = 12
_SMALL_GROUP = 3


def categorise(service: str, names: list[str]) -> list[tuple[str, str]]:
    """``(action, category)`` in the order to show them: by category, then by the vendor's or the alphabet's order."""
    fixed = [(name, label) for label, line in (_MQTT if service == "mqtt" else {}).items() for name in line.split()]
    present = set(names)
    placed = [(name, label) for name, label in fixed if name in present]
    done = {name for name, _ in placed}
    return placed + _by_noun([name for name in names if name not in done])


def words(name: str) -> list[str]:
    """The words of a camel-case name: ``DescribeDBInstances`` is Describe, DB, Instances."""
    return _WORD.findall(name)


def _noun(name: str) -> tuple[str, ...]:
    parts = words(name)
    parts = parts[1:] or parts
    while len(parts) > 1 and parts[0] in _LEADING | {"Create", "Delete", "Modify", "Describe", "Update", "Add", "All"}:
        parts = parts[1:]
    kept: list[str] = []
    for part in parts:
        if part in _TRAILING and kept:
            break
        kept.append(_singular(part))
    return tuple(kept[:3])


def _singular(word: str) -> str:
    if word.isupper() or len(word) < 4:
        return word.removesuffix("s") if word[:-1].isupper() and len(word) > 2 else word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _by_noun(names: list[str]) -> list[tuple[str, str]]:
    nouns = {name: _noun(name) for name in names}
    sizes = Counter(noun[:depth] for noun in nouns.values() for depth in range(1, len(noun) + 1))
    labels = {name: _group(noun, sizes) for name, noun in nouns.items()}
    counts = Counter(labels.values())
    few = len(names) <= _LARGE_GROUP
    shown = {name: label if counts[label] > 1 or few else OTHER for name, label in labels.items()}
    return sorted(shown.items(), key=lambda item: (item[1] == OTHER, item[1].lower(), item[0].lower()))


def _group(noun: tuple[str, ...], sizes: "Counter[tuple[str, ...]]") -> str:
    """The shortest prefix of the noun that is no large group, or the longest that is no small one."""
    best = noun[:1]
    for depth in range(2, len(noun) + 1):
        if sizes[best] <= _LARGE_GROUP or sizes[noun[:depth]] < _SMALL_GROUP:
            break
        best = noun[:depth]
    return _label(best)


def _label(parts: tuple[str, ...]) -> str:
    first, *rest = parts
    return " ".join([first, *(word if word.isupper() else word.lower() for word in rest)])
