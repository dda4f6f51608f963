"""A customer's evidence: requests made of what they sent, and their signatures beside ours."""

from explorer.ui.flows.desk import Desk
from explorer.ui.flows.explaining import Explaining
from explorer.ui.flows.importing import Importing
from explorer.ui.flows.profiles import ProfileFlow
from explorer.ui.flows.signatures import Signatures
from explorer.ui.flows.signing_keys import SigningKeys
from explorer.ui.flows.telling import Telling
from explorer.ui.flows.wire_previews import WirePreviews


def connect_evidence(desk: Desk, profiles: ProfileFlow, explaining: Explaining, telling: Telling) -> None:
    """Fill the sections that show what is signed and sent; let the window take pasted and dropped requests.

    The window owns all of them.
    """
    keys = SigningKeys(desk.services)
    WirePreviews(desk, profiles, keys)
    importing = Importing(desk, explaining, Signatures(desk, profiles, keys))
    importing.failed.connect(telling.show_error)
    importing.told.connect(telling.say)
    desk.commands.connect_to({"file.paste": importing.paste})
