"""Good files among hostile ones, a worker killed in each run: is every file answered once, and as in the serial run?

    .venv/bin/python benchmarks/faults.py [--files 500] [--bad 50] [--without processes cache cluster]

The files are judged one after another in one process, then by two processes, by two processes that fill a cache, from
that cache, and by a dask cluster of two workers; but for the first and the one from the cache, a worker is killed when
a third of the files is answered. Status 1 where an outcome differs from the serial run's, or a file is missing or told
of twice.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from made_files import LIGHT, bad_files, fill

from plancheck.corpus.cache import Cache
from plancheck.corpus.checking import check_corpus
from plancheck.corpus.pool import Pool
from plancheck.corpus.task import Job, Orders, Outcome
from plancheck.corpus.workers import Serial, Workers

SECONDS = 120.0  # for reading a file: on a busy machine none must be late in one run and in time in another


@dataclass(frozen=True)
class Disturbed:
    """Workers, of which one is killed after so many outcomes."""

    workers: Workers
    after: int
    kill: Callable[[], None]

    def outcomes(self, jobs: Iterable[Job], orders: Orders) -> Iterator[Outcome]:
        for number, outcome in enumerate(self.workers.outcomes(jobs, orders), 1):
            if number == self.after:
                self.kill()
            yield outcome


@dataclass(frozen=True)
class Answers:
    """What a run said: of each plan its report, of each other file why it was not judged."""

    judged: dict[str, str]
    refused: dict[str, str]
    told: int  # answers, also where a file was told of twice
    remembered: int
    seconds: float


def answers(folder: Path, workers: Workers, cache: Cache | None = None) -> Answers:
    """One run over the folder."""
    begun = time.perf_counter()
    with check_corpus([folder], workers=workers, cache=cache, seconds=SECONDS) as run:
        texts = [(name, run.written_at(at).decode()) for at, name in enumerate(run.names)]
        others = [(one.path, f"{one.kind}: {one.error}") for one in run.report.unread]
        others += [(one.path, str(one)) for one in run.report.skipped]
        seconds = time.perf_counter() - begun
        return Answers(dict(texts), dict(others), len(texts) + len(others), run.remembered, seconds)


def kill_own_worker() -> None:
    """Kills one of loky's workers of this process."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split()
    workers = [pid for pid in children if b"popen_loky" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    os.kill(int(workers[0]), signal.SIGKILL)


def runs(folder: Path, files: int, without: set[str]) -> Iterator[tuple[str, Answers]]:
    """All runs, the serial one first."""
    third = files // 3
    disturbed = Disturbed(Pool(2), third, kill_own_worker)
    yield "serial", answers(folder, Serial())
    if "processes" not in without:
        yield "two processes", answers(folder, disturbed)
    if "cache" not in without:
        with tempfile.TemporaryDirectory() as place, Cache(Path(place)) as cache:
            yield "two processes, filling a cache", answers(folder, disturbed, cache)
            yield "from the cache", answers(folder, Pool(2), cache)
    if "cluster" not in without:
        from distributed import LocalCluster  # noqa: PLC0415 - an extra

        from plancheck.corpus.cluster import Cluster  # noqa: PLC0415

        with LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=":0", protocol="tcp", silence_logs=60
        ) as local:
            killed = Disturbed(
                Cluster(local.scheduler_address), third, lambda: os.kill(local.workers[0].pid, signal.SIGKILL)
            )
            yield "a cluster of two workers", answers(folder, killed)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--files", type=int, default=500)
    asked.add_argument("--bad", type=int, default=50)
    asked.add_argument("--without", nargs="*", default=[], choices=["processes", "cache", "cluster"])
    given = asked.parse_args()
    wrong = False
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "plans")
        fill(folder, given.files - given.bad, (*LIGHT, "docx"))
        for name, content in bad_files(given.bad):
            (folder / name).write_bytes(content)
        head = "seconds | judged | refused | told of | remembered | as serial"
        print(f"| {given.files} files, {given.bad} of them bad | {head} |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | --- |")
        serial: Answers | None = None
        for name, told in runs(folder, given.files, set(given.without)):
            serial = serial or told
            same = (told.judged, told.refused) == (serial.judged, serial.refused) and told.told == given.files
            wrong |= not same
            figures = f"{len(told.judged)} | {len(told.refused)} | {told.told} | {told.remembered}"
            print(f"| {name} | {told.seconds:.1f} | {figures} | {'yes' if same else 'NO'} |", flush=True)
            for path in differing(told, serial) if not same else ():
                print(f"differs: {path}: {told.refused.get(path, 'judged')[:200]}", file=sys.stderr)
    return int(wrong)


def differing(told: Answers, serial: Answers) -> list[str]:
    """The files answered otherwise than by the serial run."""
    one, other = ({**each.judged, **each.refused} for each in (told, serial))
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))[:10]


if __name__ == "__main__":
    sys.exit(main())
