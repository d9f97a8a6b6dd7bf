"""The approval of a plan: stamps, appendix lines, orders; and what approves nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from heads import blocks
from hypothesis import given
from hypothesis import strategies as st

from plancheck.parsing import shipped_lexicons
from plancheck.parsing.head import read_head
from plancheck.yaml_source import read_yaml_file

CASES = read_yaml_file(Path(__file__).parent / "cases" / "approvals.yaml").value
WORDS = shipped_lexicons().head


@pytest.mark.parametrize("case", CASES, ids=[" ".join(case["before"].split())[:60] for case in CASES])
def test_an_approval_is_read_with_its_parts(case: dict[str, Any]) -> None:
    found = read_head(blocks(case["before"]), blocks(case.get("after", "")), WORDS).approval
    wanted = case["approval"]
    if wanted is None:
        assert found is None
        return
    assert found is not None
    said: dict[str, str | None] = {"by": found.by, "position": found.position, "number": found.number}
    said["date"] = found.date.isoformat() if found.date else None
    assert {part: said[part] for part in wanted} == wanted


def test_the_filled_order_goes_before_the_blank_appendix_line() -> None:
    text = (
        "ПРИКАЗ\n01.10.2025 № 44\nОб утверждении плана мероприятий\n"
        "1. Утвердить план.\nДиректор А.А. Грабов\n\n"
        "Приложение к приказу\nот ______ № ____\n\nПлан мероприятий"
    )
    found = read_head(blocks(text), [], WORDS).approval
    assert found is not None
    assert (found.number, found.by) == ("44", "А.А. Грабов")


def test_an_order_that_approves_no_plan_is_no_approval() -> None:
    text = "ПРИКАЗ\n01.10.2025 № 44\nО проведении субботника\n\nПлан мероприятий"
    assert read_head(blocks(text), [], WORDS).approval is None


@given(st.text(alphabet="УТВЕРЖДАЮприказ от№123.2025«»_ \nДиректорИв", max_size=200))
def test_no_head_makes_the_reader_fail(text: str) -> None:
    head = read_head(blocks(text), blocks(text), WORDS)
    assert head.period is None or head.period.start <= head.period.end
