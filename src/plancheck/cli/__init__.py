"""The command line: the only room that prints and exits."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from plancheck.cli.early import Early, start_early

__all__ = ["main"]

_SHORT_TURN = 0.001  # seconds: the thread that hands a file to the reading process waits no longer while rules load


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and returns its exit status (docs/tool-builders.md); faults of ours alone are raised."""
    given = sys.argv[1:] if arguments is None else arguments
    if arguments is None:  # what a command loads lives to its end: seeking garbage in it takes a tenth of the time
        gc.set_threshold(100_000, 50, 50)
        sys.setswitchinterval(_SHORT_TURN)
    early = start_early(given, os.environ, own_process=arguments is None)
    try:
        from plancheck.cli.app import run  # the process started above loads its modules meanwhile

        return run(arguments, Early(early, own_process=arguments is None))
    finally:
        if early:
            early.close()
        if arguments is None and "duckdb" not in sys.modules:  # which complains of what is left to the system
            gc.freeze()  # the system takes all back at once: seeking garbage before that takes a fifth of the time
