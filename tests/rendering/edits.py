"""Edits of made-up plans: those that leave every finding's meaning alone, and those that change one row's."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from plancheck.rules.meaning import bare
from rendering.content import DEADLINE, MEASURE, NUMBER, RESPONSIBLE, RESULT, PlanContent, Section, vocabulary

Row = tuple[str, ...]

BLANKS = ("приказ № ____ от ____ 20__ г.", "(ФИО ответственного)", "по форме ________")
PLACES = ("по опыту школ Омска", "на сайте edu.tula.ru", "совместно с управлением образования Пермского края")
ODD_DEADLINES = (
    "до 01.10.2019",
    "15.05.2031",
    "20.05.2026-20.04.2026",
    "до 10.01.2025",
    "в разумный срок",
    "своевременно",
)
ODD_PEOPLE = ("", "ОО", "Управление образования", "Лужина О. С.", "Школа")
MIXED = ("oбъективности", "рaбот")  # the first letter, the second letter are Latin


def faulty(content: PlanContent, random: Random) -> PlanContent:
    """The content with faults of many kinds put in: empty cells, vague days, repeats, blanks, foreign places."""

    def spoilt(row: Row) -> Row:
        cells = dict(zip(content.kinds, row, strict=True))
        if random.random() < 0.3:
            cells[DEADLINE] = random.choice(["", *ODD_DEADLINES, "постоянно", "по мере необходимости"])
        if random.random() < 0.3:
            cells[RESPONSIBLE] = random.choice(ODD_PEOPLE)
        if RESULT in cells and random.random() < 0.2:
            cells[RESULT] = random.choice(["", "-"])
        if random.random() < 0.15:
            cells[MEASURE] += f", {random.choice(BLANKS)}"
        if random.random() < 0.1:
            cells[MEASURE] += f" {random.choice(PLACES)}"
        if random.random() < 0.1:
            cells[MEASURE] += f" для {random.choice(MIXED)}"
        return tuple(cells[kind] for kind in content.kinds)

    sections = [Section(one.title, tuple(spoilt(row) for row in one.rows)) for one in content.sections]
    if random.random() < 0.4:  # a repeat, perhaps with a light word more
        place = random.randrange(len(sections))
        again = random.choice(content.rows)
        at = content.kinds.index(MEASURE)
        text = again[at] if random.random() < 0.5 else f"Организация работы: {again[at][0].lower()}{again[at][1:]}"
        again = (*again[:at], text, *again[at + 1 :])
        sections[place] = Section(sections[place].title, (*sections[place].rows, again))
    return replace(content, sections=tuple(sections))


def numbered(content: PlanContent, *, deep: bool = False) -> PlanContent:
    """The rows numbered anew, without gaps; a row keeps its want of a number."""
    if NUMBER not in content.kinds:
        return content
    at, done = content.kinds.index(NUMBER), 0
    sections = []
    for place, section in enumerate(content.sections, 1):
        rows = []
        for index, row in enumerate(section.rows, 1):
            done += 1
            number = f"{place}.{index}" if deep else str(done)
            rows.append((*row[:at], number, *row[at + 1 :]))
        sections.append(Section(section.title, tuple(rows)))
    return replace(content, sections=tuple(sections))


def shuffled(content: PlanContent, random: Random) -> tuple[PlanContent, list[int]]:
    """Rows in another order within their sections; and each row's place before."""
    sections, order, done = [], [], 0
    for section in content.sections:
        places = random.sample(range(len(section.rows)), len(section.rows))
        sections.append(Section(section.title, tuple(section.rows[at] for at in places)))
        order += [done + at for at in places]
        done += len(section.rows)
    return replace(content, sections=tuple(sections)), order


def moved(content: PlanContent, random: Random) -> PlanContent:
    """Rows in another order within their sections, numbered anew."""
    return numbered(shuffled(content, random)[0])


SPACES = (" ", "  ", "\u00a0", "\u2009", " \u200b")
QUOTES = ("«»", "„“", "“”", '""')
DASHES = "-–—‑"


def retyped(text: str, random: Random) -> str:
    """The same words typed otherwise: spaces, quotes, dashes, ё, end signs, unseen signs, capitals."""
    left, right = random.choice(QUOTES)
    text = text.replace("«", left).replace("»", right)
    text = re.sub(" ", lambda _: random.choice(SPACES) if random.random() < 0.3 else " ", text)
    text = re.sub("[-–]", lambda _: random.choice(DASHES), text)
    if random.random() < 0.5:
        text = text.replace("ё", "е")
    if random.random() < 0.2:
        text = re.sub(r"(?<=[а-я]{4})(?=[а-я]{4})", "\u00ad", text, count=1)
    if random.random() < 0.2 and text[-1:].isalpha():
        text += random.choice(".;")
    if random.random() < 0.2:  # a whole row in capitals may be a section's title
        text = re.sub(r"[а-я]{7,}", lambda found: found.group().upper(), text, count=1)
    return text


def retyped_rows(content: PlanContent, random: Random) -> PlanContent:
    """All texts of the rows typed otherwise; numbers stay."""

    def row(cells: Row) -> Row:
        return tuple(
            cell if kind == NUMBER or not cell else retyped(cell, random)
            for kind, cell in zip(content.kinds, cells, strict=True)
        )

    return replace(
        content,
        sections=tuple(Section(one.title, tuple(map(row, one.rows))) for one in content.sections),
    )


Leaving = Callable[[PlanContent, Random], PlanContent]
LEAVING: dict[str, Leaving] = {
    "moved": moved,
    "renumbered": lambda content, random: numbered(content, deep=random.random() < 0.5),
    "retyped": retyped_rows,
    "all": lambda content, random: moved(retyped_rows(content, random), random),
}


def changed(content: PlanContent, random: Random) -> tuple[PlanContent, int, str]:
    """One cell of one row says something else: the content, the row's place, the cell's kind."""
    at = random.randrange(len(content.rows))
    kind = random.choice([MEASURE, MEASURE, DEADLINE, RESPONSIBLE, *([RESULT] if RESULT in content.kinds else [])])
    column = content.kinds.index(kind)
    row = content.rows[at]
    cell = another(row[column], kind, [one[column] for one in content.rows], random)
    return _with_row(content, at, (*row[:column], cell, *row[column + 1 :])), at, kind


def another(cell: str, kind: str, taken: Sequence[str], random: Random) -> str:
    """A cell of that kind that says something else than this one, and than all of the plan's where it is a measure."""
    words = vocabulary()
    if kind == MEASURE:
        fresh = [
            text for texts in words["measures"].values() for text in texts if not any(text in one for one in taken)
        ]
        grown = [f"{cell} в {random.randint(5, 9)} классах", f"{cell} (кроме {random.randint(2, 4)} четверти)"]
        counted = re.sub(r"\d+", lambda found: str(int(found.group()) + 1), cell)
        return random.choice([one for one in (*random.sample(fresh, 3), *grown, counted) if bare(one) != bare(cell)])
    choices = {
        DEADLINE: [*words["deadlines"], *ODD_DEADLINES, ""],
        RESPONSIBLE: [*words["responsible"], *ODD_PEOPLE],
        RESULT: [*words["results"], ""],
    }[kind]
    return random.choice([one for one in choices if bare(one) != bare(cell)])


def _with_row(content: PlanContent, at: int, row: Row) -> PlanContent:
    sections, done = [], 0
    for section in content.sections:
        rows = [row if done + index == at else one for index, one in enumerate(section.rows)]
        sections.append(Section(section.title, tuple(rows)))
        done += len(section.rows)
    return replace(content, sections=tuple(sections))
