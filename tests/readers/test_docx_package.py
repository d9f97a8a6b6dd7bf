"""Word packages: where the parts are found, what is never followed, what ends in a clear word."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import cell, listing, paragraph, part, row, run, table, word_file

from plancheck.document import Location, Paragraph, Table
from plancheck.errors import UnreadableError
from plancheck.readers.docx import pictures, read
from plancheck.readers.limits import DEFAULT_LIMITS
from plancheck.readers.reading import Reading

PLAN = paragraph("План") + table([["№", "Мероприятие", "Срок"], ["1", "Сбор", "май"]])
GOOD = word_file(PLAN)
BLIP = '<a:graphic><a:blip r:embed="rId1"/></a:graphic>'


def opened(content: bytes) -> Reading:
    return read(content, DEFAULT_LIMITS)


def repacked(content: bytes, changes: dict[str, bytes | None]) -> bytes:
    """The package with parts changed, added, or left out (None)."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(packed, "w") as after:
        for name in dict.fromkeys([*before.namelist(), *changes]):
            inside = changes[name] if name in changes else before.read(name)
            if inside is not None:
                after.writestr(name, inside)
    return packed.getvalue()


SAME = {
    "the strict namespaces": word_file(PLAN, strict=True),
    "a main part of another name": word_file(PLAN, main="word/document22.xml"),
    "a main part at the top": word_file(PLAN, main="main.xml"),
    "no relationships of the package": repacked(word_file(PLAN, main="word/d.xml"), {"_rels/.rels": None}),
    "neither relationships nor types": repacked(GOOD, {"_rels/.rels": None, "[Content_Types].xml": None}),
    "names in another case": repacked(
        GOOD,
        {"word/document.xml": None, "Word/Document.xml": zipfile.ZipFile(io.BytesIO(GOOD)).read("word/document.xml")},
    ),
    "macros": word_file(
        PLAN,
        loose={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 no macro is read"},
        main_type="application/vnd.ms-word.document.macroEnabled.main+xml",
    ),
    "UTF-16": repacked(
        GOOD,
        {
            "word/document.xml": zipfile.ZipFile(io.BytesIO(GOOD))
            .read("word/document.xml")
            .decode()
            .replace("UTF-8", "UTF-16")
            .encode("utf-16")
        },
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_the_same_is_read_from_packages_of_any_make(name: str) -> None:
    assert opened(SAME[name]) == opened(GOOD)


def test_external_parts_are_never_followed() -> None:
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://x/styles" Target="file:///etc/passwd" TargetMode="External"/><Relationship Id="rId2" '
        b'Type="http://x/numbering" Target="../../../../etc/passwd"/></Relationships>'
    )
    assert opened(repacked(GOOD, {"word/_rels/document.xml.rels": relations})) == opened(GOOD)


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
BROKEN = {
    "nothing": b"",
    "no archive": b"PK\x03\x04" + b"\x00" * 100,
    "cut in the middle": GOOD[: len(GOOD) // 2],
    "no main part": repacked(GOOD, {"word/document.xml": None}),
    "a main part that is no document": repacked(GOOD, {"word/document.xml": b"<w/>"}),
    "a document without a body": repacked(GOOD, {"word/document.xml": part("document", "").encode()}),
    "a main part that is no XML": repacked(GOOD, {"word/document.xml": b"<w:p>"}),
    "relationships that are no XML": repacked(GOOD, {"word/_rels/document.xml.rels": b"\x00\xff"}),
    "a DOCTYPE in the main part": repacked(GOOD, {"word/document.xml": DOCTYPE + part("document", "").encode()[55:]}),
    "a DOCTYPE in the styles": word_file(PLAN, parts={"styles.xml": ("styles", DOCTYPE + b"<w>&a;</w>")}),
    "tags without end": repacked(GOOD, {"word/document.xml": b"<w:p>" * 3_000}),
    "no text": word_file(paragraph() + table([["", ""]])),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_document_ends_in_a_clear_word(name: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        opened(BROKEN[name])
    assert caught.value.reason
    assert caught.value.advice_en


def test_tables_nested_without_end_are_refused() -> None:
    body = table([["1", "2"]])
    for _ in range(70):
        body = table([[cell(body)]])
    with pytest.raises(UnreadableError):
        opened(word_file(body))
    marks = "<w:smartTag>" * 100 + run("План") + "</w:smartTag>" * 100
    with pytest.raises(UnreadableError, match="уровней вложенности"):
        opened(word_file(paragraph(marks)))


def test_more_tags_than_any_document_has_are_refused_before_they_are_parsed() -> None:
    with pytest.raises(UnreadableError, match="тегов"):
        read(word_file("<w:p/>" * 3_000), replace(DEFAULT_LIMITS, markup=2_000))


def drawing(width: int, height: int) -> str:
    """A run with a picture of that size in centimetres."""
    size = f'<wp:extent cx="{width * 360_000}" cy="{height * 360_000}"/>'
    return f"<w:r><w:drawing><wp:inline>{size}{BLIP}</wp:inline></w:drawing></w:r>"


def old_picture(style: str) -> str:
    return f'<w:r><w:pict><v:shape style="{style}"><v:imagedata r:id="rId1"/></v:shape></w:pict></w:r>'


SCANS = {
    "pages as pictures": paragraph(drawing(17, 24)) * 2,
    "a title typed above the scan": paragraph("План работы школы") + paragraph(drawing(17, 24)),
    "a picture as old Word put it": paragraph("План") + paragraph(old_picture("width:480pt;height:20.5cm")),
    "a picture that tells no size": paragraph("План") + paragraph(old_picture("mso-wrap:x")),
    "nothing but a small picture": paragraph(drawing(3, 3)),
}


@pytest.mark.parametrize("name", SCANS)
def test_a_scan_is_called_one(name: str) -> None:
    with pytest.raises(UnreadableError, match="картинка"):
        opened(word_file(SCANS[name]))


def test_a_short_text_with_a_coat_of_arms_is_a_text() -> None:
    arms = paragraph(drawing(3, 3)) + paragraph(old_picture("width:60pt;height:60pt"))
    assert opened(word_file(arms + PLAN)).remarks == ()


def test_large_pictures_beside_a_text_are_said_not_to_be_read() -> None:
    reading = opened(word_file(paragraph("Порядок работы школы. " * 20) + paragraph(drawing(17, 10))))
    assert ["картинки" in remark.ru for remark in reading.remarks] == [True]


def test_scanned_pages_are_given_for_recognition_each_once() -> None:
    parts: dict[str, tuple[str, str | bytes]] = {
        "media/image1.png": ("image", b"scan"),
        "styles.xml": ("styles", "<s/>"),
    }
    chosen = (
        "<w:r><w:drawing><mc:AlternateContent><mc:Choice/><mc:Fallback>"
        f"{BLIP.replace('rId1', 'rId7')}</mc:Fallback></mc:AlternateContent></w:drawing></w:r>"
    )
    body = paragraph(drawing(17, 24)) * 2 + paragraph(drawing(2, 2)) + paragraph(chosen)
    assert pictures(word_file(body, parts=parts), DEFAULT_LIMITS) == (b"scan",)
    with pytest.raises(UnreadableError, match="страниц"):
        pictures(word_file(body, parts=parts), replace(DEFAULT_LIMITS, pages=1))


def headed(body: str, header: str, kind: str = "default", first: str = "") -> Reading:
    section = f'<w:sectPr><w:headerReference w:type="{kind}" r:id="rId1"/>{first}</w:sectPr>'
    return opened(word_file(body + section, parts={"header1.xml": ("header", part("hdr", header))}))


def test_the_header_of_the_page_is_read_where_nothing_stands_above_the_table() -> None:
    rows = table([["№", "Мероприятие"], ["1", "Сбор"]])
    reading = headed(table([["УТВЕРЖДАЮ"]]) + rows, paragraph("План работы") + table([["Школа", "№ 1"]]))
    assert reading.blocks[0] == Paragraph("План работы", Location())
    assert [block.location for block in reading.blocks[1:]] == [Location(table=1), Location(table=2)]
    assert ["колонтитул" in remark.ru for remark in reading.remarks] == [True]


def test_the_header_of_the_first_page_is_its_own_where_it_has_one() -> None:
    rows = table([["№", "Мероприятие"], ["1", "Сбор"]])
    assert headed(rows, paragraph("План"), "first", "<w:titlePg/>").blocks[0] == Paragraph("План", Location())
    assert isinstance(headed(rows, paragraph("План"), "first").blocks[0], Table)
    assert isinstance(headed(rows, paragraph("План"), "default", "<w:titlePg/>").blocks[0], Table)


def test_running_heads_are_not_read_where_a_text_stands_above_the_table() -> None:
    assert headed(PLAN, paragraph("стр. 1")).blocks == opened(GOOD).blocks


def test_a_header_that_is_not_there_is_none() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/></w:sectPr>'
    rows = table([["№", "Мероприятие"], ["1", "Сбор"]])
    assert len(opened(word_file(rows + section)).blocks) == 1


def test_a_document_of_a_library_is_read_alike() -> None:
    document = docx.Document()
    document.add_heading("План мероприятий", level=1)
    document.add_paragraph("Сбор отметок", style="List Number")
    document.add_paragraph("Сверка отметок", style="List Number")
    document.add_paragraph("Показ работ", style="List Bullet")
    rows = document.add_table(3, 3)
    for place, text in enumerate(("№", "Мероприятие", "Срок")):
        rows.cell(0, place).text = text
    rows.cell(1, 0).merge(rows.cell(1, 2)).text = "1. Сбор"
    rows.cell(2, 1).text = "Сверка"
    document.sections[0].header.paragraphs[0].text = "Школа"
    packed = io.BytesIO()
    document.save(packed)
    reading = opened(packed.getvalue())
    told = [(block.text, block.level) for block in reading.blocks if isinstance(block, Paragraph)]
    assert told == [("План мероприятий", 1), ("1. Сбор отметок", 0), ("2. Сверка отметок", 0), ("• Показ работ", 0)]
    assert [line.texts() for block in reading.blocks if isinstance(block, Table) for line in block.rows] == [
        ("№", "Мероприятие", "Срок"),
        ("1. Сбор",) * 3,
        ("", "Сверка", ""),
    ]


def _dented(place: int, byte: int) -> bytes:
    packed = bytearray(GOOD)
    packed[place % len(packed)] = byte
    return bytes(packed)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(GOOD)), st.integers(0, 255))
def test_a_package_with_a_spoilt_byte_is_read_or_refused(place: int, byte: int) -> None:
    try:
        assert opened(_dented(place, byte)).blocks
    except UnreadableError as error:
        assert error.reason  # noqa: PT017 - either end is right, no other is


_NAMES = [
    "p", "r", "t", "tbl", "tr", "tc", "tcPr", "pPr", "rPr", "numPr", "sdt", "sdtContent", "ins", "del", "fldChar",
    "gridSpan", "vMerge", "hMerge", "txbxContent", "drawing", "pict", "footnoteReference", "sym", "ruby", "rubyBase",
    "gridBefore", "vanish", "numId", "pStyle",
]  # fmt: skip
_VALUES = ["", "0", "-1", "99999999999", "restart", "begin", "end", "x", "1.5", "٣"]


def _tree(chance: random.Random, depth: int) -> str:
    """Some XML of known tags, standing in each other as they never do."""
    name, said = chance.choice(_NAMES), chance.choice(_VALUES)
    inside = "".join(_tree(chance, depth - 1) for _ in range(chance.randint(0, 4))) if depth else ""
    text = chance.choice(["", "План", "\u00ad", " "])
    return f'<w:{name} w:val="{said}" w:fldCharType="{said}" w:char="{said}" w:id="{said}">{text}{inside}</w:{name}>'


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_any_tree_of_known_tags_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    trees = "".join(_tree(chance, 6) for _ in range(3))
    body = paragraph("План") + table([row(["1", trees]), trees]) + trees
    assert opened(word_file(body, numbering=listing([("decimal", "%1.")]))).blocks
