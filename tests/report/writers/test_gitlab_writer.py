"""GitLab code quality: fields, severities, and fingerprints that stay."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from plancheck.location import Location
from plancheck.report.model import Checked

Written = Callable[..., str]


def issues(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)
    return found


def test_it_keeps_to_the_schema(written: Written, checked: Checked, faults: Callable[[str, str], list[str]]) -> None:
    assert faults("gitlab", written("gitlab", checked)) == []


def test_severities_are_gitlabs(written: Written, checked: Checked) -> None:
    assert [(one["check_name"], one["severity"]) for one in issues(written("gitlab", checked))] == [
        ("unread", "blocker"),
        ("DOC004", "critical"),
        ("OBS002", "critical"),
        ("DDL003", "major"),
        ("DDL003", "major"),
        ("RCK003", "critical"),
        ("CRD003", "info"),
    ]


def test_an_issue_says_where_in_words_and_by_line(written: Written, checked: Checked) -> None:
    issue = issues(written("gitlab", checked))[1]
    assert (
        issue["description"]
        == "DOC004 У мероприятия не указан ответственный. (строка 13, таблица 1, п. 1.2, графа «Ответственный»)"
    )
    assert issue["location"]["lines"] == {"begin": 13}


def test_a_fingerprint_knows_the_file_and_not_the_line(written: Written, checked: Checked) -> None:
    def moved(**changes: Any) -> list[str]:
        plan = checked.report.plans[0]
        entries = tuple(one.model_copy(update={"location": Location(line=99)}) for one in plan.outcomes)
        other = plan.model_copy(update={"outcomes": entries, **changes})
        report = checked.report.model_copy(update={"plans": (other,)})
        return [one["fingerprint"] for one in issues(written("gitlab", replace(checked, report=report)))]

    before = [one["fingerprint"] for one in issues(written("gitlab", checked))]
    assert len(set(before)) == len(before)
    assert moved() == before
    elsewhere = checked.report.plans[0].source.model_copy(update={"path": "b.txt"})
    assert not set(moved(source=elsewhere)[1:]) & set(before)
