"""Makes a table of a plan that is written as a list: measures, and under each «Срок: …», «Ответственный: …»."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from plancheck.document import Block, Cell, Location, Paragraph, Row, Table
from plancheck.language import clean, words
from plancheck.parsing.columns import ColumnWords, title_code
from plancheck.parsing.joint import in_last_brackets
from plancheck.parsing.labels import Label, Labelled, cut_at_labels, is_label
from plancheck.parsing.rows import split_number
from plancheck.plan import Column

if TYPE_CHECKING:
    from plancheck.parsing.lexicons import Lexicons

_FEWEST = 3  # measures with labels; fewer are no plan
_HEADING_LENGTH = 200
_BULLET = re.compile(r"\A\s*([oо•·▪◦*–—-])\s+(?=\S)")
_NUMBER_SIGN = re.compile(r"\s*([IVXLC]+|\d+(?:\.\d+)*)([.)]*)\s")
_COUNTED = re.compile(r"\s*№?\s*(\d{1,3})\s*[.)]?\s*")
_YEAR = re.compile(r"\b20\d\d\b")
_TITLES = {
    Column.MEASURE: "Мероприятие",
    Column.DEADLINE: "Срок",
    Column.RESPONSIBLE: "Ответственный",
    Column.RESULT: "Результат",
}
_WRITTEN = tuple(_TITLES)


class _Line(NamedTuple):
    """A text of the list with its place: of a measure, of a heading, or of what stands around."""

    text: str
    place: int  # of its paragraph among the blocks
    paragraph: Paragraph

    @property
    def number(self) -> str | None:
        return split_number(self.text)[0]

    @property
    def bullet(self) -> str:
        found = _BULLET.match(self.text)
        return found[1] if found else ""

    @property
    def style(self) -> tuple[str, ...]:
        """What an item looks like that belongs to the same list: the kind and depth of its number, or its bullet."""
        found = _NUMBER_SIGN.match(self.text)
        if not found or not self.number:
            return (self.bullet,)
        depth = str(found[1].count(".")) if found[1][0].isdigit() else "roman"
        return (depth, found[2][-1:])


@dataclass(slots=True)
class _Item:
    """A row in the making: a measure with its labels, or (`heading`) a section's title."""

    lines: list[_Line]
    number: str = ""
    text: str = ""
    labels: list[Label] = field(default_factory=list)
    heading: bool = False

    def said(self, column: Column) -> str:
        return "\n".join(label.text for label in self.labels if label.code == column.value and label.text)


def listed_blocks(blocks: Sequence[Block], known: Lexicons) -> tuple[Block, ...] | None:
    """The blocks with the list of measures made a table; None where no list says of its measures when or by whom."""
    written = [
        (place, paragraph, text)
        for place, block in enumerate(blocks)
        for paragraph in ([block] if isinstance(block, Paragraph) else _paragraphs(block, known.columns))
        for text in _texts(paragraph.text, known.columns)
    ]
    alone = Counter(text.strip() for _, _, text in written if is_label(text, known.columns))
    cut = [
        (place, paragraph, _cut(f"{text}:" if alone[text.strip()] >= _FEWEST and ":" not in text else text, known))
        for place, paragraph, text in written
    ]
    if sum(bool(labelled.labels) for _, _, labelled in cut) < _FEWEST:
        return None
    items = _items(cut, known.columns)
    measures = [item for item in items if not item.heading]
    told = [item for item in measures if item.said(Column.DEADLINE) or item.said(Column.RESPONSIBLE)]
    if len(told) < _FEWEST or 2 * len(told) < len(measures):
        return None
    places = [line.place for item in items for line in item.lines]
    first, last = min(places), max(places)
    if not _is_titled([block.text for block in blocks[:first] if isinstance(block, Paragraph)], known.columns):
        return None
    between = [block for place, block in enumerate(blocks[first:last], first) if place not in places]
    return (*blocks[:first], _table(items, blocks[first].location), *between, *blocks[last + 1 :])


