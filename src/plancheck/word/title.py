"""Where a plan's title stands among the blocks of its document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plancheck.document import Block, Paragraph
from plancheck.location import Location
from plancheck.word.spots import letters

_NOWHERE = Location()
_SHORTEST = 8  # letters: fewer may be of anything


def title_place(blocks: Sequence[Block], title: str | None) -> Location | None:
    """The place of the paragraph or cell where the title begins, else of the first text; None where there is none."""
    texts = [(letters(text), place) for text, place in _texts(blocks) if place != _NOWHERE]
    sought = letters(title or "")
    if len(sought) >= _SHORTEST:
        for fits in (_begins, _holds):
            found = next((place for text, place in texts if fits(text, sought)), None)
            if found is not None:
                return found
    return next((place for text, place in texts if text), None)


def _begins(text: str, title: str) -> bool:
    return len(text) >= _SHORTEST and (title.startswith(text) or text.startswith(title))


def _holds(text: str, title: str) -> bool:
    return len(text) >= _SHORTEST and (text in title or title in text)


def _texts(blocks: Sequence[Block]) -> Iterator[tuple[str, Location]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text, block.location
        else:
            yield from ((cell.text, cell.location) for row in block.rows for cell in row.cells if not cell.merged)
