"""A document as a web page or as a web archive (.html, .mht), as Word, LibreOffice or a school's site writes it."""

from __future__ import annotations

import base64
import html
import quopri
from dataclasses import dataclass

from plancheck.document import Document, Paragraph, Table
from rendering.merging import Piece, pieces


@dataclass(frozen=True)
class HtmlHabits:
    like_word: bool = False  # MsoNormal paragraphs, spans with styles, <o:p>, conditional comments
    capitals: bool = False  # tags in capitals, attributes without quotes
    unclosed: bool = False  # cells, rows and paragraphs are not closed
    windows_1251: bool = False
    entities: bool = False  # quotes, dashes and №'s as entities
    lines_broken: bool = False  # <br> between the paragraphs of a cell
    header_cells: bool = False  # thead and th
    framed: bool = False  # everything inside a table of one cell
    wrapped_source: bool = False  # the source's lines are wrapped inside texts
    scripts: bool = False  # scripts, styles, comments


def write_html(document: Document, habits: HtmlHabits) -> bytes:
    """The bytes of the page, in UTF-8 or windows-1251."""
    charset = "windows-1251" if habits.windows_1251 else "utf-8"
    return page(document, habits, charset).encode(charset, "xmlcharrefreplace")


@dataclass(frozen=True)
class MhtHabits:
    base64: bool = False  # else quoted-printable
    windows_1251: bool = False
    like_word: bool = True
    picture_first: bool = False  # a part that is no page stands before the page


def write_mht(document: Document, habits: MhtHabits) -> bytes:
    """The bytes of a web archive as Word saves it: the page as one part of a multipart message."""
    charset = "windows-1251" if habits.windows_1251 else "utf-8"
    text = page(document, HtmlHabits(like_word=habits.like_word), charset).encode(charset, "xmlcharrefreplace")
    coded = base64.encodebytes(text) if habits.base64 else quopri.encodestring(text)
    transfer = "base64" if habits.base64 else "quoted-printable"
    parts = [_part(f'text/html; charset="{charset}"', transfer, "file:///C:/plan.htm", coded)]
    picture = base64.encodebytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    extra = _part("image/png", "base64", "file:///C:/image001.png", picture)
    parts.insert(0 if habits.picture_first else 1, extra)
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="----=_NextPart_01"; type="text/html"\n\n'
    message = head + "This is a web archive.\n" + "".join(f"\n------=_NextPart_01\n{part}" for part in parts)
    return (message + "\n------=_NextPart_01--\n").replace("\n", "\r\n").encode("utf-8")


def _part(kind: str, transfer: str, place: str, coded: bytes) -> str:
    head = f"Content-Location: {place}\nContent-Transfer-Encoding: {transfer}\nContent-Type: {kind}\n\n"
    return head + coded.decode("ascii")


def page(document: Document, habits: HtmlHabits, charset: str) -> str:
    """The page's source."""
    body = "\n".join(
        _paragraph(block, habits) if isinstance(block, Paragraph) else _table(block, habits)
        for block in document.blocks
    )
    if habits.framed:
        body = f"<table><tr><td>\n{body}\n</td></tr></table>"
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>Документ</title>'
    if habits.scripts:
        head += "<style>td { color: black }</style><script>var plan = '<table><tr><td>нет</td></tr></table>';</script>"
        body = f"<!-- меню --><noscript>Включите скрипты</noscript>\n{body}\n<script>count('visit')</script>"
    opening = ' xmlns:o="urn:schemas-microsoft-com:office:office"' if habits.like_word else ""
    return f"<!DOCTYPE html>\n<html{opening}><head>{head}</head>\n<body>\n{body}\n</body></html>\n"


def _text(text: str, habits: HtmlHabits) -> str:
    coded = html.escape(text, quote=False)
    if habits.entities:
        for sign, name in {"«": "&laquo;", "»": "&raquo;", "–": "&ndash;", "№ ": "&#8470;&nbsp;"}.items():
            coded = coded.replace(sign, name)
    if habits.wrapped_source:
        coded = coded.replace(" ", "\n      ", 3)
    if habits.like_word:
        coded = f"<span lang=RU style='font-size:12.0pt;mso-fareast-language:RU'>{coded}<o:p></o:p></span>"
    return coded


def _tag(name: str, habits: HtmlHabits, **attributes: object) -> str:
    given = [(one, value) for one, value in attributes.items() if value]
    if habits.capitals:
        return "<" + name.upper() + "".join(f" {one.upper()}={value}" for one, value in given) + ">"
    return "<" + name + "".join(f' {one}="{value}"' for one, value in given) + ">"


def _end(name: str, habits: HtmlHabits, *, may_lack: bool = True) -> str:
    if habits.unclosed and may_lack:
        return ""
    return f"</{name.upper() if habits.capitals else name}>"


def _paragraph(block: Paragraph, habits: HtmlHabits, name: str = "p") -> str:
    lines = [_text(line, habits) for line in block.text.split("\n")]
    text = "<br>\n".join(lines)
    if block.emphasised:
        text = f"<b>{text}</b>"
    opening = "<p class=MsoNormal align=center>" if habits.like_word else _tag(name, habits)
    return f"{opening}{text}{_end('p', habits)}"


def _table(table: Table, habits: HtmlHabits) -> str:
    rows = []
    parted = habits.header_cells and "down" not in {
        cell.merged for cell in table.rows[min(1, len(table.rows) - 1)].cells
    }
    for at, (_, cells) in enumerate(pieces(table)):
        headed = parted and at == 0  # no cell spans from a thead into a tbody
        inside = "\n".join(_cell(cell, "th" if headed else "td", habits) for cell in cells if not cell.covered)
        row = f"{_tag('tr', habits)}\n{inside}\n{_end('tr', habits)}"
        rows.append(f"<thead>{row}</thead><tbody>" if headed else row)
    body = "\n".join(rows) + ("</tbody>" if parted else "")
    return f"{_tag('table', habits, border=1)}\n{body}\n{_end('table', habits, may_lack=False)}"


def _cell(cell: Piece, name: str, habits: HtmlHabits) -> str:
    spans = {"colspan": cell.across if cell.across > 1 else 0, "rowspan": cell.down if cell.down > 1 else 0}
    lines = cell.text.split("\n")
    if habits.lines_broken or (len(lines) == 1 and not habits.like_word):
        inside = "<br>".join(_text(line, habits) for line in lines)
    else:
        blank = Paragraph("", None)  # type: ignore[arg-type]
        made = [Paragraph(line, blank.location) for line in lines]
        inside = "".join(_paragraph(one, habits) for one in made)
    if not cell.text and habits.entities:
        inside = "&nbsp;"
    return f"{_tag(name, habits, **spans)}{inside}{_end(name, habits)}"
