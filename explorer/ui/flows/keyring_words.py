"""The keyring's state in the words of the status bar and the profiles dialog."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.core.secrets.store import StoreState


def status_words(state: "StoreState") -> tuple[str, str]:
    """Text and colour token for the status bar."""
    if state.locked:
        return f"Keyring: {state.backend} (locked)", "warning"
    if not state.usable:
        return "No keyring: profiles last for this run only", "error"
    return f"Keyring: {state.backend} (unlocked)", "success"


def dialog_words(state: "StoreState") -> str:
    """Where a new profile's keys go, for the dialog."""
    if state.locked:
        return f"{state.backend} is locked; saving asks for its password. {state.hint}".strip()
    if not state.usable:
        reason = f"There is no usable keyring on this machine: {state.reason.rstrip('.')}."
        return f"{reason} The keys stay in memory for this run and are never written."
    return f"The keys are kept in {state.backend}, never in a file."
