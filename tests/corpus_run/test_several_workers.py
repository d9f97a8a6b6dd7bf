"""Several processes at work, real ones: whatever becomes of one of them, every file is judged once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import odd_workers
import pytest
from at_hand import SCHOOL, TOWN

from plancheck import check_corpus
from plancheck.corpus import pool
from plancheck.corpus.judging import Judge
from plancheck.corpus.pool import Fitting, Pool
from plancheck.corpus.progress import Progress
from plancheck.corpus.task import Job, Orders, Outcome, SentTerms
from plancheck.corpus.workers import Serial
from plancheck.readers.limits import DEFAULT_LIMITS
from plancheck.report.model import Report
from plancheck.terms import Terms, load_named

Folder = Callable[..., Path]


def whole(run_of: Folder, files: dict[str, bytes], workers: Pool | Serial, seconds: float = 60) -> Report:
    run_of(files)
    with check_corpus(["plans"], workers=workers, seconds=seconds) as run:
        return run.checked().report


def test_outcomes_are_those_of_one_process_though_workers_and_readers_are_lost(folder: Folder, tmp_path: Path) -> None:
    good = {f"{number:02}.txt": (SCHOOL if number % 3 else TOWN) + b"\n" * number for number in range(14)}
    serial = whole(folder, good, Serial(), seconds=0)
    odd = {
        "03-poison.txt": b"end always",
        "07-once.txt": b"end once " + str(tmp_path / "marker").encode(),
    }
    several = whole(folder, odd, Pool(2, start=odd_workers.lost), seconds=0)
    assert several.plans == serial.plans
    assert (tmp_path / "marker").exists()
    [poison] = several.unread
    assert Path(poison.path).name == "03-poison.txt"
    assert "упала" in poison.error
    assert [Path(one.path).name for one in several.skipped] == ["07-once.txt"]  # judged by another: it is no plan


def test_a_file_that_hangs_crashes_or_hoards_costs_no_other(folder: Folder) -> None:
    orders = Orders(terms := _terms(), replace(DEFAULT_LIMITS, memory_bytes=1_000_000_000), seconds=2.0)
    names = ["good", "crash", "fine", "hang", "hoard", "well"]
    jobs = [Job(at, name, next(iter(terms)), name.encode()) for at, name in enumerate(names)]
    workers = Pool(2, start=odd_workers.with_odd_child)
    outcomes = {names[one.number]: one for one in workers.outcomes(iter(jobs), orders)}
    assert outcomes.keys() == set(names)
    assert {name for name, one in outcomes.items() if one.report} == {"good", "fine", "well"}
    said = {name: one.refusal.error for name, one in outcomes.items() if one.refusal}
    assert "упала" in said["crash"]
    assert "остановлено" in said["hang"]
    assert "не хватило памяти" in said["hoard"]
    assert not any(outcomes[name].lasting for name in said)


def test_a_slow_file_does_not_hold_up_those_that_were_handed_out_with_it(folder: Folder) -> None:
    orders = Orders(terms := _terms(), seconds=3.0)
    names = ["first", "second", "hang", *(f"later {number}" for number in range(11))]
    jobs = [Job(at, name, next(iter(terms)), name.encode()) for at, name in enumerate(names)]
    outcomes = list(Pool(1, start=odd_workers.in_a_hurry).outcomes(iter(jobs), orders))
    came = [names[one.number] for one in outcomes]
    assert sorted(came) == sorted(names)
    assert [names[one.number] for one in outcomes if one.refusal] == ["hang"]
    assert came.index("hang") > came.index("later 0")  # it was handed out before, in one handful


def _terms() -> dict[str, SentTerms]:
    sent = SentTerms.of(Terms(ruleset=load_named("objectivity-base")))
    return {sent.key: sent}


def test_a_worker_killed_from_outside_loses_nothing(folder: Folder) -> None:
    folder({f"{number:02}.txt": SCHOOL + b"\n" * number for number in range(12)})
    killed: list[int] = []

    def kill_one(reached: Progress) -> None:
        workers = _children_of(os.getpid())
        if reached.done == 3 and not killed and workers:
            killed.append(workers[0])
            os.kill(workers[0], signal.SIGKILL)

    with check_corpus(["plans"], workers=Pool(1), tell=kill_one) as run:
        assert killed
        assert (len(run), run.report.unread) == (12, ())


def _children_of(pid: int) -> list[int]:
    """The worker processes: children whose own children read."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
            line = Path(status.parent, "cmdline").read_bytes()
        except OSError:
            continue
        if parent == pid and b"loky" in line and b"tracker" not in line:
            found.append(int(status.parent.name))
    return sorted(found)


