"""Waivers applied: which findings they take, how that is shown, and what is wrong with waivers themselves."""

from __future__ import annotations

import datetime as dt

import pytest

from plancheck.report.model import Checked, OutcomeEntry
from plancheck.rules.outcome import Outcome, Severity
from plancheck.waivers.applying import waived
from plancheck.waivers.faults import WaiverFileError

TODAY = dt.date(2026, 3, 1)


def of_rule(checked: Checked, rule: str, plan: int = 0) -> list[OutcomeEntry]:
    return [entry for entry in checked.report.plans[plan].outcomes if entry.rule == rule]


def outcomes(entries):
    return [str(entry.outcome) for entry in entries]


def rules_told(checked: Checked, plan: int = 0) -> list[str]:
    return [entry.rule for entry in checked.report.plans[plan].findings if entry.rule.startswith("WVR")]


def test_a_waived_finding_is_shown_with_reason_author_and_expiry(checked, waiver_file):
    file = waiver_file("rule: OBS001 | subject: {kind: plan}")
    after = waived(checked, today=TODAY)
    (entry,) = of_rule(after, "OBS001")
    assert entry.outcome is Outcome.WAIVED
    assert entry.reason == "так решил совет (Ежова А. Б., до 31.05.2026)"
    assert entry.waiver is not None
    assert (entry.waiver.author, entry.waiver.expires) == ("Ежова А. Б.", dt.date(2026, 5, 31))
    assert (entry.waiver.path, entry.waiver.line) == (str(file), 3)
    assert entry.message  # what is waived stays said
    assert rules_told(after) == []


def test_a_waived_rule_counts_on_neither_side(checked, waiver_file):
    waiver_file("rule: OBS001 | subject: {kind: plan}")
    before, after = checked.report, waived(checked, today=TODAY).report
    assert after.summary.waived == 1
    assert after.summary.failed == before.summary.failed - 1
    assert after.summary.by_severity.error == before.summary.by_severity.error - 1
    assert after.plans[0].score > before.plans[0].score


def test_a_rule_with_one_finding_waived_of_two_has_failed(checked, waiver_file):
    waiver_file("rule: DOC004 | subject: {text: Анализ результатов}")
    after = waived(checked, today=TODAY)
    assert outcomes(of_rule(after, "DOC004")) == ["failed", "waived", "failed"]
    assert after.report.summary.waived == 0
    assert after.report.summary.failed == checked.report.summary.failed


@pytest.mark.parametrize(
    ("subject", "rows"),
    [
        ('{number: "2"}', [1]),
        ('{number: "2."}', [1]),
        ("{number: 1, section: II}", [2]),
        ("{number: 1, section: Информирование}", [0]),
        ("{text: Совещание о порядке}", [0]),
        ("{text: «СОВЕЩАНИЕ о  порядке проведения ВПР»}", [0]),
        ("{kind: measure, text: Родительское собрание, number: 1}", [2]),
        ("{number: 7}", []),
        ("{kind: plan}", []),
        ("{kind: direction, ref: families}", []),
    ],
)
def test_a_row_is_named_by_number_section_or_first_words(checked, waiver_file, subject, rows):
    waiver_file(f"rule: DOC004 | subject: {subject}")
    entries = of_rule(waived(checked, today=TODAY), "DOC004")
    assert [entry.measures[0] for entry in entries if entry.outcome is Outcome.WAIVED] == rows


def test_what_is_no_row_is_named_by_kind_and_ref(checked, waiver_file):
    waiver_file("rule: DIR001 | subject: {kind: direction, ref: training}")
    entries = of_rule(waived(checked, today=TODAY), "DIR001")
    assert [one.subject.ref for one in entries if one.outcome is Outcome.WAIVED] == ["training"]


def test_it_serves_to_the_end_of_its_last_day(checked, waiver_file):
    waiver_file("rule: OBS001 | subject: {kind: plan} | expires: 2026-05-31")
    last = waived(checked, today=dt.date(2026, 5, 31))
    late = waived(checked, today=dt.date(2026, 6, 1))
    assert (outcomes(of_rule(last, "OBS001")), rules_told(last)) == (["waived"], [])
    assert (outcomes(of_rule(late, "OBS001")), rules_told(late)) == (["failed"], ["WVR001"])
    (told,) = of_rule(late, "WVR001")
    assert told.severity is Severity.WARNING
    assert "31.05.2026" in told.message
    assert "OBS001" in told.message


def test_another_waiver_that_still_serves_makes_an_expired_one_no_matter(checked, waiver_file):
    waiver_file("rule: OBS001 | subject: {kind: plan} | expires: 2026-01-31", "rule: OBS001 | subject: {kind: plan}")
    after = waived(checked, today=TODAY)
    assert (outcomes(of_rule(after, "OBS001")), rules_told(after)) == (["waived"], [])


