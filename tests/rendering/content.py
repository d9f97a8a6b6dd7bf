"""What a made-up plan says, before any format: its head, its columns, its sections of rows; drawn from a vocabulary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal

import yaml

NUMBER, MEASURE, DEADLINE, RESPONSIBLE, RESULT = "number", "measure", "deadline", "responsible", "result"
Parting = Literal["rows", "headings", "bare", "none"]
"""How sections are parted: rows of one table; headings over tables that each have, or do not have, a header; not."""


@dataclass(frozen=True)
class Section:
    """A title (empty where there is one section without a title) and rows of texts, in the order of the columns."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class PlanContent:
    """A plan as its author has it in mind. `kinds` and `titles` tell the columns; texts may hold newlines."""

    stamp: tuple[str, ...]
    order: tuple[str, ...]  # an order that the plan is an appendix of
    head: tuple[str, ...]
    kinds: tuple[str, ...]
    titles: tuple[str, ...]
    sections: tuple[Section, ...]
    parting: Parting = "rows"
    end: tuple[str, ...] = ()
    aside: tuple[tuple[str, ...], ...] = ()  # another table below the plan, that is no part of it

    @property
    def rows(self) -> list[tuple[str, ...]]:
        return [row for section in self.sections for row in section.rows]


@cache
def vocabulary() -> Mapping[str, Any]:
    words: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / "vocabulary.yaml").read_text("utf-8"))
    return words


def made_content(random: Random, rows: int | None = None) -> PlanContent:
    """A plan of some two to twelve rows (or as many as asked) as a school might write it."""
    parting: Parting = random.choice(["rows", "rows", "headings", "bare", "none"])
    kinds = _columns(random, parting)
    count = rows or random.randint(2, 12)
    texts = random.sample(_measures(), min(count, len(_measures()))) if rows is None else _many(random, rows)
    parts = _parts(random, texts, 1 if parting == "none" else random.randint(1, 4))
    titles = _section_titles(random, len(parts), parting) if parting != "none" else [""]
    numbering = random.choice(["running", "running", "restarting", "deep"])
    sections, done = [], 0
    for place, (title, part) in enumerate(zip(titles, parts, strict=True), 1):
        numbers = [
            f"{place}.{at}" if numbering == "deep" and title else str(at if numbering == "restarting" else done + at)
            for at in range(1, len(part) + 1)
        ]
        sections.append(Section(title, tuple(_rows(random, kinds, numbers, part))))
        done += len(part)
    return PlanContent(
        **_head(random),
        kinds=kinds,
        titles=tuple(random.choice(vocabulary()["titles"][kind]) for kind in kinds),
        sections=tuple(sections),
        parting=parting,
        # A table of three columns under a plan of three or four might go on with it: that is the tests of parsing's.
        aside=_schedule(random) if len(kinds) > 4 and random.random() < 0.25 else (),
    )


def _columns(random: Random, parting: Parting) -> tuple[str, ...]:
    order = [MEASURE, DEADLINE, RESPONSIBLE]
    if random.random() < 0.6:
        order.append(RESULT)
    for extra in ("mark", "classes"):
        if random.random() < 0.2:
            order.append(extra)
    if random.random() < 0.4:
        random.shuffle(order)
    if parting == "rows":  # where a section's title stands in the first cell, that is the number's or the measure's
        order.remove(MEASURE)
        order.insert(0, MEASURE)
    return (NUMBER, *order) if random.random() < 0.8 else tuple(order)


@cache
def _measures() -> tuple[str, ...]:
    return tuple(text for texts in vocabulary()["measures"].values() for text in texts)


def _many(random: Random, count: int) -> list[str]:
    texts = list(_measures())
    random.shuffle(texts)
    return [texts[at % len(texts)] + (f" ({at // len(texts) + 1}-й этап)" * (at >= len(texts))) for at in range(count)]


def _parts(random: Random, texts: Sequence[str], count: int) -> list[list[str]]:
    cuts = sorted(random.sample(range(1, len(texts)), min(count, len(texts)) - 1))
    return [list(texts[a:b]) for a, b in zip([0, *cuts], [*cuts, len(texts)], strict=True)]


