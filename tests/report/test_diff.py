"""Two reports compared: which plans are one, which findings are new, resolved, still there, or unclear."""

from __future__ import annotations

import io
import json

import pytest

from plancheck.plan import Level, Period, SourceFile
from plancheck.report.assembly import whole_report
from plancheck.report.diff import compared, diff_json
from plancheck.report.diff_text import write_diff
from plancheck.report.model import OutcomeEntry, PlanReport, Report, RulesetId, SubjectEntry, Summary
from plancheck.report.page import Page
from plancheck.report.sameness import Known, paired
from plancheck.report.wording import wording
from plancheck.rules.outcome import Outcome

RULES = RulesetId(name="own", version="1", sha256="a" * 64)


def entry(rule: str, mark: str = "", outcome: str = "failed", **more: object) -> OutcomeEntry:
    fields: dict[str, object] = {"name": "a-rule", "severity": "error", "subject": SubjectEntry(kind="plan")}
    said = {"message": f"{rule} нарушено", "fingerprint": mark or rule.lower()}
    return OutcomeEntry.model_validate({**fields, **said, "rule": rule, "outcome": outcome, **more})


def plan(*entries: OutcomeEntry, path: str = "plan.docx", **more: object) -> PlanReport:
    fields = {"source": SourceFile(path=path), "ruleset": RULES, "summary": Summary(), "outcomes": entries}
    return PlanReport.model_validate({**fields, **more})


def report(*plans: PlanReport) -> Report:
    return whole_report(plans, [], version="1", lang="ru")


def codes(entries: tuple[OutcomeEntry, ...]) -> list[str]:
    return [one.rule for one in entries]


# ---------------------------------------------------------------------- findings


def test_findings_are_new_resolved_or_persisting() -> None:
    old = report(plan(entry("AAA001"), entry("AAA002"), entry("AAA003", outcome="passed")))
    new = report(plan(entry("AAA001", outcome="passed"), entry("AAA002"), entry("AAA003")))
    (one,) = compared(old, new).plans
    assert (codes(one.new), codes(one.resolved), codes(one.persisting)) == (["AAA003"], ["AAA001"], ["AAA002"])
    assert [(two.rule, two.was, two.now) for two in one.outcomes] == [
        ("AAA001", Outcome.FAILED, Outcome.PASSED),
        ("AAA003", Outcome.PASSED, Outcome.FAILED),
    ]
    assert compared(old, new).summary.new_by_severity.error == 1


@pytest.mark.parametrize("now", ["cant_tell", "error"])
def test_what_nobody_can_tell_any_more_is_not_resolved(now: str) -> None:
    (one,) = compared(report(plan(entry("AAA001"))), report(plan(entry("AAA001", outcome=now)))).plans
    assert (codes(one.resolved), codes(one.unclear)) == ([], ["AAA001"])


def test_a_rule_that_is_asked_no_more_leaves_its_findings_unclear() -> None:
    (one,) = compared(report(plan(entry("AAA001"))), report(plan(entry("AAA002", outcome="passed")))).plans
    assert codes(one.unclear) == ["AAA001"]
    assert [(two.rule, two.was, two.now) for two in one.outcomes] == [
        ("AAA002", None, Outcome.PASSED),
        ("AAA001", Outcome.FAILED, None),
    ]


def test_a_waived_finding_is_neither_new_nor_resolved() -> None:
    waived = report(plan(entry("AAA001", outcome="waived")))
    failed, clean = report(plan(entry("AAA001"))), report(plan(entry("AAA001", outcome="passed")))
    for old, new in ((failed, waived), (clean, waived)):
        assert compared(old, new).summary.model_dump(exclude={"new_by_severity"}) == dict.fromkeys(
            ("new", "resolved", "persisting", "unclear"), 0
        )
    assert codes(compared(waived, failed).plans[0].persisting) == ["AAA001"]
    assert codes(compared(waived, clean).plans[0].resolved) == ["AAA001"]


@pytest.mark.parametrize(
    ("was", "now", "known"),
    [
        (("a", "b"), ("a", "b"), True),
        (("a", "b"), ("a",), True),  # partly mended
        (("a",), ("a", "b"), False),  # grown
        ((), ("a",), True),  # a report older than grounds
        (("a",), (), True),
    ],
)
def test_a_finding_that_rests_on_more_than_before_is_new(
    was: tuple[str, ...], now: tuple[str, ...], known: bool
) -> None:
    old, new = (report(plan(entry("AAA001", grounds=grounds))) for grounds in (was, now))
    assert (compared(old, new).summary.new == 0) is known


def test_of_several_that_say_the_same_each_stands_for_one() -> None:
    known = Known([("m", ("a",)), ("m-2", ("b",))])
    rows = [entry("AAA001", "m", grounds=("b",)), entry("AAA001", "m-2", grounds=("a",)), entry("AAA001", "m-3")]
    assert [known.take(one) for one in rows] == [1, 0, None]


def test_an_entry_without_fingerprint_is_never_known() -> None:
    bare = entry("AAA001").model_copy(update={"fingerprint": ""})
    assert Known([("", ())]).take(bare) is None


# ---------------------------------------------------------------------- plans

