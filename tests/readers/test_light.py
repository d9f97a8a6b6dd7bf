"""The light tree of a part is the one that lxml gives, and refuses what lxml refuses."""

from __future__ import annotations

import pytest

from plancheck.errors import UnreadableError
from plancheck.readers.light import light_tree
from plancheck.readers.package import parse_xml

LINE = '<?xml version="1.0" encoding="%s"?>'


def shown(element: object) -> object:
    """An element as its name, attributes, text, what is in it and the text behind."""
    return [
        (one.tag, dict(one.attrib), one.text or "", shown(one), one.tail or "")
        for one in element  # type: ignore[attr-defined]
    ]


@pytest.mark.parametrize(
    "content",
    [
        (
            LINE % "UTF-8" + '<a xmlns="urn:a" xmlns:x="urn:x"><x:b x:c="1" d="&lt;2">План &amp; срок</x:b> за</a>'
        ).encode(),
        "<a><b>один<!-- нет -->два</b><![CDATA[<три>]]><?нет?></a>".encode(),
        (LINE % "windows-1251" + "<a><b>план</b></a>").encode("cp1251"),
        (LINE % "UTF-16" + "<a><b>план</b></a>").encode("utf-16"),
        (LINE % "KOI8-R" + "<a><b>план</b></a>").encode("koi8-r"),
        b"<a><b>" + b" " * 5_000_000 + b"</b></a>",
    ],
    ids=["namespaces", "comments", "windows-1251", "utf-16", "koi8-r", "large"],
)
def test_the_tree_is_that_of_lxml(content: bytes) -> None:
    assert shown(light_tree(content)) == shown(parse_xml(content))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no tag",
        b"<a><b></a>",
        b"<a>&unknown;</a>",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        b"<a><x:b/></a>\xff",
    ],
)
def test_what_lxml_refuses_is_refused_alike(content: bytes) -> None:
    with pytest.raises(UnreadableError) as heavy:
        parse_xml(content)
    with pytest.raises(UnreadableError) as light:
        light_tree(content)
    assert str(light.value) == str(heavy.value)
