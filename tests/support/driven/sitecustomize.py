"""Python runs this first in each process that inherits a journey's path. Only a desk loads the driver, and so Qt."""

import os
import sys

if os.environ.get("DESK_DRIVEN_FROM") and "advocate_desk" in sys.orig_argv:
    from desk_driver import drive  # type: ignore[import-not-found]  # beside this file, found by the path

    drive()
