"""What is said of all plans together stands in every form for people, in both languages, and acts in none."""

from __future__ import annotations

import datetime as dt
import html
import io
import json

import pytest
from folders import PATTERN, checked, own_rows, plan, school
from python_calamine import CalamineWorkbook

from plancheck.crossing import crossed
from plancheck.report.folder import FiledPlan, Folder, ListedSchools, SchoolsPlans
from plancheck.report.folder_lines import folder_lines
from plancheck.report.model import Checked, Report
from plancheck.report.wording import LANGUAGES, wording
from plancheck.report.writers import FORMS

BAD = "\x1b[31m=cmd|' /C calc'!A0 <script>alert(1)</script> | `код` \u202eатем"


@pytest.fixture(params=LANGUAGES)
def together(request: pytest.FixtureRequest) -> Checked:
    """A copy, a pattern, two versions, a school that sent none, one that cannot be told, one that is not listed."""
    plans = [school(number, (*PATTERN, *own_rows(number))) for number in range(1, 6)]
    plans.append(school(6, own_rows(3)))
    plans.append(school(6, own_rows(9), approved=dt.date(2024, 9, 5)))
    plans.append(plan(own_rows(7), "МБОУ «Образовательный центр „Перспектива“»", "centre.docx"))
    plans.append(plan(own_rows(8), None, "nameless.docx"))
    schools = [*(f"СОШ {number}" for number in range(1, 7)), "лицей 2", "школа «Перспектива»"]
    return crossed(checked(plans, request.param), schools=schools)


def lines(made: Checked) -> list[str]:
    parts = folder_lines(made.report.folder, wording(made.report.lang))
    return [line for part in parts for line in (part.heading, *part.lines)]


def test_all_there_is_to_say_is_said(together: Checked) -> None:
    told = "\n".join(lines(together))
    for word in ("school-3.docx", "12", "лицей 2", "Перспектива", "centre.docx", "nameless.docx", PATTERN[0][:40]):
        assert word in told
    assert ("утверждён 05.09.2024" if together.report.lang == "ru" else "approved 2024-09-05") in told


@pytest.mark.parametrize("form", ["text", "markdown", "html", "xlsx"])
def test_every_form_for_people_says_it(form: str, together: Checked) -> None:
    content = FORMS[form].write(together, wording(together.report.lang))
    if form == "xlsx":
        cells = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        text = "\n".join(str(cell) for row in cells for cell in row)
    else:
        text = content.decode()
    plain = " ".join((html.unescape(text) if form == "html" else text).replace("\\", "").split())
    for line in lines(together):
        for word in line.split()[:6]:
            assert word in plain, (form, word)


def test_json_has_it_and_takes_it_back(together: Checked) -> None:
    told = together.report.model_dump(mode="json", by_alias=True)
    assert Report.model_validate(json.loads(json.dumps(told))) == together.report
    assert told["folder"]["schools"]["missing"] == ["лицей 2"]
    assert {(one["plan"]["path"], one["other"]["path"]) for one in told["folder"]["copied"]} == {
        ("plans/school-3.docx", "plans/school-6.docx")
    }


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_names_act_in_no_form(form: str) -> None:
    hostile = FiledPlan(path=BAD, organisation=BAD)
    folder = Folder(
        several=(SchoolsPlans(school=BAD, plans=(hostile, hostile)),),
        schools=ListedSchools(listed=1, sent=0, missing=(BAD,), unlisted=(hostile,)),
    )
    made = checked([])
    report = made.report.model_copy(update={"folder": folder})
    text = FORMS[form].write(Checked(report, ()), wording("ru")).decode()
    assert "calc" in text
    assert not {"\x1b", "\u202e"} & set(text)
    assert form == "text" or "<script>alert" not in text
