"""Insertions into a part leave every other byte as it is."""

from __future__ import annotations

import pytest
from lxml import etree

from plancheck.word.edits import Edits, in_utf8, spans_of

PART = (
    b"<?xml version='1.0' encoding='UTF-8'?>\n<!-- <w:p> --><w:d xmlns:w='u'  >"
    b"<w:p a='1>2' ><w:t>\xd0\x9f&lt;</w:t ></w:p>"
    b'<w:p/><w:p b="x"  /> <![CDATA[<w:p>]]></w:d>\n'
)


def edits(part: bytes = PART) -> tuple[Edits, list[etree._Element]]:
    root = etree.fromstring(part, etree.XMLParser(remove_comments=True))
    return Edits(part, root), list(root.iter("*"))


def test_nothing_put_in_changes_nothing() -> None:
    assert edits()[0].result() == PART


def test_elements_are_put_before_after_and_inside_others() -> None:
    made, (root, first, text, *_) = edits()
    made.before(first, "<A/>")
    made.first_in(first, "<B/>")
    made.last_in(first, "<C/>", "<D/>")
    made.after(text, "<E/>")
    made.last_in(root, "<F/>")
    done = made.result()
    assert b"<w:d xmlns:w='u'  ><A/><w:p a='1>2' ><B/><w:t>" in done
    assert b"</w:t ><C/><D/><E/></w:p>" in done
    assert done.endswith(b"<F/></w:d>\n")
    for piece in (b"<A/>", b"<B/>", b"<C/>", b"<D/>", b"<E/>", b"<F/>"):
        done = done.replace(piece, b"")
    assert done == PART


def test_an_empty_tag_is_opened_for_what_is_put_into_it() -> None:
    made, (_, _, _, empty, spaced) = edits()
    made.last_in(empty, "<A/>")
    made.first_in(spaced, "<B/>")
    made.last_in(spaced, "<C/>")
    made.after(empty, "<D/>")
    assert b'<w:p><A/></w:p><D/><w:p b="x"  ><B/><C/></w:p>' in made.result()


def test_places_are_counted_in_bytes_whatever_stands_between_the_tags() -> None:
    spans = spans_of(PART, range(5))
    assert [PART[span.start : span.start + 4] for _, span in sorted(spans.items())] == [
        b"<w:d",
        *[b"<w:p", b"<w:t"],
        b"<w:p",
        b"<w:p",
    ]
    assert [span.empty for _, span in sorted(spans.items())] == [False, False, False, True, True]
    assert PART[spans[1].inner : spans[1].inner_end] == b"<w:t>\xd0\x9f&lt;</w:t >"


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1251"])
def test_a_part_in_another_encoding_becomes_utf_8(encoding: str) -> None:
    text = f"<?xml version='1.0' encoding='{encoding}'?><d><p>План</p></d>"
    part = text.encode(encoding)
    made, (_, paragraph) = edits(part)
    made.last_in(paragraph, "<A/>")
    assert "<p>План<A/></p>".encode() in made.result()


def test_a_part_with_a_byte_order_mark_stays_as_it_is() -> None:
    part = b"\xef\xbb\xbf<d><p/></d>"
    assert in_utf8(part, etree.fromstring(part)) == part
    made, (_, paragraph) = edits(part)
    made.last_in(paragraph, "<A/>")
    assert made.result() == b"\xef\xbb\xbf<d><p><A/></p></d>"
