"""The regions that the practice endpoint knows."""

from explorer.core.knowledge.regions import REGION_NAMES

REGIONS = frozenset(REGION_NAMES)
