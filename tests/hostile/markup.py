"""Hostile XML and HTML: entities, links to elsewhere, cycles, endless nesting and repetition."""

from __future__ import annotations

from functools import partial
from zipfile import ZIP_STORED

import base
import packages
from made import EITHER, READ, Cases, Hostile
from packages import HEAD, ODF, R, W, relations, word_paragraph

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
DOCTYPE = f'<!DOCTYPE a [<!ENTITY l0 "смех">{LAUGHS}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BILLION = 1_000_000_000


def elsewhere(port: int) -> str:
    return f"http://127.0.0.1:{port}/plancheck-was-here"


def word_document(doctype: str, text: str) -> str:
    body = f"{word_paragraph('План')}<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    return f"{HEAD}{doctype}<w:document {W} {R}><w:body>{body}</w:body></w:document>"


def strings(doctype: str, text: str) -> str:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'{HEAD}{doctype}<sst xmlns="{main}"><si><t>{text}</t></si></sst>'


def open_content(doctype: str, text: str) -> str:
    return (
        f"{HEAD}{doctype}<office:document-content {ODF}><office:body><office:text><text:p>{text}</text:p>"
        "</office:text></office:body></office:document-content>"
    )


def nested_word_tables(levels: int) -> str:
    opening = "<w:tbl><w:tr><w:tc>" * levels
    return f"{opening}{word_paragraph('дно')}{'</w:tc></w:tr></w:tbl>' * levels}"


def styles(*chain: tuple[str, str]) -> str:
    lines = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/></w:style>'
        for name, based in chain
    )
    return f"{HEAD}<w:styles {W}>{lines}</w:styles>"


def numbering(levels: str, more: str = "") -> str:
    return (
        f'{HEAD}<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{more}'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def level(form: str, text: str, start: int = 1, at: int = 0) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
STYLED = '<w:pPr><w:pStyle w:val="A"/></w:pPr>'


def numbered(levels: str, more: str = "") -> bytes:
    return base.docx(before=word_paragraph("пункт", NUMBERED) * 3, more={"word/numbering.xml": numbering(levels, more)})


def word_spans(properties: str) -> bytes:
    rows = packages.word_table(base.rows(), f"<w:tcPr>{properties}</w:tcPr>")
    return packages.docx("".join(word_paragraph(line) for line in base.lines()) + rows)


def html_cell(attributes: str) -> bytes:
    return base.html().replace(b"<td>", f"<td {attributes}>".encode())


def open_cells(cell: str = "", row: str = "", kind: str = "text") -> bytes:
    return packages.open_document(kind, packages.open_table(base.rows(), cell, row))


def elsewhere_in_word(port: int) -> bytes:
    url = elsewhere(port)
    picture = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata r:id="rId2"/></v:shape>'
        f'</w:pict></w:r><w:r><w:instrText>INCLUDETEXT "{url}"</w:instrText></w:r></w:p><w:altChunk r:id="rId4"/>'
    )
    links = relations(
        ("attachedTemplate", url, "External"),
        ("image", url, "External"),
        ("styles", url, "External"),
        ("aFChunk", url, "External"),
        ("frame", url, ""),
    )
    return base.docx(
        before=picture, more={"word/_rels/document.xml.rels": links, "word/_rels/settings.xml.rels": links}
    )


def elsewhere_in_excel(port: int) -> bytes:
    url = elsewhere(port)
    return base.xlsx(
        {
            "xl/externalLinks/_rels/externalLink1.xml.rels": relations(("externalLinkPath", url, "External")),
            "xl/connections.xml": f'<connections><connection><webPr url="{url}"/></connection></connections>',
        }
    )


def elsewhere_in_open_document(port: int) -> bytes:
    url = elsewhere(port)
    links = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    return base.odt(
        before=f'<text:p {links}><draw:frame><draw:image xlink:href="{url}"/></draw:frame></text:p>'
        f'<text:section {links}><text:section-source xlink:href="{url}"/></text:section>'
    )


def elsewhere_in_html(port: int) -> bytes:
    url = elsewhere(port)
    return base.html(
        head=f'<base href="{url}"><link rel=stylesheet href="{url}"><meta http-equiv=refresh content="0;url={url}">'
        f'<script src="{url}"></script><style>@import "{url}";</style>',
        before=f'<img src="{url}"><iframe src="{url}"></iframe><object data="{url}"></object>',
    )


def elsewhere_in_mht(port: int) -> bytes:
    part = 'Content-Type: message/external-body; access-type=URL; URL="{0}"\nContent-Location: {0}\n\nx\n'
    return base.mht("--edge\n" + part.format(elsewhere(port)))


