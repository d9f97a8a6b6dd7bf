"""`plancheck check --against` and `--risk-schools FILE` on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
TOWN = EXAMPLES / "municipal-with-demands.txt"
SCHOOL = EXAMPLES / "gymnasium.md"


def test_a_school_that_leaves_a_demand_unanswered_fails(run: Callable[..., Any]) -> None:
    ran = run("check", SCHOOL, "--against", TOWN)
    assert ran.status == 1
    assert "OBL001" in ran.out
    assert "OBL002" in ran.out
    assert "municipal-with-demands.txt, строка 18" in " ".join(ran.out.split())


def test_a_superior_plan_that_is_not_there_is_3_and_says_so(run: Callable[..., Any]) -> None:
    ran = run("check", SCHOOL, "--against", "nowhere.docx")
    assert ran.status == 3
    assert "--against" in ran.out + ran.err
    assert "nowhere.docx" in ran.out + ran.err


def test_a_file_of_schools_at_risk_serves_as_their_list_does(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "risk.yaml").write_text("- СОШ № 2\n- лицей № 8\n", "utf-8")
    listed = run("check", TOWN, "--risk-schools", "СОШ № 2, лицей № 8", "--format", "json")
    in_file = run("check", TOWN, "--risk-schools", "risk.yaml", "--format", "json")
    assert in_file.status == listed.status == 1
    assert json.loads(in_file.out) == json.loads(listed.out)


def test_a_wrong_list_of_schools_is_a_wrong_call_with_its_line(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "risk.yaml").write_text("- СОШ № 2\n- Комитет\n", "utf-8")
    ran = run("check", TOWN, "--risk-schools", "risk.yaml")
    assert (ran.status, ran.out) == (2, "")
    assert "строка 2" in ran.err
    english = run("check", TOWN, "--risk-schools", "risk.yaml", "--lang", "en")
    assert "is no school's name" in english.err


def test_a_missing_list_of_schools_is_3(run: Callable[..., Any]) -> None:
    assert run("check", TOWN, "--risk-schools", "risk.xlsx").status == 3


def test_every_form_of_report_takes_a_finding_from_another_file(run: Callable[..., Any]) -> None:
    for form in ("text", "json", "sarif", "junit", "github", "markdown", "csv", "html", "letter", "docx"):
        ran = run("check", SCHOOL, "--against", TOWN, "--format", form, "-o", f"report.{form}")
        assert ran.status == 1, (form, ran.err)
    sarif = json.loads(Path("report.sarif").read_text("utf-8"))
    found = [one for one in sarif["runs"][0]["results"] if one["ruleId"] == "OBL001"]
    related = found[0]["relatedLocations"][0]["physicalLocation"]
    assert related["artifactLocation"]["uri"].endswith("municipal-with-demands.txt")
    assert all("gymnasium" in str(one["locations"]) for one in found)


def test_a_letter_quotes_as_the_documents_own_words_nothing_of_the_other_plan(run: Callable[..., Any]) -> None:
    run("check", SCHOOL, "--against", TOWN, "--format", "letter", "-o", "letter.docx")
    document = docx.Document("letter.docx")
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    told = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    assert "п. 3.2" in told
    assert "Положение о порядке проведения оценочных процедур в школе" not in told


def test_explain_shows_what_the_town_asks_and_what_answers(run: Callable[..., Any]) -> None:
    ran = run("explain", "OBL001", SCHOOL, "--against", TOWN)
    told = " ".join(ran.out.split())
    assert ran.status == 0
    assert "municipal-with-demands.txt, строка 18" in told
    assert "obligation" in told
