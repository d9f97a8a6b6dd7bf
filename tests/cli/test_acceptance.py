"""`check --waivers`, `check --baseline`, `plancheck baseline` and `plancheck diff`, as a person calls them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plancheck.cli.acceptance import rule_codes

Run = Callable[..., Any]
SOON = dt.date.today() + dt.timedelta(days=60)
GONE = dt.date.today() - dt.timedelta(days=1)


def waivers(*rules: str, path: str = "plancheck-waivers.yaml", until: dt.date = SOON) -> Path:
    """A waiver file for the rules about the plan, and for the row that nobody answers for."""
    subjects = {"DOC004": "{number: 3}", "DIR001": "{kind: direction, ref: families}"}
    entries = [
        f"- {{rule: {rule}, subject: {subjects.get(rule, '{kind: plan}')}, reason: так решил совет, "
        f"author: Ежова А. Б., expires: {until}}}"
        for rule in rules
    ]
    file = Path(path)
    file.write_text("\n".join(["schema: plancheck.waivers/1", "waivers:", *entries]) + "\n", "utf-8")
    return file


def outcomes(out: str) -> dict[str, str]:
    return {one["rule"]: one["outcome"] for one in json.loads(out)["plans"][0]["outcomes"]}


# ---------------------------------------------------------------------- check


def test_a_waiver_beside_the_plan_is_found_and_shown(run: Run, school: Path, warning: Path) -> None:
    waivers("COI001")
    ran = run("check", school)
    assert "ПРИНЯТО КАК ЕСТЬ: 1" in ran.out
    assert "так решил совет (Ежова А. Б., до" in " ".join(ran.out.split())
    assert outcomes(run("check", school, "-f", "json").out)["COI001"] == "waived"


def test_a_waived_error_does_not_fail_the_check(run: Run, school: Path) -> None:
    assert run("check", school).status == 1
    known = run("check", school, "-f", "json").out
    accepted = waivers(
        *{one["rule"] for one in json.loads(known)["plans"][0]["outcomes"] if one["outcome"] == "failed"} - {"DIR001"},
        path="accepted.yaml",
    )
    directions = "".join(
        f"- {{rule: DIR001, subject: {{kind: direction, ref: {one}}}, reason: р, author: а, expires: {SOON}}}\n"
        for one in ("families", "information", "methodical", "training")
    )
    accepted.write_text(accepted.read_text("utf-8") + directions, "utf-8")
    assert run("check", school, "--waivers", accepted).status == 0


def test_an_expired_waiver_fails_again_and_is_told(run: Run, school: Path) -> None:
    waivers("DOC004", until=GONE)
    ran = run("check", school)
    assert ran.status == 1
    assert "WVR001" in ran.out


def test_a_wrong_waiver_file_exits_two_with_every_line(run: Run, school: Path) -> None:
    waivers("COI001", "COI011")
    ran = run("check", school)
    assert (ran.status, ran.out) == (2, "")
    assert "Файл отступлений" in ran.err
    assert "plancheck-waivers.yaml:4:10: правила COI011 нет; может быть, «COI001»?" in ran.err
    english = run("check", school, "--lang", "en")
    assert "there is no rule COI011; did you mean «COI001»?" in english.err


def test_a_named_waiver_file_that_is_not_there_exits_two(run: Run, school: Path) -> None:
    ran = run("check", school, "--waivers", "nowhere.yaml")
    assert (ran.status, ran.out) == (2, "")
    assert "nowhere.yaml" in ran.err


def test_rules_of_the_ruleset_named_are_known(passing: Path) -> None:
    assert {"OWN001", "OBS001"} <= rule_codes(str(passing))
    assert "OWN001" not in rule_codes(None)


# ---------------------------------------------------------------------- baseline


def test_what_the_baseline_knows_fails_no_more(run: Run, school: Path) -> None:
    ran = run("baseline", "write", school)
    assert (ran.status, ran.out) == (0, "")
    assert "plancheck-baseline.json: записано 7 нарушений, 1 план." in ran.err
    ran = run("check", school, "--baseline", "plancheck-baseline.json")
    assert ran.status == 0
    assert "в базовом списке" in ran.out


def test_a_fault_made_later_fails(run: Run, school: Path) -> None:
    run("baseline", "write", school)
    text = school.read_text("utf-8")
    assert "\tДиректор\t" in text or "Директор" in text
    school.write_text(text.replace("Анализ результатов ВПР", "Анализ итогов ВПР ____"), "utf-8")
    ran = run("check", school, "--baseline", "plancheck-baseline.json", "--fail-on", "warning", "-f", "json")
    assert ran.status == 1
    assert outcomes(ran.out)["PRV002"] == "failed"


def test_prune_forgets_what_is_mended(run: Run, school: Path) -> None:
    run("baseline", "write", school, "-b", "known.json")
    before = json.loads(Path("known.json").read_text("utf-8"))["plans"][0]["findings"]
    text = school.read_text("utf-8")
    school.write_text(
        text.replace("Перекрёстная перепроверка работ учителями других школ", "Работа телефона горячей линии"), "utf-8"
    )
    ran = run("baseline", "prune", school, "-b", "known.json", "--lang", "en")
    after = json.loads(Path("known.json").read_text("utf-8"))["plans"][0]["findings"]
    assert ran.status == 0
    assert "2 findings taken out, 5 findings left" in ran.err
    assert {one["rule"] for one in before} - {one["rule"] for one in after} == {"DOC004"}


@pytest.mark.parametrize("subcommand", ["write", "prune"])
def test_a_file_that_cannot_be_read_exits_three_and_the_rest_is_kept(
    run: Run, school: Path, letter: Path, subcommand: str
) -> None:
    run("baseline", "write", school)
    ran = run("baseline", subcommand, school, letter)
    assert ran.status == 3
    assert "letter.txt" in ran.err
    assert len(json.loads(Path("plancheck-baseline.json").read_text("utf-8"))["plans"]) == 1


def test_a_wrong_baseline_exits_two_and_stays_as_it_is(run: Run, school: Path) -> None:
    Path("plancheck-baseline.json").write_text('{"schema": "plancheck.baseline/1", "plan": []}', "utf-8")
    for call in (("baseline", "write"), ("baseline", "prune"), ("check", "--baseline", "plancheck-baseline.json")):
        ran = run(*call, school)
        assert (ran.status, ran.out) == (2, "")
        assert "может быть, «plans»?" in ran.err
    assert "findings" not in Path("plancheck-baseline.json").read_text("utf-8")


def test_there_is_nothing_to_prune_without_a_baseline(run: Run, school: Path) -> None:
    ran = run("baseline", "prune", school)
    assert ran.status == 2
    assert not Path("plancheck-baseline.json").exists()


def test_baseline_alone_shows_its_help(run: Run) -> None:
    ran = run("baseline", "--help")
    assert ran.status == 0
    assert "write" in ran.out
    assert "Команды:" in ran.out


# ---------------------------------------------------------------------- diff


@pytest.fixture
def mended(school: Path) -> Path:
    """The school's plan sent again: one fault mended, one made."""
    text = school.read_text("utf-8")
    file = Path("school (исправлено).txt")
    file.write_text(
        text.replace("Анализ результатов ВПР", "Анализ итогов ВПР ____").replace(
            "Присутствие независимых", "Присутствие"
        ),
        "utf-8",
    )
    return file


