"""`plancheck check FOLDER`: all in it in one report, with what was passed over, progress, Ctrl-C and the cache."""

from __future__ import annotations

import io
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from plancheck.cli.many import are_many
from plancheck.cli.progress import progress_bar
from plancheck.corpus import pool
from plancheck.corpus.progress import Progress
from plancheck.corpus.task import Job, Orders, Outcome
from plancheck.corpus.workers import Serial
from plancheck.report.model import BySeverity
from plancheck.report.wording import wording

Run = Callable[..., Any]


@pytest.fixture
def plans(school: Path, town: Path, letter: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder with a folder in it, an archive, a letter, a song and a damaged document; a cache of the test's own."""
    monkeypatch.setenv("PLANCHECK_CACHE", str(tmp_path / "cache"))
    folder = Path("plans")
    (folder / "deep").mkdir(parents=True)
    shutil.copy(school, folder / "b.txt")
    shutil.copy(letter, folder / "letter.txt")
    shutil.copy(town, folder / "deep" / "a.txt")
    (folder / "song.mp3").write_bytes(b"ID3")
    (folder / "~$b.docx").write_bytes(b"x")
    with zipfile.ZipFile(folder / "sent.zip", "w") as archive:
        archive.write(school, "СОШ 4/план.txt")
    return folder


def paths(report: dict[str, Any], part: str) -> list[str]:
    named = [one["source"]["path"] if part == "plans" else one["path"] for one in report[part]]
    return [name.replace(os.sep, "/") for name in named]


def test_a_folder_gives_one_report_in_order_of_names(run: Run, plans: Path) -> None:
    ran = run("check", "plans", "-f", "json", "--fail-on", "never")
    report = json.loads(ran.out)
    assert paths(report, "plans") == ["plans/b.txt", "plans/deep/a.txt", "plans/sent.zip/СОШ 4/план.txt"]
    assert {name: one["why"] for name, one in zip(paths(report, "skipped"), report["skipped"], strict=True)} == {
        "plans/letter.txt": "not_a_plan",
        "plans/song.mp3": "kind",
        "plans/~$b.docx": "lock",
    }
    assert (ran.status, report["unread"], ran.err) == (0, [], "")


def test_only_a_file_that_could_be_a_plan_breaks_the_status(run: Run, plans: Path) -> None:
    assert run("check", "plans", "--fail-on", "never").status == 0
    (plans / "damaged.docx").write_bytes(b"PK\x03\x04")
    assert run("check", "plans", "--fail-on", "never").status == 3


def test_text_names_documents_without_a_plan_and_counts_the_other_files(run: Run, plans: Path) -> None:
    said = run("check", "plans").out
    assert "НЕ ПЛАНЫ: 1\n Это не план: нет таблицы мероприятий" in said
    assert f"  - {Path('plans', 'letter.txt')}\n" in said
    assert "2 файла (какие – покажет --verbose)" in said.replace("—", "–")
    said = run("check", "plans", "--verbose").out
    assert "song.mp3: файл не того вида" in said


def test_a_pattern_and_an_archive_are_files_to_check_too(run: Run, plans: Path) -> None:
    report = json.loads(run("check", "plans/**/*.txt", "plans/sent.zip", "-f", "json", "--fail-on", "never").out)
    assert paths(report, "plans") == ["plans/b.txt", "plans/deep/a.txt", "plans/sent.zip/СОШ 4/план.txt"]


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_a_second_run_says_the_same_and_so_does_one_without_the_cache(run: Run, plans: Path, form: str) -> None:
    first = run("check", "plans", "-f", form)
    assert run("check", "plans", "-f", form) == first
    assert run("check", "plans", "-f", form, "--no-cache") == first
    assert run("check", "plans", "-f", form, "-o", "report").status == first.status
    if form != "text":
        assert Path("report").read_bytes().decode() == first.out


def test_waivers_inside_the_folder_are_found_whether_plans_are_remembered_or_not(run: Run, plans: Path) -> None:
    before = json.loads(run("check", "plans", "-f", "json").out)
    failed = next(one for one in before["plans"][0]["outcomes"] if one["outcome"] == "failed")
    waiver = {"rule": failed["rule"], "reason": "так решено советом", "author": "Директор", "expires": "2099-01-01"}
    (plans / "plancheck-waivers.yaml").write_text(
        json.dumps({"schema": "plancheck.waivers/1", "waivers": [waiver]}, ensure_ascii=False), "utf-8"
    )
    for _ in range(2):
        assert json.loads(run("check", "plans", "-f", "json").out)["summary"]["waived"] >= 1


def test_plans_on_disk_are_waived_as_plans_in_memory_are(
    run: Run, plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("baseline", "write", str(next(plans.glob("*.txt"))), "-b", "known.json")
    waivers = [
        {"rule": rule, "reason": "так решено советом", "author": "Директор", "expires": expires}
        for rule, expires in (("OBS001", "2099-01-01"), ("DOC004", "2020-01-01"))
    ]
    (plans / "plancheck-waivers.yaml").write_text(
        json.dumps({"schema": "plancheck.waivers/1", "waivers": waivers}, ensure_ascii=False), "utf-8"
    )
    held = run("check", "plans", "-f", "json", "--baseline", "known.json")
    monkeypatch.setattr("plancheck.corpus.run.HELD", 0)
    assert run("check", "plans", "-f", "json", "--baseline", "known.json") == held
    codes = {one["rule"] for plan in json.loads(held.out)["plans"] for one in plan["outcomes"]}
    assert "WVR001" in codes


class Interrupted:
    """Does one job; then the person presses Ctrl-C."""

    def __init__(self, *_: Any, **__: Any) -> None:
        pass

    def outcomes(self, jobs: Iterable[Job], orders: Orders) -> Iterator[Outcome]:
        for done, outcome in enumerate(Serial().outcomes(jobs, orders)):
            if done == 1:
                raise KeyboardInterrupt
            yield outcome


def test_ctrl_c_reports_what_is_done_and_names_the_rest(run: Run, plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "Fitting", Interrupted)
    ran = run("check", "plans", "-f", "json")
    report = json.loads(ran.out)
    assert ran.status == 130
    assert "Прервано: проверено 1 план" in ran.err
    assert len(report["plans"]) == 1
    assert {one["kind"] for one in report["unread"]} == {"not_judged"}


@pytest.mark.parametrize("jobs", ["0", "many", "-1", "99999"])
def test_a_wrong_number_of_jobs_is_refused(run: Run, plans: Path, jobs: str) -> None:
    ran = run("check", "plans", f"--jobs={jobs}")
    assert ran.status == 2
    assert "--jobs" in ran.err


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (["a.txt"], False),
        (["-"], False),
        (["none.txt"], False),
        (["a.txt", "b.txt"], True),
        (["."], True),
        (["a.ZIP"], True),
        (["*.txt"], True),
        (["\0"], False),
    ],
)
def test_one_file_goes_the_short_way(files: list[str], expected: bool) -> None:
    assert are_many(files) == expected


def test_the_bar_shows_the_file_at_work_and_the_findings_so_far() -> None:
    drawn = io.StringIO()
    console = Console(file=drawn, force_terminal=True, width=120, color_system=None)
    with progress_bar(wording("ru"), console) as tell:
        tell(Progress(3, 10, "plans/" + "очень-" * 20 + "длинное.docx", BySeverity(error=2), unread=1))
    assert "3/10" in drawn.getvalue()
    assert "2 ошибки; не проверено: 1 файл" in drawn.getvalue()
    assert "длинное.docx" in drawn.getvalue()


def test_a_form_that_rewrites_a_plan_has_its_bytes(run: Run, plans: Path) -> None:
    for name in ("deep", "sent.zip", "b.txt"):
        shutil.rmtree(plans / name) if (plans / name).is_dir() else (plans / name).unlink()
    corpus = Path(__file__).parents[1] / "corpus" / "docx"
    shutil.copy(next(iter(sorted(corpus.glob("*-pass.docx")))), plans / "plan.docx")
    ran = run("check", "plans", "-f", "docx", "-o", "remarks.docx", "--fail-on", "never")
    assert (ran.status, ran.err) == (0, "")
    assert zipfile.is_zipfile("remarks.docx")
