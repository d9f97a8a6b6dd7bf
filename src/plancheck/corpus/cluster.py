"""Workers of a dask cluster: documents travel to them as bytes, rules as values; none that is lost loses a file."""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
import uuid
import warnings
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import plancheck
from plancheck.corpus.judging import Judge
from plancheck.corpus.scheduler import ClusterError, probe, reason
from plancheck.corpus.task import Job, Orders, Outcome, Refusal, crashed
from plancheck.corpus.workers import Serial, Workers
from plancheck.errors import Problem, RulesetError
from plancheck.report.wording import wording
from plancheck.said import said

if TYPE_CHECKING:
    from distributed import Client, Future, Worker

__all__ = ["Cluster", "ClusterError"]

_MOST_LOST: Final = 2  # workers that one document may be lost with
_AHEAD: Final = 2  # jobs handed out for each thread of the cluster: one it does, one that waits
_GLANCE: Final = 1.0  # seconds between looks at how many workers there are
_ANSWERED: Final = 5.0  # seconds for the scheduler to answer a question
_OURS: Final = "plancheck"  # under which name the scheduler remembers what was begun
_Told = Outcome | tuple[Problem, ...]


class Cluster:
    """The workers of a dask scheduler.

    `address` is the scheduler's («tcp://10.0.0.5:8786»); within `seconds` it must answer and have a worker. Where
    the scheduler, or every worker, is gone for `patience` seconds, `lost` is called and what is not done yet is done
    by `otherwise`: this process, if nothing else is said.

    A cluster is trusted: whoever reaches its scheduler or a worker can run code there (docs/cluster.md).
    """

    def __init__(
        self,
        address: str,
        *,
        seconds: float = 10.0,
        patience: float = 60.0,
        otherwise: Workers | None = None,
        lost: Callable[[], None] = lambda: None,
    ) -> None:
        self._address, self._seconds, self._patience = address, seconds, patience
        self._otherwise, self._lost = otherwise or Serial(), lost

    def outcomes(self, jobs: Iterable[Job], orders: Orders) -> Iterator[Outcome]:
        """As `Workers`; raises ClusterError where the cluster cannot be used, before the first job is taken."""
        waiting = iter(jobs)
        with _connected(self._address, self._seconds) as client:
            run = _Run(client, orders, self._patience)
            try:
                yield from run.outcomes(waiting)
            finally:
                run.end()
        if run.out:
            self._lost()
            yield from self._otherwise.outcomes(chain(run.out, waiting), orders)


class _Run:
    """One run's jobs on a cluster. `out` are those handed out and not answered."""

    def __init__(self, client: Client, orders: Orders, patience: float) -> None:
        self._client, self._orders, self._patience = client, orders, patience
        self._name = uuid.uuid4().hex
        self._given: dict[Future[Any], Job] = {}
        self._done: queue.SimpleQueue[Future[Any]] = queue.SimpleQueue()
        self._threads, self._looked, self._seen = 0, 0.0, time.monotonic()
        # A task, not data put on some worker: where that one is lost, another makes it again.
        self._post = client.submit(_Post, orders, key=f"{_OURS}-orders-{self._name}", pure=False)

    @property
    def out(self) -> list[Job]:
        return sorted(self._given.values(), key=lambda job: job.number)

    def outcomes(self, waiting: Iterator[Job]) -> Iterator[Outcome]:
        """Outcomes as they come, until all is done or the cluster is gone. Raises RulesetError."""
        self._look()
        while not self._gone():
            while len(self._given) < max(1, self._threads * _AHEAD) and (job := next(waiting, None)):
                self._hand_out(job)
            if not self._given:
                return
            with contextlib.suppress(queue.Empty):
                future = self._done.get(timeout=_GLANCE)
                told = self._told(future)
                if isinstance(told, tuple):
                    raise RulesetError(told)
                if told:
                    del self._given[future]
                    yield told
            self._look()

    def end(self) -> None:
        """Takes back what still runs, and leaves nothing behind on the scheduler."""
        if self._client.status != "running":
            return
        with contextlib.suppress(Exception):  # the scheduler went away just now
            if self._given:
                self._client.cancel(list(self._given), force=True)
            self._ask("set_metadata", keys=[_OURS, self._name], value=None)

    def _ask(self, question: str, **parts: Any) -> Any:
        """What the scheduler answers at once; dask would wait half a minute for one that is gone."""
        return self._client.sync(getattr(self._client.scheduler, question), callback_timeout=_ANSWERED, **parts)

    def _hand_out(self, job: Job) -> None:
        with warnings.catch_warnings():  # that documents are large is no news
            warnings.filterwarnings("ignore", "Sending large graph", UserWarning)
            key = f"{_OURS}-{self._name}-{job.number}"
            work = (self._post, self._name, job, plancheck.__version__)
            future = self._client.submit(_do, *work, key=key, pure=False, retries=_MOST_LOST)
        self._given[future] = job
        future.add_done_callback(self._done.put)

    def _told(self, future: Future[Any]) -> _Told | None:
        """What a task said; None where that is not to be had: its worker is lost, or the scheduler."""
        if future.status == "error":
            return self._refused(self._given[future], future.exception())
        try:
            told: _Told = future.result(timeout=self._patience)
        except Exception:  # whatever dask says of it; what is not told is done again, here if need be
            return None
        return told

    def _refused(self, job: Job, error: BaseException) -> Outcome:
        """What becomes of a job that broke off on a worker."""
        from distributed.scheduler import KilledWorker  # noqa: PLC0415 - loaded when a cluster is asked for

        lang = self._orders.lang
        if isinstance(error, ClusterError):
            raise error
        if isinstance(error, KilledWorker):  # the scheduler itself allows fewer losses than we do
            return crashed(job.number, lang)
        why = wording(lang).say("error.broke", why=error)
        return Outcome(job.number, refusal=Refusal("not_judged", why), lasting=False)

    def _look(self) -> None:
        """How many threads the cluster has now, asked once in a while."""
        now = time.monotonic()
        if now - self._looked < _GLANCE:
            return
        self._looked, self._threads = now, 0
        if self._client.status == "running":
            with contextlib.suppress(Exception):  # the scheduler went away just now
                self._threads = sum(self._ask("ncores").values())
        if self._threads:
            self._seen = time.monotonic()

    def _gone(self) -> bool:
        """Whether the scheduler has forgotten us, or no worker was seen for too long."""
        forgotten = self._client.status in ("closing", "closed") or any(one.cancelled() for one in self._given)
        return forgotten or time.monotonic() - self._seen > self._patience


