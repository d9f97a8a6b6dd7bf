"""Starts the reading process before anything else is loaded, where the call will surely need one."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from plancheck.isolation.process import Process

TIMEOUT_VARIABLE = "PLANCHECK_TIMEOUT"
_READ_FILES = frozenset({"calendar", "check", "fix", "parse"})


class Early(NamedTuple):
    """What a command begins with: a reading process that was started already, and whether it is all that runs here."""

    process: Process | None = None
    own_process: bool = False


def start_early(
    arguments: Sequence[str], environment: Mapping[str, str], *, own_process: bool = False
) -> Process | None:
    """The process, loading while the command line is understood; None where the call may go without.

    That is so for commands that read no file, for help, and where the time is bound otherwise than usual: it may
    be by nothing (`--timeout 0`), so that the command decides when it has understood its options.
    Where this process runs nothing but the command (`own_process`), it is a copy of this one, made when the plan's
    model is loaded, which both need.
    """
    reads = any(one in _READ_FILES for one in arguments[:3]) and len(arguments) > 1
    otherwise = TIMEOUT_VARIABLE in environment or any(
        one in ("-h", "--help", "--version") or one.startswith("--timeout") for one in arguments
    )
    if not reads or otherwise or not sys.executable or _are_many(arguments[1:]):
        return None
    from plancheck.isolation.forking import can_fork
    from plancheck.isolation.process import Process

    try:
        if own_process and can_fork():
            from plancheck.cli.plugins import seek_no_plugins

            seek_no_plugins()
            _load_common()
            gc.freeze()  # what both have stays one in memory
            return Process.copied()
        return Process()
    except OSError:
        return None


def _load_common() -> None:
    """Loads what this process and the one that reads both need: the plan's model takes most of the time."""
    import plancheck.isolation.answers
    import plancheck.keeping_objects
    import plancheck.opening
    import plancheck.plan
    import plancheck.report.safe_text  # noqa: F401


def _are_many(arguments: Sequence[str]) -> bool:
    """Whether the call is about a folder or an archive: these may be remembered, or read by several processes."""
    return any(one.lower().endswith(".zip") or os.path.isdir(one) for one in arguments)  # noqa: PTH112 - no pathlib yet