def _paragraphs(table: Table, known: ColumnWords) -> list[Paragraph]:
    """The rows of a table that only sets labels off from what they say, as «label: text»; of any other, none."""
    made: list[Paragraph] = []
    for row in table.rows:
        texts = list(dict.fromkeys(filter(str.strip, row.texts())))
        if len(texts) == 2 and is_label(texts[0], known):
            made.append(Paragraph(f"{texts[0].strip().rstrip(':')}: {texts[1]}", row.cells[-1].location))
        elif len(texts) == 1:
            made.append(Paragraph(texts[0], row.cells[0].location))
        elif texts:
            return []
    return made


def _is_titled(above: Iterable[str], known: ColumnWords) -> bool:
    """Whether a list is said to be a plan: the decisions of a meeting have deadlines too."""
    return any(known.plan_words.find(words(clean(text))) for text in above)


def _cut(text: str, known: Lexicons) -> Labelled:
    """The text parted at its labels; an item's last brackets may say when and by whom without any."""
    labelled = cut_at_labels(text, known.columns)
    whole = labelled.lead.count("(") == labelled.lead.count(")")
    if (labelled.labels and whole) or not (split_number(text)[0] or _BULLET.match(text)):
        return labelled
    bracketed = in_last_brackets(text, known)
    if bracketed is None or not bracketed[1].both:
        return labelled
    measure, told = bracketed
    return Labelled(
        measure,
        (
            Label(Column.DEADLINE.value, _TITLES[Column.DEADLINE], told.deadline),
            Label(Column.RESPONSIBLE.value, _TITLES[Column.RESPONSIBLE], told.responsible),
        ),
    )


def _texts(text: str, known: ColumnWords) -> list[str]:
    """The lines of a paragraph, those joined that only go on."""
    whole: list[str] = []
    for line in filter(str.strip, text.split("\n")):
        starts = split_number(line)[0] or _BULLET.match(line) or cut_at_labels(line, known).labels
        if whole and not starts:
            whole[-1] += f"\n{line}"
        else:
            whole.append(line)
    return whole


def _items(cut: Iterable[tuple[int, Paragraph, Labelled]], known: ColumnWords) -> list[_Item]:
    items: list[_Item] = []
    waiting: list[_Line] = []
    for place, paragraph, labelled in cut:
        line = _Line(labelled.lead, place, paragraph)
        labels = list(labelled.labels)
        named = bool(labels) and labels[0].code == Column.MEASURE.value
        if named:
            number = _counted(labelled.lead, known) or (
                _counted(waiting.pop().text, known) if waiting and _counted(waiting[-1].text, known) else ""
            )
            items += _around(waiting, None, items, known)
            waiting = []
            items.append(_Item([line], number, labels.pop(0).text, labels))
            continue
        if labelled.lead and not labels and items and not waiting and _continues(line, items[-1], known):
            last = items[-1].labels[-1]
            items[-1].labels[-1] = last._replace(text=f"{last.text}\n{line.text}".strip())
            items[-1].lines.append(line)
            continue
        if labelled.lead:
            waiting.append(line)
        if labels and waiting:
            start = _start(waiting)
            items += _around(waiting[:start], waiting[start], items, known)
            items.append(_begun(waiting[start:], labels))
            waiting = []
        elif labels and items and not items[-1].heading:
            items[-1].labels += labels
            items[-1].lines.append(line)
    items += [item for item in _around(waiting, None, items, known) if not item.heading]
    while items and items[-1].heading:
        items.pop()
    return items


def _counted(text: str, known: ColumnWords) -> str:
    """The number of a measure that stands alone before its label: «3.», «Мероприятие 3»; nothing where it is none."""
    found = _COUNTED.fullmatch(text)
    if not found and len(text.split()) <= 3:
        title, _, rest = text.strip().partition(" ")
        found = _COUNTED.fullmatch(rest) if title_code(title, known) == Column.MEASURE.value else None
    return found[1] if found else ""


