"""The head of a plan: title, organisation, level, and where each source gives way to the next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from heads import HERE, blocks

from plancheck.document import Cell, Paragraph, Row, Table
from plancheck.parsing import shipped_lexicons
from plancheck.parsing.head import read_head
from plancheck.parsing.procedures import ProcedureNames, all_procedures, procedures_in
from plancheck.plan import Level
from plancheck.resources import shipped_rulesets
from plancheck.yaml_source import read_yaml_file

FOLDER = Path(__file__).parent / "cases"
HEADS = read_yaml_file(FOLDER / "heads.yaml").value
LEVELS = read_yaml_file(FOLDER / "levels.yaml").value
PROCEDURES = read_yaml_file(FOLDER / "procedures.yaml").value
WORDS = shipped_lexicons().head
NAMES = ProcedureNames.of(read_yaml_file(shipped_rulesets() / "lexicons" / "procedures.yaml").value)


@pytest.mark.parametrize("case", HEADS, ids=[case["before"].split("\n")[0] for case in HEADS])
def test_title_and_organisation_are_read_over_wrapped_lines(case: dict[str, Any]) -> None:
    head = read_head(blocks(case["before"]), [], WORDS)
    assert (head.title, head.organisation) == (case["title"], case["organisation"])


@pytest.mark.parametrize(("text", "level"), LEVELS)
def test_a_head_tells_whose_plan_it_is(text: str, level: str | None) -> None:
    found = read_head(blocks(text.replace("\\n", "\n")), [], WORDS).level
    assert found == (Level(level) if level else None)


def test_the_signature_under_the_table_tells_the_level_where_the_head_does_not() -> None:
    plan = blocks("План мероприятий по объективности")
    assert read_head(plan, blocks("Председатель комитета\n\nЕ.Е. Соснин"), WORDS).level is Level.MUNICIPAL
    assert read_head(plan, blocks("Директор школы Е.Е. Соснин"), WORDS).level is Level.SCHOOL


def test_a_heading_paragraph_is_a_title_over_a_plain_sentence() -> None:
    made = [Paragraph("План мероприятий на 2025 год", HERE, level=1), Paragraph("План школы хорош;", HERE)]
    assert read_head(made, [], WORDS).title == "План мероприятий на 2025 год"


def test_a_title_may_stand_in_a_layout_table() -> None:
    cells = (Cell("План мероприятий на 2025 год", HERE),)
    head = read_head([Table((Row(cells, HERE),), HERE)], [], WORDS)
    assert (head.title, head.period.start.year if head.period else None) == (
        "План мероприятий на 2025 год",
        2025,
    )


def test_an_empty_head_says_nothing() -> None:
    head = read_head([], [], WORDS)
    assert (head.title, head.organisation, head.level, head.period, head.approval) == (None,) * 5


@pytest.mark.parametrize(("text", "codes"), PROCEDURES)
def test_procedures_are_told_by_acronym_and_by_name(text: str, codes: list[str]) -> None:
    assert procedures_in(text, NAMES) == tuple(codes)


def test_procedures_of_several_texts_stand_once_each() -> None:
    assert all_procedures(["ВПР", "ОГЭ и ВПР"], NAMES) == ("ВПР", "ОГЭ")


def test_a_long_head_is_read() -> None:
    long = [Paragraph("План работы " + "на 2025 год, приказ от 01.02.2025 № 5; " * 30, HERE) for _ in range(100)]
    head = read_head(long, long, WORDS)
    assert head.title is not None
    assert head.title.startswith("План работы")
