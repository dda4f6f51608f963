"""Entry script of the frozen windowed program."""

import sys

from explorer.__main__ import main_window

sys.exit(main_window())
