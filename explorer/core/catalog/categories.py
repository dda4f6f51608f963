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
_WORD = re.compile(r"IPv|[A-Z]+s?(?=[A-Z][a-z]|\d|\Z)|[A-Z][a-z]+|[a-z]+|[A-Z]+|\d+")
_VERBS = frozenset(
    ("Batch", "Un", "Dis", "Re", "Fast", "Force", "All", "Add", "Create", "Delete", "Describe", "Modify", "Update")
)
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
    return placed + _by_noun(service, [name for name in names if name not in done])


def words(name: str) -> list[str]:
    """The words of a camel-case name: ``DescribeDBInstances`` is Describe, DB, Instances."""
    return _WORD.findall(name)


def _noun(service: str, name: str) -> tuple[str, ...]:
    """What the action is about: the words after the verb, singular, up to the first joining word."""
    parts: list[str] = []
    for part in words(name):
        if part.isdigit() and parts:
            parts[-1] += part
        else:
            parts.append(part)
    whole = parts
    parts = parts[1:] or parts
    while len(parts) > 1 and (parts[0] in _VERBS or parts[0].lower() == service):
        parts = parts[1:]
    kept: list[str] = []
    for part in parts:
        if part in _TRAILING:
            break
        kept.append(_singular(part))
    return tuple(kept[:3] or whole)


def _singular(word: str) -> str:
    if word.isupper() or len(word) < 4:
        return word.removesuffix("s") if word[:-1].isupper() and len(word) > 2 else word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "sis", "dis")):
        return word[:-1]
    return word


def _by_noun(service: str, names: list[str]) -> list[tuple[str, str]]:
    nouns = {name: _noun(service, name) for name in names}
    keys = {name: tuple(word.lower() for word in noun) for name, noun in nouns.items()}
    sizes = Counter(key[:depth] for key in keys.values() for depth in range(1, len(key) + 1))
    groups: dict[tuple[str, ...], list[str]] = {}
    for name, key in keys.items():
        groups.setdefault(_group(key, sizes), []).append(name)
    shown = [
        (
            name,
            _label([nouns[member] for member in members]) if len(members) > 1 or len(names) <= _LARGE_GROUP else OTHER,
        )
        for members in groups.values()
        for name in members
    ]
    return sorted(shown, key=lambda item: (item[1] == OTHER, item[1].lower(), item[0].lower()))


def _group(noun: tuple[str, ...], sizes: "Counter[tuple[str, ...]]") -> tuple[str, ...]:
    """The shortest prefix of the noun that is no large group, or the longest that is no small one."""
    best = noun[:1]
    for depth in range(2, len(noun) + 1):
        if sizes[best] <= _LARGE_GROUP or sizes[noun[:depth]] < _SMALL_GROUP:
            break
        best = noun[:depth]
    return best


def _label(nouns: list[tuple[str, ...]]) -> str:
    """The words that all nouns of a group begin with, as a heading."""
    shared: list[str] = []
    for spellings in zip(*nouns, strict=False):
        if len({word.lower() for word in spellings}) > 1:
            break
        shared.append(max(spellings, key=lambda word: (word.isupper(), word)))
    first, *rest = shared
    return " ".join([first, *(word if word[:2].isupper() else word.lower() for word in rest)])
