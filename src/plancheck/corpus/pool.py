"""Workers of this machine: loky's processes, each with a reading child of its own; a lost one loses no file."""

from __future__ import annotations

import contextlib
import gc
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from plancheck.corpus.handfuls import Handfuls
from plancheck.corpus.task import Job, Orders, Outcome, crashed
from plancheck.corpus.workers import Serial, Workers
from plancheck.errors import Problem, RulesetError
from plancheck.isolation.forking import can_fork
from plancheck.isolation.process import loaded_copy, ringing

if TYPE_CHECKING:
    from concurrent.futures import Future

    from plancheck.corpus.judging import Judge
    from plancheck.isolation.process import Process

__all__ = ["Fitting", "Pool", "begin", "cores"]

_AHEAD: Final = 2  # handfuls handed out for each worker: one it does, one that waits
_READ_AHEAD: Final = 2  # files of a handful: one is slow to read, another to judge, and neither process waits
_PATIENCE: Final = 5.0  # seconds for a handful, which takes a twentieth of it: a slow file must not hold up the others
_PAYS: Final = 60  # files from which on starting workers takes less time than it saves: a child reads ahead anyway
_MUCH: Final = 50_000_000  # bytes of files that are many, too, and more than should be held
_WORKER: Final = 500_000_000  # bytes that a worker takes with its reading child
_ORPHANED: Final = 2.0  # seconds between looks whether the run is still there
_GLANCE: Final = 0.5  # seconds between looks for Ctrl-C where waiting cannot be interrupted (Windows)
Start = Callable[[Orders], None]
_Told = list[Outcome] | tuple[Problem, ...]


