"""Checks to write out: a plain one, one full of hostile text, and the schemas that outputs are held against."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from lxml import etree

from plancheck.location import Location
from plancheck.plan import Deadline, Measure, Plan, Responsible, SourceFile
from plancheck.report.assembly import plan_report, whole_report
from plancheck.report.model import Checked, PlanReport, RulesetId, Unread
from plancheck.report.wording import wording
from plancheck.report.writers import FORMS, Manner
from plancheck.rules.outcome import Evidence, Outcome, RuleOutcome, Severity, Subject

SCHEMAS = Path(__file__).parents[1] / "schemas"

BAD = (
    '=HYPERLINK("http://a.bad") <script>alert(1)</script> </testsuites>]]> | `код` **жирно** ~~нет~~ <br> &amp; '
    "[тут](http://a.bad) ![](http://a.bad/x.png) www.a.bad http://b.bad @everyone #12 :bomb: ${{ secrets.X }} {0} "
    "\x1b[2J\x1b]0;захват\x07\x9b31m \u202eатем\u2066 \x00\x08\ufffe 100%0A::error::взлом ; '; \\ \"\r\n"
    "::error file=a::взлом\n##[error]взлом\nEND:VEVENT\r\nBEGIN:VEVENT\n# взлом\n- взлом"
)
ACTING = frozenset("\x1b\x9b\x07\x08\x00\u202e\u2066")


@pytest.fixture
def unread() -> tuple[Unread, ...]:
    return (Unread(path="планы/скан 1.pdf", error="В файле нет текста: это скан.", kind="unreadable"),)


@pytest.fixture
def checked(report: PlanReport, plan: Plan, unread: tuple[Unread, ...]) -> Checked:
    """One plan with an outcome of every kind, and a file that was not read."""
    return Checked(whole_report([report], unread, version="1.0", lang="ru"), (plan,))


@pytest.fixture
def hostile() -> Plan:
    return Plan(
        source=SourceFile(path=f"a{BAD}.txt", format="txt", sha256="0" * 64),
        title=BAD,
        organisation=BAD,
        territory=BAD,
        measures=(
            Measure(
                number=BAD,
                text=BAD,
                deadline=Deadline(text=BAD, windows=((None, None),)),
                responsible=Responsible(text=BAD),
                result=BAD,
                location=Location(line=3, column=2, sheet=BAD, address="B7"),
            ),
        ),
    )


@pytest.fixture
def hostile_checked(hostile: Plan) -> Checked:
    outcomes = [
        RuleOutcome(
            rule=f"PRV00{number}",
            name=BAD,
            outcome=outcome,
            severity=Severity.ERROR,
            subject=Subject("site", BAD),
            measures=(0,),
            message=BAD,
            remedy=BAD,
            suggestion={"measure": BAD},
            source=(BAD,),
            reason=BAD,
            evidence=(Evidence(0, BAD),),
        )
        for number, outcome in enumerate(Outcome)
    ]
    report = plan_report(hostile, outcomes, RulesetId(name="own"), lambda code: BAD, remarks=[BAD])
    return Checked(whole_report([report], [Unread(path=f"b{BAD}", error=BAD)], version="1", lang="ru"), (hostile,))


@pytest.fixture
def written() -> Callable[..., str]:
    """`written("sarif", checked)`: what a form's writer makes, as text."""

    def write(form: str, checked: Checked, lang: str = "ru", manner: Manner | None = None) -> str:
        content = FORMS[form].write(checked, wording(lang), manner or Manner())
        return content.decode("utf-8-sig" if form == "csv" else "utf-8")

    return write


@pytest.fixture(scope="session")
def faults() -> Callable[[str, str], list[str]]:
    """What a schema finds wrong with an output, by the form's name."""
    sarif = Draft7Validator(json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8")))
    gitlab = Draft202012Validator(json.loads((SCHEMAS / "gitlab-code-quality.json").read_text(encoding="utf-8")))
    junit = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))

    def find(form: str, text: str) -> list[str]:
        if form == "junit":
            junit.validate(etree.fromstring(text.encode()))
            return [str(error) for error in junit.error_log]
        validator: Any = {"sarif": sarif, "gitlab": gitlab}[form]
        return [error.message for error in validator.iter_errors(json.loads(text))]

    return find
