"""Jobs in handfuls, as they are handed out: a worker that has several reads the next file while it judges one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from typing import Final

from plancheck.corpus.task import Job

__all__ = ["Handfuls"]

_MOST: Final = 6  # jobs
_BYTES: Final = 300_000  # that they have together: a file that is larger is handed out alone
_ROUNDS: Final = 2  # handfuls for each worker that are known to follow: the last get smaller, that all end at once


class Handfuls:
    """The jobs in their order, some at a time, for so many workers.

    No more jobs are taken beforehand than tell how much is left, and no more bytes than workers are given at once.
    """

    def __init__(self, jobs: Iterable[Job], workers: int) -> None:
        self._jobs, self._workers = iter(jobs), workers
        self._taken: deque[Job] = deque()
        self._alone: deque[Job] = deque()

    def next(self, *, at_once: bool) -> Sequence[Job]:
        """The next handful, empty where none is left; where a worker waits for it, `at_once` a single job."""
        if self._alone:
            return [self._alone.popleft()]
        self._look_ahead(1 if at_once else _MOST * _ROUNDS * self._workers)
        most = min(_MOST, len(self._taken) // (_ROUNDS * self._workers))
        handful: list[Job] = []
        size = 0
        while self._taken and len(handful) < max(1, most):
            size += len(self._taken[0].content)
            if handful and size > _BYTES:
                break
            handful.append(self._taken.popleft())
        return handful

    def take_back(self, jobs: Iterable[Job]) -> None:
        """Jobs that were not done are handed out next, one by one."""
        self._alone += jobs

    def _look_ahead(self, number: int) -> None:
        size = sum(len(job.content) for job in self._taken)
        while len(self._taken) < number and size <= _BYTES * _ROUNDS * self._workers:
            job = next(self._jobs, None)
            if job is None:
                return
            self._taken.append(job)
            size += len(job.content)