def cores() -> int:
    """The cores that this process may use, no more than there is memory for workers on."""
    count = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return max(1, min(count, _memory() // _WORKER))


def _memory() -> int:
    """Bytes of memory in this machine; as good as endless where the system does not tell."""
    if sys.platform == "win32":
        return sys.maxsize
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return sys.maxsize


class Fitting:
    """As many workers as are worth their start: this process alone for a few files."""

    def __init__(self, count: int | None = None, *, first: Process | None = None, copies: bool = False) -> None:
        """`count`: None for every core where that pays, 1 for this process; a number is taken at its word.

        `copies`: as to `Pool`.
        """
        self._count, self._first, self._copies = count, first, copies

    def outcomes(self, jobs: Iterable[Job], orders: Orders) -> Iterator[Outcome]:
        waiting = iter(jobs)
        count = self._count or cores()
        least = 2 if self._count else _PAYS
        begun: list[Job] = []
        pays = False
        for job in waiting if count > 1 else ():
            begun.append(job)
            pays = len(begun) >= least or sum(len(one.content) for one in begun) > _MUCH
            if pays:
                break
        workers: Workers = Pool(count, copies=self._copies) if pays else Serial(self._first)
        yield from workers.outcomes(chain(begun, waiting), orders)


class Pool:
    """So many processes. A job that was out when a worker was lost is done again, alone; two lost so, it has crashed.

    Alone, because loky tells that a worker was lost and not whose job it had: a good file must not pay for another.
    """

    def __init__(self, count: int, *, start: Start | None = None, copies: bool = False) -> None:
        """`start` makes a process a worker, by `begin`; by default one with a reading child.

        `copies`: this process is our own, and workers may be copies of it, where the system has such: they need not
        load again what is loaded here.
        """
        self._count, self._start, self._copies = count, start or begin, copies

    def outcomes(self, jobs: Iterable[Job], orders: Orders) -> Iterator[Outcome]:
        waiting = Handfuls(jobs, self._count)
        doubtful: list[Job] = []
        fatal: set[int] = set()  # the numbers of those that a worker was lost on
        while True:
            with _Round(self._count, self._start, orders, copies=self._copies) as crew:
                while doubtful and not crew.lost:
                    job = doubtful.pop(0)
                    if not crew.hand_out([job]):
                        doubtful.append(job)
                        break
                    yield from crew.come()
                    if crew.out:
                        crew.out.clear()
                        if job.number in fatal:
                            yield crashed(job.number, orders.lang)
                        else:
                            fatal.add(job.number)
                            doubtful.append(job)
                while not crew.lost:
                    while len(crew.out) < self._count * _AHEAD:
                        some = waiting.next(at_once=len(crew.out) < self._count)
                        if not some:
                            break
                        if not crew.hand_out(some):
                            doubtful += some
                            break
                    if crew.out:
                        yield from crew.come()
                        waiting.take_back(crew.left)
                        crew.left.clear()
                    elif not crew.lost:
                        return
                doubtful += chain.from_iterable(crew.out.values())


class _Round:
    """Workers from their start until one of them is lost, or all is done.

    `out` are the jobs that are out, `left` those that came back undone, because one of a handful was slow: that last.
    """

    def __init__(self, count: int, start: Start, orders: Orders, *, copies: bool) -> None:
        import multiprocessing  # noqa: PLC0415 - as below

        from joblib.externals.loky import ProcessPoolExecutor  # noqa: PLC0415 - only where several work

        self.lost = False
        context = multiprocessing.get_context("fork") if copies and can_fork() else None
        self._executor = ProcessPoolExecutor(count, context=context, initializer=start, initargs=(orders,))
        self.out: dict[Future[_Told], Sequence[Job]] = {}
        self.left: list[Job] = []
        self._done: queue.SimpleQueue[Future[_Told]] = queue.SimpleQueue()

    def __enter__(self) -> _Round:
        return self

    def __exit__(self, kind: Any, *error: object) -> None:
        broken_off = self.lost or bool(self.out)
        self._executor.shutdown(wait=True, kill_workers=broken_off)

    def hand_out(self, jobs: Sequence[Job]) -> bool:
        """Gives a handful of jobs to the workers; False where one of them was lost before."""
        with _undisturbed():  # processes may start here
            try:
                future: Future[_Told] = self._executor.submit(_do, jobs)
            except Exception as error:
                if not _is_loss(error):
                    raise
                self.lost = True
                return False
        self.out[future] = jobs
        future.add_done_callback(self._done.put)
        return True

    def come(self) -> Iterator[Outcome]:
        """What has come by now, waited for; none where a worker is lost. Raises RulesetError."""
        for future in self._ready():
            try:
                told = future.result()
            except Exception as error:
                if not _is_loss(error):
                    raise
                self.lost = True
                continue
            if isinstance(told, tuple):
                raise RulesetError(told)
            undone = list(self.out.pop(future)[len(told) :])
            self.left += undone[1:] + undone[:1]
            yield from told

    def _ready(self) -> Iterator[Future[_Told]]:
        while True:
            with contextlib.suppress(queue.Empty):
                yield self._done.get(timeout=_GLANCE)
                break
        with contextlib.suppress(queue.Empty):
            while True:
                yield self._done.get_nowait()


def _is_loss(error: Exception) -> bool:
    from concurrent.futures import BrokenExecutor  # noqa: PLC0415

    return isinstance(error, BrokenExecutor)  # loky's own kinds are of this one


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C waits for a moment: processes started meanwhile never hear of it, we alone decide what it means."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_judges: list[Judge] = []  # the one of this process, where it is a worker


def begin(orders: Orders, judge: Callable[[Orders], Judge] | None = None) -> None:
    """Makes this process a worker: quiet, deaf to Ctrl-C, its reading child loading."""
    from multiprocessing import parent_process  # noqa: PLC0415 - a worker has it

    known = parent_process()
    run = known.pid if known and known.pid else os.getppid()  # it may be gone already
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_RDWR), 2)
    gc.set_threshold(100_000, 50, 50)
    _judges.append((judge or _judge)(orders))
    threading.Thread(target=_end_with, args=(run,), daemon=True).start()


def _end_with(parent: int) -> None:
    """Ends this process where the one that it works for was killed: nobody else tells it."""
    while os.getppid() == parent:
        time.sleep(_ORPHANED)
    os._exit(1)


def _judge(orders: Orders) -> Judge:
    """A judge whose child is a copy of this process, where that can be: what both need is loaded once."""
    from plancheck.corpus.judging import Judge  # noqa: PLC0415 - the run itself judges nothing

    return Judge(orders, first=loaded_copy() if orders.seconds else None)


def _do(jobs: Sequence[Job]) -> _Told:
    """The outcomes of jobs, in their order; of the first ones alone where it takes too long to read one of several."""
    [judge] = _judges
    done: list[Outcome] = []
    try:
        with ringing(_PATIENCE, judge.break_off) if len(jobs) > 1 else contextlib.nullcontext() as rang:
            for outcome in judge.outcomes(jobs, ahead=_READ_AHEAD):
                if rang and rang.is_set():
                    break
                done.append(outcome)
    except RulesetError as error:
        return error.problems
    return done
