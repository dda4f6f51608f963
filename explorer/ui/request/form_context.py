"""What every part of one parameter form shares."""

from collections.abc import Callable
from dataclasses import dataclass

from explorer.core.form.fields import Field
from explorer.ui.request.build_queue import BuildQueue
from explorer.ui.request.public_names import PublicNames


@dataclass(frozen=True)
class FormContext:
    """``changed`` is called with the field that a person has just changed."""

    queue: BuildQueue
    names: PublicNames
    changed: Callable[[Field], None]