LINKED = {
    "elsewhere.docx": elsewhere_in_word,
    "elsewhere.xlsx": elsewhere_in_excel,
    "elsewhere.odt": elsewhere_in_open_document,
    "elsewhere.html": elsewhere_in_html,
    "elsewhere.mht": elsewhere_in_mht,
}

CASES: Cases = {
    "entity.docx": Hostile(lambda: packages.docx("", document=word_document(DOCTYPE, "&x;")), says="DOCTYPE"),
    "laughs.docx": Hostile(lambda: packages.docx("", document=word_document(DOCTYPE, "&l11;")), says="DOCTYPE"),
    "laughs-wide.docx": Hostile(
        lambda: packages.docx("", document=word_document(DOCTYPE, "&l11;").replace("UTF-8", "UTF-16").encode("utf-16")),
        says="DOCTYPE",
    ),
    "laughs-in-styles.docx": Hostile(
        lambda: base.docx(more={"word/styles.xml": f"{HEAD}{DOCTYPE}<w:styles {W}>&l11;</w:styles>"}), says="DOCTYPE"
    ),
    "laughs-in-relations.docx": Hostile(
        lambda: base.docx(more={"_rels/.rels": f"{HEAD}{DOCTYPE}<Relationships>&l11;</Relationships>"}), says="DOCTYPE"
    ),
    "entity.xlsx": Hostile(lambda: base.xlsx({"xl/sharedStrings.xml": strings(DOCTYPE, "&x;")}), says="DOCTYPE"),
    "laughs.xlsx": Hostile(lambda: base.xlsx({"xl/sharedStrings.xml": strings(DOCTYPE, "&l11;")}), says="DOCTYPE"),
    "laughs-in-workbook.xlsx": Hostile(
        lambda: base.xlsx({"xl/workbook.xml": f"{HEAD}{DOCTYPE}<workbook>&l11;</workbook>"}), says="DOCTYPE"
    ),
    "entity.odt": Hostile(
        lambda: packages.open_document("text", "", content=open_content(DOCTYPE, "&x;")), says="DOCTYPE"
    ),
    "laughs.odt": Hostile(
        lambda: packages.open_document("text", "", content=open_content(DOCTYPE, "&l11;")), says="DOCTYPE"
    ),
    "laughs.ods": Hostile(
        lambda: packages.open_document("spreadsheet", "", content=open_content(DOCTYPE, "&l11;")), says="DOCTYPE"
    ),
    "laughs.html": Hostile(
        lambda: base.html().replace(b"<!DOCTYPE html>", f"{DOCTYPE}<p>&l11;&x;</p>".encode()), EITHER
    ),
    "nested-tables.docx": Hostile(lambda: base.docx(before=nested_word_tables(60)), EITHER),
    "nested-tables-deep.docx": Hostile(lambda: base.docx(before=nested_word_tables(10_000)), says="nested"),
    "nested-controls-deep.docx": Hostile(
        lambda: base.docx(before="<w:sdt><w:sdtContent>" * 10_000 + "</w:sdtContent></w:sdt>" * 10_000), says="nested"
    ),
    "nested-lists-deep.odt": Hostile(
        lambda: base.odt(before="<text:list><text:list-item>" * 10_000 + "</text:list-item></text:list>" * 10_000),
        says="nesting",
    ),
    "nested-spans-deep.odt": Hostile(
        lambda: base.odt(before="<text:p>" + "<text:span>" * 10_000 + "</text:span>" * 10_000 + "</text:p>"),
        says="nesting",
    ),
    "nested-blocks-deep.html": Hostile(lambda: base.html(before="<div>" * 100_000), EITHER),
    "nested-tables-deep.html": Hostile(lambda: base.html(before="<table><tr><td>" * 10_000), EITHER),
    "nested-lists-deep.html": Hostile(lambda: base.html(before="<ul><li>а" * 10_000), EITHER),
    "nested-marks-deep.html": Hostile(lambda: base.html(before="<b><i><font>" * 30_000 + "а"), EITHER),
    "styles-in-a-circle.docx": Hostile(
        lambda: base.docx(
            before=word_paragraph("по кругу", STYLED), more={"word/styles.xml": styles(("A", "B"), ("B", "A"))}
        ),
        READ,
    ),
    "styles-in-a-long-chain.docx": Hostile(
        lambda: base.docx(
            before=word_paragraph("по цепи", STYLED),
            more={"word/styles.xml": styles(("A", "S0"), *((f"S{n}", f"S{n + 1}") for n in range(20_000)))},
        ),
        EITHER,
    ),
    "styles-in-a-circle.odt": Hostile(
        lambda: base.odt(
            before='<text:p text:style-name="A">по кругу</text:p>',
            styles='<style:style style:name="A" style:family="paragraph" style:parent-style-name="B"/>'
            '<style:style style:name="B" style:family="paragraph" style:parent-style-name="A"/>',
        ),
        READ,
    ),
    "numbering-in-a-circle.docx": Hostile(
        lambda: numbered(
            '<w:numStyleLink w:val="A"/>',
            '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="A"/><w:numStyleLink w:val="A"/></w:abstractNum>',
        ),
        READ,
    ),
    "numbering-of-a-long-pattern.docx": Hostile(lambda: numbered(level("decimal", "%1." * 300_000)), EITHER),
    "numbering-roman-of-a-billion.docx": Hostile(lambda: numbered(level("upperRoman", "%1.", BILLION)), EITHER),
    "numbering-letters-of-a-billion.docx": Hostile(lambda: numbered(level("lowerLetter", "%1.", BILLION)), EITHER),
    "numbering-in-words-of-a-billion.docx": Hostile(lambda: numbered(level("cardinalText", "%1.", BILLION)), EITHER),
    "numbering-of-no-number.docx": Hostile(
        lambda: numbered(level("decimal", "%1.").replace('w:start w:val="1"', 'w:start w:val="много"')), EITHER
    ),
    "numbering-roman-of-a-billion.html": Hostile(
        lambda: base.html(before=f"<ol type=I start={BILLION}><li>а<li>б</ol><ol start={'9' * 5_000}><li>в</ol>"),
        EITHER,
    ),
    "span-of-a-billion.docx": Hostile(partial(word_spans, f'<w:gridSpan w:val="{BILLION}"/>'), EITHER),
    "span-of-five-thousand-digits.docx": Hostile(partial(word_spans, f'<w:gridSpan w:val="{"9" * 5_000}"/>'), EITHER),
    "span-below-nothing.docx": Hostile(partial(word_spans, '<w:gridSpan w:val="-5"/>'), EITHER),
    "skip-of-a-billion.docx": Hostile(
        lambda: base.docx(
            before=packages.word_table(base.rows()).replace(
                "<w:tr>", f'<w:tr><w:trPr><w:gridBefore w:val="{BILLION}"/></w:trPr>'
            )
        ),
        EITHER,
    ),
    "merged-down-from-nothing.docx": Hostile(partial(word_spans, "<w:vMerge/>"), EITHER),
    "colspan-of-a-billion.html": Hostile(partial(html_cell, f"colspan={BILLION}"), EITHER),
    "rowspan-of-a-billion.html": Hostile(partial(html_cell, f"rowspan={BILLION} colspan=1000"), EITHER),
    "rowspan-of-five-thousand-digits.html": Hostile(partial(html_cell, f"rowspan={'9' * 5_000}"), EITHER),
    "columns-repeated-a-billion.odt": Hostile(
        partial(open_cells, f'table:number-columns-repeated="{BILLION}"'), EITHER
    ),
    "rows-repeated-a-billion.odt": Hostile(partial(open_cells, "", f'table:number-rows-repeated="{BILLION}"'), EITHER),
    "columns-repeated-a-billion.ods": Hostile(
        partial(open_cells, f'table:number-columns-repeated="{BILLION}"', kind="spreadsheet"), EITHER
    ),
    "rows-repeated-a-billion.ods": Hostile(
        partial(open_cells, "", f'table:number-rows-repeated="{BILLION}"', kind="spreadsheet"), EITHER
    ),
    "spanned-a-billion.ods": Hostile(
        partial(
            open_cells,
            f'table:number-columns-spanned="{BILLION}" table:number-rows-spanned="{BILLION}"',
            kind="spreadsheet",
        ),
        EITHER,
    ),
    "spaces-a-billion.odt": Hostile(
        lambda: base.odt(before=f'<text:p>а<text:s text:c="{BILLION}"/>б</text:p>'), EITHER
    ),
    "paragraphs-by-the-million.docx": Hostile(
        lambda: packages.docx("<w:p/>" * 1_000_000, method=ZIP_STORED), says="limit `"
    ),
    "tags-by-the-million.docx": Hostile(
        lambda: packages.docx("<a/>" * 4_000_000, method=ZIP_STORED), says="limit `markup`"
    ),
    "tags-by-the-million.odt": Hostile(lambda: base.odt(before="<text:p/>" * 2_000_000), says="limit `"),
    "tags-by-the-million.html": Hostile(lambda: base.html(before="<b>" * 3_000_000), EITHER),
    "attributes-by-the-million.html": Hostile(
        lambda: base.html(before="<p " + " ".join(f"a{n}=1" for n in range(300_000)) + ">а</p>"), EITHER
    ),
    "comment-never-closed.html": Hostile(lambda: base.html(before="<!--"), EITHER),
    "comments-by-the-thousand.html": Hostile(lambda: b"<!---->" * 500 + base.html(), EITHER),
    **{name: Hostile(partial(make, 9), READ) for name, make in LINKED.items()},
}