# ------------------------------------------------------------------ on a worker


class _Post:
    """A run's place on a worker: a judge a thread, let go of when the cluster forgets the run or its client is gone."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        self._judges: dict[int, Judge] = {}
        weakref.finalize(self, _dismiss, self._judges)

    def __reduce__(self) -> tuple[Any, ...]:
        return _Post, (self._orders,)

    @property
    def lang(self) -> str:
        return self._orders.lang

    def judge(self) -> Judge:
        thread = threading.get_ident()
        if thread not in self._judges:
            self._judges[thread] = Judge(self._orders)
        return self._judges[thread]


def _dismiss(judges: Mapping[int, Judge]) -> None:
    for judge in judges.values():
        judge.__exit__(None)


def _do(post: _Post, run: str, job: Job, version: str) -> _Told:
    """One job on a worker. What was begun is kept by the scheduler: it alone outlives workers."""
    from distributed import get_worker  # noqa: PLC0415 - loaded when a cluster is asked for

    if plancheck.__version__ != version:  # it came after the others were asked
        raise _other_version([plancheck.__version__], version)
    begun = _Begun(get_worker(), [_OURS, run, str(job.number)])
    before = begun.times()
    if before >= _MOST_LOST:
        return crashed(job.number, post.lang)
    begun.note(before + 1)
    try:
        return post.judge().do(job)
    except RulesetError as error:
        return error.problems
    except Exception as error:  # it must travel; what it holds, and where it came from, may not be able to
        raise _BrokeError(f"{type(error).__name__}: {error}") from None
    finally:
        begun.note(before)  # a worker that is lost from here on was not lost with this document


class _BrokeError(Exception):
    """A fault on a worker, in words."""


class _Begun:
    """How often a document was begun and not ended, as the scheduler remembers it."""

    def __init__(self, worker: Worker, keys: list[str]) -> None:
        self._worker, self._keys = worker, keys

    def times(self) -> int:
        return int(self._ask(self._worker.scheduler.get_metadata, keys=self._keys, default=0))

    def note(self, times: int) -> None:
        self._ask(self._worker.scheduler.set_metadata, keys=self._keys, value=times)

    def _ask(self, request: Callable[..., Any], **parts: Any) -> Any:
        from distributed.utils import sync  # noqa: PLC0415 - loaded when a cluster is asked for

        return sync(self._worker.loop, request, **parts)


def _version() -> str:
    return plancheck.__version__


# ------------------------------------------------------------------ reaching it


@contextlib.contextmanager
def _connected(address: str, seconds: float) -> Iterator[Client]:
    """A client of the scheduler, quiet, its workers there and of our version. Raises ClusterError."""
    try:
        import distributed  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as error:
        raise ClusterError(said("cluster.absent")) from error
    begun = time.monotonic()
    with _quiet():
        probe(address, seconds)
        try:
            client = distributed.Client(address, timeout=seconds, set_as_default=False, name=_OURS)
        except Exception as error:  # whatever else listens there, it is no scheduler that answers us
            raise ClusterError(said("cluster.silent", address=address, why=reason(error))) from error
        try:
            _greet(client, address, max(1.0, seconds - (time.monotonic() - begun)))
            yield client
        finally:
            with contextlib.suppress(Exception):
                client.close(timeout=5)


def _greet(client: Client, address: str, seconds: float) -> None:
    try:
        client.wait_for_workers(1, timeout=seconds)
        told = client.run(_version, on_error="return")
    except TimeoutError as error:
        raise ClusterError(said("cluster.no_workers", address=address, seconds=f"{seconds:.0f}")) from error
    except Exception as error:
        raise ClusterError(said("cluster.silent", address=address, why=reason(error))) from error
    found = [one if isinstance(one, str) else reason(one) for one in told.values()]
    if others := [one for one in found if one != plancheck.__version__]:
        raise _other_version(others, plancheck.__version__)


def _other_version(found: Iterable[str], ours: str) -> ClusterError:
    return ClusterError(said("cluster.version", found=", ".join(sorted(set(found))), ours=ours))


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keeps dask's own messages off the screen: what matters of them is said in our words."""
    logger = logging.getLogger("distributed")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)
