"""What is made for one school names no other: the report on all plans does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plancheck.checking import check_all
from plancheck.crossing import crossed, discreet
from plancheck.report.model import Checked
from plancheck.report.wording import LANGUAGES, wording

REGION = Path(__file__).parent / "region"
PLANS = tuple(sorted(REGION.glob("lake-*.yaml")))


@pytest.fixture(scope="module", params=LANGUAGES)
def region(request: pytest.FixtureRequest) -> Checked:
    return crossed(check_all(PLANS, lang=request.param))


def named(checked: Checked, others: Checked, at: int) -> list[str]:
    """What of the other plans the report on one plan has: their schools, files and the words of their rows."""
    text = checked.report.model_dump_json()
    own = json.dumps(others.plans[at].model_dump(mode="json"), ensure_ascii=False)
    told = [
        one
        for number, plan in enumerate(others.plans)
        if number != at
        for one in (plan.organisation or "", plan.source.path, Path(plan.source.path).name)
    ]
    told += [row.text for number, plan in enumerate(others.plans) if number != at for row in plan.measures]
    return [one for one in told if one and one in text and one not in own]


def test_a_school_is_told_of_its_own_rows_and_of_nobody_else(region: Checked) -> None:
    words = wording(region.report.lang)
    copied = 0
    for at in range(len(region.plans)):
        whole, own = region.only(at), discreet(region.only(at), words)
        before, after = (
            [one for one in each.report.plans[0].outcomes if one.rule == "PRV003"] for each in (whole, own)
        )
        assert [(one.outcome, one.measures) for one in after] == [(one.outcome, one.measures) for one in before]
        assert named(own, region, at) == []
        if any(one.measures for one in before):
            copied += 1
            assert named(whole, region, at)
            assert all(one.evidence for one in after)
    assert copied >= 2
    assert wording(region.report.lang).say("crossing.other_school") in str(
        [discreet(region.only(at), words).report for at in range(len(region.plans))]
    )


def test_where_nothing_was_copied_nothing_is_changed(region: Checked) -> None:
    alone = crossed(check_all(PLANS[:1])).only(0)
    assert discreet(alone, wording("ru")) is alone
