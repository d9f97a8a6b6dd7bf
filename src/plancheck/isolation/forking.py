"""A reading process made as a copy of this one: what this one has loaded, it need not load again. Linux alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import IO

_OPEN_FILES = 1_024  # numbers up to this are let go in the copy, as a process of its own would not have them

__all__ = ["Fork", "can_fork"]


def can_fork() -> bool:
    """Whether this process may be copied: one with threads may not, for a lock that another holds stays closed."""
    return sys.platform == "linux" and len(sys._current_frames()) == 1


class Fork:
    """A copy of this process that runs `serve` and ends; the face of `subprocess.Popen` as far as `Process` needs it.

    Its standard input and output are pipes to this process, its group is its own. Raises OSError where the system
    makes none.
    """

    def __init__(self, serve: Callable[[], None]) -> None:
        requests, self_requests = os.pipe()
        self_answers, answers = os.pipe()
        try:
            self.pid = os.fork()
        except OSError:
            for number in (requests, self_requests, self_answers, answers):
                os.close(number)
            raise
        if self.pid == 0:
            _serve_and_end(serve, requests, answers)
        os.close(requests)
        os.close(answers)
        self.stdin: IO[bytes] = os.fdopen(self_requests, "wb")
        self.stdout: IO[bytes] = os.fdopen(self_answers, "rb")
        self._ended = False

    def poll(self) -> int | None:
        """0 when it has ended, else None."""
        return self._seen(os.WNOHANG)

    def wait(self) -> int | None:
        """Waits for its end."""
        return self._seen(0)

    def _seen(self, options: int) -> int | None:
        if not self._ended:
            try:
                self._ended = os.waitpid(self.pid, options)[0] == self.pid
            except ChildProcessError:  # another thread was told of its end
                self._ended = True
        return 0 if self._ended else None


def _serve_and_end(serve: Callable[[], None], requests: int, answers: int) -> None:
    """In the copy: nothing of what the first process has open, writes when it ends, or catches, is left to it."""
    status = 1
    try:
        os.setsid()
        quiet = os.open(os.devnull, os.O_RDWR)
        for number, own in enumerate((requests, answers, quiet)):
            os.dup2(own, number)
        os.closerange(3, _OPEN_FILES)
        sys.path[:] = [entry for entry in sys.path if entry]
        serve()
        status = 0
    finally:
        os._exit(status)
