"""Bounds that a process sets on itself: memory, no core dumps, and an end even where its parent is gone."""

from __future__ import annotations

import sys

ORPHAN_SECONDS = 10  # beyond its time: a child that nobody ends by then ends itself


def bound_memory(most: int) -> bool:
    """Lets this process take no more than `most` bytes of its own; False where the system has no such bound.

    It is bound by the data it writes, not by its address space: a library's mapped file takes no memory.
    """
    if sys.platform == "win32":
        return False
    import resource  # noqa: PLC0415 - there is none on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(resource.RLIMIT_DATA, (bound, hard))
    except (OSError, ValueError):
        return False
    return True


def end_after(seconds: float) -> None:
    """The system ends this process when the time is over, whatever it does by then; 0 takes that back."""
    if sys.platform == "win32":
        return
    import signal  # noqa: PLC0415 - the call is of POSIX alone

    signal.setitimer(signal.ITIMER_REAL, seconds + ORPHAN_SECONDS if seconds else 0)
