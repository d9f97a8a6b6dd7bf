"""SARIF: what becomes a result, of which level, where, and what becomes a notification."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

import pytest

from plancheck.location import Location
from plancheck.plan import Plan, SourceFile
from plancheck.report.model import Checked, OutcomeEntry, PlanReport
from plancheck.report.writers.paths import slashed, uri
from plancheck.rules.outcome import Outcome, Severity

Written = Callable[..., str]


def run_of(text: str) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(text)["runs"][0]
    return run


def with_plan(checked: Checked, **changes: Any) -> Checked:
    plan = checked.report.plans[0].model_copy(update=changes)
    return replace(checked, report=checked.report.model_copy(update={"plans": (plan,)}))


def found_in_a_cell(checked: Checked, at: Location) -> OutcomeEntry:
    """The first finding, with the cell that it judges at another place than its row."""
    entry = checked.report.plans[0].findings[0]
    return entry.model_copy(update={"evidence": (entry.evidence[0].model_copy(update={"location": at}),)})


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_it_keeps_to_the_schema(
    written: Written, checked: Checked, faults: Callable[[str, str], list[str]], lang: str
) -> None:
    assert faults("sarif", written("sarif", checked, lang)) == []


def test_findings_fail_by_their_severity_and_questions_are_for_review(written: Written, checked: Checked) -> None:
    results = run_of(written("sarif", checked))["results"]
    assert [(one["ruleId"], one["kind"], one["level"]) for one in results] == [
        ("DOC004", "fail", "error"),
        ("OBS002", "fail", "error"),
        ("DDL003", "fail", "warning"),
        ("DDL003", "fail", "warning"),
        ("CRD003", "review", "none"),
    ]


def test_every_rule_that_was_asked_is_described_once(written: Written, checked: Checked) -> None:
    run = run_of(written("sarif", checked))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({entry.rule for entry in checked.report.plans[0].outcomes})
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    told = next(rule for rule in rules if rule["id"] == "DDL003")
    assert told["shortDescription"]["text"] == "Сроки проверяемы"
    assert told["help"]["text"].splitlines() == ["Сроки проверяемы", "политика проекта", "plancheck explain DDL003"]


def test_a_finding_stands_on_its_line_and_by_its_name(written: Written, checked: Checked) -> None:
    place = run_of(written("sarif", checked))["results"][0]["locations"][0]
    physical = place["physicalLocation"]
    assert physical["region"] == {"startLine": 13, "snippet": {"text": "Провести перепроверку работ"}}
    named = "строка 13, таблица 1, п. 1.2, графа «Ответственный»"
    assert place["logicalLocations"] == [{"fullyQualifiedName": named, "kind": "row"}]


def test_a_place_without_a_line_is_shown_at_the_first(written: Written, checked: Checked) -> None:
    cell = found_in_a_cell(checked, Location(sheet="План", row=5, cell=2, address="B5"))
    place = run_of(written("sarif", with_plan(checked, outcomes=(cell,))))["results"][0]["locations"][0]
    assert place["physicalLocation"]["region"]["startLine"] == 1
    named = "лист «План», ячейка B5, п. 1.2, графа «Ответственный»"
    assert place["logicalLocations"] == [{"fullyQualifiedName": named, "kind": "cell"}]


def test_a_finding_on_the_plan_as_a_whole_stands_at_the_first_line(written: Written, checked: Checked) -> None:
    place = run_of(written("sarif", checked))["results"][1]["locations"][0]
    assert place["physicalLocation"]["region"] == {"startLine": 1}
    assert "logicalLocations" not in place


def test_a_column_counts_characters(written: Written, checked: Checked) -> None:
    placed = found_in_a_cell(checked, Location(line=7, column=4))
    run = run_of(written("sarif", with_plan(checked, outcomes=(placed,))))
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], run["columnKind"]) == (7, 4, "unicodeCodePoints")


def test_the_message_says_what_to_do_and_what_to_write(written: Written, checked: Checked) -> None:
    text = run_of(written("sarif", checked))["results"][1]["message"]["text"]
    assert text.splitlines() == [
        "На ВПР нет наблюдателей.",
        "Где: план в целом",
        "Что сделать: Добавьте мероприятие.",
        "Готовая строка: Мероприятие: Пригласить наблюдателей на ВПР; Срок: март 2025",
        "Источник: показатель мониторинга",
    ]


def test_a_finding_keeps_its_fingerprint_and_twins_are_told_apart(written: Written, checked: Checked) -> None:
    entry = checked.report.plans[0].findings[0]
    results = run_of(written("sarif", with_plan(checked, outcomes=(entry, entry))))["results"]
    assert [one["partialFingerprints"]["primaryLocationLineHash"] for one in results] == ["f1", "f1-2"]


def test_what_was_not_judged_makes_the_run_no_success(written: Written, checked: Checked) -> None:
    ran = run_of(written("sarif", checked))["invocations"][0]
    assert not ran["executionSuccessful"]
    unread, broke = ran["toolExecutionNotifications"]
    assert (unread["descriptor"]["id"], unread["message"]["text"]) == ("unreadable", "В файле нет текста: это скан.")
    place = unread["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "%D0%BF%D0%BB%D0%B0%D0%BD%D1%8B/%D1%81%D0%BA%D0%B0%D0%BD%201.pdf", "uriBaseId": "SRCROOT"}
    assert (broke["descriptor"]["id"], broke["associatedRule"]["id"]) == ("rule_broke", "RCK003")


def test_a_clean_run_is_a_success_and_its_remarks_are_notes(written: Written, checked: Checked) -> None:
    clean = replace(checked, report=checked.report.model_copy(update={"unread": ()}))
    ran = run_of(written("sarif", with_plan(clean, outcomes=(), remarks=("Другой движок",))))["invocations"][0]
    assert ran["executionSuccessful"]
    assert [(one["level"], one["message"]["text"]) for one in ran["toolExecutionNotifications"]] == [
        ("note", "Другой движок")
    ]


def test_a_waived_finding_is_suppressed_with_its_reason(written: Written, checked: Checked, report: PlanReport) -> None:
    waived = OutcomeEntry(
        rule="DOC004", name="n", outcome=Outcome.WAIVED, severity=Severity.ERROR, reason="так решено", fingerprint="f"
    )
    result = run_of(written("sarif", with_plan(checked, outcomes=(waived,))))["results"][0]
    assert (result["kind"], result["level"]) == ("fail", "error")
    assert result["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "так решено"}]


def test_other_rows_of_a_finding_are_related_places(written: Written, checked: Checked, plan: Plan) -> None:
    entry = checked.report.plans[0].findings[0]
    both = entry.model_copy(update={"evidence": (*entry.evidence, *checked.report.plans[0].findings[3].evidence)})
    result = run_of(written("sarif", with_plan(checked, outcomes=(both,))))["results"][0]
    assert [(one["id"], one["message"]["text"]) for one in result["relatedLocations"]] == [
        (1, "Разобрать итоги на совещании")
    ]


def test_the_checked_files_are_listed_with_their_sums_and_scores(written: Written, checked: Checked) -> None:
    source = SourceFile(path="./планы/a b.docx", format="docx", sha256="ab" * 32)
    artifact = run_of(written("sarif", with_plan(checked, source=source, score=71.4)))["artifacts"][0]
    assert artifact["location"]["uri"] == "%D0%BF%D0%BB%D0%B0%D0%BD%D1%8B/a%20b.docx"
    assert artifact["hashes"] == {"sha-256": "ab" * 32}
    assert artifact["properties"]["score"] == 71.4


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("plans/a.txt", "plans/a.txt"),
        ("./plans//a.txt", "plans/a.txt"),
        ("a:b.txt", "a%3Ab.txt"),
        ("a%20#?.txt", "a%2520%23%3F.txt"),
        ("a\x1b\u202e\n.txt", "a%1B%E2%80%AE%0A.txt"),
        ("\udcff.txt", "%FF.txt"),
        ("/tmp/план.txt", "file:///tmp/%D0%BF%D0%BB%D0%B0%D0%BD.txt"),
        ("-", "-"),
    ],
)
def test_a_path_becomes_a_uri(path: str, expected: str) -> None:
    assert uri(path, PurePosixPath) == expected


def test_paths_of_windows_take_forward_slashes() -> None:
    assert uri("plans\\a b.txt", PureWindowsPath) == "plans/a%20b.txt"
    assert uri("C:\\plans\\a.txt", PureWindowsPath) == "file:///C:/plans/a.txt"
    assert slashed("plans\\a b.txt", PureWindowsPath) == "plans/a b.txt"
    assert slashed("", PureWindowsPath) == ""
