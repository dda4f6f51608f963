"""How the two members of a named pair go by: ``{"Key": "password", "Value": …}``; a pair may name a secret."""

PAIR_NAMES = frozenset({"key", "name", "paramname", "paramkey", "parametername", "parameterkey", "fieldname"})
"""What holds the name, in small letters."""

PAIR_VALUES = frozenset({"value", "values", "paramvalue", "parametervalue", "fieldvalue"})
"""What holds the value."""
