"""A real cluster of two workers: outcomes are the serial run's, whatever becomes of the workers."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed")

from distributed import Client, LocalCluster

import plancheck
from plancheck import RulesetError, load_ruleset
from plancheck.corpus.cluster import Cluster, _do, _Post
from plancheck.corpus.scheduler import ClusterError
from plancheck.corpus.task import Job, Orders, Outcome, SentTerms, crashed
from plancheck.corpus.workers import Serial
from plancheck.terms import Terms

ROOT = Path(__file__).parents[2]


def local(workers: int) -> LocalCluster:
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        dashboard_address=":0",
        protocol="tcp",  # as over a network
        silence_logs=60,
    )


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with local(2) as made:
        yield made


def orders(ruleset: object = None) -> Orders:
    """Read in the worker itself: what is tried here is the cluster, and a child takes its time to start."""
    terms = Terms(ruleset=ruleset or load_ruleset("objectivity-base"))  # type: ignore[arg-type]
    return Orders({"all": SentTerms.of(terms)}, seconds=0)


def jobs(count: int) -> list[Job]:
    """Plans that differ, with one that cannot be read among them."""
    plan = (ROOT / "examples" / "good-school.txt").read_bytes()
    files = [("plan.txt", plan + b"\n" * number) for number in range(count - 1)]
    files.insert(3, ("broken.pdf", b"%PDF-1.4 broken"))
    return [Job(number, name, "all", content) for number, (name, content) in enumerate(files)]


def by_number(outcomes: Iterable[Outcome]) -> dict[int, Outcome]:
    """The outcomes, each there but once."""
    told = list(outcomes)
    assert len({one.number for one in told}) == len(told)
    return {one.number: one for one in told}


def test_a_worker_that_is_killed_midway_loses_nothing(cluster: LocalCluster) -> None:
    told: list[Outcome] = []
    for outcome in Cluster(cluster.scheduler_address).outcomes(jobs(10), orders()):
        told.append(outcome)
        if len(told) == 4:
            os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
    assert by_number(told) == by_number(Serial().outcomes(jobs(10), orders()))


@pytest.mark.parametrize(("lost_before", "done"), [(1, True), (2, False)])
def test_a_document_that_two_workers_were_lost_on_has_crashed(
    cluster: LocalCluster, lost_before: int, done: bool
) -> None:
    job = jobs(1)[0]
    with Client(cluster, set_as_default=False) as client:
        client.set_metadata(["plancheck", f"lost-{lost_before}", str(job.number)], lost_before)
        post = client.submit(_Post, orders(), pure=False)
        outcome = client.submit(_do, post, f"lost-{lost_before}", job, plancheck.__version__, pure=False).result()
    assert (outcome == crashed(job.number, "ru")) is not done


def test_a_ruleset_that_is_wrong_stops_the_run(cluster: LocalCluster) -> None:
    with pytest.raises(RulesetError, match="no-such-ruleset"):
        list(Cluster(cluster.scheduler_address).outcomes(jobs(4), orders("no-such-ruleset")))


def test_the_scheduler_keeps_nothing_of_a_run(cluster: LocalCluster) -> None:
    before = dict(cluster.scheduler.task_metadata["plancheck"])
    list(Cluster(cluster.scheduler_address).outcomes(jobs(4), orders()))
    (kept,) = (value for run, value in cluster.scheduler.task_metadata["plancheck"].items() if run not in before)
    assert kept is None


def test_a_fault_on_a_worker_stops_one_file(cluster: LocalCluster) -> None:
    lost = Job(4, "plan.txt", "no such terms", b"")
    told = by_number(Cluster(cluster.scheduler_address).outcomes([*jobs(4), lost], orders()))
    refusal = told.pop(lost.number).refusal
    assert refusal is not None
    assert refusal.kind == "not_judged"
    assert "no such terms" in refusal.error
    assert told == by_number(Serial().outcomes(jobs(4), orders()))


def test_workers_of_another_version_are_refused(cluster: LocalCluster) -> None:
    pretend = "import plancheck; plancheck.__version__ = {!r}"
    with Client(cluster, set_as_default=False) as client:
        own = Cluster(cluster.scheduler_address).outcomes(jobs(4), orders())
        next(own)  # our own are right
        own.close()
        before = next(iter(client.run(eval, "__import__('plancheck').__version__").values()))
        client.run(exec, pretend.format("0.0.1"))
        with pytest.raises(ClusterError) as refused:
            list(Cluster(cluster.scheduler_address).outcomes(jobs(4), orders()))
        client.run(exec, pretend.format(before))
    assert "0.0.1" in refused.value.text("ru")
    assert "0.0.1" in refused.value.text("en")


def test_what_a_cluster_leaves_undone_is_done_here() -> None:
    gone: list[bool] = []
    told: list[Outcome] = []
    with local(1) as short:
        asked = Cluster(short.scheduler_address, patience=1, lost=lambda: gone.append(True))
        for outcome in asked.outcomes(jobs(8), orders()):
            told.append(outcome)
            if len(told) == 2:
                short.close()
    assert gone == [True]
    assert by_number(told) == by_number(Serial().outcomes(jobs(8), orders()))


def test_a_scheduler_without_workers_is_an_error() -> None:
    with local(0) as empty, pytest.raises(ClusterError, match="no worker"):
        list(Cluster(empty.scheduler_address, seconds=1).outcomes(jobs(2), orders()))