def test_two_versions_of_a_plan_are_compared(run: Run, school: Path, mended: Path) -> None:
    ran = run("diff", school, mended, "--fail-on", "warning")
    assert ran.status == 1
    assert "НОВЫЕ: 2" in ran.out
    assert "PRV002" in ran.out
    assert "OBS003" in ran.out
    assert run("diff", school, mended).status == 0
    assert run("diff", mended, school, "--fail-on", "note").status == 0


def test_reports_and_documents_may_be_mixed(run: Run, school: Path, mended: Path) -> None:
    run("check", school, "-f", "json", "-o", "old.json")
    run("check", mended, "-f", "json", "-o", "new.json")
    asked = [run("diff", old, new, "-f", "json").out for old in (school, "old.json") for new in (mended, "new.json")]
    found = [json.loads(one) for one in asked]
    assert {json.dumps(one["summary"]) for one in found} == {json.dumps(found[0]["summary"])}
    assert found[0]["summary"]["new"] == 2
    assert found[0]["schema"] == "plancheck.diff/1"


def test_folders_are_compared_plan_by_plan(run: Run, school: Path, town: Path, mended: Path) -> None:
    for folder, files in (("old", (school, town)), ("new", (school, town))):
        Path(folder).mkdir()
        for file in files:
            Path(folder, file.name).write_bytes(file.read_bytes())
    Path("new", school.name).write_bytes(mended.read_bytes())
    read = json.loads(run("diff", "old", "new", "-f", "json").out)
    assert [(Path(one["new_file"]["path"]).name, one["summary"]["new"]) for one in read["plans"]] == [
        ("school.txt", 2),
        ("town.txt", 0),
    ]


