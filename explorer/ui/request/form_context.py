"""What every part of one parameter form shares."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.core.form.fields import Field
from explorer.ui.request.public_names import PublicNames
from explorer.ui.widgets.build_queue import BuildQueue

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from explorer.ui.request.field_row import FieldRow
    from explorer.ui.request.file_value import FileErrand


@dataclass(frozen=True)
class FormContext:
    """``changed`` is called with the field that a person has just changed; ``make_row`` makes the row of a field at a
    depth inside of a widget (an object's rows are made of rows); ``run`` does a file's errand off the window's thread.
    """

    queue: BuildQueue
    names: PublicNames
    changed: Callable[[Field], None]
    make_row: "Callable[[Field, int, QWidget], FieldRow]"
    run: "Callable[[FileErrand], None]"
