"""Makes the files of tests/corpus/{odt,html,mht,rtf,doc}: `python tests/corpus/make/markup.py`.

The same bytes each time. Files that LibreOffice saved are made only where it is asked for (`--libreoffice`), and
are not the same each time.
"""

from __future__ import annotations

import base64
import io
import quopri
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path

CORPUS = Path(__file__).parents[1]
LINES = (CORPUS.parents[1] / "examples" / "good-school.txt").read_text("utf-8").splitlines()
HEAD = [line for line in LINES if line and "\t" not in line and not line[0].isdigit()]
ROWS = [line.split("\t") for line in LINES if "\t" in line or line[:1].isdigit()]
OBSERVERS = "12"  # the number of the row without which OBS001 fails
WIDTH = 5
Row = list[str]


# OpenDocument

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
    )
)  # fmt: skip
_STYLES = """<office:automatic-styles>
<style:style style:name="P1" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>
<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
</text:list-style></office:automatic-styles>"""


def odt(body: str, **more: str) -> bytes:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} office:version="1.3">{_STYLES}'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        f"{more.get('entry', '')}</manifest:file-entry></manifest:manifest>"
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in (("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", content)):
            packed = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name), part, packed)
    return written.getvalue()


def p(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{escape(text)}</text:p>'


def cell(inside: str, more: str = "") -> str:
    return f"<table:table-cell {more}>{inside}</table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def table(*rows: str) -> str:
    columns = f'<table:table-column table:number-columns-repeated="{WIDTH}"/>'
    head = f"<table:table-header-rows>{rows[0]}</table:table-header-rows>"
    return f"<table:table>{columns}{head}{''.join(rows[1:])}</table:table>"


def covered(count: int) -> str:
    return f'<table:covered-table-cell table:number-columns-repeated="{count}"/>'


def section_row(title: str, width: int = WIDTH) -> str:
    return row(cell(p(title, "P1"), f'table:number-columns-spanned="{width}"'), covered(width - 1))


def plain_rows(number: Callable[[Row], str] = lambda each: p(each[0])) -> list[str]:
    return [
        section_row(each[0]) if len(each) == 1 else row(cell(number(each)), *(cell(p(text)) for text in each[1:]))
        for each in ROWS
    ]


HEAD_ODT = "".join(map(p, HEAD))


def odt_auto_numbers() -> bytes:
    def number(each: Row) -> str:
        if not each[0].isdigit():
            return p(each[0])
        goes_on = "" if each[0] == "1" else 'text:continue-numbering="true"'
        return f'<text:list text:style-name="L1" {goes_on}><text:list-item><text:p/></text:list-item></text:list>'

    return odt(HEAD_ODT + table(*plain_rows(number)))


def odt_sections_down() -> bytes:
    """The section is a first column, merged down over its rows."""
    sections: list[tuple[str, list[Row]]] = []
    for each in ROWS[1:]:
        if len(each) == 1:
            sections.append((each[0], []))
        else:
            sections[-1][1].append(each)
    rows = [row(cell(p("Направление")), *(cell(p(text)) for text in ROWS[0]))]
    for title, inside in sections:
        for place, each in enumerate(inside):
            down = f'table:number-rows-spanned="{len(inside)}"'
            first = "<table:covered-table-cell/>" if place else cell(p(title), down)
            rows.append(row(first, *(cell(p(text)) for text in each)))
    return odt(HEAD_ODT + table(*rows))


def odt_tracked() -> bytes:
    deleted = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>до 31.12.2019</text:p>'
        "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    note = (
        "<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>срок уточнён</text:p></text:note-body></text:note>"
    )
    date = '<text:change text:change-id="c1"/><text:span>15.</text:span><text:bookmark text:name="b"/>09.2025'
    body = table(*plain_rows()).replace(p("до 15.09.2025"), f"<text:p>до {date}{note}</text:p>")
    return odt(deleted + HEAD_ODT + body)


