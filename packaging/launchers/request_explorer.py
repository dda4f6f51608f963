"""Entry script of the frozen console program."""

import sys

from explorer.__main__ import main

sys.exit(main())
