"""JUnit: a suite a plan, a case a rule; the threshold says what fails."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from plancheck.report.model import Checked
from plancheck.report.writers import Manner

Written = Callable[..., str]


def cases(text: str) -> dict[str, str]:
    """What became of each case of the first suite: its first child's tag, or passed."""
    suite = etree.fromstring(text.encode())[0]
    return {
        str(case.get("name")).split()[0]: next((child.tag for child in case), "passed")
        for case in suite.iter("testcase")
    }


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("fails_from", ["error", "warning", "note", None])
def test_it_keeps_to_the_schema(
    written: Written, checked: Checked, faults: Callable[[str, str], list[str]], lang: str, fails_from: str | None
) -> None:
    assert faults("junit", written("junit", checked, lang, Manner(fails_from=fails_from))) == []


@pytest.mark.parametrize(
    ("fails_from", "error", "warning"),
    [
        ("error", "failure", "system-out"),
        ("warning", "failure", "failure"),
        ("note", "failure", "failure"),
        (None, "system-out", "system-out"),
    ],
)
def test_the_threshold_says_what_fails(
    written: Written, checked: Checked, fails_from: str | None, error: str, warning: str
) -> None:
    assert cases(written("junit", checked, "ru", Manner(fails_from=fails_from))) == {
        "CRD001": "passed",
        "DOC004": error,
        "OBS002": error,
        "DDL003": warning,
        "CRD003": "skipped",
        "RCK003": "error",
        "OBS003": "skipped",
    }


def test_the_counts_are_those_of_the_cases(written: Written, checked: Checked) -> None:
    root = etree.fromstring(written("junit", checked).encode())
    suite, unread = root
    assert {name: suite.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": "7", "failures": "2", "errors": "1", "skipped": "2",
    }  # fmt: skip
    assert unread.get("name") == "планы/скан 1.pdf"
    assert unread[0][0].get("message") == "В файле нет текста: это скан."
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("8", "2", "2")


def test_a_failure_tells_every_finding_of_its_rule(written: Written, checked: Checked) -> None:
    root = etree.fromstring(written("junit", checked, "ru", Manner(fails_from="warning")).encode())
    failure = next(case[0] for case in root[0].iter("testcase") if str(case.get("name")).startswith("DDL003"))
    assert (failure.get("type"), failure.get("message")) == ("warning", "Срок п. 1.2 нельзя проверить.")
    assert str(failure.text).count("предупреждение: ") == 2
    assert "Где: строка 15, таблица 2" in str(failure.text)


def test_a_skipped_case_says_why(written: Written, checked: Checked) -> None:
    root = etree.fromstring(written("junit", checked).encode())
    assert [one.get("message") for one in root.iter("skipped")] == [
        "coordinator-after-procedure-starts – решит человек: В календаре нет ВПР 2027 года.",
        "Наблюдатели независимы – не применимо: План не предусматривает наблюдателей.",
    ]


def test_the_score_stands_beside_the_questions_it_does_not_count(written: Written, checked: Checked) -> None:
    root = etree.fromstring(written("junit", checked).encode())
    told = {str(one.get("name")): one.get("value") for one in root.iter("property")}
    assert told == {"ruleset": "objectivity-school 1.0", "level": "school", "score": "29.4", "cant_tell": "1"}
