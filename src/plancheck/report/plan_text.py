"""The text view of `parse`: the plan as it was understood, beside what stands in the cells."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.plan import Approval, Column, Deadline, Measure, Plan, Section, Skipped, Window
from plancheck.report.page import Page
from plancheck.report.place import place, row_label
from plancheck.report.safe_text import one_line, safe_path
from plancheck.report.wording import Wording


def write_plan_text(plan: Plan, page: Page, words: Wording) -> None:
    """Head, then sections with their measures in document order, then what was left out and why."""
    _write_head(plan, page, words)
    section: int | None = -1
    for measure in plan.measures:
        if measure.section != section:
            section = measure.section
            _write_section(None if section is None else plan.sections[section], page, words)
        page.blank()
        _write_measure(measure, page, words)
    _write_skipped(plan.skipped, page, words)


def _head(plan: Plan, words: Wording) -> Iterator[tuple[str, str | None]]:
    yield "file", safe_path(plan.source.path)
    yield "title", plan.title
    yield "level", _level(plan, words)
    yield "organisation", plan.organisation
    yield "territory", plan.territory
    yield "region", plan.region
    yield "period", f"{words.day(plan.period.start)} – {words.day(plan.period.end)}" if plan.period else None
    yield "approval", _approval(plan.approval, words)
    yield "columns", words.names("column", plan.columns)
    if plan.other_columns:
        yield "other_columns", ", ".join(plan.other_columns)
    yield "procedures", ", ".join(plan.procedures)
    yield "measures", str(len(plan.measures))


def _level(plan: Plan, words: Wording) -> str | None:
    if plan.level is None:
        return None
    name = words.name("level", plan.level)
    return words.say("level.inferred", level=name) if plan.level_inferred else name


def _write_head(plan: Plan, page: Page, words: Wording) -> None:
    for key, text in _head(plan, words):
        if key == "region" and not text:
            continue  # few heads name one; «not told» would look like a fault
        page.labelled(words.say(f"head.{key}"), one_line(text or "") or words.say("unknown"))
    for remark in plan.remarks:
        page.labelled(words.say("remark"), one_line(remark.text(words.lang)))


def _approval(approval: Approval | None, words: Wording) -> str:
    if approval is None:
        return words.say("none")
    number = words.say("approval.number", n=approval.number) if approval.number else words.say("approval.no_number")
    date = words.say("approval.date", day=words.day(approval.date)) if approval.date else words.say("approval.no_date")
    return ", ".join(part for part in (approval.position, approval.by, number, date) if part)


def _write_section(section: Section | None, page: Page, words: Wording) -> None:
    page.blank()
    if section is None:
        page.text(words.say("parse.no_section"), style="bold")
        return
    label = " ".join(part for part in (section.number, one_line(section.title)) if part)
    page.text(words.say("parse.section", label=label), style="bold")
    if section.level:
        page.labelled(words.say("parse.section_level"), words.name("level", section.level), indent=1)
    for task in section.tasks:
        page.labelled(words.say("parse.tasks"), one_line(task), indent=1)


def _write_measure(measure: Measure, page: Page, words: Wording) -> None:
    label = row_label(measure.number, words)
    if Column.NUMBER in measure.doubtful:
        label = words.say("row.doubtful", text=label).strip()
    text = _marked(one_line(measure.text) or words.say("row.empty"), Column.MEASURE, measure, words)
    page.text(text, style="bold", lead=f"{label}  " if label else "")
    for name, text in _cells(measure, words):
        page.labelled(words.say(f"row.{name}"), text, indent=3)
    where = place(measure.location, words)
    if where:
        page.labelled(words.say("row.where"), where, indent=3, style="dim")


def _cells(measure: Measure, words: Wording) -> Iterator[tuple[str, str]]:
    """The cells that the row has, with what was read from each; an absent column is not an empty cell."""
    if Column.DEADLINE in measure.columns or measure.deadline:
        yield "deadline", _marked(_deadline(measure.deadline, words), Column.DEADLINE, measure, words)
    if Column.RESPONSIBLE in measure.columns or measure.responsible:
        yield "responsible", _marked(_responsible(measure, words), Column.RESPONSIBLE, measure, words)
    if Column.RESULT in measure.columns or measure.result:
        result = one_line(measure.result or "") or words.say("row.empty")
        yield "result", _marked(result, Column.RESULT, measure, words)
    yield "topics", words.names("topic", measure.topics) or words.say("none")
    if measure.procedures:
        yield "procedures", ", ".join(measure.procedures)
    if measure.schools:
        yield "schools", ", ".join(measure.schools)


def _marked(text: str, column: Column, measure: Measure, words: Wording) -> str:
    """The text of a cell, with a word of warning where it was recognised with little certainty."""
    return words.say("row.doubtful", text=text) if column in measure.doubtful else text


def _deadline(deadline: Deadline | None, words: Wording) -> str:
    if deadline is None:
        return words.say("row.empty")
    return f"{words.quote(one_line(deadline.text))} – {deadline_reading(deadline, words)}"


def deadline_reading(deadline: Deadline, words: Wording) -> str:
    """What was read from a deadline cell, in words: «01.11.2023 – 31.03.2024; год взят из периода плана»."""
    parts = [_window(window, words) for window in deadline.windows]
    if deadline.recurrence:
        parts.append(words.name("recurrence", deadline.recurrence))
    if deadline.anchor:
        parts.append(words.name("anchor", deadline.anchor))
    if deadline.ongoing:
        parts.append(words.say("deadline.ongoing"))
    if not parts:
        return words.say("deadline.not_understood")
    if deadline.inferred:
        parts.append(words.say("deadline.inferred"))
    return "; ".join(parts)


def _window(window: Window, words: Wording) -> str:
    first, last = window
    if first and last:
        key = "day" if first == last else "window"
        return words.say(f"deadline.{key}", first=words.day(first), last=words.day(last))
    if last:
        return words.say("deadline.until", last=words.day(last))
    return words.say("deadline.from", first=words.day(first)) if first else words.say("unknown")


def _responsible(measure: Measure, words: Wording) -> str:
    responsible = measure.responsible
    if responsible is None:
        return words.say("row.empty")
    read = [
        f"{words.say(f'row.{key}')}: {listed}"
        for key, listed in (
            ("roles", words.names("role", responsible.roles)),
            ("persons", ", ".join(responsible.persons)),
        )
        if listed
    ]
    return f"{words.quote(one_line(responsible.text))} – {'; '.join(read) or words.say('unknown')}"


def _write_skipped(skipped: tuple[Skipped, ...], page: Page, words: Wording) -> None:
    if not skipped:
        return
    page.blank()
    page.text(words.say("parse.skipped", n=len(skipped)), style="bold")
    for part in skipped:
        where = place(part.location, words)
        text = f"{words.quote(one_line(part.what, 80))}: {words.name('skipped', part.why)}"
        page.text(f"{text} ({where})" if where else text, indent=1, lead="- ")
