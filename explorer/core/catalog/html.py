"""The one door for hostile HTML: vendor documents come out with a closed list of tags, and http(s) links only."""

import html
import re
from dataclasses import dataclass

_INLINE = frozenset(("a", "b", "code", "em", "i", "s", "strong", "sub", "sup", "u"))
_VOID = frozenset(("br", "hr"))
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_TABLE = frozenset(("table", "tbody", "td", "th", "thead", "tr"))
_BLOCKS = _VOID | _HEADINGS | _TABLE | frozenset(("blockquote", "li", "ol", "p", "pre", "ul"))
_LISTS = frozenset(("ul", "ol", "table", "blockquote", "pre"))
ALLOWED_TAGS = _INLINE | _BLOCKS
_TRANSPARENT = frozenset(("article", "center", "div", "font", "img", "section", "small", "span"))
_WITH_CONTENT = frozenset(("script", "style"))
_KNOWN = ALLOWED_TAGS | _TRANSPARENT | _WITH_CONTENT
_DEEPEST = 50
# An opening tag closes an open one of the first set, unless one of the second set is open inside it.
_CLOSES = {
    "p": (frozenset({"p"}), frozenset({"li", "td", "th", "blockquote"})),
    "li": (frozenset({"li"}), frozenset({"ul", "ol"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"table"})),
    "th": (frozenset({"td", "th"}), frozenset({"table"})),
    "a": (frozenset({"a"}), frozenset()),
}
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:[\s/](?:\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'|[^'\"<>]){0,2000})?)>")
_HREF = re.compile(r"(?:^|\s)href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINK = re.compile(r"https?://[^\s\"'<>`\\]+\Z", re.IGNORECASE)
_MARKDOWN = re.compile(r"\[([^\[\]\n]{1,300})\]\(\s*(https?://[^\s()\"'<>`\\]+)\s*\)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# Exactly what _BREAK takes: a no-break space is no blank, here or there.
_BLANKS = " \t\n"
_BREAK = re.compile(r"[ \t]*\n[ \t]*")


@dataclass(slots=True)
class _Node:
    kind: str  # "text", "open" or "close"
    value: str  # plain text, or the tag's name
    href: str = ""


def sanitise(text: str) -> str:
    """Safe HTML of a vendor text: tags of ALLOWED_TAGS without attributes, except ``href`` (http, https) of ``a``.

    What only looks like a tag (``<Token>``) stays as text, Markdown links become links, line ends outside of blocks
    become ``<br>``, every open tag is closed. Applying it twice changes nothing.
    """
    if not _needs_work(text):
        return text.strip(_BLANKS)
    return "".join(_written(node) for node in _nodes(text))


def plain_text(text: str) -> str:
    """The same text without any tag: blocks end lines, entities are characters. It is not HTML: never render it so."""
    if not _needs_work(text):
        return text.strip()
    parts: list[str] = []
    for node in _nodes(text):
        if node.kind == "text":
            parts.append(node.value)
        elif node.value == "br" or (node.value in _BLOCKS and (node.kind == "close" or node.value in _LISTS)):
            parts.append("\n")
    return re.sub(r"\n{2,}", "\n", "".join(parts)).strip()


def _needs_work(text: str) -> bool:
    return any(mark in text for mark in "<>&[\n\"'") or _CONTROL.search(text) is not None


def _nodes(text: str) -> list[_Node]:
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _with_breaks(_with_links(_balanced(_tokens(text))))


def _tokens(text: str) -> list[_Node]:
    text = _without_comments(text)
    nodes: list[_Node] = []
    place = 0
    inside = ""  # the tag whose content is being dropped
    for found in _TAG.finditer(text):
        name = found.group(2).lower()
        if inside:
            if found.group(1) and name == inside:
                inside, place = "", found.end()
            continue
        if name not in _KNOWN:
            continue
        _add_text(nodes, text[place : found.start()])
        place = found.end()
        if name in _WITH_CONTENT and not found.group(1):
            inside = name
        elif name in ALLOWED_TAGS:
            nodes.append(_Node("close" if found.group(1) else "open", name, _href(name, found.group(3))))
    if not inside:
        _add_text(nodes, text[place:])
    return nodes


def _without_comments(text: str) -> str:
    """Closed comments dropped; an open one stays and will be shown as text."""
    kept: list[str] = []
    place = 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[place:start])
        place = end + 3
    return "".join(kept) + text[place:] if kept else text


def _add_text(nodes: list[_Node], raw: str) -> None:
    if not raw:
        return
    value = _CONTROL.sub("", _ENTITY.sub(lambda found: html.unescape(found.group()), raw))
    if nodes and nodes[-1].kind == "text":
        nodes[-1].value += value
    elif value:
        nodes.append(_Node("text", value))


def _href(name: str, attributes: str) -> str:
    found = _HREF.search(attributes) if name == "a" else None
    if not found:
        return ""
    raw = next(group for group in found.groups() if group is not None)
    target = _CONTROL.sub("", _ENTITY.sub(lambda entity: html.unescape(entity.group()), raw)).strip()
    return target if _LINK.match(target) else ""


def _balanced(tokens: list[_Node]) -> list[_Node]:
    """Well nested nodes: stray closing tags and links without a target dropped, open tags closed."""
    out: list[_Node] = []
    stack: list[str] = []

    def close_down_to(depth: int) -> None:
        while len(stack) > depth:
            out.append(_Node("close", stack.pop()))

    for node in tokens:
        if node.kind == "text":
            if out and out[-1].kind == "text":
                out[-1].value += node.value
            else:
                out.append(_Node("text", node.value))
        elif node.value in _VOID:
            if node.kind == "open":
                out.append(node)
        elif node.kind == "close":
            if node.value in stack:
                close_down_to(len(stack) - 1 - stack[::-1].index(node.value))
        elif node.value != "a" or node.href:
            close_down_to(_depth_before(node.value, stack))
            if len(stack) < _DEEPEST:
                stack.append(node.value)
                out.append(node)
    close_down_to(0)
    return out


def _depth_before(name: str, stack: list[str]) -> int:
    if name not in _CLOSES:
        return len(stack)
    closes, borders = _CLOSES[name]
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth] in closes:
            return depth
        if stack[depth] in borders:
            break
    return len(stack)