def odt_framed() -> bytes:
    """A page laid out by a table: the stamp to the right, below it the plan."""
    stamp, title = "".join(map(p, HEAD[:5])), "".join(map(p, HEAD[5:]))
    plan = table(*plain_rows())
    box = f'<draw:frame text:anchor-type="paragraph"><draw:text-box>{stamp}</draw:text-box></draw:frame>'
    frame = row(cell(f"<text:p>{box}</text:p>{title}{plan}"))
    return odt(f"<table:table><table:table-column/>{frame}</table:table>")


def odt_hidden_row() -> bytes:
    rows = plain_rows()
    place = next(index for index, each in enumerate(ROWS) if each[0] == OBSERVERS)
    rows[place] = rows[place].replace("<table:table-row ", '<table:table-row table:visibility="collapse" ', 1)
    return odt(HEAD_ODT + table(*rows))


def odt_password() -> bytes:
    return odt(p("План"), entry='<manifest:encryption-data manifest:checksum="x"/>')


def odt_scan() -> bytes:
    return odt('<text:p><draw:frame><draw:image svg:href="Pictures/1.png"/></draw:frame></text:p>')


def odt_order() -> bytes:
    lines = ["Приказ", "О приёме в первый класс", "Приказываю зачислить в 1 «А» класс следующих детей:"]
    children = [["№", "Фамилия", "Дата рождения"], ["1", "Ветров", "01.02.2018"], ["2", "Лугова", "03.04.2018"]]
    return odt("".join(map(p, lines)) + table(*(row(*(cell(p(text)) for text in each)) for each in children)))


# HTML


def td(text: str, more: str = "") -> str:
    return f"<td{more}>{text}</td>"


def html_rows(paragraph: Callable[[str], str] = escape) -> str:
    rows = []
    for each in ROWS:
        texts = map(paragraph, each)
        cells = td(next(texts), f" colspan={WIDTH}") if len(each) == 1 else "".join(map(td, texts))
        rows.append(f"<tr>{cells}</tr>")
    return "\n".join(rows)


def html_word(charset: str = "windows-1251") -> str:
    """As Word saves a page: its own styles, conditional comments, numbers of rows as a list of paragraphs."""

    def paragraph(text: str) -> str:
        shown = f"<span style='font-size:12.0pt;mso-fareast-language:RU'>{escape(text)}<o:p></o:p></span>"
        if text.isdigit():
            shown = (
                "<![if !supportLists]><span style='mso-list:Ignore'>"
                f"{text}.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>"
                "<o:p>&nbsp;</o:p>"
            )
            return f"<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>{shown}</p>"
        return f"<p class=MsoNormal>{shown}</p>"

    head = "\n".join(f"<p class=MsoNormal align=center><b>{escape(line)}</b><o:p></o:p></p>" for line in HEAD)
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">\n'
        f'<head><meta http-equiv=Content-Type content="text/html; charset={charset}"><title>Старое название</title>\n'
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->\n"
        "<style><!-- p.MsoNormal{margin:0cm} @page{size:841.9pt 595.3pt} --></style></head>\n"
        f"<body lang=RU><div class=WordSection1>{head}\n"
        "<p class=MsoNormal><span style='display:none;mso-hide:all'>черновик<o:p></o:p></span></p>\n"
        f"<table class=MsoNormalTable border=1 cellspacing=0>{html_rows(paragraph)}</table></div></body></html>\n"
    )


def html_google() -> bytes:
    """As Google Docs saves a page: all looks in classes, numbers of rows as lists that go on cell by cell."""
    rule = '.lst-kix_p1-0>li:before{content:"" counter(lst-ctn-kix_p1-0,decimal) ". "}'

    def inside(text: str) -> str:
        if text.isdigit():
            return f'<ol class="c5 lst-kix_p1-0" start="{text}"><li class="c2"><span class="c1"></span></li></ol>'
        return f'<p class="c2"><span class="c1">{escape(text)}</span></p>'

    head = "".join(f'<p class="c3"><span class="c4">{escape(line)}</span></p>' for line in HEAD)
    page = (
        f'<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type"><style type="text/css">{rule}'
        ".c1{font-weight:400}.c4{font-weight:700}.c9{display:none}</style></head>"
        f'<body class="c0">{head}<p class="c9">черновик</p><p class="c2"><span class="c1">&nbsp;</span></p>'
        f'<table class="c6"><tbody>{html_rows(inside)}</tbody></table></body></html>'
    )
    return page.encode()


