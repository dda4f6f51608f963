"""A request goes into a collection without its secrets, and is changed there only by whoever read it last."""

import pytest

from explorer.core.models.action import ActionRef
from explorer.core.models.request import Request
from explorer.core.storage.collections import EditConflictError
from explorer.services.save_request import save_again, save_new
from explorer.services.wiring import Services

CREATE = ActionRef("mqtt", "2024-05-16", "CreateUser")


def test_saved_and_changed(services: Services) -> None:
    request = Request(CREATE, {"InstanceId": "mqtt-1", "Username": "u", "Password": "pass-word-1"})
    saved = save_new(services, request, "New user", note="For the ticket.")
    assert saved.path is not None
    text = saved.path.read_text("utf-8")
    assert "mqtt-1" in text
    assert "pass-word-1" not in text
    changed = save_again(services, saved, Request(CREATE, {"InstanceId": "mqtt-2"}))
    assert services.collections.open(saved.path).request.parameters == {"InstanceId": "mqtt-2"}
    with pytest.raises(EditConflictError):
        save_again(services, saved, request)
    assert save_again(services, changed, request).note == "For the ticket."


def test_an_action_that_no_catalogue_knows_can_be_saved(services: Services) -> None:
    saved = save_new(services, Request(ActionRef("mqtt", "2099-01-01", "NoSuch")), "Odd")
    assert saved.path is not None
    assert services.collections.load().all_requests()[0].name == "Odd"
