"""Starts the reading process before anything else is loaded, where the call will surely need one."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plancheck.isolation.process import Process

TIMEOUT_VARIABLE = "PLANCHECK_TIMEOUT"
_READ_FILES = frozenset({"calendar", "check", "fix", "parse"})


def start_early(arguments: Sequence[str], environment: Mapping[str, str]) -> Process | None:
    """The process, loading while the command line is understood; None where the call may go without.

    That is so for commands that read no file, for help, and where the time is bound otherwise than usual: it may
    be by nothing (`--timeout 0`), so that the command decides when it has understood its options.
    """
    reads = any(one in _READ_FILES for one in arguments[:3]) and len(arguments) > 1
    otherwise = TIMEOUT_VARIABLE in environment or any(
        one in ("-h", "--help", "--version") or one.startswith("--timeout") for one in arguments
    )
    if not reads or otherwise or not sys.executable:
        return None
    from plancheck.isolation.process import Process

    try:
        return Process()
    except OSError:
        return None
