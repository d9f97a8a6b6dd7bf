"""Who does the jobs: the face that this process, others of this machine and a cluster have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from plancheck.corpus.task import Job, Orders, Outcome

if TYPE_CHECKING:
    from plancheck.isolation.process import Process

__all__ = ["Serial", "Workers"]


class Workers(Protocol):
    """Takes jobs and gives their outcomes as they come, in whatever order; `Outcome.number` says whose it is.

    Every job is answered once, whatever becomes of the worker that had it: what a lost worker had not finished is
    done again by others, and a job that two workers were lost on is `task.crashed`. Jobs are taken from the iterable
    no further ahead than work needs (their bytes are in memory), in the thread that asks for outcomes. When the
    generator is closed (Ctrl-C), what runs is broken off at once. Raises RulesetError.
    """

    def outcomes(self, jobs: Iterable[Job], orders: Orders) -> Iterator[Outcome]: ...


class Serial:
    """This process, one job after another; the child reads the next file while this one is judged."""

    def __init__(self, first: Process | None = None) -> None:
        self._first = first

    def outcomes(self, jobs: Iterable[Job], orders: Orders) -> Iterator[Outcome]:
        waiting = iter(jobs)
        first = next(waiting, None)
        if first is None:  # all is known already: no process is started
            return
        from plancheck.corpus.judging import Judge  # noqa: PLC0415 - what judges is not needed where all is known

        with Judge(orders, first=self._first) as judge:
            yield from judge.outcomes(chain([first], waiting))
