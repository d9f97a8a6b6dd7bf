"""Files that were found and are no plans are told of in every form that tells of files."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from plancheck.report.model import Checked, SkippedFile
from plancheck.report.wording import wording
from plancheck.report.writers.registry import FORMS

LETTER = SkippedFile(path="планы/письмо.docx", why="not_a_plan", reason="документ прочитан, плана в нём нет")
PICTURE = SkippedFile(path="планы/логотип.svg", why="kind", reason="файл не того вида")


@pytest.fixture
def passed_over(checked: Checked) -> Checked:
    return replace(checked, report=checked.report.model_copy(update={"skipped": (LETTER, PICTURE)}))


@pytest.mark.parametrize("form", ["html", "junit", "markdown", "text", "json"])
def test_a_document_without_a_plan_is_named(form: str, passed_over: Checked) -> None:
    told = FORMS[form].write(passed_over, wording("ru")).decode()
    assert LETTER.path in told


def test_junit_counts_each_as_skipped(passed_over: Checked) -> None:
    root = etree.fromstring(FORMS["junit"].write(passed_over, wording("ru")))
    suite = root[-1]
    assert {name: suite.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": "2", "failures": "0", "errors": "0", "skipped": "2",
    }  # fmt: skip
    assert [case[0].get("message") for case in suite] == [LETTER.reason, PICTURE.reason]
    assert int(root.get("tests", "0")) == sum(int(one.get("tests", "0")) for one in root)


def test_excel_has_them_below_those_not_judged(passed_over: Checked) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(FORMS["xlsx"].write(passed_over, wording("ru"))))
    rows = book.get_sheet_by_name("Не проверено").to_python()
    assert [row[0] for row in rows[-2:]] == [LETTER.path, PICTURE.path]
    assert rows[-1][1:3] == [wording("ru").say("excel.skipped"), PICTURE.reason]
