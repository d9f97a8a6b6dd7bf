"""Deadline cells: a table written from meaning, cells rendered from their five parts, and the gold plans."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from plancheck.errors import PlancheckError
from plancheck.parsing.deadlines import DeadlineWords, read_deadline
from plancheck.plan import Anchor, Deadline, Period, Recurrence, Window

ROOT = Path(__file__).resolve().parents[2]
LEXICON = yaml.safe_load((ROOT / "rulesets/lexicons/deadlines.yaml").read_text(encoding="utf-8"))
WORDS = DeadlineWords.from_mapping(LEXICON)
TABLE = yaml.safe_load((Path(__file__).parent / "cases/deadlines.yaml").read_text(encoding="utf-8"))
GOLD = sorted((ROOT.parent / "shared/gold").glob("*.yaml"))
SCHOOL_YEAR = Period(start=dt.date(2023, 9, 1), end=dt.date(2024, 8, 31))


def period_of(dates: list[dt.date] | None) -> Period | None:
    return Period(start=dates[0], end=dates[1]) if dates else None


def in_words(deadline: Deadline) -> str:
    """The five parts as the table writes them."""
    parts = [f"{first or ''}..{last or ''}" for first, last in deadline.windows]
    parts += [f"~{deadline.recurrence}"] if deadline.recurrence else []
    parts += [f"@{deadline.anchor}"] if deadline.anchor else []
    parts += ["ongoing"] if deadline.ongoing else []
    parts += ["inferred"] if deadline.inferred else []
    return " ".join(parts) or "nothing"


@pytest.mark.parametrize(
    ("group", "cell", "meaning"),
    [(name, cell, meaning) for name, group in TABLE.items() for cell, meaning in group["cells"]],
)
def test_a_cell_means_what_a_careful_reader_takes_from_it(group: str, cell: str, meaning: str) -> None:
    assert in_words(read_deadline(cell, period_of(TABLE[group]["period"]), WORDS)) == meaning


def test_the_text_of_the_cell_is_kept() -> None:
    assert read_deadline("До  1 марта\n", SCHOOL_YEAR, WORDS).text == "До  1 марта\n"


# Rendering: five parts, written in one of several ways, read back the same.

MONTHS = [forms[:2] for forms in LEXICON["months"].values()]  # nominative, genitive
FREQUENCIES = {
    Recurrence.DAILY: ["ежедневно", "каждый день"],
    Recurrence.WEEKLY: ["еженедельно", "1 раз в неделю", "по вторникам"],
    Recurrence.MONTHLY: ["ежемесячно", "не реже одного раза в месяц", "каждый месяц"],
    Recurrence.PER_TERM: ["1 раз в четверть", "по четвертям"],
    Recurrence.QUARTERLY: ["ежеквартально", "раз в квартал"],
    Recurrence.HALF_YEARLY: ["2 раза в год", "раз в полугодие"],
    Recurrence.YEARLY: ["ежегодно", "1 раз в год"],
    Recurrence.REGULAR: ["регулярно", "систематически", "на регулярной основе"],
}
ANCHORS = {
    Anchor.PROCEDURE_SCHEDULE: ["по графику проведения ВПР", "в дни проведения", "накануне экзамена"],
    Anchor.PROCEDURE_RESULTS: ["по итогам ВПР", "после получения результатов"],
    Anchor.OWN_PLAN: ["по плану школы", "по отдельному графику"],
    Anchor.AS_NEEDED: ["по мере необходимости", "по запросу"],
    Anchor.SCHOOL_HOLIDAYS: ["в каникулярное время", "на осенних каникулах"],
}
GOING_ON = ["постоянно", "на постоянной основе", "непрерывно"]
SEPARATORS = [", ", "; ", "\n", ",\n"]


def a_day(day: dt.date, style: int) -> str:
    genitive = MONTHS[day.month - 1][1]
    return [
        f"{day:%d.%m.%Y}",
        f"{day:%d.%m.%y}",
        f"{day.day} {genitive} {day.year}",
        f"{day.day} {genitive.upper()} {day.year} года",
        f"{day:%d.%m.%Y} г.",
    ][style % 5]


def written(window: Window, style: int) -> str:
    first, last = window
    if first is None:
        assert last is not None
        return f"{['до', 'не позднее', 'в срок до', 'по'][style % 4]} {a_day(last, style // 4)}"
    if last is None:
        return f"{['с', 'начиная с', 'не ранее'][style % 3]} {a_day(first, style // 3)}"
    if first == last:
        return a_day(first, style)
    if (last + dt.timedelta(days=1)).day == 1 and first.day == 1 and style % 2:
        month, end = MONTHS[first.month - 1][0], MONTHS[last.month - 1][0]
        if (first.year, first.month) == (last.year, last.month):
            return f"{month} {first.year} г."
        return f"{month} {first.year} - {end} {last.year}"
    pattern = ["с {} по {}", "{} - {}", "{}–{}", "с {} до {}"][style % 4]
    return pattern.format(a_day(first, style // 4), a_day(last, style // 8))


dates = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))


@st.composite
def windows(draw: st.DrawFn) -> Window:
    first, last = sorted((draw(dates), draw(dates)))
    kind = draw(st.sampled_from(["both", "until", "since", "day", "months"]))
    if kind == "months":
        after = dt.date(last.year + last.month // 12, last.month % 12 + 1, 1)
        return first.replace(day=1), after - dt.timedelta(days=1)
    return {"both": (first, last), "until": (None, last), "since": (first, None), "day": (first, first)}[kind]


@st.composite
def rendered(draw: st.DrawFn) -> tuple[str, Deadline]:
    spans = draw(st.lists(windows(), max_size=3, unique=True))
    recurrence = draw(st.none() | st.sampled_from(list(FREQUENCIES)))
    anchor = draw(st.none() | st.sampled_from(list(ANCHORS)))
    ongoing = recurrence is None and draw(st.booleans())
    parts = [written(span, draw(st.integers(0, 59))) for span in spans]
    parts = ["; ".join(parts)] if parts else []
    parts += [draw(st.sampled_from(FREQUENCIES[recurrence]))] if recurrence else []
    parts += [draw(st.sampled_from(ANCHORS[anchor]))] if anchor else []
    parts += [draw(st.sampled_from(GOING_ON))] if ongoing else []
    text = draw(st.sampled_from(SEPARATORS)).join(draw(st.permutations(parts)))
    text = draw(st.sampled_from([text, text.capitalize(), f" {text}."]))
    return text, Deadline(text=text, windows=tuple(spans), recurrence=recurrence, anchor=anchor, ongoing=ongoing)


@settings(deadline=None)  # a loaded machine is no fault of the grammar
@given(rendered())
def test_a_deadline_written_out_reads_back_the_same(case: tuple[str, Deadline]) -> None:
    text, deadline = case
    assert read_deadline(text, SCHOOL_YEAR, WORDS) == deadline


PIECES = st.sampled_from(
    [form for forms in LEXICON["words"].values() for form in forms]
    + [form for pair in MONTHS for form in pair]
    + [
        "1",
        "15",
        "31",
        "2024",
        "2023-2024",
        "01.09",
        "31.02.2024",
        "-",
        ",",
        "(",
        ")",
        "/",
        "№",
        "I",
        "ВПР",
        "итогам",
        "\n",
        ";",
        "раз",
        "в",
    ]
)


@settings(deadline=None)
@given(st.text(max_size=200) | st.lists(PIECES, max_size=25).map(" ".join), st.sampled_from([None, SCHOOL_YEAR]))
def test_no_text_is_a_crash(text: str, period: Period | None) -> None:
    found = read_deadline(text, period, WORDS)
    assert found.text == text
    assert found.understood or not found.inferred


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "piece",
    ["15 ", "1, ", "до ", "март - ", "по мере ", "2024 ", "в течение ", "м ", "слово ", "(", "31.12.", "1-"],
)
def test_a_very_long_text_is_read_to_its_end(piece: str) -> None:
    assert read_deadline(piece * 5000, SCHOOL_YEAR, WORDS).text == piece * 5000


@pytest.mark.parametrize(
    ("spoilt", "complaint"),
    [
        ({"phrases": [{"say": ["~2 план*"]}]}, "begins with a plain word"),
        ({"phrases": [{"say": ["по план*|"]}]}, "empty alternative"),
        ({"phrases": [{"say": ["по <strangers>"]}]}, "strangers"),
        ({"phrases": [{"recurrence": "hourly", "say": ["ежечасно"]}]}, "hourly"),
        ({"calendar": {"term": [["9", "10-31"]]}}, "ValueError"),
        ({"months": None}, "AttributeError"),
    ],
)
def test_a_spoilt_lexicon_is_refused_with_the_reason(spoilt: dict[str, Any], complaint: str) -> None:
    with pytest.raises(PlancheckError, match=complaint):
        DeadlineWords.from_mapping({**LEXICON, **spoilt})


@pytest.mark.skipif(not GOLD, reason="the gold plans (../shared/gold) are not beside the repository")
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_the_deadlines_of_a_gold_plan_are_read_as_its_reader_did(path: Path) -> None:
    gold = yaml.safe_load(path.read_text(encoding="utf-8"))
    text = (path.parents[1] / "seeds" / f"{path.stem}.txt").read_text(encoding="utf-8")
    period = Period(**gold["plan"]["period"])
    at, wrong = 0, []
    for row in gold["measures"]:
        begin = re.compile(r"\s+".join(map(re.escape, row["starts"].split()))).search(text, at)
        assert begin, row["starts"]
        at = begin.end()
        cell = text[begin.start() :].split("\t")[1].strip()
        want = Deadline(text=cell, **row["deadline"])
        got = read_deadline(cell, period, WORDS)
        if got != want:
            wrong.append(f"{cell!r}: want {in_words(want)}, got {in_words(got)}")
    assert wrong == []
