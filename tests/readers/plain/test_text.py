"""Plain text is read as a person sees it: each case is a text and the blocks it holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from plancheck.document import Block, Paragraph
from plancheck.readers import read_document

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


def seen(block: Block, expected: dict[str, Any]) -> dict[str, Any]:
    """A block in the words of a case: what the case does not speak of is left out where it is usual."""
    if isinstance(block, Paragraph):
        found: dict[str, Any] = {"p": block.text}
        if block.level:
            found["level"] = block.level
        if block.emphasised:
            found["emphasised"] = True
        return found
    found = {"table": [list(row.texts()) for row in block.rows]}
    merged = [[cell.merged for cell in row.cells] for row in block.rows]
    if any(map(any, merged)):
        found["merged"] = merged
    if "lines" in expected:
        found["lines"] = [row.location.line for row in block.rows]
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_text_is_read_into_the_blocks_of_its_case(case: Path) -> None:
    expected = yaml.safe_load(case.with_suffix(".yaml").read_text(encoding="utf-8"))
    blocks = read_document(case.read_bytes(), case.name).blocks
    hints = [*expected, *[{}] * len(blocks)]
    assert [seen(block, hint) for block, hint in zip(blocks, hints, strict=False)] == expected


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_line_ends_of_windows_and_old_mac_change_nothing(case: Path) -> None:
    content = case.read_bytes()
    expected = read_document(content, case.name).blocks
    for line_end in (b"\r\n", b"\r"):
        assert read_document(content.replace(b"\n", line_end), case.name).blocks == expected


def test_every_place_is_numbered_from_one_and_points_to_its_line() -> None:
    text = "Заголовок\n\n№\tДело\tКто\n1\tПринять\nпорядок\tСовет\n\nКонец\n\n| A | B |\n|---|---|\n| c | d |"
    head, first, tail, second = read_document(text.encode(), "plan.txt").blocks
    assert (head.location.line, tail.location.line) == (1, 7)
    assert not isinstance(first, Paragraph)
    assert not isinstance(second, Paragraph)
    places = [cell.location.known() for cell in first.rows[1].cells]
    assert places == [
        {"line": 4, "table": 1, "row": 2, "cell": 1},
        {"line": 4, "table": 1, "row": 2, "cell": 2},
        {"line": 5, "table": 1, "row": 2, "cell": 3},
    ]
    assert second.rows[1].location.known() == {"line": 11, "table": 2, "row": 2}
