"""What of a request's parameters does not arrive, since a query string and a signed form know names and texts only."""

from explorer.core.models.request import Algorithm, ContentKind, Method, Request
from explorer.core.signing.payload import parameters_of
from explorer.core.signing.query import without_flat_form

_NAMED = 4


def lost_paths(request: Request) -> tuple[str, ...]:
    """The dotted paths of parameters that will not be sent: null, empty lists, empty objects."""
    flat = request.method is Method.GET or request.algorithm is not Algorithm.TC3
    if not flat or (request.method is Method.POST and request.content_kind is not ContentKind.JSON):
        return ()
    return without_flat_form(parameters_of(request))


def loss_words(request: Request) -> tuple[str, ...]:
    """A sentence on what will not be sent; none if all of it is."""
    lost = lost_paths(request)
    if not lost:
        return ()
    named = ", ".join(lost[:_NAMED]) + (f" and {len(lost) - _NAMED} more" if len(lost) > _NAMED else "")
    what = "A query string" if request.method is Method.GET else f"A form signed with {request.algorithm}"
    return (f"{what} has no way to write null, an empty list or an empty object: {named} will not be sent.",)