def test_an_unused_waiver_is_a_note(checked, waiver_file):
    waiver_file("rule: VID001")
    after = waived(checked, today=TODAY)
    (told,) = of_rule(after, "WVR002")
    assert told.severity is Severity.NOTE
    assert after.report.summary.by_severity.note == checked.report.summary.by_severity.note + 1


@pytest.mark.parametrize(
    ("waiver", "why"),
    [
        ("rule: DOC004", "subject"),
        ("rule: DOC004 | subject: {number: 1}", "2 нарушения"),
        ("rule: OBS001 | subject: {kind: plan} | file: '*'", "«*»"),
        ("rule: OBS001 | subject: {kind: plan} | file: '**/*.*'", "«**/*.*»"),
        ("rule: OBS001 | subject: {kind: plan} | expires: 2027-03-03", "03.03.2027"),
    ],
)
def test_an_over_broad_waiver_serves_and_is_a_warning(checked, waiver_file, waiver, why):
    waiver_file(waiver)
    after = waived(checked, today=TODAY)
    (told,) = of_rule(after, "WVR003")
    assert told.severity is Severity.WARNING
    assert why in told.message
    assert after.report.summary.by_severity.warning == checked.report.summary.by_severity.warning + 1
    assert Outcome.WAIVED in {one.outcome for one in after.report.plans[0].outcomes}


@pytest.mark.parametrize("waiver", ["rule: OBS001", "rule: OBS001 | subject: {kind: plan} | expires: 2027-03-01"])
def test_a_rule_about_the_plan_needs_no_subject_and_a_year_is_not_too_long(checked, waiver_file, waiver):
    waiver_file(waiver)
    assert rules_told(waived(checked, today=TODAY)) == []


def test_what_is_wrong_with_waivers_leaves_the_score_alone(checked, waiver_file):
    waiver_file("rule: VID001 | file: '*'")
    after = waived(checked, today=TODAY)
    assert rules_told(after) == ["WVR002", "WVR003"]
    assert after.report.plans[0].score == checked.report.plans[0].score


@pytest.mark.parametrize(
    ("pattern", "waives"),
    [
        ("plan.docx", True),
        ("PLAN.*", True),
        ("schools/plan.docx", True),
        ("./schools/*", True),
        ("schools\\*.docx", True),
        ("other/*", False),
        ("plan.pdf", False),
    ],
)
def test_a_pattern_names_files_from_there_on(check_all, plan, waiver_file, pattern, waives):
    folder = waiver_file(f"rule: OBS001 | subject: {{kind: plan}} | file: '{pattern}'").parent
    (folder / "schools").mkdir()
    checked = check_all(plan(str(folder / "schools" / "plan.docx")))
    waiver_file(f"rule: OBS001 | subject: {{kind: plan}} | file: '{pattern}'")
    after = waived(checked, today=TODAY)
    assert outcomes(of_rule(after, "OBS001")) == ["waived" if waives else "failed"]
    assert rules_told(after) == []  # a waiver for files that were not checked is not unused


def test_the_nearest_file_upward_serves_unless_one_is_named(check_all, plan, waiver_file, tmp_path):
    (tmp_path / "schools" / "north").mkdir(parents=True)
    far = waiver_file("rule: OBS001")
    checked = check_all(plan(str(tmp_path / "schools" / "north" / "plan.docx")))
    assert outcomes(of_rule(waived(checked, today=TODAY), "OBS001")) == ["waived"]
    waiver_file("rule: RCK001", name="schools/plancheck-waivers.yaml")
    near = waived(checked, today=TODAY)
    assert outcomes(of_rule(near, "OBS001") + of_rule(near, "RCK001")) == ["failed", "waived"]
    assert outcomes(of_rule(waived(checked, today=TODAY, file=far), "OBS001")) == ["waived"]


def test_a_waiver_for_several_plans_is_unused_only_where_none_needs_it(check_all, plan, waiver_file, tmp_path):
    checked = check_all(plan(str(tmp_path / "a.docx")), plan(str(tmp_path / "b.docx"), measures=()))
    waiver_file("rule: DOC004 | subject: {number: 2}", "rule: VID001")
    after = waived(checked, today=TODAY)
    assert [rules_told(after, at) for at in (0, 1)] == [["WVR002"], []]


def test_without_waivers_nothing_is_changed(checked):
    assert waived(checked, today=TODAY) is checked


def test_a_wrong_waiver_file_stops_the_check(checked, waiver_file):
    waiver_file("rule: OBS009")
    with pytest.raises(WaiverFileError, match="OBS001"):
        waived(checked, today=TODAY, codes=lambda: frozenset({"OBS001", "DOC004"}))
