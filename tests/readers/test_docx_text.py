"""What is read of paragraphs in Word documents: their text, their looks, and what stands around and inside them."""

from __future__ import annotations

import pytest
from word_files import cell, paragraph, part, run, table, word_file

from plancheck.document import Location, Paragraph
from plancheck.readers.docx import read
from plancheck.readers.limits import DEFAULT_LIMITS
from plancheck.readers.reading import Reading


def read_body(body: str, **parts: str) -> Reading:
    return read(word_file(body, **parts), DEFAULT_LIMITS)  # type: ignore[arg-type]


def texts(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks if isinstance(block, Paragraph)]


def box(inside: str) -> str:
    """A text box as Word writes it: once as a shape of today, once more for programs of old."""
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><wps:wsp><wps:txbx>'
        f"{content}</wps:txbx></wps:wsp></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def field(codes: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"{codes}"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{result}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


CODES = "<w:r><w:instrText>REF срок</w:instrText></w:r>"
DROP_DOWN = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="директор"/>'
    '<w:listEntry w:val="завуч"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText>'
    '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
INSIDE = {
    "runs are joined": (run("Совеща") + run("ние"), "Совещание"),
    "a tab is a space, a line break a new line": (
        "<w:r><w:t>до</w:t><w:tab/><w:t>мая</w:t><w:br/><w:t>2026</w:t><w:cr/><w:t>года</w:t></w:r>",
        "до мая\n2026\nгода",
    ),
    "tabs and line ends inside the text are spaces": (run("до\n\tмая"), "до мая"),
    "hyphens that do not break show, soft ones do not": (
        "<w:r><w:t>учебно</w:t><w:noBreakHyphen/><w:t>мето</w:t><w:softHyphen/><w:t>ди\u00adческий</w:t></w:r>",
        "учебно-методический",
    ),
    "a no-break space is kept": (run("1\u00a0раз"), "1\u00a0раз"),
    "control characters are left out": (run("Сов\u0084ещание\u0080"), "Совещание"),
    "inserted text is read": (f'<w:ins w:id="1">{run("до мая")}</w:ins>', "до мая"),
    "moved text is read where it came to": (
        f'<w:moveTo w:id="1">{run("мая")}</w:moveTo><w:moveFrom w:id="2">{run("июня")}</w:moveFrom>',
        "мая",
    ),
    "deleted text is not read": (
        f'{run("до ")}<w:del w:id="1"><w:r><w:delText>июня</w:delText></w:r></w:del>{run("мая")}',
        "до мая",
    ),
    "smart tags, links and content controls add nothing": (
        f"<w:smartTag>{run('в ')}<w:smartTag>{run('Заречном')}</w:smartTag></w:smartTag>"
        f"<w:hyperlink r:id='rId9'>{run(' на')}</w:hyperlink>"
        f"<w:sdt><w:sdtPr><w:alias w:val='Срок'/></w:sdtPr><w:sdtContent>{run(' сайте')}</w:sdtContent></w:sdt>"
        f"<w:customXml><w:customXmlPr/>{run(' школы')}</w:customXml>",
        "в Заречном на сайте школы",
    ),
    "a simple field gives its result": (f'<w:fldSimple w:instr="DATE">{run("12.01.2026")}</w:fldSimple>', "12.01.2026"),
    "a complex field gives its result": (field(CODES, run("до мая")), "до мая"),
    "a field among the codes of another is not read": (
        field(CODES + field(CODES, run("истина")), run("до мая")),
        "до мая",
    ),
    "a field that never ends is read as it stands": (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{run("до мая")}',
        "до мая",
    ),
    "the choice in an old form is read": (DROP_DOWN, "завуч"),
    "signs of symbol fonts become common ones": (
        f'{run("не ")}<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>{run(" 80 ")}'
        '<w:r><w:sym w:font="Wingdings" w:char="F04A"/><w:sym w:char="zz"/></w:r>',
        "не ≥ 80 •",
    ),
    "signs by their own code are read": ('<w:r><w:sym w:char="2116"/></w:r>', "№"),
    "a formula gives its letters": (f"{run('доля ')}<m:oMath><m:r><m:t>p=5</m:t></m:r></m:oMath>", "доля p=5"),
    "the base of a phonetic guide is read": (
        f"<w:r><w:ruby><w:rt>{run('вверху')}</w:rt><w:rubyBase>{run('внизу')}</w:rubyBase></w:ruby></w:r>",
        "внизу",
    ),
    "one of two alternatives is read": (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='w14'><w:t>мая</w:t></mc:Choice><mc:Fallback><w:t>июня</w:t>"
        f"</mc:Fallback></mc:AlternateContent></w:r><mc:AlternateContent><mc:Choice/><mc:Fallback>{run(' 2026')}"
        "</mc:Fallback></mc:AlternateContent>",
        "мая 2026",
    ),
}


