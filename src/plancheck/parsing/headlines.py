"""Lays out what stands before (or after) a plan's table as lines, taking side-by-side stamps apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plancheck.compiling_late import late_pattern
from plancheck.document import Block, Paragraph
from plancheck.language import clean, unmix
from plancheck.parsing.stems import Pattern

_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_MARKUP = re.compile(r"\*\*|^\s{0,3}#{1,6}\s+|`")
_LATIN = re.compile(r"[A-Za-z]")
_WORD = re.compile(r"[^\W\d_]+")
_GAP = late_pattern(r"\t+| {3,}")
_COLUMN_LINES = 14


class Line(NamedTuple):
    """One line without markup; `paragraph` counts blocks, `level` is a heading's (0: plain)."""

    text: str
    paragraph: int
    level: int = 0
    bold: bool = False


Group = tuple[Line, ...]


def plain(text: str) -> str:
    """A line without Markdown and tags, Latin letters in Russian words mended; spaces as they were."""
    bare = _MARKUP.sub("", _TAGS.sub(" ", text))
    return _WORD.sub(lambda word: unmix(word[0]), bare) if _LATIN.search(bare) else bare


def lay_out(blocks: Sequence[Block], approves: Pattern, titles: Pattern) -> tuple[Group, ...]:
    """The running lines first, then each column of a stamp table or of stamps set side by side by spaces."""
    flow: list[tuple[str, Line]] = []
    columns: list[Group] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            for raw in block.text.splitlines():
                text = plain(raw)
                bold = block.emphasised or "**" in raw
                line = Line(clean(text), number, block.level or _hashes(raw), bold)
                if line.text:
                    flow.append((text, line))
        else:
            width = max((len(row.cells) for row in block.rows), default=0)
            for place in range(width):
                cells = [row.cells[place] for row in block.rows if place < len(row.cells)]
                texts = [raw for cell in cells if not cell.merged for raw in cell.text.splitlines()]
                columns.append(tuple(Line(clean(plain(raw)), number) for raw in texts if clean(plain(raw))))
    running, apart = _unwoven(flow, approves, titles)
    return (running, *apart, *(column for column in columns if column))


def _hashes(raw: str) -> int:
    found = re.match(r"\s{0,3}(#{1,6})\s", raw)
    return len(found[1]) if found else 0


def _pieces(raw: str) -> list[tuple[int, str]]:
    """The parts of a line between wide gaps, each with the column it begins in."""
    raw = raw[:2000].expandtabs(40)
    if "   " not in raw:
        return [(0, whole)] if (whole := clean(raw)) else []
    found, at = [], 0
    for gap in [*_GAP.finditer(raw), None]:
        part = raw[at : gap.start() if gap else len(raw)]
        if part.strip():
            found.append((at, clean(part)))
        at = gap.end() if gap else at
    return found


def _unwoven(flow: list[tuple[str, Line]], approves: Pattern, titles: Pattern) -> tuple[Group, list[Group]]:
    """Takes apart the lines under «СОГЛАСОВАНО      УТВЕРЖДАЮ», each piece to the column above it."""
    running: list[Line] = []
    apart: list[Group] = []
    at = 0
    while at < len(flow):
        raw, line = flow[at]
        heads = _pieces(raw)
        if len(heads) < 2 or not any(approves.match(text) for _, text in heads):
            running.append(line)
            at += 1
            continue
        columns: list[list[Line]] = [[] for _ in heads]
        end = at + _COLUMN_LINES
        while at < min(end, len(flow)) and not titles.match(flow[at][1].text):
            raw, line = flow[at]
            for start, text in _pieces(raw):
                nearest = min(range(len(heads)), key=lambda place: abs(heads[place][0] - start))
                columns[nearest].append(Line(text, line.paragraph))
            at += 1
        apart.extend(tuple(column) for column in columns)
    return tuple(running), apart


def joined(lines: Iterable[Line]) -> str:
    """The lines as one text, a newline between them."""
    return "\n".join(line.text for line in lines)
