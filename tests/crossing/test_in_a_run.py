"""A run over a folder holds its plans against each other, alike fresh, remembered, and judged one by one."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from plancheck.checking import check_all
from plancheck.corpus.cache import Cache
from plancheck.corpus.checking import check_corpus
from plancheck.corpus.run import Run
from plancheck.corpus.workers import Serial
from plancheck.crossing import Insertion, crossed, own_texts
from plancheck.report.json_writer import report_json
from plancheck.report.model import PlanReport, Report
from plancheck.report.tally import summarise
from plancheck.rules import load_ruleset

REGION = Path(__file__).parent / "region"
SCHOOLS = ("Озёрная СОШ", "школа 4", "лицей 11")


def told(reports: list[PlanReport]) -> list[list[tuple[str, str]]]:
    return [[(one.outcome, one.message) for one in report.outcomes if one.rule == "PRV003"] for report in reports]


@pytest.fixture
def run() -> Run:
    return check_corpus([REGION], workers=Serial(), seconds=0, schools=SCHOOLS)


def test_a_run_says_of_its_plans_what_the_same_plans_in_memory_are_said(run: Run) -> None:
    files = sorted(REGION.glob("*.yaml"))
    given = [own_texts(load_ruleset(f"objectivity-{level}") for level in ("school", "municipal"))]
    expected = crossed(check_all(files), given=given, schools=SCHOOLS)
    with run:
        found = run.checked()
    assert told(list(found.report.plans)) == told(list(expected.report.plans))
    assert found.report.folder == expected.report.folder
    assert found.report.summary == expected.report.summary
    assert found.report.folder is not None
    assert found.report.folder.schools is not None
    assert found.report.folder.schools.missing == ("лицей 11",)


def test_however_it_is_walked_each_report_says_it_once(run: Run) -> None:
    with run:
        held, walked = run.checked(), run.checked(most=0)
        text = report_json(walked.report)
        assert text == report_json(held.report)
        plans = [report for report, _ in run]
        assert [report.summary for report in plans] == [summarise(report.outcomes) for report in plans]
    read = Report.model_validate(json.loads(text))
    assert read.folder == held.report.folder
    assert [sum(entry.rule == "PRV003" for entry in plan.outcomes) for plan in read.plans] == [1] * 7


def test_what_waivers_change_keeps_what_was_said(run: Run) -> None:
    with run:
        before = [report for report, _ in run]
        run.amend(0, before[0].model_copy(update={"remarks": ("ещё",)}))
        after = [report for report, _ in run]
    assert told(after) == told(before)
    assert (after[0].remarks, after[1:]) == (("ещё",), before[1:])


def test_remembered_plans_are_compared_anew(tmp_path: Path) -> None:
    one, two, three = (REGION / f"{name}.yaml" for name in ("lake-1", "lake-2", "lake-3"))
    with Cache(tmp_path) as cache:
        for files, verdict in (((one, three), "passed"), ((one, two), "failed"), ((one, three), "passed")):
            with check_corpus(files, workers=Serial(), seconds=0, cache=cache) as run:
                (entry,) = [entry for entry in run.report_at(0).outcomes if entry.rule == "PRV003"]
                assert entry.outcome == verdict
        assert run.remembered == 2


THREE = tuple(REGION / f"{name}.yaml" for name in ("lake-1", "lake-2", "lake-3"))


def said(place: Path, files: tuple[Path, ...] = THREE, schools: tuple[str, ...] | None = None) -> str:
    """The report on the files, whose plans and what they are to each other may be remembered."""
    with Cache(place) as cache, check_corpus(files, workers=Serial(), seconds=0, cache=cache, schools=schools) as run:
        return report_json(run.checked(most=0).report)


def test_what_is_said_of_many_plans_is_written_as_of_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above `HELD` what is said of all is made while it is written, fresh and remembered."""
    files = tuple(sorted(REGION.glob("*.yaml")))
    expected = said(tmp_path / "a", files, SCHOOLS)
    monkeypatch.setattr("plancheck.corpus.run.HELD", 0)
    assert [said(tmp_path / "b", files, SCHOOLS) for _ in range(2)] == [expected] * 2
    assert said(tmp_path / "a", files, SCHOOLS) == expected


