"""A draft in YAML keeps every line of the file and says above each addition what it is."""

from __future__ import annotations

import textwrap

import pytest

from plancheck import read_plan
from plancheck.drafting.judged import Key
from plancheck.drafting.proposals import AddedRow, AddedWords, Proposals
from plancheck.drafting.yaml_draft import UnfitYamlError, yaml_draft
from plancheck.plan import Column

FILE = textwrap.dedent("""\
    # План школы
    schema: plancheck.plan/1
    title: План мероприятий школы на 2025-2026 учебный год   # год проверен
    sections:
      - number: 1
        title: Подготовка
        measures:
          - number: 1.1
            text: Приказ о проведении ВПР
            deadline: по мере необходимости
            responsible:
            result: |
              Приказ
              и приложение
          # после приказа
          - text: Совещание учителей
            number: 1.2
            deadline: {text: постоянно, ongoing: true}

      - number: 2
        title: Наблюдение
        measures:
        - deadline: "апрель 2026"
          text: Наблюдатели на ВПР
    measures:
      - text: Отчёт
        section: '2'
    """)
FINDING = Key("OWN001", "measure", "", "")
CELLS = {Column.NUMBER: "1.3", Column.MEASURE: "Семинар: критерии", Column.DEADLINE: "ноябрь 2025"}


def row(below: int, **cells: str) -> AddedRow:
    return AddedRow(below, None, {**CELLS, **{Column(name): text for name, text in cells.items()}}, FINDING)


def words(measure: int, column: Column, text: str) -> AddedWords:
    return AddedWords(measure, column, text, FINDING)


def drafted(*added: AddedRow | AddedWords, file: str = FILE) -> str:
    rows = tuple(one for one in added if isinstance(one, AddedRow))
    every = tuple(one for one in added if isinstance(one, AddedWords))
    return yaml_draft(file, Proposals(rows, every), lambda one: f"plancheck: {one.finding.rule}")


def new_lines(draft: str, file: str = FILE) -> list[str]:
    """The lines of a draft that the file has not; all of the file's stand in it in order."""
    before, found = iter([*file.splitlines(), None]), []
    expected = next(before)
    for line in draft.splitlines():
        if line == expected:
            expected = next(before)
        else:
            found.append(line)
    assert expected is None
    return found


def test_a_row_stands_below_its_own_with_a_comment() -> None:
    draft = drafted(row(0))
    assert new_lines(draft) == [
        "      # plancheck: OWN001",
        "      - number: '1.3'",
        "        text: 'Семинар: критерии'",
        "        deadline: ноябрь 2025",
    ]
    plan = read_plan(draft.encode(), name="d.yaml")
    assert [one.text for one in plan.measures[:3]] == [
        "Приказ о проведении ВПР",
        "Семинар: критерии",
        "Совещание учителей",
    ]
    assert plan.measures[0].result == "Приказ\nи приложение"


def test_rows_below_one_row_keep_their_order_and_indent_as_it_does() -> None:
    draft = drafted(row(2), row(2, measure="Второй семинар"))
    assert new_lines(draft)[:2] == ["    # plancheck: OWN001", "    - number: '1.3'"]
    plan = read_plan(draft.encode(), name="d.yaml")
    assert [one.text for one in plan.measures[2:5]] == ["Наблюдатели на ВПР", "Семинар: критерии", "Второй семинар"]


def test_a_row_of_the_list_beside_the_sections_names_its_section_too() -> None:
    plan = read_plan(drafted(row(3)).encode(), name="d.yaml")
    assert [one.section for one in plan.measures[-2:]] == [1, 1]


@pytest.mark.parametrize(
    ("added", "lines"),
    [
        (
            words(0, Column.DEADLINE, ", до 01.04.2026"),
            ["        # plancheck: OWN001", "        deadline: по мере необходимости, до 01.04.2026"],
        ),
        (
            words(0, Column.RESPONSIBLE, "[указать ответственного]"),
            ["        # plancheck: OWN001", "        responsible: '[указать ответственного]'"],
        ),
        (
            words(1, Column.RESULT, "[указать результат]"),
            ["        # plancheck: OWN001", "        result: '[указать результат]'"],
        ),
        (
            words(2, Column.DEADLINE, ", до 20.05.2026"),
            ["    # plancheck: OWN001", "    - deadline: апрель 2026, до 20.05.2026"],
        ),
    ],
)
def test_words_stand_in_their_cell_below_a_comment(added: AddedWords, lines: list[str]) -> None:
    draft = drafted(added)
    at = draft.splitlines().index(lines[0])
    assert draft.splitlines()[at : at + 2] == lines
    assert len(read_plan(draft.encode(), name="d.yaml").measures) == 4


def test_what_is_added_is_always_text() -> None:
    hostile = "да: [нет] # {{ x }} \"' & *a !!python/object \\x00"
    plan = read_plan(drafted(row(0, measure=hostile), words(0, Column.DEADLINE, hostile)).encode(), name="d.yaml")
    assert plan.measures[1].text == hostile
    assert plan.measures[0].deadline is not None
    assert plan.measures[0].deadline.text == f"по мере необходимости{hostile}"


def test_a_long_text_stays_one_text() -> None:
    long = "Семинар для учителей: " + "критерии оценивания " * 30
    plan = read_plan(drafted(row(0, measure=long.strip())).encode(), name="d.yaml")
    assert plan.measures[1].text == long.strip()


def test_a_file_without_a_last_line_end_gets_one() -> None:
    plan = read_plan(drafted(row(3), file=FILE.rstrip("\n")).encode(), name="d.yaml")
    assert plan.measures[-1].text == "Семинар: критерии"


@pytest.mark.parametrize(
    ("added", "file"),
    [
        (words(1, Column.DEADLINE, ", до 01.04.2026"), FILE),
        (words(0, Column.RESULT, ", протокол"), FILE),
        (row(0), "{schema: plancheck.plan/1, measures: [{text: Семинар}]}"),
        (words(0, Column.DEADLINE, "[указать срок]"), "measures: [{text: Семинар}]\n"),
    ],
)
def test_what_is_not_written_a_key_a_line_is_refused(added: AddedRow | AddedWords, file: str) -> None:
    with pytest.raises(UnfitYamlError):
        drafted(added, file=file)
