"""In which order a product's actions answer its name: the listing that people look for first."""

from collections.abc import Sequence

from explorer.core.catalog.search_index import MARK

_LISTING = ("describe", "list", "get", "query", "search")
_ENDINGS = ("list", "s")
_SOLD = ("instance", "dbinstance")


def usual_first(marked: Sequence[str]) -> list[int]:
    """The places of marked names, the usual ones first.

    Usual are actions that list something, and of them those whose thing the most names of the product speak of: for
    CVM, ``DescribeInstances``. Instances count twice, being what a product sells. The others keep their order.
    """
    split = [name.lower().split(MARK)[1:] for name in marked]
    everything = "\n".join("".join(words) for words in split)
    return sorted(range(len(split)), key=lambda place: (-_weight(split[place], everything), place))


def _weight(words: Sequence[str], everything: str) -> float:
    if len(words) < 2 or words[0] not in _LISTING:
        return 0
    thing = "".join(words[1:])
    singular = thing
    for ending in _ENDINGS:
        singular = singular.removesuffix(ending)
    if not singular:
        return 0
    weight = everything.count(singular) * (2 if singular in _SOLD else 1)
    return weight + (0.5 if singular != thing else 0)
