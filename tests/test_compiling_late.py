"""A pattern that is compiled late finds what one compiled at once does, and is no more than its source before that."""

from __future__ import annotations

import copy
import re

import pytest

from plancheck.compiling_late import late_pattern


def test_a_late_pattern_finds_what_a_compiled_one_does() -> None:
    late, compiled = late_pattern(r"(план)\w*", re.IGNORECASE), re.compile(r"(план)\w*", re.IGNORECASE)
    text = "План и планы"
    assert late.findall(text) == compiled.findall(text)
    assert late.sub("-", text) == compiled.sub("-", text)
    found = late.search(text, 1)
    assert found is not None
    assert found.span() == (7, 12)
    assert (late.pattern, late.flags) == (compiled.pattern, compiled.flags)


def test_a_late_pattern_reads_bytes() -> None:
    assert late_pattern(rb"\d+").findall(b"1 and 22") == [b"1", b"22"]


def test_a_wrong_source_shows_when_it_is_used() -> None:
    late = late_pattern("(")
    with pytest.raises(re.error):
        late.search("(")


def test_a_late_pattern_can_be_copied() -> None:
    assert copy.copy(late_pattern("a+")).findall("caat") == ["aa"]
