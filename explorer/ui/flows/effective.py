"""The request that really leaves: what the tab says, and for the rest what the bar says."""

import re
from dataclasses import replace

from explorer.core.models.json_value import JsonObject, JsonValue, Number
from explorer.core.models.request import Request
from explorer.ui.settings.target_bar import TargetBar

_NAMING = ("Id", "Ids", "Name", "Names", "Topic", "Username", "Arn")
_LONGEST = 60
_SHOWN = 3


def effective(request: Request, bar: TargetBar) -> Request:
    """Fill in the profile, region and endpoint that the request does not name itself."""
    profile = bar.profile()
    return replace(
        request,
        profile=request.profile or (profile.name if profile is not None else ""),
        region=request.region or bar.region(),
        endpoint=request.endpoint or bar.endpoint(),
    )


def own_part(request: Request, bar: TargetBar) -> Request:
    """The way back, for a request that was sent: what the bar says anyway, and a practice port of the past, go."""
    past = request.endpoint.startswith("http://127.0.0.1:")
    return replace(
        request,
        profile="",
        region="" if request.region == bar.region() else request.region,
        endpoint="" if past or request.endpoint == bar.endpoint() else request.endpoint,
    )


def resource_words(parameters: JsonObject) -> str:
    """The resources that the parameters name, for asking before something is changed."""
    named = [_named(name, value) for name, value in parameters.items() if name.endswith(_NAMING)]
    return ", ".join(named[:4]) or "none named by its parameters"


def _named(name: str, value: JsonValue) -> str:
    if not isinstance(value, list) or len(value) <= _SHOWN:
        return f"{name} {_words(value)}"
    thing = name.removesuffix("s").removesuffix("Id").removesuffix("Name")
    what = f" {_in_words(thing)}s" if thing and name.endswith("s") else f" in {name}"
    return f"{len(value):,}{what}: {_words(value)}"


def _in_words(thing: str) -> str:
    """``InstanceGroup`` as ``instance group``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", thing).lower()


def _words(value: JsonValue) -> str:
    if isinstance(value, list):
        text = ", ".join(_words(item) for item in value[:_SHOWN]) + (" …" if len(value) > _SHOWN else "")
    elif isinstance(value, Number):
        text = value.text
    else:
        text = str(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
