"""The tags of a part are the same whether found in its text or in its tree."""

from __future__ import annotations

import pytest

from plancheck.errors import UnreadableError
from plancheck.readers import DEFAULT_LIMITS
from plancheck.readers.tags import tags_of

LINE = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
BOOK = b'<book xmlns="urn:b" xmlns:r="urn:r"><pages>%b</pages></book>'


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (b'<page name="A" r:id="r1"/><page name="B"/>', [{"name": "A", "id": "r1"}, {"name": "B"}]),
        ('<page name="План" />'.encode(), [{"name": "План"}]),
        (b'<page name="A &amp; B &#1078;"/>', [{"name": "A & B ж"}]),
        (b'<page name="1 > 0"><note>text</note></page>', [{"name": "1 > 0"}]),
        (b"<page name='A'/>", [{"name": "A"}]),
        (b'<page name = "A"/>', [{"name": "A"}]),
        (b'<!-- <page name="B"/> --><page name="A"/>', [{"name": "A"}]),
        (b'<![CDATA[<page name="B"/>]]><page name="A"/>', [{"name": "A"}]),
        (b'<?page name="B"?><page name="A"/>', [{"name": "A"}]),
        (b'<x:page xmlns:x="urn:b" name="A"/>', [{"name": "A"}]),
        (b"<pages/>", []),
    ],
)
@pytest.mark.parametrize("start", [LINE, b""])  # without its first line a part is parsed
def test_tags_are_told_however_they_are_written(start: bytes, inside: bytes, expected: list[dict[str, str]]) -> None:
    found = tags_of(start + BOOK % inside, {"page"}, DEFAULT_LIMITS)
    assert [name for name, _ in found] == ["page"] * len(expected)
    told = [{key.replace("}", ":").rpartition(":")[2]: value for key, value in given.items()} for _, given in found]
    assert [{key: value for key, value in given.items() if key != "x"} for given in told] == expected


@pytest.mark.parametrize(
    "content", [b"", b"no tag at all", LINE + b"<book><page", LINE + b'<!DOCTYPE book><page n="1"/>']
)
def test_what_is_no_part_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        tags_of(content, {"page"}, DEFAULT_LIMITS)
