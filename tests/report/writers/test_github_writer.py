"""GitHub annotations: commands as the runner reads them."""

from __future__ import annotations

import re
from collections.abc import Callable

from plancheck.report.model import Checked
from plancheck.report.safe_text import safe

Written = Callable[..., str]
COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def unescaped(text: str, *signs: str) -> str:
    for sign in (*signs, "\n", "%"):
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Name, properties, message of every line."""
    found = [COMMAND.fullmatch(line) for line in text.removesuffix("\n").split("\n")]
    return [
        (
            one[1],
            {key: unescaped(value, ":", ",") for key, _, value in (pair.partition("=") for pair in one[2].split(","))},
            unescaped(one[3]),
        )
        for one in found
        if one
    ]


def test_the_gravest_come_first_and_questions_are_notices(written: Written, checked: Checked) -> None:
    told = commands(written("github", checked))
    assert [(name, given["title"]) for name, given, _ in told] == [
        ("error", "файл не проверен"),
        ("error", "plancheck DOC004"),
        ("error", "plancheck OBS002"),
        ("warning", "plancheck DDL003"),
        ("warning", "plancheck DDL003"),
        ("error", "plancheck RCK003"),
        ("notice", "plancheck CRD003"),
    ]


def test_an_annotation_stands_on_its_line_where_there_is_one(written: Written, checked: Checked) -> None:
    told = {given["title"]: (given, message) for _, given, message in commands(written("github", checked))}
    path = checked.report.plans[0].source.path
    given, message = told["plancheck DOC004"]
    assert given == {"file": path, "line": "13", "title": "plancheck DOC004"}
    assert message.splitlines()[:2] == [
        "У мероприятия не указан ответственный.",
        "Где: строка 13, таблица 1, п. 1.2, графа «Ответственный»",
    ]
    assert told["plancheck OBS002"][0] == {"file": path, "title": "plancheck OBS002"}


def test_no_text_of_a_plan_is_a_command(written: Written, hostile_checked: Checked) -> None:
    text = written("github", hostile_checked)
    told = commands(text)
    assert len(told) == len(text.splitlines()) == 4
    assert [name for name, _, _ in told] == ["error", "error", "error", "notice"]
    _, given, message = told[1]
    assert set(given) == {"file", "line", "col", "title"}
    assert "100%0A::error::взлом" in message
    assert given["file"] == safe(hostile_checked.report.plans[0].source.path).replace("//", "/")
