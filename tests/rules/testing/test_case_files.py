"""Test files beside a ruleset: their faults are told with their places, their cases are run as plans are checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.errors import RulesetError
from plancheck.rule_testing import case_run

RULESET = """\
schema: plancheck.ruleset/1
name: ours
version: "1.0"
title: {ru: Наши, en: Ours}
override: {}
rules:
- code: OUR001
  name: hotline
  severity: warning
  title: {ru: Есть горячая линия, en: There is a hotline}
  why: {ru: Так решено, en: So decided}
  source: [решение]
  require: {topic: {topic: hotline}}
  message: {ru: Нет горячей линии., en: No hotline.}
  remedy: {ru: Добавьте., en: Add one.}
- code: OUR002
  name: soon
  severity: error
  title: {ru: Есть видео, en: There is video}
  why: {ru: Так решено, en: So decided}
  source: [решение]
  require: {topic: {topic: video}}
  effective: {from: 2026-09-01, until: 2027-08-31}
  message: {ru: Нет видео., en: No video.}
  remedy: {ru: Добавьте., en: Add one.}
"""
HEAD = "schema: plancheck.rule_tests/1\nruleset: ours.yaml\ncases:\n"
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a test file of these cases beside the ruleset."""

    def written(*cases: str, head: str = HEAD, name: str = "ours.test.yaml") -> Path:
        (tmp_path / "ours.yaml").write_text(RULESET, "utf-8")
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(head + "".join(f"- {{{case}}}\n" for case in cases), "utf-8")
        return file

    return written


def test_words_of_a_plan_are_understood(write: Write) -> None:
    run = case_run(
        str(
            write(
                "name: есть, plan: {measures: [{text: Работа телефона горячей линии}]}, expect: {OUR001: passed}",
                "name: нет, plan: {title: План}, expect: {OUR001: {outcome: failed, message: Нет горячей}}",
            )
        )
    )
    assert [(one.case, one.rule, one.outcome) for one in run.results] == [
        ("есть", "OUR001", "passed"),
        ("нет", "OUR001", "failed"),
    ]
    assert run.failures == ()


def test_fields_that_are_given_stand_for_what_is_told_by_words(write: Write) -> None:
    case = "name: а, plan: {measures: [{text: Совещание, topics: [hotline]}]}, expect: {OUR001: passed}"
    assert case_run(str(write(case))).failures == ()


def test_a_plan_may_be_a_file_beside(write: Write, tmp_path: Path) -> None:
    plan = "schema: plancheck.plan/1\nmeasures: [{text: Видеонаблюдение в аудиториях}]\n"
    (tmp_path / "plan.yaml").write_text(plan, "utf-8")
    run = case_run(str(write("name: а, plan: plan.yaml, given: {as_of: 2026-09-01}, expect: {OUR002: passed}")))
    assert run.failures == ()


@pytest.mark.parametrize(
    ("day", "outcome"), [("2026-08-31", "failed"), ("2026-09-01", "failed"), ("2027-09-01", "absent")]
)
def test_a_case_is_judged_by_the_rules_of_its_day(write: Write, day: str, outcome: str) -> None:
    severity = ", severity: note" if day < "2026-09-01" else ""
    wanted = f"{{outcome: {outcome}{severity}}}"
    case = f"name: а, plan: {{title: План}}, given: {{as_of: {day}}}, expect: {{OUR002: {wanted}}}"
    assert case_run(str(write(case))).failures == ()


def test_what_came_out_otherwise_is_told_at_its_line(write: Write) -> None:
    file = write("name: а, plan: {title: План}, expect: {OUR001: passed}")
    (failure,) = case_run(str(file)).failures
    assert failure.place == f"{file}:4"
    assert failure.differences == (("outcome", "passed", "failed"),)