def html_site() -> bytes:
    """A school's site laid out by tables, with menus, a search form, scripts and a counter."""
    menu = "".join(
        f"<li><a href='/{place}'>{name}</a></li>" for place, name in enumerate(("Главная", "Новости", "ВПР"))
    )
    head = "<br>\n".join(map(escape, HEAD[:5])) + "</p><h1>" + " ".join(map(escape, HEAD[5:])) + "</h1>"
    page = (
        "<!DOCTYPE html><html lang='ru'><head><meta charset='utf-8'><title>Школа – документы</title>"
        "<script>var план = '<table><tr><td>нет</td></tr></table>';</script></head><body>"
        f"<nav><ul>{menu}</ul></nav><table class='page'><tr><td colspan='2'><a href='/'>Сайт школы</a></td></tr>"
        f"<tr><td class='left'><ul class='menu'>{menu}</ul><form action='/find'><input name='q'><button>Найти</button>"
        f"</form></td><td><div class='content'><p>{head}<table border='1'><tbody>{html_rows()}</tbody></table></div>"
        "</td></tr><tr><td colspan='2'><noscript>счётчик</noscript></td></tr></table><footer>Все права школы</footer>"
        "</body></html>"
    )
    return page.encode()


def html_spans() -> bytes:
    """A header of two rows, the same person for several rows as one cell, charset told by nothing."""
    head = (
        "<thead><tr><th rowspan=2>№ п/п</th><th rowspan=2>Мероприятие</th><th colspan=2>Исполнение</th>"
        "<th rowspan=2>Ожидаемый результат</th></tr><tr><th>Срок</th><th>Ответственный</th></tr></thead>"
    )
    rows, body = ROWS[1:], ""
    for place, each in enumerate(rows):
        if len(each) == 1:
            body += f"<tr><td colspan={WIDTH}>{each[0]}"
            continue
        same = 1
        while place + same < len(rows) and rows[place + same][3:4] == each[3:4]:
            same += 1
        above = rows[place - 1][3:4] == each[3:4]
        who = "" if above else f"<td rowspan={same}>{each[3]}"
        body += f"<tr><td>{each[0]}<td>{each[1]}<td>{each[2]}{who}<td>{each[4]}"
    page = "".join(f"<p>{line}</p>" for line in HEAD) + f"<table>{head}<tbody>{body}</tbody></table>"
    return (
        f"<html><body>{page}</body></html>".replace("№", "N")
        .replace("–", "-")
        .replace("«", '"')
        .replace("»", '"')
        .encode("koi8-r")
    )


def html_no_observers() -> bytes:
    kept = html_rows().split("\n")
    kept = [
        each.replace("<tr>", "<tr style='display:none'>") if f"<td>{OBSERVERS}</td>" in each else each for each in kept
    ]
    page = "".join(f"<p>{line}</p>" for line in HEAD) + f"<table>{''.join(kept)}</table>"
    return f"<!DOCTYPE html><html><body>{page}</body></html>".encode()


def html_news() -> bytes:
    page = (
        "<h1>В школе прошёл день чтения</h1><p>Ученики читали вслух любимые рассказы и рисовали к ним обложки.</p>"
        "<table><tr><th>Класс</th><th>Книга</th></tr><tr><td>5 «А»</td><td>Повесть о лесе</td></tr></table>"
    )
    return f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{page}</body></html>".encode()


