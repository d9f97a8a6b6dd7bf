"""What a baseline knows stays known however a plan is edited around it; what says something else never hides.

`PLANCHECK_EXAMPLES=1000` makes as many edits of each kind.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from plancheck.checking import check
from plancheck.plan import Plan
from plancheck.readers import read_document
from plancheck.report.assembly import whole_report
from plancheck.report.diff import compared
from plancheck.report.model import OutcomeEntry, PlanReport, Report
from plancheck.report.wording import wording
from plancheck.rules.meaning import bare
from plancheck.rules.outcome import Outcome
from plancheck.waivers.baseline import Baseline, baseline_json, baseline_of, read_baseline
from rendering.content import DEADLINE, MEASURE, RESPONSIBLE, RESULT, PlanContent, made_content, without_newlines
from rendering.edits import LEAVING, changed, faulty, numbered, shuffled
from rendering.formats import FORMATS
from rendering.habits import by_chance
from rendering.layout import Layout, laid_out
from rendering.likeness import plan_of

ASKED = os.environ.get("PLANCHECK_EXAMPLES")
PHASES = tuple(Phase) if ASKED else (Phase.generate,)
few = settings(max_examples=int(ASKED or 40), deadline=None, derandomize=not ASKED, database=None, phases=PHASES)
randoms = st.randoms(use_true_random=False)
EXACT = sorted(set(FORMATS) - {"pdf"})  # a PDF's cells are read nearly always, not always


def content_by(random: Random) -> PlanContent:
    return numbered(faulty(made_content(random), random))


def report_on(plan: Plan) -> Report:
    """The report by the reference evaluator, as on a file of one name."""
    judged = check(plan.model_copy(update={"source": plan.source.model_copy(update={"path": "plan.docx"})}),
                   engine="reference")  # fmt: skip
    return whole_report([judged], [], version="1", lang="ru")


def failing(before: Report, after: Report, file: Path) -> list[OutcomeEntry]:
    """The findings of the second report that a baseline of the first does not know, by way of its file."""
    file.write_text(baseline_json(baseline_of(before, Baseline(file))), "utf-8")
    (plan,) = after.plans
    released = read_baseline(file).released(plan, plan.outcomes, wording("ru"))
    return [entry for entry in released if entry.outcome is Outcome.FAILED]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("baseline") / "plancheck-baseline.json"


@few
@given(random=randoms, edit=st.sampled_from(sorted(LEAVING)))
def test_rows_moved_renumbered_and_retyped_make_nothing_new(file: Path, random: Random, edit: str) -> None:
    content = content_by(random)
    before = report_on(plan_of(laid_out(content)))
    after = report_on(plan_of(laid_out(LEAVING[edit](content, random))))
    assert [(one.rule, one.message) for one in failing(before, after, file)] == []
    diff = compared(before, after)
    assert (diff.summary.new, diff.summary.unclear) == (0, 0)


@few
@given(random=randoms, name=st.sampled_from(EXACT))
def test_another_format_makes_nothing_new(file: Path, random: Random, name: str) -> None:
    written = FORMATS[name]
    content = content_by(random)
    before = report_on(plan_of(laid_out(content)))
    document = laid_out(content if written.newlines else without_newlines(content), by_chance(Layout, random))
    read = read_document(written.render(document, by_chance(written.habits, random)), f"plan.{name}")
    after = report_on(plan_of(read))
    assert [(one.rule, one.message) for one in failing(before, after, file)] == []


# ---------------------------------------------------------------------- edits that change what a row says

# Which cell, beside the measure's own words, a rule judges: told from the catalogue, not from the code.
JUDGED = {
    **dict.fromkeys(
        ("DOC005", "DDL001", "DDL002", "DDL003", "DDL004", "DDL005", "DDL006", "DDL007", "OBS005", "CRD002", "CRD003"),
        DEADLINE,
    ),
    **dict.fromkeys(("DOC004", "ROL001", "ROL003"), RESPONSIBLE),
    **dict.fromkeys(("DOC006", "CRD004"), RESULT),
}
MERGED = ("OBS003", "RCK003")
REPEATED = "DOC008"  # of three rows alike, which two make the finding depends on their order: see the test below


def about(entry: OutcomeEntry, places: Sequence[int]) -> tuple[str, str, str | None, int | None]:
    """Rule and subject; a row as its place in the first plan."""
    row = entry.measures[0] if entry.subject.kind == "measure" and entry.rule not in MERGED else None
    return entry.rule, entry.subject.kind, entry.subject.ref, None if row is None else places[row]


def rows(entry: OutcomeEntry, places: Sequence[int]) -> set[int]:
    return {places[row] for row in entry.measures}


def expected_new(
    before: PlanReport, after: PlanReport, places: Sequence[int], at: int, kind: str
) -> list[OutcomeEntry]:
    """The findings that were not there, rest on a row more, or on what was changed: row `at`, cell `kind`."""
    same = range(len(places))
    earlier = {about(entry, same): entry for entry in before.findings}
    found = []
    for entry in after.findings:
        was = earlier.get(about(entry, places))
        own = entry.measures[:1] and places[entry.measures[0]] == at and entry.subject.kind == "measure"
        resting = at in rows(entry, places) and kind == MEASURE
        judged = bool(own) and entry.rule not in MERGED and JUDGED.get(entry.rule) == kind
        if was is None or not rows(entry, places) <= rows(was, same) or resting or judged:
            found.append(entry)
    return found


def told(entries: Sequence[OutcomeEntry], plan: Plan) -> Counter[tuple[str, str | None, str]]:
    """Findings by what they say: two rows that say the same may stand for each other."""
    return Counter(
        (one.rule, one.subject.ref, bare(plan.measures[one.measures[0]].text) if one.measures else "")
        for one in entries
        if one.rule != REPEATED
    )


@few
@given(random=randoms, typed=st.booleans())
def test_what_says_something_else_is_new_and_nothing_beside_it(file: Path, random: Random, typed: bool) -> None:
    content = content_by(random)
    edited, at, kind = changed(content, random)
    edited, places = shuffled(edited, random)
    edited = numbered(LEAVING["retyped"](edited, random) if typed else edited)
    one, other = plan_of(laid_out(content)), plan_of(laid_out(edited))
    assume(len(one.measures) == len(other.measures) == len(content.rows))
    before, after = report_on(one), report_on(other)
    expected = expected_new(before.plans[0], after.plans[0], places, at, kind)
    assert told(failing(before, after, file), other) == told(expected, other)
