"""A customer's evidence: requests made of what they sent, and their signatures beside ours."""

from explorer.ui.flows.desk import Desk
from explorer.ui.flows.explaining import Explaining
from explorer.ui.flows.importing import Importing
from explorer.ui.flows.profiles import ProfileFlow
from explorer.ui.flows.signatures import Signatures
from explorer.ui.flows.telling import Telling


def connect_evidence(desk: Desk, profiles: ProfileFlow, explaining: Explaining, telling: Telling) -> None:
    """Fill the Signature sections, and let the window take pasted and dropped requests. The window owns both."""
    importing = Importing(desk, explaining, Signatures(desk, profiles))
    importing.failed.connect(telling.show_error)
    importing.told.connect(telling.say)
    desk.commands.connect_to({"file.paste": importing.paste})
