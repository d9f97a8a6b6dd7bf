"""The command line: the only room that prints and exits."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from plancheck.cli.early import start_early

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and returns its exit status (docs/tool-builders.md); faults of ours alone are raised."""
    early = start_early(sys.argv[1:] if arguments is None else arguments, os.environ)
    try:
        from plancheck.cli.app import run  # the process started above loads its modules meanwhile

        return run(arguments, early)
    finally:
        if early:
            early.close()