def html_picture() -> bytes:
    return b"<!DOCTYPE html><html><body><div><img src='plan-1.jpg'><img src='plan-2.jpg'></div></body></html>"


# Web archives


def mht(kind: str, coded: bytes, encoding: str, charset: str) -> bytes:
    dot = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()
    head = (
        f"From: <{kind}>\r\nSubject: plan\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n'
        f'\tboundary="----=_Part_1"\r\n\r\n------=_Part_1\r\nContent-Location: file:///C:/plan.htm\r\n'
        f'Content-Transfer-Encoding: {encoding}\r\nContent-Type: text/html; charset="{charset}"\r\n\r\n'
    )
    tail = (
        "\r\n------=_Part_1\r\nContent-Location: file:///C:/image001.png\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Type: image/png\r\n\r\n{dot}\r\n------=_Part_1--\r\n"
    )
    return head.encode() + coded.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") + tail.encode()


def mht_word() -> bytes:
    return mht("Word", quopri.encodestring(html_word().encode("cp1251")), "quoted-printable", "windows-1251")


def mht_chrome() -> bytes:
    return mht("Blink", base64.encodebytes(html_site()), "base64", "utf-8")


def mht_cut() -> bytes:
    whole = mht_word()
    return whole[: len(whole) // 2]


# Rich Text

_RTF_HEAD = (
    r"{\rtf1\ansi\ansicpg1251\deff0\deflang1049{\fonttbl{\f0\froman\fcharset204\fprq2{\*\panose 02020603050405020304}"
    r"Times New Roman;}{\f1\froman\fcharset2 Symbol;}}{\colortbl;\red0\green0\blue0;}{\stylesheet{\ql\f0\fs24 Normal;}}"
    r"{\info{\title \'cf\'eb\'e0\'ed}{\author A}}\paperw16838\paperh11906\viewkind1"
    "\n"
)
_EDGES = (700, 6000, 8500, 11000, 14000)


def rtf_text(text: str) -> str:
    return "".join(
        sign if sign.isascii() else rf"\u{ord(sign)}?" if sign in "–№" else rf"\'{sign.encode('cp1251')[0]:02x}"
        for sign in text
    )


def rtf_row(cells: list[str], definition: str) -> str:
    """A row as Word writes it: its definition before and again, in a group, behind its cells."""
    inside = "".join(rf"\pard\plain \intbl\f0\fs24 {text}\cell " for text in cells)
    return (
        rf"\trowd\trgaph108\trleft-108{definition}"
        f"\n{inside}\n"
        rf"{{\trowd\trgaph108\trleft-108{definition}\row }}"
        "\n"
    )


def rtf_rows(number: Callable[[str], str] = rtf_text) -> list[str]:
    edges = "".join(rf"\clvertalt\clbrdrt\brdrs\cellx{edge}" for edge in _EDGES)
    first, *others = _EDGES
    merged = rf"\clmgf\cellx{first}" + "".join(rf"\clmrg\cellx{edge}" for edge in others)
    return [
        rtf_row([rf"{{\b {rtf_text(each[0])}}}"] + [""] * (WIDTH - 1), merged)
        if len(each) == 1
        else rtf_row([number(each[0]), *map(rtf_text, each[1:])], edges)
        for each in ROWS
    ]


def rtf(rows: list[str], close: str = "}") -> bytes:
    head = "".join(rf"\pard\plain\qc\f0\fs24 {rtf_text(line)}\par" "\n" for line in HEAD)
    return (_RTF_HEAD + head + "".join(rows) + r"\pard\par" + close).encode("ascii")


def rtf_word() -> bytes:
    """Sections merged across, numbers of rows as a list, a hyperlink's instruction and a picture's data in between."""
    field = r"{\field{\*\fldinst { HYPERLINK x }}{\fldrslt }}{\*\shppict{\pict\pngblip 89504e470d0a1a0a}}"
    return rtf(
        rtf_rows(lambda text: rf"{{\listtext\pard\plain\f0 {text}.\tab}}{field}" if text.isdigit() else rtf_text(text))
    )


def rtf_deleted() -> bytes:
    """The row of the observers is struck out with changes recorded: every word of it is deleted."""
    rows = rtf_rows()
    place = next(index for index, each in enumerate(ROWS) if each[0] == OBSERVERS)
    edges = "".join(rf"\cellx{edge}" for edge in _EDGES)
    rows[place] = rtf_row([rf"{{\deleted\revauthdel1 {rtf_text(text)}}}" for text in ROWS[place]], edges)
    return rtf(rows)


def rtf_cut() -> bytes:
    whole = rtf(rtf_rows())
    return whole[: len(whole) * 2 // 3]


# Old Word


def doc_password() -> bytes:
    """No more than the head of a document under a password: Word's own begins so."""
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    text_stream = b"\xec\xa5\xc1\x00" + bytes(7) + b"\x01" + bytes(500)
    return ole + text_stream + "WordDocument".encode("utf-16-le") + bytes(512)


MADE: dict[str, Callable[[], bytes]] = {
    "odt/auto-numbers-pass.odt": odt_auto_numbers,
    "odt/sections-merged-down-pass.odt": odt_sections_down,
    "odt/tracked-changes-and-note-pass.odt": odt_tracked,
    "odt/framed-with-stamp-in-box-pass.odt": odt_framed,
    "odt/hidden-row-fail-OBS001.odt": odt_hidden_row,
    "odt/password-unread.odt": odt_password,
    "odt/scan-unread.odt": odt_scan,
    "odt/order-notplan.odt": odt_order,
    "html/saved-by-word-pass.html": lambda: html_word().encode("cp1251"),
    "html/saved-by-google-docs-pass.html": html_google,
    "html/site-page-pass.html": html_site,
    "html/spans-koi8-without-label-pass.html": html_spans,
    "html/hidden-row-fail-OBS001.html": html_no_observers,
    "html/news-notplan.html": html_news,
    "html/scan-unread.html": html_picture,
    "mht/saved-by-word-pass.mht": mht_word,
    "mht/saved-by-chrome-pass.mht": mht_chrome,
    "mht/cut-unread.mht": mht_cut,
    "rtf/word-merged-sections-and-list-pass.rtf": rtf_word,
    "rtf/deleted-row-fail-OBS001.rtf": rtf_deleted,
    "rtf/cut-unread.rtf": rtf_cut,
    "doc/rich-text-inside-pass.doc": rtf_word,
    "doc/page-inside-pass.doc": lambda: html_word().encode("cp1251"),
    "doc/password-unread.doc": doc_password,
}


def by_libreoffice() -> dict[Path, bytes]:
    """The plan with automatic numbers as LibreOffice saves it; its .odt without the pictures it adds."""
    made: dict[Path, bytes] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plan.odt").write_bytes(odt_auto_numbers())
        for suffix in ("odt", "rtf", "doc"):
            command = [
                "soffice",
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
            ]
            subprocess.run([*command, suffix, "--outdir", folder / "out", folder / "plan.odt"], check=True)
            content = (folder / "out" / f"plan.{suffix}").read_bytes()
            path = CORPUS / suffix / f"saved-by-libreoffice-pass.{suffix}"
            if suffix == "doc":  # judged by tests/readers/test_doc.py, which asks first whether LibreOffice is there
                path = CORPUS.parent / "readers" / "doc_files" / "saved-by-libreoffice.doc"
            made[path] = _without_pictures(content) if suffix == "odt" else content
    return made


def _without_pictures(content: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as full, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name in full.namelist():
            if not name.startswith(("Thumbnails/", "Configurations2/")):
                kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                package.writestr(zipfile.ZipInfo(name), full.read(name), kind)
    return written.getvalue()


def main() -> None:
    files = {CORPUS / name: make() for name, make in MADE.items()}
    if "--libreoffice" in sys.argv:
        files |= by_libreoffice()
    for path, content in files.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
