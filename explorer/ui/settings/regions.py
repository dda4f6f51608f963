"""Regions offered for choosing; any other can be typed."""

from explorer.core.knowledge.regions import REGION_NAMES

REGIONS = tuple(REGION_NAMES.items())
