"""What the first request, search and answer need, imported on a worker as soon as the window stands."""

from typing import TYPE_CHECKING

from explorer.ui.flows.desk import Desk

if TYPE_CHECKING:
    from explorer.services.wiring import Services
    from explorer.ui.task_runner import Task

_LANE = "warm-up"


def begin_warming(desk: Desk) -> "Task":
    """Begin; the task ends when everything is ready."""
    parts = desk.runner.call(_import_parts, lane=_LANE)
    parts.finished.connect(desk.answers.build_ahead)
    return desk.runner.call(_warm_up, desk.services, lane=_LANE)


def _import_parts() -> None:
    """The modules of a request and of its answer: half of all that the window is made of."""
    import explorer.ui.request.request_tab
    import explorer.ui.response.response_panel  # noqa: F401


def _warm_up(services: "Services") -> None:
    import explorer.core.http.client
    import explorer.core.snippets.formats
    import explorer.services.send_request  # noqa: F401
    from explorer.ui.response.warm_up import import_readers

    import_readers()
    services.search.warm_up()
