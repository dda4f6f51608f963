"""The grammar of JSON as byte patterns, strict for the fast way and lenient for the shown-as-far-as-it-goes way."""

import re

WINDOW = 1 << 16
"""Bytes looked at in one go: at most some tenths of a millisecond of work. A value longer than this is "big"."""

BUCKET = 100
"""Children of one shown level; more are put into ranges."""

_WS = rb"[ \t\n\r]*+"
_TEXT = rb'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+"'
_NUMBER = rb"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+"

SPACE = re.compile(_WS)
KEY = re.compile(_WS + rb"(" + _TEXT + rb")" + _WS + rb":" + _WS)
SCALAR = re.compile(rb"(?:(" + _TEXT + rb")|(" + _NUMBER + rb")|(true|false)|(null))(?=[ \t\n\r,\]}:]|\Z)")
_PLAIN_SCALAR = b"(?:" + _TEXT + b"|" + _NUMBER + b"|true|false|null)"
_LIST = rb"\[" + _WS + b"(?:" + _PLAIN_SCALAR + b"(?:" + _WS + b"," + _WS + _PLAIN_SCALAR + b")*+)?+" + _WS + rb"\]"
_PAIR = _TEXT + _WS + b":" + _WS + _PLAIN_SCALAR
_MAP = rb"\{" + _WS + b"(?:" + _PAIR + b"(?:" + _WS + b"," + _WS + _PAIR + b")*+)?+" + _WS + rb"\}"
_SIMPLE = b"(?:" + _PLAIN_SCALAR + b"|" + _LIST + b"|" + _MAP + b")"
HUNDRED = re.compile(b"(?:" + _TEXT + _WS + b":" + _WS + _SIMPLE + _WS + b"," + _WS + b"){%d}+" % BUCKET)
"""A hundred members of an object, each a scalar or a list or object of scalars, with the commas after them."""

NEXT = re.compile(_WS + rb"([,\]}])" + _WS)
COMMA = re.compile(_WS + rb"," + _WS)

LENIENT_TEXT = re.compile(rb'(?:[^"\\]++|\\.)*+', re.DOTALL)
"""The inside of a string whatever it holds: raw control characters, unknown escapes, bytes that are no UTF-8."""

ODD_WORD = re.compile(rb"(?:-?Infinity|NaN)(?![A-Za-z0-9_])")
"""Words that JavaScript and Python write for numbers that JSON cannot hold."""

TORN_WORD = re.compile(rb"(?:t(?:ru?)?|f(?:a(?:ls?)?)?|n(?:ul?)?|N(?:a)?|-?(?:[0-9][0-9.eE+-]*)?)\Z")
"""The beginning of a word or number at the very end of the bytes."""

BRACKET = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[\[{]|[\]}]', re.DOTALL)
HEAD = re.compile(rb'\{[ \t\n\r]*+"[^"\\]{0,80}+"[ \t\n\r]*+:|\[|"|')
"""The start of an element that its neighbours share: up to the first key's colon."""

BAD_TEXT = re.compile(rb'[\x00-\x1f]|\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')
PAIRED = re.compile(
    rb"(?:[^\\]++|\\[^u]|\\u(?![dD][89a-fA-F])"
    rb"|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})*+"
)
"""The inside of a string up to the first escape that is half of a surrogate pair."""

SURROGATE = re.compile("[\ud800-\udfff]")