# In a process of its own: one that runs tests has threads, and is not copied.
COPIES = """
import os, signal, sys
from pathlib import Path
from plancheck import check_corpus
from plancheck.corpus.pool import Pool

def children():
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()

def called(pid):
    return Path(f"/proc/{pid}/cmdline").read_bytes()

def tell(reached):
    if reached.done == 2:
        print(*children(), {called(one) for one in children()} == {called("self")}, flush=True)
        os.kill(KILLED(), signal.SIGKILL)

with check_corpus(["plans"], workers=Pool(2, copies=True), tell=tell) as run:
    print(len(run), run.report.unread)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")
@pytest.mark.parametrize(
    ("killed", "said"), [("(lambda: int(children()[0]))", ["20 ()"]), ("os.getpid", [])], ids=["a worker", "the run"]
)
def test_workers_that_are_copies_do_the_same_and_end_with_the_run(folder: Folder, killed: str, said: list[str]) -> None:
    folder({f"{number:02}.txt": SCHOOL + b"\n" * number for number in range(20)})
    code = COPIES.replace("KILLED", killed)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120)
    first, *rest = done.stdout.splitlines()
    *workers, are_copies = first.split()
    assert (len(workers), are_copies, rest, done.stderr) == (2, "True", said, "")
    left = time.monotonic() + 30
    while any(_runs(int(pid)) for pid in workers) and time.monotonic() < left:
        time.sleep(0.1)
    assert not any(_runs(int(pid)) for pid in workers)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Counted:
    """Stands for `Pool` and `Serial`: says which of them was asked, and for how many."""

    asked: list[tuple[str, int]] = []  # noqa: RUF012 - one list for both

    def __init__(self, name: str, count: int = 1) -> None:
        self.name, self.count = name, count

    def outcomes(self, jobs: Iterable[Job], orders: Orders) -> Iterator[Outcome]:
        Counted.asked.append((self.name, self.count))
        yield from (Outcome(job.number) for job in jobs)


@pytest.mark.parametrize(
    ("count", "cores", "files", "expected"),
    [
        (None, 8, 3, ("serial", 1)),
        (None, 8, 200, ("pool", 8)),
        (None, 1, 200, ("serial", 1)),
        (1, 8, 200, ("serial", 1)),
        (4, 8, 1, ("serial", 1)),
        (4, 8, 2, ("pool", 4)),
    ],
)
def test_so_many_processes_as_pay_or_as_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, count: int | None, cores: int, files: int, expected: tuple[str, int]
) -> None:
    monkeypatch.setattr(Counted, "asked", [])
    monkeypatch.setattr(pool, "cores", lambda: cores)
    monkeypatch.setattr(pool, "Pool", lambda count, copies: Counted("pool", count))
    monkeypatch.setattr(pool, "Serial", lambda first: Counted("serial"))
    jobs = (Job(number, "a.txt", "", b"") for number in range(files))
    told = list(Fitting(count).outcomes(jobs, Orders({})))
    assert [one.number for one in told] == list(range(files))
    assert Counted.asked == [expected]


def test_there_are_no_more_workers_than_memory_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    as_many = pool.cores()
    assert as_many >= 1
    monkeypatch.setattr(pool, "_memory", lambda: 600_000_000)
    assert pool.cores() == 1


def test_large_files_are_many_before_they_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Counted, "asked", [])
    monkeypatch.setattr(pool, "_MUCH", 10)
    monkeypatch.setattr(pool, "cores", lambda: 2)
    monkeypatch.setattr(pool, "Pool", lambda count, copies: Counted("pool", count))
    assert len(list(Fitting().outcomes((Job(at, "a", "", b"12345678") for at in range(2)), Orders({})))) == 2
    assert Counted.asked == [("pool", 2)]


def test_a_judge_does_its_jobs_in_whatever_process(folder: Folder) -> None:
    terms = _terms()
    with Judge(Orders(terms, seconds=0)) as judge:
        outcome = judge.do(Job(5, "a.txt", next(iter(terms)), SCHOOL))
    assert outcome.number == 5
    assert outcome.report
    assert outcome.lasting