def test_what_is_held_outlives_the_run_and_names_the_same_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plancheck.corpus.run.HELD", 0)
    with check_corpus([REGION], workers=Serial(), seconds=0, schools=SCHOOLS) as run:
        expected = report_json(run.checked().report)
        folder = json.loads(expected)["folder"]
        left = run.recounted(run.report.summary, {0}, ())
        held, fewer = run.checked(most=len(run)), left.checked(most=len(run))
    assert report_json(held.report) == expected
    assert json.loads(report_json(fewer.report))["folder"] == folder
    assert held.report.folder == fewer.report.folder


def not_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plancheck.crossing.comparing.crossing", lambda *_, **__: pytest.fail("compared again"))


def test_what_the_same_plans_are_to_each_other_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = said(tmp_path, schools=SCHOOLS)
    not_again(monkeypatch)
    assert said(tmp_path, schools=SCHOOLS) == before
    assert '"plan-copied"' in before


@pytest.mark.parametrize(
    "other", [{"files": THREE[::-1]}, {"files": THREE[:2]}, {"schools": ("лицей 11",)}], ids=["order", "fewer", "list"]
)
def test_of_other_plans_or_schools_it_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: dict[str, tuple[Path, ...]]
) -> None:
    said(tmp_path)
    not_again(monkeypatch)
    with pytest.raises(pytest.fail.Exception, match="compared again"):
        said(tmp_path, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "spoilt",
    [
        "DELETE FROM told WHERE place = 1",
        "UPDATE told SET summary = x'00' WHERE place = 0",
        "UPDATE compared SET of_all = x'00'",
        "DELETE FROM compared",
    ],
)
def test_what_is_remembered_in_part_is_said_anew(tmp_path: Path, spoilt: str) -> None:
    before = said(tmp_path)
    base = sqlite3.connect(tmp_path / "judged.sqlite", isolation_level=None)
    assert base.execute(spoilt).rowcount
    base.close()
    assert said(tmp_path) == before


def test_of_many_comparisons_the_latest_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plancheck.corpus.cache._COMPARISONS", 2)
    for files in (THREE, THREE[:2], THREE, THREE[1:]):
        said(tmp_path, files)
    base = sqlite3.connect(tmp_path / "judged.sqlite", isolation_level=None)
    assert base.execute("SELECT count(*) FROM compared").fetchone() == (2,)
    assert base.execute("SELECT count(*) FROM told").fetchone() == (5,)
    base.close()
    not_again(monkeypatch)
    said(tmp_path)


def test_what_would_take_too_much_room_is_not_kept(tmp_path: Path) -> None:
    with Cache(tmp_path, most=20) as cache:
        cache.put_comparison("key", b"{}", [Insertion(b"{}", b"xx")])
        assert cache.comparison("key", lambda *_: None) is None
        cache.put_comparison("key", b"{}", [Insertion(b"{}", b"x")])
        assert cache.comparison("key", lambda *_: None) == b"{}"


def test_one_plan_alone_is_not_compared() -> None:
    with check_corpus([REGION / "lake-1.yaml"], workers=Serial(), seconds=0) as run:
        assert told([run.report_at(0)]) == [[]]
        assert run.report.folder is None


def test_rows_of_the_superior_plan_given_are_nobodys_copy(tmp_path: Path) -> None:
    superior = (REGION / "lake-1.yaml").read_text("utf-8").replace("level: school", "level: municipal")
    above = tmp_path / "above.yaml"
    above.write_text(superior, encoding="utf-8")
    files = [REGION / "lake-1.yaml", REGION / "lake-2.yaml"]
    with check_corpus(files, workers=Serial(), seconds=0, against=above) as run:
        assert [one[0][0] for one in told([report for report, _ in run])] == ["inapplicable", "inapplicable"]