WRONG = [
    ("name: а, plan: {titel: План}, expect: {OUR001: passed}", 4, 20, "unknown key «titel»; did you mean «title»?"),
    ("name: а, plan: {}, expect: {OUR009: passed}", 4, 32, "ours has no rule OUR009; did you mean «OUR001»?"),
    ("name: а, plan: {}, expect: {OUR001: pased}", 4, 40, "«pased» is none of passed, failed"),
    ("name: а, plan: {}, expect: {OUR001: {sevrity: note}}", 4, 41, "did you mean «severity»?"),
    ("name: а, plan: {}, given: {risk: []}, expect: {OUR001: passed}", 4, 31, "unknown key «risk»"),
    ("plan: {}, expect: {OUR001: passed}", 4, 3, "«name» is missing"),
    ("name: а, plan: нет.yaml, expect: {OUR001: passed}", 4, 19, "«нет.yaml»: No such file"),
    ("name: а, plan: {}, expect: {OUR001: []}", 4, 40, "an empty list"),
]


@pytest.mark.parametrize(("case", "line", "column", "said"), WRONG, ids=[said for *_, said in WRONG])
def test_a_wrong_case_is_told_with_its_place(write: Write, case: str, line: int, column: int, said: str) -> None:
    with pytest.raises(RulesetError) as raised:
        case_run(str(write(case)))
    (problem,) = raised.value.problems
    assert (problem.line, problem.column) == (line, column)
    assert said in problem.message


def test_every_fault_of_every_case_is_told_at_once(write: Write) -> None:
    with pytest.raises(RulesetError) as raised:
        case_run(str(write(*(case.replace("name: а", f"name: а{at}") for at, (case, *_) in enumerate(WRONG)))))
    assert len(raised.value.problems) == len(WRONG)


def test_two_cases_of_one_name_are_refused(write: Write) -> None:
    case = "name: а, plan: {}, expect: {OUR001: failed}"
    with pytest.raises(RulesetError, match=r"a case «а» stands already in .*:4"):
        case_run(str(write(case, case)))


def test_a_ruleset_that_is_not_there_is_told(write: Write) -> None:
    head = "schema: plancheck.rule_tests/1\nruleset: objectivity-scool\ncases:\n"
    with pytest.raises(RulesetError, match="did you mean «objectivity-school»"):
        case_run(str(write("name: а, plan: {}, expect: {DOC001: failed}", head=head)))


def test_of_a_ruleset_the_test_files_that_name_it_are_run(write: Write, tmp_path: Path) -> None:
    write("name: а, plan: {}, expect: {OUR001: failed}", name="deep/more.test.yaml", head=HEAD.replace(" o", " ../o"))
    write(
        "name: б, plan: {}, expect: {DOC001: failed}",
        name="x.test.yaml",
        head=HEAD.replace("ours.yaml", "objectivity-base"),
    )
    run = case_run(str(tmp_path / "ours.yaml"))
    assert [one.case for one in run.results] == ["а"]
    assert run.rulesets == ("ours",)


def test_of_a_folder_all_rulesets_and_test_files_are_run(write: Write, tmp_path: Path) -> None:
    write("name: а, plan: {}, expect: {OUR001: failed}")
    (tmp_path / "plan.yaml").write_text("schema: plancheck.plan/1\n", "utf-8")
    run = case_run(str(tmp_path))
    assert (run.rulesets, [one.case for one in run.results]) == (("ours",), ["а"])


def test_rules_that_no_case_shows_are_listed(write: Write) -> None:
    run = case_run(str(write("name: а, plan: {}, expect: {OUR001: failed}")))
    assert [(one.rule, one.outcomes) for one in run.lacking] == [
        ("OUR001", ("passed", "inapplicable")),
        ("OUR002", ("failed", "passed", "inapplicable")),
    ]


def test_inherited_examples_are_run_where_they_stand(tmp_path: Path) -> None:
    file = tmp_path / "less.yaml"
    file.write_text(
        "schema: plancheck.ruleset/1\nname: less\nversion: '1'\ntitle: {ru: Меньше, en: Less}\n"
        "extends: [objectivity-base]\nparameters: {required_directions: [families]}\n",
        "utf-8",
    )
    run = case_run(str(file))
    assert (run.results, run.lacking) == ((), ())


def test_where_there_is_nothing_to_test_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(RulesetError, match="there are no rulesets"):
        case_run(str(tmp_path))


def test_a_name_that_no_ruleset_has_is_answered_with_the_nearest() -> None:
    with pytest.raises(RulesetError, match="did you mean «objectivity-school»"):
        case_run("objectivity-scool")
