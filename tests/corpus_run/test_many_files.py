"""Many files as one run: the same answers as one by one, in the order of input, whoever judged, whatever is known."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from at_hand import LETTER, SCHOOL, TOWN

from plancheck import Cache, PlanReport, RulesetError, Submission, check_all, check_corpus, read_plan
from plancheck.corpus.judging import Judge
from plancheck.corpus.progress import Progress
from plancheck.corpus.task import Job, Orders, Outcome
from plancheck.corpus.workers import Serial
from plancheck.crossing import crossed
from plancheck.report.json_writer import report_json
from plancheck.report.model import OutcomeEntry, Unread
from plancheck.terms import Terms

Folder = Callable[..., Path]
CORPUS = Path(__file__).parents[1] / "corpus"
HERE = {"seconds": 0.0, "workers": Serial()}


class Backwards:
    """Answers the last job first."""

    def outcomes(self, jobs: Iterable[Job], orders: Orders) -> Iterator[Outcome]:
        with Judge(orders) as judge:
            yield from [judge.do(job) for job in reversed(list(jobs))]


class Interrupted:
    """Answers two jobs; then the person presses Ctrl-C."""

    def outcomes(self, jobs: Iterable[Job], orders: Orders) -> Iterator[Outcome]:
        with Judge(orders) as judge:
            for done, job in enumerate(jobs):
                if done == 2:
                    raise KeyboardInterrupt
                yield judge.do(job)


class Forgetful:
    """Answers one job of two, and that twice."""

    def outcomes(self, jobs: Iterable[Job], orders: Orders) -> Iterator[Outcome]:
        with Judge(orders) as judge:
            for number, job in enumerate(jobs):
                if number % 2 == 0:
                    yield from [judge.do(job)] * 2


class Idle:
    """Must not be asked."""

    def outcomes(self, jobs: Iterable[Job], orders: Orders) -> Iterator[Outcome]:
        for job in jobs:
            raise AssertionError(job)
        yield from ()


def some_of_each_format() -> list[str]:
    """Files of the corpus: one of each format, and some that are not read."""
    others = CORPUS.glob("*/*damaged*.*"), CORPUS.glob("*/*letter*.*")
    some = [file for form in sorted(CORPUS.iterdir()) for file in sorted(form.glob("*-pass.*"))[:1]]
    return [str(file) for file in [*some, *(file for found in others for file in sorted(found)[:2])]]


def test_a_run_says_what_one_by_one_would_be_said_fresh_and_remembered(tmp_path: Path) -> None:
    files = some_of_each_format()
    alone = crossed(check_all(files)).report
    reports = []
    for workers in (Serial(), Idle()):
        with Cache(tmp_path) as cache, check_corpus(files, seconds=0, workers=workers, cache=cache) as run:
            reports.append(run.checked().report)
            assert run.remembered == (0 if len(reports) == 1 else len(files))
            plans = [plan for _, plan in run]
    assert plans == [read_plan(report.source.path) for report in alone.plans]
    assert len(alone.plans) > 10
    assert reports[0] == alone
    assert report_json(reports[1]) == report_json(alone)


def test_the_order_of_output_is_not_that_of_the_work(folder: Folder) -> None:
    folder({f"{name}.txt": SCHOOL for name in "dacb"} | {"bad.docx": b"PK\x03\x04"})
    with check_corpus(["plans"], seconds=0, workers=Backwards()) as run:
        assert [Path(name).stem for name in run.names] == ["a", "b", "c", "d"]
        assert [Path(report.source.path).stem for report, _ in run] == ["a", "b", "c", "d"]
        assert [plan.source.path for _, plan in run] == list(run.names)
        assert len(run.report.unread) == 1


def test_plans_lie_on_disk_and_are_read_as_they_are_asked_for(folder: Folder) -> None:
    folder({"a.txt": SCHOOL, "b.txt": TOWN})
    with check_corpus(["plans"], **HERE) as run:
        held, lying = run.checked(contents=True), run.checked(contents=True, most=0)
        assert tuple(lying.report.plans) == held.report.plans
        assert tuple(lying.plans) == held.plans
        assert list(lying.plans[0:2]) == list(held.plans)
        assert tuple(lying.contents) == held.contents == (SCHOOL, TOWN)
        assert report_json(lying.report) == report_json(held.report)
        Path("plans/a.txt").unlink()
        assert run.content_at(0) is None


def test_another_report_takes_the_place_of_one_and_a_plan_can_be_left_out(folder: Folder) -> None:
    folder(dict.fromkeys(("a.txt", "b.txt", "c.txt"), SCHOOL))
    with check_corpus(["plans"], **HERE) as run:
        before = [report for report, _ in run]
        run.amend(2, before[2].model_copy(update={"remarks": ("ещё",)}))
        unread = Unread(path="plans/b.txt", error="Нет")
        after = run.recounted(before[0].summary, {1}, [unread])
        assert [report.remarks for report, _ in after] == [before[0].remarks, ("ещё",)]
        assert [report.source for report, _ in after] == [before[0].source, before[2].source]
        assert (after.report.summary, after.report.unread) == (before[0].summary, (unread,))
        assert report_json(after.checked(most=0).report) == report_json(after.checked().report)
        assert [plan.source.path for _, plan in after] == list(after.names)


def test_a_document_without_a_plan_is_passed_over_where_it_was_found_and_unread_where_named(folder: Folder) -> None:
    folder({"letter.txt": LETTER, "plan.txt": SCHOOL})
    with check_corpus(["plans"], **HERE) as run:
        assert (len(run), run.report.unread) == (1, ())
        assert [(one.why, Path(one.path).name) for one in run.report.skipped] == [("not_a_plan", "letter.txt")]
    with check_corpus(["plans/letter.txt"], **HERE) as run:
        [unread] = run.report.unread
        assert unread.kind == "not_a_plan"
        assert not run.report.skipped


def test_plans_in_an_archive_are_judged_under_its_name(folder: Folder) -> None:
    folder({"plan.txt": SCHOOL})
    with zipfile.ZipFile("plans/school.zip", "w") as archive:
        archive.write("plans/plan.txt", "4/план.txt")
    with check_corpus(["plans"], **HERE) as run:
        assert [name.replace("\\", "/") for name in run.names] == ["plans/plan.txt", "plans/school.zip/4/план.txt"]
        (one, _), (other, _) = run
        assert one.outcomes == other.outcomes
        assert run.content_at(1) == SCHOOL


def test_each_file_is_judged_on_its_own_terms(folder: Folder) -> None:
    folder({"a.txt": SCHOOL, "b.txt": SCHOOL})
    own = {"plans/a.txt": Terms(ruleset="objectivity-base"), "plans/b.txt": Terms(ruleset="objectivity-school")}
    with check_corpus(list(own), terms_of=lambda file: own[str(file)], **HERE) as run:
        assert [report.ruleset.name for report, _ in run] == ["objectivity-base", "objectivity-school"]
        assert run.report.ruleset.name == "objectivity-base, objectivity-school"


def _but_for_copies(report: PlanReport) -> list[OutcomeEntry]:
    return [entry for entry in report.outcomes if entry.rule != "PRV003"]


def test_schools_are_held_against_a_superior_plan_that_is_read_once(folder: Folder) -> None:
    folder({"a.txt": SCHOOL, "b.txt": SCHOOL})
    Path("town.txt").write_bytes(TOWN)
    with check_corpus(["plans"], against="town.txt", **HERE) as run:
        alone = check_all(["plans/a.txt", "plans/b.txt"], against="town.txt")
        assert [_but_for_copies(report) for report, _ in run] == [_but_for_copies(one) for one in alone.report.plans]
    with check_corpus(["plans"], against="none.txt", **HERE) as run:
        assert [one.path for one in run.report.unread] == ["none.txt"]
        assert len(run) == 2


def test_a_wrong_ruleset_stops_the_run_before_anything_is_read(folder: Folder) -> None:
    folder({"a.txt": SCHOOL})
    Path("wrong.yaml").write_text("schema: plancheck.ruleset/1\nnonsense: 1\n", encoding="utf-8")
    with pytest.raises(RulesetError):
        check_corpus(["plans"], ruleset="wrong.yaml", seconds=0, workers=Idle())


def test_an_interrupted_run_reports_what_is_done_and_names_the_rest(folder: Folder) -> None:
    folder({f"{name}.txt": SCHOOL for name in "abcd"})
    with check_corpus(["plans"], seconds=0, workers=Interrupted()) as run:
        assert run.interrupted
        assert [Path(name).stem for name in run.names] == ["a", "b"]
        assert [(Path(one.path).stem, one.kind) for one in run.report.unread] == [
            ("c", "not_judged"),
            ("d", "not_judged"),
        ]
        assert "прервана" in run.report.unread[0].error


def test_no_file_is_lost_without_a_word_nor_counted_twice(folder: Folder) -> None:
    folder({f"{name}.txt": SCHOOL for name in "abc"})
    with check_corpus(["plans"], seconds=0, workers=Forgetful()) as run:
        assert [Path(name).stem for name in run.names] == ["a", "c"]
        assert run.report.summary.plans == 2
        assert [(Path(one.path).stem, one.kind) for one in run.report.unread] == [("b", "not_judged")]


def test_progress_is_told_after_every_file(folder: Folder, tmp_path: Path) -> None:
    folder({"a.txt": SCHOOL, "b.txt": LETTER, "c.mp3": b"", "d.docx": b"PK\x03\x04"})
    told: list[Progress] = []
    with check_corpus(["plans", Submission("-", TOWN)], tell=told.append, **HERE) as run:
        assert [one.done for one in told] == [2, 3, 4, 5]
        last = told[-1]
        assert (last.total, last.unread, last.remembered) == (5, 1, 0)
        assert last.findings == run.report.summary.by_severity


def test_an_error_of_a_plan_file_names_the_file_fresh_and_remembered(folder: Folder, tmp_path: Path) -> None:
    folder(
        {"one.yaml": b"schema: plancheck.plan/1\nnonsense: 1\n", "two.yaml": b"schema: plancheck.plan/1\nnonsense: 1\n"}
    )
    for _ in range(2):
        with Cache(tmp_path) as cache, check_corpus(["plans"], cache=cache, **HERE) as run:
            told = {Path(one.path).name: one.error for one in run.report.unread}
        assert set(told) == {"one.yaml", "two.yaml"}
        assert all(str(Path("plans", name)) in error for name, error in told.items())
    assert run.remembered == 2
