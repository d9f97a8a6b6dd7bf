"""The library's face: a plan is read and judged, and one bad file stops no other."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zipfile import ZipFile

import pytest

import plancheck
from plancheck import NotAPlanError, RulesetError, Submission, UnreadableError, check, check_files, read_plan
from plancheck.errors import EngineError
from plancheck.parsing import shipped_lexicons
from plancheck.plan import Level, Measure, Plan
from plancheck.report.model import PlanReport
from plancheck.rules import load_ruleset

TEXTS = Path(__file__).parent / "plan_texts"
SCHOOL, TOWN, LETTER = ((TEXTS / f"{name}.txt").read_text(encoding="utf-8") for name in ("school", "town", "letter"))


@pytest.fixture
def school(tmp_path: Path) -> Path:
    file = tmp_path / "кедр.txt"
    file.write_text(SCHOOL, encoding="utf-8")
    return file


def codes(report: PlanReport) -> set[str]:
    return {finding.rule for finding in report.findings}


def test_a_plan_is_read_from_a_path_and_named_by_it(school: Path) -> None:
    plan = read_plan(school)
    assert (plan.level, len(plan.measures), plan.source.path) == (Level.SCHOOL, 4, str(school))
    assert read_plan(str(school)) == plan


def test_a_plan_is_read_from_bytes_under_the_name_given() -> None:
    assert read_plan(SCHOOL.encode()).source.path == "-"
    assert read_plan(SCHOOL.encode("cp1251"), name="из архива.txt").source.path == "из архива.txt"


def test_lexicons_can_be_handed_in() -> None:
    assert read_plan(SCHOOL.encode(), lexicons=shipped_lexicons()) == read_plan(SCHOOL.encode())


def test_a_name_that_is_no_unicode_can_be_reported() -> None:
    assert read_plan(SCHOOL.encode(), name="план\udcff.txt").source.path == "план\ufffd.txt"


def test_the_level_chooses_the_ruleset(school: Path) -> None:
    assert check(school).ruleset.name == "objectivity-school"
    assert check(TOWN.encode()).ruleset.name == "objectivity-municipal"


def test_a_plan_of_unknown_level_gets_the_common_rules_and_is_told_so() -> None:
    report = check(Plan(measures=(Measure(text="Провести"),)))
    assert report.ruleset.name == "objectivity-base"
    assert any("--ruleset" in remark for remark in report.remarks)


def test_a_ruleset_that_was_named_needs_no_remark() -> None:
    report = check(Plan(measures=(Measure(text="Провести"),)), ruleset="objectivity-regional")
    assert report.ruleset.name == "objectivity-regional"
    assert not any("--ruleset" in remark for remark in report.remarks)


def test_what_is_missing_is_found_and_what_is_there_is_not(school: Path) -> None:
    found = codes(check(school))
    assert "DOC004" in found
    assert not found & {"DOC001", "CRD001", "OBS001", "RCK001", "ANL001"}


def test_an_empty_cell_is_shown_with_its_place(school: Path) -> None:
    (finding,) = (entry for entry in check(school).findings if entry.rule == "DOC004")
    assert finding.measures == (2,)
    assert finding.location is not None
    assert finding.location.line == 12
    assert finding.evidence[0].quote.startswith("Перекрёстная")


def test_a_loaded_ruleset_and_its_name_judge_alike(school: Path) -> None:
    assert check(school, ruleset=load_ruleset("objectivity-school")) == check(school, ruleset="objectivity-school")


def test_both_engines_agree(school: Path) -> None:
    assert check(school, engine="both") == check(school, engine="reference")


def test_texts_come_in_english(school: Path) -> None:
    finding = next(entry for entry in check(school, lang="en").findings if entry.rule == "DOC004")
    assert finding.message.isascii() or "responsible" in finding.message.lower()


def test_the_risk_list_raises_what_it_must() -> None:
    plan = TOWN.encode()
    plain = next(entry for entry in check(plan).findings if entry.rule == "RCK001")
    listed = next(entry for entry in check(plan, risk_schools=["СОШ 4"]).findings if entry.rule == "RCK001")
    assert (plain.severity, listed.severity) == ("warning", "error")


def test_titles_come_from_the_ruleset(school: Path) -> None:
    assert all(entry.title for entry in check(school).outcomes)


def test_checks_from_threads_give_what_one_gives(school: Path) -> None:
    once = check(school)
    with ThreadPoolExecutor(4) as pool:
        assert all(report == once for report in pool.map(lambda _: check(school), range(12)))


@pytest.mark.parametrize(
    ("name", "russian", "english"),
    [
        ("нет.txt", "Файла нет", "No such file"),
        (".", "Это папка", "This is a folder"),
        ("nul\0.txt", "не открывается", "cannot be opened"),
    ],
)
def test_a_path_that_cannot_be_opened_says_why(tmp_path: Path, name: str, russian: str, english: str) -> None:
    with pytest.raises(UnreadableError, match=russian) as caught:
        read_plan(f"{tmp_path}/{name}")
    assert english in caught.value.text("en")


def test_a_file_without_the_right_to_read_says_so(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, mode: str) -> bytes:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableError, match="нет прав"):
        read_plan(school)


def test_a_file_over_the_limit_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(10**9)  # sparse: it takes no room
    monkeypatch.setattr(Path, "open", lambda self, mode: pytest.fail("was read"))
    with pytest.raises(UnreadableError, match="20 000 000"):
        read_plan(huge)


def test_a_letter_is_not_judged() -> None:
    with pytest.raises(NotAPlanError):
        check(LETTER.encode())


def test_one_bad_file_stops_no_other(school: Path, tmp_path: Path) -> None:
    letter = tmp_path / "письмо.txt"
    letter.write_text(LETTER, encoding="utf-8")
    report = check_files([tmp_path / "нет.txt", letter, school, Submission("town", TOWN.encode())])
    assert [plan.source.path for plan in report.plans] == [str(school), "town"]
    assert [(Path(file.path).name, file.kind) for file in report.unread] == [
        ("нет.txt", "unreadable"),
        ("письмо.txt", "not_a_plan"),
    ]
    assert report.summary.plans == 2
    assert report.ruleset.name == "objectivity-school, objectivity-municipal"


def test_a_fault_of_ours_stops_one_file_alone(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def broken(document: object, lexicons: object) -> Plan:
        calls.append("once")
        if len(calls) == 1:
            raise ZeroDivisionError("division by zero")
        return Plan(level=Level.SCHOOL)

    monkeypatch.setattr("plancheck.intake.understand", broken)
    report = check_files([school, school], lang="en")
    assert len(report.plans) == 1
    assert report.unread[0].kind == "not_judged"
    assert "ZeroDivisionError: division by zero" in report.unread[0].error


def test_an_engine_that_does_not_answer_is_no_verdict(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(*args: object, **named: object) -> object:
        raise EngineError("no heartbeat")

    monkeypatch.setattr("plancheck.checking.judgement_on", silent)
    report = check_files([school])
    assert report.plans == ()
    assert (report.unread[0].kind, "no heartbeat" in report.unread[0].error) == ("not_judged", True)


def test_a_wrong_ruleset_stops_the_whole_check(school: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("schema: plancheck.ruleset/1\nname: wrong\nrulez: []\n", encoding="utf-8")
    with pytest.raises(RulesetError, match="rulez"):
        check_files([school], ruleset=wrong)


def test_a_ruleset_found_wrong_while_judging_stops_it_too(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*named: object) -> object:
        raise RulesetError([])

    monkeypatch.setattr("plancheck.terms.load_named", refuse)
    with pytest.raises(RulesetError):
        check_files([school])


def test_a_folder_stands_for_its_files_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "~$a.txt", ".hidden"):
        (tmp_path / name).write_text(SCHOOL, encoding="utf-8")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "c.txt").write_text(SCHOOL, encoding="utf-8")
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    report = check_files([tmp_path])
    assert [Path(plan.source.path).name for plan in report.plans] == ["a.txt", "b.txt", "c.txt"]
    assert report.unread == ()
    assert [(Path(one.path).name, one.why) for one in report.skipped] == [
        (".hidden", "hidden"), ("letter.txt", "not_a_plan"), ("~$a.txt", "lock"),
    ]  # fmt: skip


def test_an_archive_stands_for_its_members(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "все.zip", "w") as archive:
        archive.writestr("школы/а.txt", SCHOOL)
        archive.writestr("../б.txt", SCHOOL)
    report = check_files([tmp_path / "все.zip"], lang="en")
    assert [plan.source.path for plan in report.plans] == [f"{tmp_path / 'все.zip'}/школы/а.txt"]
    assert [Path(one.path).name for one in report.unread] == ["б.txt"]


def test_a_folder_without_files_is_unread(tmp_path: Path) -> None:
    (unread,) = check_files([tmp_path], lang="en").unread
    assert (unread.path, unread.error) == (str(tmp_path), "The folder holds no files.")


def test_a_folder_that_cannot_be_listed_is_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object) -> object:
        raise PermissionError(13, "denied")

    monkeypatch.setattr("os.scandir", refuse)
    (unread,) = check_files([tmp_path], lang="en").unread
    assert "no right to read" in unread.error


def test_the_face_names_what_it_offers() -> None:
    assert set(plancheck.__all__) <= set(dir(plancheck))
    assert all(getattr(plancheck, name) is not None for name in plancheck.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = plancheck.nothing


def test_importing_the_face_loads_nothing_heavy() -> None:
    heavy = "{'pydantic', 'rich', 'yaml', 'pymorphy3', 'typer'}"
    code = f"import sys, plancheck; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
