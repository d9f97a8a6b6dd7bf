"""Where the columns of a table without upright rules stand, stretch by stretch: each section may keep to its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from plancheck.readers.pdf.lines import Line, line_of
from plancheck.readers.pdf.words import Word

_GAP = 1.2  # of the font's size: white this wide parts two columns in a line
_RIVER = 0.35  # of the font's size: white this wide through many lines parts two columns
_SPACE = 0.36  # of the font's size: narrower white is a space
_CROSSED = 0.15  # the share of lines that may run over a river
_FEW = 4  # lines: in so few a wide space may fall upon another
_APART = 1.22  # times the usual distance between lines, that between rows
_MOST_STEP = 1.6  # of the font's size: lines of one cell stand no further apart, whatever is usual
_LEAST_STEP = 0.8  # of the font's size: lines nearer than that are one line and a sign above it
_EXACT, _ALIGNED = 1.0, 3.0  # points by which pieces that begin at one place may differ: in one table, and in two
_LEAST_INSET = 3.0  # points by which the text of a first column may stand further in than a title does

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines `start` to `stop` (not included) of a run, and the white between their columns; the first `titles` of
    them stand by themselves above those in columns.
    """

    start: int
    stop: int
    rivers: tuple[Interval, ...]
    titles: int = 0


def pieces(line: Line) -> list[Line]:
    """The line cut where the white is wide."""
    cut: list[list[Word]] = [[line.words[0]]]
    for before, word in pairwise(line.words):
        if word.left - before.right > _GAP * line.size:
            cut.append([])
        cut[-1].append(word)
    if len(cut) == 1:
        return [line]
    return [line_of(words)._replace(page=line.page, bold=line.bold) for words in cut]


def stretches_of(run: Sequence[Line], counts: Sequence[int], first: int, last: int) -> list[Stretch]:
    """The stretches of one table in the lines from `first` to `last`; `counts` are the pieces of each line.

    A stretch begins under lines that stand by themselves at the left, as titles of sections do. Where its lines are
    in another number of columns than those above, another table begins, and this one ends.
    """
    found = [
        Stretch(start, stop, tuple(_own(run[start + titles : stop], counts[start + titles : stop])), titles)
        for start, stop, titles in _parted(run, counts, first, last)
    ]
    columns, common = _most_columns(run, counts, found)
    begins = {right for one in found if len(one.rivers) == columns for _, right in (*one.rivers, *common)}
    kept: list[Stretch] = []
    for one in found:
        inside = _in_columns(run, counts, one)
        if len(one.rivers) != columns and _keep_to_others(inside, one.rivers, begins):
            break
        choices = [common, one.rivers, *(before.rivers for before in kept[-1:])]
        fitting = (rivers for rivers in choices if len(rivers) == columns and _fit(inside, rivers))
        rivers = next(fitting, None)
        if rivers is None:
            break
        kept.append(Stretch(one.start, one.stop, rivers, one.titles))
    return kept


def _in_columns(run: Sequence[Line], counts: Sequence[int], one: Stretch) -> list[Line]:
    return [run[at] for at in range(one.start + one.titles, one.stop) if counts[at] > 1]


def _most_columns(
    run: Sequence[Line], counts: Sequence[int], found: Sequence[Stretch]
) -> tuple[int, tuple[Interval, ...]]:
    """How many rivers there are, and where in all stretches: as many as some stretch shows and half the lines bear.

    A column that is blank in a section is one all the same.
    """
    whole = sum(len(_in_columns(run, counts, one)) for one in found)
    votes = Counter[int]()
    for one in found:
        votes[len(one.rivers)] += len(_in_columns(run, counts, one))
    for columns in sorted(votes, key=lambda count: -count):
        common = _common(run, counts, found, columns)
        borne = 0
        for one in found:
            inside = _in_columns(run, counts, one)
            if len(one.rivers) == columns or (len(common) == columns and _fit(inside, common)):
                borne += len(inside)
        if columns and 2 * borne >= whole:
            return columns, common
    columns = max(votes, key=lambda count: (votes[count], count), default=0)
    return columns, _common(run, counts, found, columns)


def _common(run: Sequence[Line], counts: Sequence[int], found: Sequence[Stretch], columns: int) -> tuple[Interval, ...]:
    """The rivers of the stretches that have so many, as far as the lines of the others leave room for them."""
    lines: list[Line] = []
    parts: list[int] = []
    for one in found:
        for at in range(one.start + one.titles, one.stop):
            if len(one.rivers) == columns:
                lines.append(run[at])
                parts.append(counts[at])
            else:
                lines += pieces(run[at])
                parts += [1] * counts[at]
    return tuple(rivers_between(lines, parts))


