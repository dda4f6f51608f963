"""Every menu entry with its shortcut: the one list that menus, the command palette and the help sheet are made of."""

from explorer.ui.actions.command import Command

MENUS = ("&File", "&Edit", "Re&quest", "Re&sponse", "&View", "&Tools", "&Help")

COMMANDS = (
    Command("file.new", "File", "&New request…", "Ctrl+T"),
    Command("file.paste", "File", "&Paste request…", "Ctrl+Shift+V"),
    Command("file.save", "File", "&Save", "Ctrl+S", 1, needs="request"),
    Command("file.save_as", "File", "Save &as…", "Ctrl+Shift+S", 1, needs="request"),
    Command("file.reveal", "File", "Show collections &folder", "", 1),
    Command("file.close_tab", "File", "&Close tab", "Ctrl+W", 2, needs="request"),
    Command("file.quit", "File", "&Quit", "Ctrl+Q", 3),
    Command("edit.undo", "Edit", "&Undo", "Ctrl+Z", needs="request"),
    Command("edit.redo", "Edit", "&Redo", "Ctrl+Shift+Z", needs="request"),
    Command("edit.palette", "Edit", "Command &palette…", "Ctrl+K", 1),
    Command("edit.filter", "Edit", "Filter &actions", "Ctrl+L", 2),
    Command("edit.find", "Edit", "&Find in answer", "Ctrl+F", 2, needs="answer"),
    Command("edit.profiles", "Edit", "P&rofiles…", "Ctrl+,", 3),
    Command("request.send", "Request", "&Send", "Ctrl+Return", needs="request"),
    Command("request.all_pages", "Request", "Fetch &all pages", "Ctrl+Shift+Return", needs="pages"),
    Command("request.repeat", "Request", "&Repeat until…", "Ctrl+Shift+R", needs="request"),
    Command("request.cancel", "Request", "&Cancel", "Esc", needs="sending"),
    Command("request.confirm", "Request", "&Ask before changing actions", "", 1, toggle=True),
    Command("request.duplicate", "Request", "&Duplicate", "Ctrl+D", 1, needs="request"),
    Command("request.next", "Request", "&Next request", "Ctrl+PgDown", 2, needs="request"),
    Command("request.previous", "Request", "&Previous request", "Ctrl+PgUp", 2, needs="request"),
    Command("response.copy_request_id", "Response", "Copy &RequestId", "Ctrl+Shift+C", needs="answer"),
    Command("response.copy_summary", "Response", "Copy &case summary", "Ctrl+Shift+T", needs="answer"),
    Command("response.copy_summary_plain", "Response", "Copy case summary as &plain text", "", needs="answer"),
    Command("response.copy_body", "Response", "Copy &body", "", needs="answer"),
    Command("response.describe", "Response", "&Open description", "Ctrl+E", 1, needs="answer"),
    Command("response.inspect", "Response", "&Inspect signature", "", 1, needs="request"),
    Command("view.actions", "View", "&Actions", "Ctrl+1"),
    Command("view.collections", "View", "&Collections", "Ctrl+2"),
    Command("view.history", "View", "&History", "Ctrl+3"),
    Command("view.side", "View", "Show or hide le&ft side", "Ctrl+B", 1),
    Command("view.theme_system", "View", "Theme of the s&ystem", "", 2, choice="theme"),
    Command("view.theme_light", "View", "&Light theme", "", 2, choice="theme"),
    Command("view.theme_dark", "View", "&Dark theme", "", 2, choice="theme"),
    Command("view.language_system", "View", "Explanations in the syste&m's language", "", 3, choice="language"),
    Command("view.language_en", "View", "Explanations in &English", "", 3, choice="language"),
    Command("view.language_zh", "View", "Explanations in &Chinese (简体中文)", "", 3, choice="language"),
    Command("tools.practice", "Tools", "&Practice endpoint", ""),
    Command("tools.explain", "Tools", "&Explain any text…", "Ctrl+Shift+E"),
    Command("help.shortcuts", "Help", "&Keyboard shortcuts", "F1"),
    Command("help.responses", "Help", "Vendor's page: &Responses", "", 1),
    Command("help.errors", "Help", "Vendor's page: &Error codes", "", 1),
    Command("help.actions", "Help", "Vendor's page: API &categories", "", 1),
    Command("help.about", "Help", "&About Request Explorer", "", 2),
)

VENDOR_PAGES = {
    "help.responses": "https://www.tencentcloud.com/document/product/1294/76502",
    "help.errors": "https://www.tencentcloud.com/document/product/1294/76538",
    "help.actions": "https://www.tencentcloud.com/document/product/1294/76496",
}
