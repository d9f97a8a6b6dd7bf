"""Jobs are handed out in handfuls: all of them once, in order, small ones together, ever fewer towards the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from plancheck.corpus.handfuls import Handfuls
from plancheck.corpus.task import Job


def jobs(sizes: Iterable[int]) -> Iterator[Job]:
    return (Job(number, f"{number}.txt", "", bytes(size)) for number, size in enumerate(sizes))


def numbers(handfuls: Handfuls, *, at_once: bool = False) -> list[list[int]]:
    """All handfuls that are left."""
    found = []
    while handful := handfuls.next(at_once=at_once):
        found.append([job.number for job in handful])
    return found


@pytest.mark.parametrize("count", [1, 5, 30, 200])
@pytest.mark.parametrize("workers", [1, 2, 8])
@pytest.mark.parametrize("at_once", [True, False])
def test_every_job_is_handed_out_once_and_in_order(count: int, workers: int, at_once: bool) -> None:
    found = numbers(Handfuls(jobs([100] * count), workers), at_once=at_once)
    assert [number for handful in found for number in handful] == list(range(count))


def test_there_are_as_few_as_leave_something_for_every_worker() -> None:
    found = [len(handful) for handful in numbers(Handfuls(jobs([100] * 100), 2))]
    assert found[0] == max(found) > 1
    assert found == sorted(found, reverse=True)
    assert found[-4:] == [1, 1, 1, 1]
    assert {len(handful) for handful in numbers(Handfuls(jobs([100] * 7), 2))} == {1}


def test_a_large_file_is_handed_out_alone() -> None:
    found = numbers(Handfuls(jobs([100, 100, 400_000, 100, 100] + [100] * 40), 1))
    assert found[:3] == [[0, 1], [2], [3, 4, 5, 6, 7, 8]]


def test_no_more_jobs_are_taken_than_tell_how_much_is_left() -> None:
    for size, at_once, most in ((100, False, 24), (10_000_000, False, 1), (100, True, 1)):
        waiting = jobs([size] * 100)
        Handfuls(waiting, 2).next(at_once=at_once)
        assert next(waiting).number == most


def test_what_came_back_undone_is_handed_out_first_and_one_by_one() -> None:
    handfuls = Handfuls(jobs([100] * 30), 1)
    back = [*handfuls.next(at_once=False)]
    handfuls.take_back(back[3:])
    assert [len(handfuls.next(at_once=False)) for _ in range(4)] == [1, 1, 1, 6]