def _keep_to_others(lines: Sequence[Line], own: Sequence[Interval], begins: Collection[float]) -> bool:
    """Whether lines begin their columns all at the same places, and some of these are no column's of the table."""
    if len(lines) < 2 or not own:
        return False
    places = [right for _, right in own]
    parts = [piece.left for line in lines for piece in pieces(line)[1:]]
    if any(min(abs(left - place) for place in places) > _EXACT for left in parts):
        return False
    return any(all(abs(place - begin) > _ALIGNED for begin in begins) for place in places)


def _fit(lines: Sequence[Line], rivers: Sequence[Interval]) -> bool:
    return sum(crosses(line, rivers) for line in lines) <= _CROSSED * len(lines)


def _parted(run: Sequence[Line], counts: Sequence[int], first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """Where stretches begin and end, and how many lines stand by themselves at the head of each."""
    apart = apart_from(run[first : last + 1])
    left = min(run[at].left for at in range(first, last + 1) if counts[at] > 1)
    begins = [
        at
        for at in range(first, last + 1)
        if at == first or run[at].page != run[at - 1].page or run[at].bottom - run[at - 1].bottom > apart
    ]
    start, titles, lone = first, 0, False
    for block, stop in zip(begins, [*begins[1:], last + 1], strict=True):
        alone = all(counts[at] == 1 and run[at].left <= left + _LEAST_INSET for at in range(block, stop))
        if alone and not lone and block > first:
            yield start, block, titles
            start, titles = block, 0
        if alone:
            titles += stop - block
        lone = alone
    yield start, last + 1, titles


def apart_from(lines: Sequence[Line]) -> float:
    """The distance between baselines from which lines are of two rows, in points."""
    steps = sorted(
        below.bottom - above.bottom
        for above, below in pairwise(lines)
        if above.page == below.page and below.bottom - above.bottom > _LEAST_STEP * below.size
    )
    if not steps:
        return 0.0
    return _APART * min(steps[len(steps) // 8], _MOST_STEP * median(line.size for line in lines))


def _own(lines: Sequence[Line], counts: Sequence[int]) -> list[Interval]:
    rivers = rivers_between(lines, counts)
    if sum(count > 1 for count in counts) >= _FEW:
        return rivers
    return [river for river in rivers if river[1] - river[0] >= _GAP * lines[0].size]


def rivers_between(lines: Sequence[Line], counts: Sequence[int]) -> list[Interval]:
    """The white between the columns of lines; those in one piece part none, and tell how far each goes."""
    several = [line for line, count in zip(lines, counts, strict=True) if count > 1]
    single = [line for line, count in zip(lines, counts, strict=True) if count == 1]
    found = []
    for left, right in rivers_of(several, _CROSSED) if several else ():
        start, end = left, right
        for line in single:
            if line.left < start < line.right < end:
                start = line.right
            elif start < line.left < end < line.right:
                end = line.left
        wide = end - start >= _RIVER * lines[0].size
        found.append((start, end) if wide else (left, right))
    return found


def rivers_of(lines: Sequence[Line], share: float) -> list[Interval]:
    """The upright strips that no more than that share of the lines run over; of each the part the fewest do."""
    edges: list[tuple[float, int]] = []
    for line in lines:
        for left, right in _filled(line):
            edges += [(left, 1), (right, -1)]
    edges.sort()
    allowed = int(share * len(lines))
    narrowest = _RIVER * median(line.size for line in lines)
    found: list[Interval] = []
    strips: list[tuple[int, float, float]] = []  # how many lines run over it, where it begins and ends
    over = 0
    for (place, step), (following, _) in pairwise(edges):
        over += step
        if over > allowed:
            found += _clearest(strips, narrowest)
            strips = []
        elif following > place:
            strips.append((over, place, following))
    return [river for river in found if river[0] > edges[0][0]]


def _clearest(strips: Sequence[tuple[int, float, float]], narrowest: float) -> list[Interval]:
    """The part of adjoining strips that is wide enough and that the fewest lines run over; none if none is wide."""
    for most in sorted({over for over, _, _ in strips}):
        runs: list[Interval] = []
        for over, left, right in strips:
            if over > most:
                continue
            if runs and runs[-1][1] == left:
                runs[-1] = runs[-1][0], right
            else:
                runs.append((left, right))
        width, left, right = max((right - left, left, right) for left, right in runs)
        if width >= narrowest:
            return [(left, right)]
    return []


def _filled(line: Line) -> list[Interval]:
    """The stretches of a line that its words take, spaces with them."""
    found = [(line.words[0].left, line.words[0].right)]
    for word in line.words[1:]:
        if word.left - found[-1][1] <= _SPACE * line.size:
            found[-1] = found[-1][0], max(found[-1][1], word.right)
        else:
            found.append((word.left, word.right))
    return found


def crosses(line: Line, rivers: Sequence[Interval]) -> bool:
    """Whether a line runs over the middle of a river."""
    return any(a < (left + right) / 2 < b for left, right in rivers for a, b in _filled(line))
