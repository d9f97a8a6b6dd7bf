"""Forms hold with any text: they keep to their schemas, and the text of a plan acts nowhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from plancheck.report.model import Checked

Written = Callable[..., str]
Faults = Callable[[str, str], list[str]]
ACTING = frozenset("\x1b\x9b\x07\x08\x00\u202e\u2066")


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github", "gitlab", "markdown", "csv"])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_no_control_sequence_is_left(written: Written, hostile_checked: Checked, form: str, lang: str) -> None:
    text = written(form, hostile_checked, lang)
    assert not ACTING & set(text)
    assert "взлом" in text


@pytest.mark.parametrize("form", ["sarif", "junit", "gitlab"])
def test_hostile_text_breaks_no_schema(written: Written, hostile_checked: Checked, faults: Faults, form: str) -> None:
    assert faults(form, written(form, hostile_checked)) == []


def texts(value: Any) -> list[str]:
    """The strings of a JSON value."""
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    return [value] if isinstance(value, str) else []


def test_sarif_has_no_link_and_no_placeholder_in_its_messages(written: Written, hostile_checked: Checked) -> None:
    run = json.loads(written("sarif", hostile_checked))["runs"][0]
    messages = [
        text
        for one in (*run["results"], *run["invocations"][0]["toolExecutionNotifications"])
        for text in texts(one["message"])
    ]
    assert messages
    for text in messages:
        assert "[тут] (http://a.bad)" in text
        assert "](" not in text
        assert "{{0}}" in text
    for rule in run["tool"]["driver"]["rules"]:
        assert "<script>" not in rule["help"]["markdown"]
        assert "[тут](" not in rule["help"]["markdown"]


def test_junit_keeps_its_suites_and_the_words(written: Written, hostile_checked: Checked) -> None:
    root = etree.fromstring(written("junit", hostile_checked).encode())
    assert [suite.tag for suite in root] == ["testsuite", "testsuite"]
    assert len(list(root.iter("testcase"))) == 7
    assert "<script>alert(1)</script> </testsuites>]]>" in str(next(root.iter("failure")).text)
