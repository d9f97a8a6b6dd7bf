"""Workers that are lost on some files: the file's words say what becomes of the worker that has it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

from misbehaving import process

from plancheck.corpus import pool
from plancheck.corpus.judging import Judge
from plancheck.corpus.task import Job, Orders, Outcome


class Odd(Judge):
    """Ends its process on a file that holds «end always», and the first time on one that holds «end once»."""

    def begin(self, job: Job) -> Callable[[], Outcome]:
        if b"end always" in job.content:
            os.kill(os.getpid(), signal.SIGKILL)
        if b"end once" in job.content:
            marker = Path(job.content.decode().split()[-1])
            if not marker.exists():
                marker.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        return super().begin(job)


def lost(orders: Orders) -> None:
    """Makes this process a worker that is lost on some files."""
    pool.begin(orders, Odd)


class OddReader(Judge):
    """Its child is told a file's words for its name, and does what they say (tests/isolation/misbehaving.py)."""

    def __init__(self, orders: Orders) -> None:
        super().__init__(orders, make=process)
        as_usual = self._begin
        self._begin = lambda content, name, lexicons: as_usual(content, bytes(content).decode(), lexicons)


def with_odd_child(orders: Orders) -> None:
    """Makes this process a worker whose reading child misbehaves."""
    pool.begin(orders, OddReader)


def in_a_hurry(orders: Orders) -> None:
    """The same, with little patience for a file among others."""
    pool._PATIENCE = 0.5  # type: ignore[misc]
    with_odd_child(orders)