def test_a_side_that_cannot_be_read_exits_three(run: Run, school: Path, letter: Path) -> None:
    ran = run("diff", school, letter)
    assert ran.status == 3
    assert (ran.out, "letter.txt: " in ran.err) == ("", True)


@pytest.mark.parametrize(
    "content", ['{"schema": "plancheck.report/1"}', '{"schema": "plancheck.report/1", "plans": 3}']
)
def test_a_damaged_report_is_told(run: Run, school: Path, content: str) -> None:
    Path("old.json").write_text(content, "utf-8")
    ran = run("diff", "old.json", school, "--lang", "en")
    assert ran.status == 3
    assert "The report is damaged" in ran.err


def test_waivers_are_kept_to_in_a_comparison(run: Run, school: Path, mended: Path) -> None:
    waivers("PRV002", "OBS003")
    Path("plancheck-waivers.yaml").write_text(
        Path("plancheck-waivers.yaml").read_text("utf-8").replace("{kind: plan}", "{kind: measure, text: А}", 1),
        "utf-8",
    )
    read = json.loads(run("diff", school, mended, "-f", "json").out)
    assert "PRV002" not in {one["rule"] for one in read["plans"][0]["new"]}


# ---------------------------------------------------------------------- beside and inside plans


def test_plancheck_s_own_files_in_a_folder_are_no_submissions(run: Run, school: Path) -> None:
    waivers("COI001")
    run("baseline", "write", school)
    run("check", school, "-f", "json", "-o", "report.json")
    ran = run("check", ".")
    assert ran.status == 1
    assert "НЕ ПРОВЕРЕНО" not in ran.out


PLAN = """\
schema: plancheck.plan/1
title: План мер школы на 2025-2026 учебный год
measures:
- {number: "1", text: Совещание, deadline: до 15.09.2025, responsible: ""}
waivers:
- rule: DOC004
  subject: {number: 1}
  reason: так решил совет
  author: Ежова А. Б.
  expires: "UNTIL"
"""


def test_a_plan_file_may_hold_its_own_waivers(run: Run) -> None:
    Path("plan.yaml").write_text(PLAN.replace("UNTIL", str(SOON)), "utf-8")
    assert outcomes(run("check", "plan.yaml", "-f", "json").out)["DOC004"] == "waived"


def test_a_plan_file_with_wrong_waivers_is_unread_and_the_others_are_judged(run: Run, school: Path) -> None:
    Path("plan.yaml").write_text(PLAN.replace("UNTIL", "31.05.2026"), "utf-8")
    ran = run("check", "plan.yaml", school)
    assert ran.status == 3
    assert "plan.yaml:10:12: день пишется как 2023-09-01, а не «31.05.2026»" in " ".join(ran.out.split())
    assert "DOC004" in ran.out


def nested(school: Path, folder: str) -> Path:
    """A folder whose plan lies in a folder of its own."""
    inside = Path(folder, "школа")
    inside.mkdir(parents=True)
    (inside / "план.txt").write_bytes(school.read_bytes())
    return inside.parent


def test_a_baseline_knows_the_plans_of_folders_in_folders(
    run: Run, school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANCHECK_CACHE", str(tmp_path / "cache"))
    folder = nested(school, "муниципалитет")
    assert run("baseline", "write", str(folder), "--no-config").status == 0
    ran = run("check", str(folder), "--baseline", "plancheck-baseline.json", "--no-config", "-f", "json")
    assert ran.status == 0
    assert json.loads(ran.out)["summary"]["waived"] > 0


def test_two_folders_are_compared_however_deep_their_plans_lie(
    run: Run, school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANCHECK_CACHE", str(tmp_path / "cache"))
    old, new = nested(school, "было"), nested(school, "стало")
    ran = run("diff", str(old), str(new), "--no-config", "-f", "json")
    told = json.loads(ran.out)
    assert (ran.status, told["summary"]["new"], told["summary"]["resolved"]) == (0, 0, 0)
    assert told["summary"]["persisting"] > 0