_ROMAN = ("I", "II", "III", "IV", "V")


def _section_titles(random: Random, count: int, parting: Parting) -> list[str]:
    # A line above a table that is no heading by its number or its words may be anything.
    styles = ["{}. {}", "{}. {}", "Раздел {}. {}", "roman", *["bare"] * (parting == "rows")]
    style = random.choice(styles)
    names = random.sample(vocabulary()["sections"], count)
    if style == "bare":
        return names
    if style == "roman":
        return [f"{_ROMAN[at]}. {name}" for at, name in enumerate(names)]
    return [style.format(at, name) for at, name in enumerate(names, 1)]


def _rows(random: Random, kinds: Sequence[str], numbers: Sequence[str], texts: Sequence[str]) -> list[tuple[str, ...]]:
    words = vocabulary()
    rows: list[tuple[str, ...]] = []
    shared: dict[str, str] = {}
    for number, text in zip(numbers, texts, strict=True):
        tail = f" {random.choice(words['long_tails'])}" if random.random() < 0.15 and "\n" not in text else ""
        cells = {
            NUMBER: number,
            MEASURE: text + tail,
            DEADLINE: random.choice(words["deadlines"] if random.random() < 0.8 else words["typed_deadlines"]),
            RESPONSIBLE: random.choice(words["responsible"]),
            RESULT: random.choice(words["results"]) if random.random() < 0.9 else "",
            "mark": random.choice(words["marks"]),
            "classes": random.choice(words["classes"]),
        }
        if random.random() < 0.05:
            cells[random.choice([DEADLINE, RESPONSIBLE])] = ""
        if random.random() < 0.7:
            shared = {}
        elif not shared:
            shared = {kind: cells[kind] for kind in random.choice([[DEADLINE], [RESPONSIBLE], [DEADLINE, RESPONSIBLE]])}
        cells |= shared
        rows.append(tuple(cells[kind] for kind in kinds))
    return rows


def _head(random: Random) -> dict[str, tuple[str, ...]]:
    words = vocabulary()
    school = random.choice(words["organisations"])
    approval = random.choice(["stamp", "order", "none"])
    title, subject = random.choice(words["plan_titles"]), random.choice(words["subjects"])
    whose, year = f"в {school['name']} {school['place']}", "на 2025-2026 учебный год"
    head = random.choice([
        (f"{title} {subject}", whose, year),
        (f"{title} {subject} {whose} {year}",),
        (title.upper(), f"{subject} {whose}", year),
        (title, subject, f"{whose} {year}"),
    ])  # fmt: skip
    stamp = ("УТВЕРЖДАЮ", school["post"], f"______________ {school['person']}", "Приказ от 29.08.2025 № 147")
    order = (
        f"{school['name']} {school['place']}",
        "ПРИКАЗ",
        "29.08.2025 № 147",
        "В целях повышения доверия к результатам оценочных процедур",
        "ПРИКАЗЫВАЮ:",
        "1. Утвердить план мероприятий (приложение).",
        "2. Контроль за исполнением приказа оставляю за собой.",
        f"Директор {school['person']}",
        "Приложение к приказу от 29.08.2025 № 147",
    )
    return {
        "stamp": stamp if approval == "stamp" else (),
        "order": order if approval == "order" else (),
        "head": head,
        "end": (f"Директор школы ______________ {school['person']}",) if random.random() < 0.3 else (),
    }


def _schedule(random: Random) -> tuple[tuple[str, ...], ...]:
    """A table of another subject, that only stands in the same file."""
    subjects = random.sample(["Русский язык", "Математика", "История", "Биология", "Физика"], 3)
    rows = [(f"{4 + at} класс", subject, f"{20 + at}.04.2026") for at, subject in enumerate(subjects)]
    return (("Класс", "Предмет", "Дата"), *rows)


def without_newlines(content: PlanContent) -> PlanContent:
    """The same content with each cell in one paragraph, for formats whose cells hold but one line."""

    def flat(texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(" ".join(text.split()) for text in texts)

    sections = tuple(Section(one.title, tuple(map(flat, one.rows))) for one in content.sections)
    return replace(content, titles=flat(content.titles), sections=sections)
