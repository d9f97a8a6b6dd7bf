"""The baseline file: what it keeps, which plan it belongs to, what is taken out of it, and how it can be wrong."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from plancheck.plan import Period
from plancheck.report.wording import wording
from plancheck.rules.outcome import Outcome
from plancheck.waivers.applying import waived
from plancheck.waivers.baseline import Baseline, baseline_json, baseline_of, pruned, read_baseline
from plancheck.waivers.faults import WaiverFileError

RU = wording("ru")


@pytest.fixture
def empty(tmp_path) -> Baseline:
    return Baseline(tmp_path / "plancheck-baseline.json")


def failing(baseline, report):
    return [entry.rule for entry in baseline.released(report, report.outcomes, RU) if entry.outcome is Outcome.FAILED]


def kept(baseline):
    return [(one.file, len(one.findings)) for one in baseline.plans]


def test_known_findings_are_waived_and_say_why(checked, empty):
    after = waived(checked, today=dt.date(2026, 3, 1), baseline=baseline_of(checked.report, empty)).report
    entries = [one for one in after.plans[0].outcomes if one.outcome is Outcome.WAIVED]
    assert len(entries) == len(checked.report.plans[0].findings) > 0
    assert {(one.reason, one.waiver.kind, one.waiver.author) for one in entries} == {
        ("в базовом списке", "baseline", None)
    }
    assert after.summary.failed == 0
    assert after.summary.by_severity.error == 0


def test_the_file_reads_back_and_does_not_change_from_run_to_run(checked, empty):
    made = baseline_of(checked.report, empty)
    empty.path.write_text(baseline_json(made), "utf-8")
    again = read_baseline(empty.path)
    assert again == made
    assert baseline_json(baseline_of(checked.report, again)) == baseline_json(made)


def test_what_waivers_accept_is_not_kept(checked, empty, waiver_file):
    waiver_file("rule: OBS001", "rule: VID001")
    after = waived(checked, today=dt.date(2026, 3, 1)).report
    rules = {one.rule for one in baseline_of(after, empty).plans[0].findings}
    assert "OBS001" not in rules
    assert "WVR002" not in rules


def test_plans_that_are_not_checked_stay(check_all, plan, empty, tmp_path):
    both = check_all(plan(str(tmp_path / "a.docx")), plan(str(tmp_path / "b.docx"), organisation="Лицей 5")).report
    first = check_all(plan(str(tmp_path / "a.docx"), measures=())).report
    made = baseline_of(both, empty)
    assert [file for file, _ in kept(made)] == ["a.docx", "b.docx"]
    assert dict(kept(baseline_of(first, made)))["b.docx"] == dict(kept(made))["b.docx"]
    assert dict(kept(pruned(first, made)))["b.docx"] == dict(kept(made))["b.docx"]


def test_prune_takes_out_what_is_resolved_and_adds_nothing(check_all, plan, empty, tmp_path):
    path = str(tmp_path / "plan.docx")
    rows = plan().measures
    later = (rows[0], rows[1].model_copy(update={"text": "Перепроверка работ"}))
    before, after = check_all(plan(path)).report, check_all(plan(path, measures=later)).report
    known = {one.fingerprint for one in before.plans[0].findings}
    there = {one.fingerprint for one in after.plans[0].findings}
    left = pruned(after, baseline_of(before, empty))
    assert {one.fingerprint for one in left.plans[0].findings} == there & known
    assert there - known
    assert known - there
    new = [one.rule for one in after.plans[0].findings if one.fingerprint not in known]
    assert failing(left, after.plans[0]) == new


@pytest.mark.parametrize(
    ("sent", "known"),
    [
        (("plan.docx", {}), True),
        (("PLAN.pdf", {"organisation": None}), True),  # another format, read a little otherwise
        (("sent again.docx", {}), True),  # renamed: known by organisation, level and period
        (("sent again.docx", {"organisation": None}), False),
        (("sent again.docx", {"organisation": "Лицей 5"}), False),
        (("next.docx", {"period": Period(start="2026-09-01", end="2027-08-31")}), False),
        (("other/plan.docx", {"organisation": "Лицей 5"}), False),
    ],
)
def test_a_plan_is_known_by_its_name_or_by_whose_it_is(check_all, plan, empty, sent, known):
    path, more = sent
    tmp_path = empty.path.parent
    before = check_all(plan(str(tmp_path / "plan.docx"))).report
    baseline = baseline_of(before, empty)
    after = check_all(plan(str(tmp_path / path), **more)).report.plans[0]
    assert (failing(baseline, after) == []) is known


def test_two_plans_of_one_organisation_are_not_taken_for_each_other(check_all, plan, empty, tmp_path):
    before = check_all(plan(str(tmp_path / "a.docx")), plan(str(tmp_path / "b.docx"))).report
    third = check_all(plan(str(tmp_path / "c.docx"))).report.plans[0]
    assert failing(baseline_of(before, empty), third) == [one.rule for one in third.findings]


def test_severity_is_no_part_of_what_is_known(checked, empty):
    (report,) = checked.report.plans
    graver = report.model_copy(
        update={"outcomes": tuple(one.model_copy(update={"severity": "error"}) for one in report.outcomes)}
    )
    assert failing(baseline_of(checked.report, empty), graver) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (('"schema": "plancheck.baseline/1"', '"schema": "plancheck.report/1"'), "2:13: «plancheck.report/1» здесь"),
        (('"findings"', '"finding"'), "может быть, «findings»?"),
        (('"start": "2025-09-01"', '"start": "1.9.2025"'), "может быть, «2025-09-01»?"),
        (('"plans": [', '"plans": ['[:-1]), "это не YAML и не JSON"),
    ],
)
def test_a_wrong_baseline_is_told_by_line_and_column(checked, empty, changed, told):
    text = baseline_json(baseline_of(checked.report, empty))
    assert changed[0] in text
    empty.path.write_text(text.replace(*changed), "utf-8")
    with pytest.raises(WaiverFileError) as caught:
        read_baseline(empty.path)
    assert told in caught.value.text("ru")


def test_hostile_words_stay_words(check_all, plan, empty, tmp_path):
    row = plan().measures[0].model_copy(update={"text": "Совет \u202e\x1b[31m=cmd()\u2028<script>"})
    report = check_all(plan(str(tmp_path / "plan.docx"), measures=(row,))).report
    written = baseline_json(baseline_of(report, empty))
    assert not {"\u202e", "\x1b", "\u2028"} & set(written)
    assert json.loads(written)["plans"][0]["file"] == "plan.docx"