@pytest.mark.parametrize("name", INSIDE)
def test_text_is_read_as_it_is_shown(name: str) -> None:
    inside, expected = INSIDE[name]
    assert texts(read_body(paragraph(inside))) == [expected]


def test_paragraphs_are_found_wherever_they_stand_and_counted_with_the_empty_ones() -> None:
    body = (
        paragraph("Первый")
        + paragraph()
        + f"<w:sdt><w:sdtContent>{paragraph('Второй')}</w:sdtContent></w:sdt>"
        + f"<w:ins w:id='1'>{paragraph('Третий')}</w:ins>"
        + f"<w:customXml><w:smartTag>{paragraph('Четвёртый')}</w:smartTag></w:customXml>"
        + f"<mc:AlternateContent><mc:Choice>{paragraph('Пятый')}</mc:Choice><mc:Fallback>{paragraph('Не он')}"
        + "</mc:Fallback></mc:AlternateContent>"
    )
    places = [(block.text, block.location) for block in read_body(body).blocks if isinstance(block, Paragraph)]
    assert places == [
        ("Первый", Location(paragraph=1)),
        ("Второй", Location(paragraph=3)),
        ("Третий", Location(paragraph=4)),
        ("Четвёртый", Location(paragraph=5)),
        ("Пятый", Location(paragraph=6)),
    ]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next_one() -> None:
    deleted = "<w:rPr><w:del w:id='1'/></w:rPr>"
    reading = read_body(paragraph("до 15", deleted) + paragraph(" мая") + paragraph("Конец", deleted))
    assert texts(reading) == ["до 15 мая", "Конец"]
    assert ["исправления" in remark.ru for remark in reading.remarks] == [True]


def test_a_document_without_tracked_changes_has_no_remark() -> None:
    assert read_body(paragraph("Текст") + "<w:del/>").remarks == ()


def test_the_text_of_boxes_comes_once_after_the_paragraph_they_hang_on() -> None:
    inside = paragraph("УТВЕРЖДАЮ") + table([["Директор", "Л. К. Ветрова"]])
    reading = read_body(paragraph(run("Первый") + box(inside)) + paragraph("Второй"))
    assert texts(reading) == ["Первый", "УТВЕРЖДАЮ", "Второй"]
    assert [block.location for block in reading.blocks] == [
        Location(paragraph=1),
        Location(paragraph=1),
        Location(table=1),
        Location(paragraph=2),
    ]


def test_a_box_in_a_box_is_read_once() -> None:
    assert texts(read_body(paragraph(box(paragraph(run("снаружи") + box(paragraph("внутри"))))))) == [
        "снаружи",
        "внутри",
    ]


def test_the_words_of_word_art_are_read() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="ПЛАН РАБОТЫ"/></v:shape></w:pict></w:r>'
    assert texts(read_body(paragraph(art))) == ["ПЛАН РАБОТЫ"]


def test_hidden_text_is_left_out_and_said_to_be() -> None:
    reading = read_body(paragraph(run("до мая") + run(" (черновик)", "<w:vanish/>")))
    assert texts(reading) == ["до мая"]
    assert ["скрытый" in remark.ru for remark in reading.remarks] == [True]
    assert read_body(paragraph(run("до мая", "<w:vanish w:val='0'/>"))).remarks == ()


def test_a_field_ends_even_where_its_end_is_hidden() -> None:
    hidden_end = '<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="end"/></w:r>'
    codes = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{CODES}{run("истина")}{hidden_end}{run("до мая")}'
    assert texts(read_body(paragraph(codes))) == ["до мая"]


STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="Свой"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="8"><w:name w:val="heading 8"/><w:basedOn w:val="round"/></w:style>
<w:style w:type="paragraph" w:styleId="round"><w:name w:val="Круг"/><w:basedOn w:val="8"/></w:style>
<w:style w:type="character" w:styleId="strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
"""
BOLD, STRONG = "<w:b/>", '<w:rStyle w:val="strong"/>'


def styled(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


LOOKS = {
    "plain": (run("Текст"), "", 0, False),
    "wholly bold": (run("Текст", BOLD) + run(" "), "", 0, True),
    "bold in part": (run("Те", BOLD) + run("кст"), "", 0, False),
    "bold said to be shown": (run("Текст", "<w:b/><w:vanish w:val='0'/>"), "", 0, True),
    "bold switched off": (run("Текст", "<w:b w:val='false'/>"), "", 0, False),
    "bold by the style of the run": (run("Текст", STRONG), "", 0, True),
    "a heading by its style": (run("Текст"), styled("1"), 1, True),
    "a heading by the style its style is based on": (run("Текст"), styled("mine"), 1, True),
    "two styles that make bold undo each other": (run("Текст", STRONG), styled("1"), 1, False),
    "a heading by its style's name, no deeper than six": (run("Текст"), styled("8"), 6, False),
    "a heading by its own outline level": (run("Текст"), '<w:outlineLvl w:val="2"/>', 3, False),
    "a heading's style with body text's level": (run("Текст"), styled("1") + '<w:outlineLvl w:val="9"/>', 0, True),
    "an unknown style": (run("Текст"), styled("lost"), 0, False),
    "a circle of styles": (run("Текст"), styled("round"), 6, False),
}


@pytest.mark.parametrize("name", LOOKS)
def test_headings_and_bold_paragraphs_are_told(name: str) -> None:
    inside, properties, level, emphasised = LOOKS[name]
    (block,) = read_body(paragraph(inside, properties), styles=STYLES).blocks
    assert block == Paragraph("Текст", Location(paragraph=1), level, emphasised)


def test_text_hidden_by_its_style_is_left_out() -> None:
    body = paragraph(run("до мая") + run(" тайно", '<w:rStyle w:val="secret"/>'))
    assert texts(read_body(body, styles=STYLES)) == ["до мая"]


def test_bold_of_the_whole_document_is_bold() -> None:
    defaults = "<w:docDefaults><w:rPrDefault><w:rPr><w:b/></w:rPr></w:rPrDefault></w:docDefaults>"
    (block,) = read_body(paragraph("Текст"), styles=defaults).blocks
    assert isinstance(block, Paragraph)
    assert block.emphasised


def test_notes_come_last_each_with_the_place_it_is_referred_from() -> None:
    def mark(name: str, number: int) -> str:
        return f'<w:r><w:{name}Reference w:id="{number}"/></w:r>'

    def notes(name: str, *said: str) -> str:
        written = "".join(
            f'<w:{name} w:id="{number}">{paragraph("<w:r><w:footnoteRef/></w:r>" + run(text))}</w:{name}>'
            for number, text in enumerate(said)
        )
        return part(f"{name}s", written)

    body = (
        table([["№", "Срок"], ["1", cell(paragraph(run("до мая") + mark("footnote", 1)))]])
        + paragraph(run("Директор") + mark("endnote", 0) + run(" школы") + mark("footnote", 7))
        + paragraph(run("Ещё раз") + mark("footnote", 1))
    )
    parts: dict[str, tuple[str, str | bytes]] = {
        "footnotes.xml": ("footnotes", notes("footnote", "черта", "или по приказу")),
        "endnotes.xml": ("endnotes", notes("endnote", "до назначения")),
    }
    reading = read(word_file(body, parts=parts), DEFAULT_LIMITS)
    assert [(block.text, block.location) for block in reading.blocks if isinstance(block, Paragraph)] == [
        ("Директор школы", Location(paragraph=1)),
        ("Ещё раз", Location(paragraph=2)),
        ("или по приказу", Location(table=1, row=2, cell=2)),
        ("до назначения", Location(paragraph=1)),
    ]


def test_parts_of_other_formats_are_not_read_and_said_to_be_left_out() -> None:
    reading = read_body(paragraph("Текст") + '<w:altChunk r:id="rId1"/>' + paragraph('<w:subDoc r:id="rId2"/>'))
    assert texts(reading) == ["Текст"]
    assert ["другого формата" in remark.ru for remark in reading.remarks] == [True]