def _continues(line: _Line, item: _Item, known: ColumnWords) -> bool:
    """Whether a line only goes on with what the last label of an item says."""
    if item.heading or not item.labels or line.number:
        return False
    bare = _BULLET.sub("", line.text, count=1)
    own = item.lines[0]
    said = words(item.labels[-1].text)
    if not said or said[-1].folded in known.hanging:
        return True
    return bare[:1].islower() and not (line.bullet and line.bullet == own.bullet)


def _start(waiting: Sequence[_Line]) -> int:
    """Which of the lines before labels begins their measure: the numbered one, or the last."""
    at = len(waiting) - 1
    while at > 0 and not waiting[at].number:
        bare = _BULLET.sub("", waiting[at].text, count=1)
        if not (bare[:1].islower() or waiting[at - 1].text.rstrip().endswith((":", ","))):
            break
        at -= 1
    return at


def _begun(lines: Sequence[_Line], labels: list[Label]) -> _Item:
    number, rest = split_number(_BULLET.sub("", lines[0].text, count=1))
    text = "\n".join([rest, *(line.text for line in lines[1:])])
    return _Item(list(lines), number or "", text.rstrip(" .;") if len(lines) == 1 else text, labels)


def _around(lines: Sequence[_Line], measure: _Line | None, before: Sequence[_Item], known: ColumnWords) -> list[_Item]:
    """What stands between two measures with labels: measures without any, and titles of sections.

    `measure` is the line of the next one; None where the next is named by a label, or there is none.
    """
    if not before:  # the head of the document stands above the first
        return [_Item([lines[-1]], text=lines[-1].text, heading=True)] if lines and _opens(lines[-1], known) else []
    found: list[_Item] = []
    last = next((item for item in reversed(before) if not item.heading), None)
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else measure
        if last and _is_next(line, last, following):
            last = _begun([line], [])
            found.append(last)
        elif _may_title(line, known):
            found.append(_Item([line], text=line.text, heading=True))
    return found


def _is_next(line: _Line, last: _Item, following: _Line | None) -> bool:
    """Whether a line without labels is the measure after the last one: it looks the same, and its number follows."""
    looks = line.paragraph.level, line.paragraph.emphasised
    if line.style == ("",) or line.style != last.lines[0].style:
        return False
    if looks != (last.lines[0].paragraph.level, last.lines[0].paragraph.emphasised):
        return False
    if not line.number:
        return True
    after = following.number if following and following.style == line.style else None
    return _follows(line.number, last.number) and (after is None or _follows(after, line.number))


def _follows(number: str, before: str) -> bool:
    *parts, end = number.split(".")
    *others, start = before.split(".")
    return parts == others and end.isdigit() and start.isdigit() and int(end) == int(start) + 1


def _may_title(line: _Line, known: ColumnWords) -> bool:
    text = clean(line.text)
    if len(text) > _HEADING_LENGTH or text.endswith(";"):
        return False
    looks = line.paragraph.level or line.paragraph.emphasised or line.number or known.sections.find(words(text))
    return bool(looks) or not text.endswith(".")


def _opens(line: _Line, known: ColumnWords) -> bool:
    """Whether the last line above the first measure titles its section, and not the plan."""
    text = clean(line.text)
    titled = known.plan_titles.find(words(text)) or _YEAR.search(text) or text.isupper()
    return not titled and _may_title(line, known) and (bool(line.number) or text[:1].isupper())


def _table(items: Sequence[_Item], at: Location) -> Table:
    """The items as rows under titles; a section's title stands alone in its row."""
    columns = [column for column in _WRITTEN if column is Column.MEASURE or any(item.said(column) for item in items)]
    numbered = any(item.number for item in items)
    titles = [*["№"] * numbered, *(_TITLES[column] for column in columns)]
    rows = [Row(tuple(Cell(title, at) for title in titles), at)]
    for item in items:
        place = item.lines[0].paragraph.location
        if item.heading:
            texts = [item.text, *[""] * (len(titles) - 1)]
        else:
            texts = [*[item.number] * numbered, item.text, *(item.said(column) for column in columns[1:])]
        rows.append(Row(tuple(Cell(text, place) for text in texts), place))
    return Table(tuple(rows), at)
