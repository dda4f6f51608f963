"""The keys that widgets handle themselves, for the sheet of all shortcuts; a test holds it against their code."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WidgetKey:
    """``keys`` as the sheet shows them. ``module`` (below explorer/ui) handles the Qt keys named in ``codes``."""

    place: str
    keys: str
    words: str
    module: str
    codes: tuple[str, ...]


_ENTER = ("Return", "Enter")
_TREE = "response/document_view"

WIDGET_KEYS = (
    WidgetKey("Filter", "Return", "open the first action, or the group", "catalog/action_panel", _ENTER),
    WidgetKey("Filter", "Down, Up", "go into the list", "widgets/search_field", ("Down", "Up")),
    WidgetKey("Filter", "Esc", "empty the field", "widgets/search_field", ("Escape",)),
    WidgetKey("Palette", "Esc", "close", "actions/command_palette", ("Escape",)),
    WidgetKey("Form", "Alt+Down", "send a value, null, empty, or leave out", "request/field_row", ("Down",)),
    WidgetKey("Form", "Alt+Down", "menu of an element", "request/list_editor", ("Down",)),
    WidgetKey("Form", "Down", "values that are offered", "request/line_editor", ("Down",)),
    WidgetKey("Form", "Shift+Return", "grow a field to several lines", "request/line_editor", (*_ENTER, "Paste")),
    WidgetKey("JSON", "Tab", "write two blanks", "request/json_editor", ("Tab",)),
    WidgetKey("JSON", "Shift+Tab", "leave the editor", "request/json_editor", ("Backtab",)),
    WidgetKey("Answer", "Right, Left", "open, close a row; then step in, out", _TREE, ("Right", "Left")),
    WidgetKey("Answer", "+, -, *", "open, close, open all below", _TREE, ("Plus", "Minus", "Asterisk")),
    WidgetKey("Answer", "Home, End", "first, last row", _TREE, ("Home", "End")),
    WidgetKey("Answer", "Return", "open or close a row", _TREE, _ENTER),
    WidgetKey("Answer", "Ctrl+C", "copy the value", _TREE, ("Copy",)),
    WidgetKey("Answer", "Ctrl+C", "copy a row from its menu", "response/row_menu", ("Copy",)),
    WidgetKey("Table", "Return", "show the row in the tree", "response/table_view", _ENTER),
    WidgetKey("Table", "Ctrl+C", "copy the chosen cells", "response/table_view", ("Copy",)),
    WidgetKey(
        "Table", "Space, Return", "show or hide a column in its list", "response/column_menu", ("Space", *_ENTER)
    ),
    WidgetKey("Headers", "Ctrl+C", "copy the chosen rows", "response/headers_page", ("Copy",)),
    WidgetKey("Raw", "Ctrl+C, Ctrl+A", "copy as it came, choose all", "response/raw_view", ("Copy", "SelectAll")),
    WidgetKey("Find", "Return, Shift+Return", "next, previous hit", "response/find_bar", _ENTER),
    WidgetKey("Find count", "Return", "go to the match of that number", "response/match_field", _ENTER),
    WidgetKey("Find count", "Home, End", "first, last hit", "response/match_field", ("Home", "End")),
    WidgetKey("Find count", "Up, Down", "previous, next hit", "response/match_field", ("Up", "Down")),
    WidgetKey("Find count", "Esc", "back to the text", "response/match_field", ("Escape",)),
    WidgetKey("Explain", "Ctrl+Return", "explain the text", "catalog/paste_pad", _ENTER),
    WidgetKey("Collections", "Return", "open", "collections/collection_panel", _ENTER),
    WidgetKey("Collections", "F2", "rename", "collections/collection_panel", ()),
    WidgetKey("Collections", "Del", "delete, after asking", "collections/collection_panel", ("Delete",)),
    WidgetKey("History", "Return", "open", "history/history_panel", _ENTER),
    WidgetKey("History", "Del", "delete", "history/history_panel", ("Delete",)),
)