def _with_links(nodes: list[_Node]) -> list[_Node]:
    """Markdown links as nodes, except inside a link, code or pre."""
    out: list[_Node] = []
    closed_in = 0
    for node in nodes:
        if node.value in {"a", "code", "pre"} and node.kind != "text":
            closed_in += 1 if node.kind == "open" else -1
        if node.kind != "text" or closed_in:
            out.append(node)
            continue
        place = 0
        for found in _MARKDOWN.finditer(node.value):
            if found.start() > place:
                out.append(_Node("text", node.value[place : found.start()]))
            label = _Node("text", found.group(1))
            out += [_Node("open", "a", found.group(2)), label, _Node("close", "a")]
            place = found.end()
        if place < len(node.value):
            out.append(_Node("text", node.value[place:]))
    return out


def _with_breaks(nodes: list[_Node]) -> list[_Node]:
    """Line ends of text outside of blocks as ``br``; blanks beside a block or a break dropped."""
    out: list[_Node] = []
    depth = 0
    for position, node in enumerate(nodes):
        is_block = node.kind != "text" and node.value in _BLOCKS
        if is_block and node.value not in _VOID:
            depth += 1 if node.kind == "open" else -1
        if node.kind != "text" or depth:
            out.append(node)
            continue
        value = node.value
        if position == 0 or _breaks(nodes[position - 1]):
            value = value.lstrip(_BLANKS)
        if position == len(nodes) - 1 or _breaks(nodes[position + 1]):
            value = value.rstrip(_BLANKS)
        for line, part in enumerate(_BREAK.split(value)):
            if line:
                out.append(_Node("open", "br"))
            if part:
                out.append(_Node("text", part))
    return out


def _breaks(node: _Node) -> bool:
    return node.kind != "text" and node.value in _BLOCKS


def _written(node: _Node) -> str:
    if node.kind == "text":
        return html.escape(node.value, quote=False)
    if node.kind == "close":
        return f"</{node.value}>"
    return f'<a href="{html.escape(node.href)}">' if node.href else f"<{node.value}>"
