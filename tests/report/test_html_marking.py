"""Words at fault are marked in their cell."""

from __future__ import annotations

import pytest

from plancheck.report.writers.html_parts.marking import parted


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        ((), [("май\n2026 и май 2026", False)]),
        (("май 2026",), [("май\n2026", True), (" и ", False), ("май 2026", True)]),
        (("нет такого",), [("май\n2026 и май 2026", False)]),
        (("и", "и май"), [("май\n2026 ", False), ("и май", True), (" 2026", False)]),
        (("(.*",), [("май\n2026 и май 2026", False)]),
    ],
)
def test_words_are_marked_across_line_breaks(words: tuple[str, ...], pieces: list[tuple[str, bool]]) -> None:
    assert list(parted("май\n2026 и май 2026", words)) == pieces
