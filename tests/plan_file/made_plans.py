"""Plans that Hypothesis makes: words that YAML could misread, and readings that no words would give."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from plancheck.language import clean
from plancheck.plan import (
    Anchor,
    Approval,
    Belonging,
    Column,
    Deadline,
    Flaw,
    Level,
    Mark,
    Measure,
    Mention,
    Period,
    Plan,
    Recurrence,
    Responsible,
    Role,
    Section,
    Skipped,
    SkipReason,
    Topic,
)
from plancheck.remark import Remark

WORDS = (
    "Издание приказа о проведении ВПР", "Присутствие независимых наблюдателей", "Анализ итогов ОГЭ в СОШ № 4",
    "до 15.09.2025", "сентябрь", "1 раз в четверть", "в течение года", "Директор школы", "Завуч Ольхина П. П.",
    "План мероприятий МБОУ «Липовская СОШ» на 2025-2026 учебный год", "Заозёрского района", "Приказ № ____ от",
    "Приcутствие", "no", "true", "null", "~", "1.10", "007", "12:30", "2025-09-01", "0x1F", "- пункт", "# решётка",
    "а: б", "а #б", "{а}", "[а", "&а", "*а", "!а", "|", ">", "%а", "@а", "`а`", "'а", '"а"', "а\\б", "а\nб", "а\n\nб",
    "?", "? а", "---", "...", "<<", "=", "🎓 а", "а, б", "Yes", "1e3", "-", "«а»",
)  # fmt: skip
days = st.dates(dt.date(1999, 1, 1), dt.date(2040, 12, 31))
letters = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30)
texts = st.one_of(st.sampled_from(WORDS), st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join), letters)
said = texts.map(clean).filter(bool)  # as readers and the parsing room leave texts
raw = texts.filter(bool)
indices = st.none() | st.integers(0, 5)


def several(one: st.SearchStrategy) -> st.SearchStrategy:  # type: ignore[type-arg]
    return st.lists(one, max_size=3, unique=True).map(tuple)


deadlines = st.builds(
    Deadline,
    text=said | st.just(""),
    windows=several(st.tuples(st.none() | days, st.none() | days)),
    recurrence=st.none() | st.sampled_from(Recurrence),
    anchor=st.none() | st.sampled_from(Anchor),
    ongoing=st.booleans(),
    inferred=st.booleans(),
)
responsibles = st.builds(
    Responsible,
    text=said | st.just(""),
    roles=several(st.sampled_from(Role)),
    persons=several(raw),
    persons_without_post=several(raw),
)
columns = several(st.sampled_from(Column))


def measures(sections: int) -> st.SearchStrategy[Measure]:
    return st.builds(
        Measure,
        number=st.none() | said,
        section=st.none() | st.integers(0, sections - 1) if sections else st.none(),
        text=said | st.just(""),
        deadline=st.none() | deadlines,
        responsible=st.none() | responsibles,
        result=st.none() | said,
        procedures=several(raw),
        topics=several(st.sampled_from(Topic)),
        marks=several(st.sampled_from(Mark)),
        schools=several(raw),
        years=several(st.integers(1990, 2050)),
        columns=columns,
        spanned=columns,
        doubtful=columns,
        other=st.dictionaries(raw, said, max_size=2),
    )


made_sections = st.builds(
    Section,
    number=st.none() | said,
    title=said | st.just(""),
    tasks=several(said),
    level=st.none() | st.sampled_from(Level),
    procedures=several(raw),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    sections = tuple(draw(st.lists(made_sections, max_size=3)))
    rows = draw(st.lists(measures(len(sections)), min_size=1, max_size=6))
    if draw(st.booleans()):  # mostly rows stand section by section
        rows.sort(key=lambda row: -1 if row.section is None else row.section)
    at = st.none() | st.integers(0, len(rows) - 1)
    flaws = several(st.builds(Flaw, quote=raw, measure=at))
    return Plan(
        title=draw(st.none() | said),
        level=draw(st.none() | st.sampled_from(Level)),
        level_inferred=draw(st.booleans()),
        organisation=draw(st.none() | said),
        territory=draw(st.none() | raw),
        region=draw(st.none() | raw),
        period=draw(st.none() | st.builds(Period, start=days, end=days)),
        approval=draw(
            st.none()
            | st.builds(
                Approval, **dict.fromkeys(("by", "position", "number"), st.none() | said), date=st.none() | days
            )
        ),
        columns=draw(columns),
        other_columns=draw(several(raw)),
        procedures=draw(several(raw)),
        held_procedures=draw(several(raw)),
        sections=sections,
        measures=tuple(rows),
        mentions=draw(
            several(
                st.builds(
                    Mention,
                    name=raw,
                    kind=st.sampled_from(["territory", "site"]),
                    belonging=st.sampled_from(Belonging),
                    quote=raw,
                    measure=at,
                )
            )
        ),
        leftovers=draw(flaws),
        mixed_words=draw(flaws),
        skipped=draw(several(st.builds(Skipped, what=raw, why=st.sampled_from(SkipReason)))),
        remarks=draw(several(st.builds(Remark, raw, raw))),
        recognised=draw(st.booleans()),
    )