PERIOD = Period.model_validate({"start": "2025-09-01", "end": "2026-08-31"})
WHOSE = {"organisation": "МБОУ «СОШ № 4»", "level": Level.SCHOOL, "period": PERIOD}


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        (["a/1.docx", "b/2.docx"], ["b/2.docx", "a/1.docx"], [(1, 0), (0, 1)]),
        (["old/1.docx", "old/2.docx"], ["new/2.docx", "new/1.docx"], [(1, 0), (0, 1)]),
        (["old/1.docx", "old/2.docx"], ["new/2.pdf", "new\\1.PDF"], [(1, 0), (0, 1)]),
        (["school.docx"], ["school (2).docx"], [(0, 0)]),
        (["1.docx", "2.docx"], ["1.docx"], [(0, 0), (1, None)]),
        (["1.docx"], ["1.docx", "2.docx"], [(0, 0), (None, 1)]),
        (["a/plan.docx", "b/plan.docx"], ["c/plan.docx", "d/plan.docx"], [(None, 0), (None, 1), (0, None), (1, None)]),
        ([], ["1.docx"], [(None, 0)]),
    ],
)
def test_plans_are_paired_by_path_name_or_what_is_left(old: list[str], new: list[str], pairs: list[object]) -> None:
    assert list(paired([plan(path=path) for path in old], [plan(path=path) for path in new])) == pairs


def test_plans_sent_under_other_names_are_paired_by_whose_they_are() -> None:
    old = [plan(path="a.docx", **WHOSE), plan(path="b.docx", **{**WHOSE, "organisation": "Лицей 5"})]
    new = [plan(path="c.docx", **{**WHOSE, "organisation": "лицей  5"}), plan(path="d.docx", **WHOSE)]
    assert list(paired(old, new)) == [(1, 0), (0, 1)]


def test_a_plan_of_one_report_alone_has_only_new_or_resolved_findings() -> None:
    old = report(plan(entry("AAA001"), path="a.docx"), plan(path="b.docx"))
    new = report(plan(path="b.docx"), plan(entry("AAA002"), path="c.docx"), plan(path="d.docx"))
    found = {
        (one.old_file.path if one.old_file else None, one.new_file.path if one.new_file else None): one
        for one in compared(old, new).plans
    }
    assert codes(found[None, "c.docx"].new) == ["AAA002"]
    assert codes(found["a.docx", None].resolved) == ["AAA001"]
    assert found["b.docx", "b.docx"].outcomes == ()


def test_other_rules_are_said() -> None:
    other = plan().model_copy(update={"ruleset": RULES.model_copy(update={"sha256": "b" * 64})})
    assert compared(report(plan()), report(plan())).remarks == ()
    (said,) = compared(report(plan()), report(other), lang="en").remarks
    assert "own 1 aaaaaaaa" in said
    assert "own 1 bbbbbbbb" in said


# ---------------------------------------------------------------------- written


def drawn(old: Report, new: Report, lang: str = "ru") -> str:
    stream = io.StringIO()
    write_diff(compared(old, new, lang=lang), Page(stream, width=100), wording(lang))
    return stream.getvalue()


def test_the_text_says_what_is_new_first() -> None:
    old = report(plan(entry("AAA001"), entry("AAA002")))
    new = report(plan(entry("AAA001", outcome="passed"), entry("AAA002"), entry("AAA003", remedy="Впишите день.")))
    text = drawn(old, new)
    assert "новых: 1, устранено: 1, осталось: 1." in text
    assert [text.index(word) for word in ("НОВЫЕ: 1", "ОСТАЛИСЬ: 1", "УСТРАНЕНЫ: 1")] == sorted(
        text.index(word) for word in ("НОВЫЕ: 1", "ОСТАЛИСЬ: 1", "УСТРАНЕНЫ: 1")
    )
    assert "Что сделать: Впишите день." in text
    assert "NEW: 1" in drawn(old, new, "en")


def test_the_text_says_which_plans_are_gone_unclear_or_changed() -> None:
    old = report(plan(entry("AAA001"), path="a.docx"), plan(path="b.docx"))
    new = report(plan(entry("AAA001", outcome="cant_tell", reason="Нет календаря"), path="a.docx"))
    text = drawn(old, new)
    assert "НЕЯСНО, УСТРАНЕНЫ ЛИ: 1" in text
    assert "Нет календаря" in text
    assert "b.docx: этого плана больше нет" in text
    assert "ВСЕГО" in text
    assert text.startswith("a.docx → a.docx\n")


def test_hostile_words_steer_nothing() -> None:
    bad = entry("AAA001", message="\x1b[31m\u202eслово")
    old, new = report(plan()), report(plan(bad, path="\x1bplan.docx"))
    for text in (drawn(old, new), diff_json(compared(old, new))):
        assert not {"\x1b", "\u202e"} & set(text)


def test_the_json_is_of_its_schema() -> None:
    read = json.loads(diff_json(compared(report(plan(entry("AAA001"))), report(plan()))))
    assert read["schema"] == "plancheck.diff/1"
    assert set(read["plans"][0]) >= {"old_file", "new_file", "new", "resolved", "persisting", "unclear", "outcomes"}
    assert read["summary"]["unclear"] == 1
