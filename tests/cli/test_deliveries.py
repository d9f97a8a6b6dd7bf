"""Several forms at once: which goes where, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from plancheck.cli.deliveries import deliveries
from plancheck.cli.usage import CallError
from plancheck.report.wording import wording

Run = Callable[..., Any]
WORDS = wording("en")


def told(call: str) -> list[tuple[str, str | None]]:
    """The deliveries of options as in a call: «-f sarif -o a.sarif»."""
    given = call.split()
    names = {"-f": "form", "-o": "output"}
    order = [names[one] for one in given[::2]]
    forms = [value for name, value in zip(given[::2], given[1::2], strict=True) if name == "-f"]
    outputs = [Path(value) for name, value in zip(given[::2], given[1::2], strict=True) if name == "-o"]
    found = deliveries(forms, outputs, WORDS, order)
    return [(one.form.name, str(one.target) if one.target else None) for one in found]


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("", "text:"),
        ("-f json", "json:"),
        ("-o a.sarif", "sarif:a.sarif"),
        ("-o a", "text:a"),
        ("-o /dev/null", "text:/dev/null"),
        ("-o a.sarif -o b.html", "sarif:a.sarif html:b.html"),
        ("-f sarif -o a.sarif -f html -o b.html", "sarif:a.sarif html:b.html"),
        ("-f sarif -f html -o a.sarif -o b.html", "sarif:a.sarif html:b.html"),
        ("-o a.sarif -f sarif -o b.html -f html", "sarif:a.sarif html:b.html"),
        ("-o b.html -f html -f text", "text: html:b.html"),
        ("-f text -f sarif -o a.sarif", "text: sarif:a.sarif"),
        ("-f text -f sarif -o a.sarif -o b.html", "text: sarif:a.sarif html:b.html"),
        ("-f text -f sarif -f html -o a.sarif -o b.html", "text: sarif:a.sarif html:b.html"),
        ("-f text -f github -o gh.txt -f gitlab -o gl.json", "text: github:gh.txt gitlab:gl.json"),
        ("-f gitlab -o gl.json -o r.json", "gitlab:gl.json json:r.json"),
        ("-f text -f github", "text: github:"),
        ("-f json -o r.txt", "json:r.txt"),
        ("-f text -f sarif -o r.json", "text: sarif:r.json"),
        ("-f text -f sarif -o r.json -f junit -o r.txt", "text: sarif:r.json junit:r.txt"),
        ("-f text -o r.md", "text:r.md"),
        ("-f letter -o l.docx", "letter:l.docx"),
        ("-f junit -o a.xml -f junit -o b.xml", "junit:a.xml junit:b.xml"),
    ],
)
def test_every_form_goes_where_the_call_says(call: str, expected: str) -> None:
    assert [f"{form}:{target or ''}" for form, target in told(call)] == expected.split()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("-f yaml", "--format: “yaml” "),
        ("-o r.pdf", "-o r.pdf: the name does not tell"),
        ("-o a.json -o a.json", "-o a.json: the same file twice"),
        ("-f xlsx -f text", "-f xlsx is nothing for a screen"),
        ("-f html -f sarif -o b.sarif -o c.md", "It cannot be told which -o belongs to which -f"),
    ],
)
def test_what_cannot_be_told_is_refused(call: str, said: str) -> None:
    with pytest.raises(CallError) as refused:
        told(call)
    assert said in str(refused.value)


def test_without_the_order_forms_and_files_are_paired_in_turn() -> None:
    found = deliveries(["sarif", "text"], [Path("a"), Path("b")], WORDS)
    assert [(one.form.name, str(one.target)) for one in found] == [("sarif", "a"), ("text", "b")]


def test_several_reports_are_written_at_once_and_text_is_shown(run: Run, school: Path) -> None:
    ran = run(
        "check", school, "-f", "text", "-f", "sarif", "-o", "a.sarif", "--format=junit", "-ob.xml", "-o", "c.md", "-v"
    )
    assert (ran.status, ran.err) == (1, "")
    assert "План нужно исправить" in ran.out
    assert json.loads(Path("a.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert etree.parse("b.xml").getroot().tag == "testsuites"
    assert Path("c.md").read_text(encoding="utf-8").startswith("# plancheck\n")


def test_fail_on_says_what_fails_in_junit_too(run: Run, school: Path, warning: Path) -> None:
    for fail_on, failures in (("warning", "1"), ("error", "0"), ("never", "0")):
        run("check", school, "--ruleset", warning, "--fail-on", fail_on, "-o", "r.xml")
        assert etree.parse("r.xml").getroot().get("failures") == failures


def test_a_wrong_call_writes_nothing_and_reads_nothing(run: Run) -> None:
    ran = run("check", "нет.txt", "-o", "a.json", "-o", "b.pdf")
    assert ran.status == 2
    assert "имя с концом .txt, .json" in ran.err
    assert not Path("a.json").exists()


def test_a_form_for_one_plan_refuses_two(run: Run, school: Path, town: Path) -> None:
    ran = run("check", school, town, "-o", "a.json", "-f", "docx", "-o", "b.docx")
    assert ran.status == 2
    assert "-f docx пишется для одного плана, а прочитано: 2 плана." in ran.err
    assert not Path("a.json").exists()


def test_a_form_for_one_plan_is_left_out_where_none_was_read(run: Run, letter: Path) -> None:
    ran = run("check", letter, "-o", "a.json", "-f", "docx", "-o", "b.docx")
    assert ran.status == 3
    assert "b.docx не записан: ни один план не прочитан." in ran.err
    assert json.loads(Path("a.json").read_text(encoding="utf-8"))["unread"]
