"""A document as Rich Text (.rtf), written by hand as Word and WordPad write it."""

from __future__ import annotations

from dataclasses import dataclass

from plancheck.document import Document, Paragraph, Table
from rendering.merging import Piece, pieces

_COLUMN = 1800  # twips


@dataclass(frozen=True)
class RtfHabits:
    unicode: bool = False  # \\uN with a stand-in for each letter, else bytes of windows-1251
    line_breaks: bool = False  # \\line instead of \\par
    repeated_rows: bool = False  # a row's definition written again behind its cells, as Word does
    groups: bool = False  # texts in groups with fonts and languages
    ignorable: bool = False  # destinations that are no text: a generator, a style sheet, pictures' data


def write_rtf(document: Document, habits: RtfHabits) -> bytes:
    """The bytes of the .rtf; all are ASCII."""
    head = "{\\rtf1\\ansi\\ansicpg1251\\deff0\\deflang1049{\\fonttbl{\\f0\\froman\\fcharset204 Times New Roman;}}\n"
    if habits.ignorable:
        head += (
            "{\\colortbl;\\red0\\green0\\blue0;}{\\stylesheet{\\s0 Normal;}{\\s1 heading 1;}}\n"
            "{\\*\\generator Riched20 10.0.19041;}{\\info{\\title Plan}{\\author Ivanova}}\n"
        )
    body = "".join(
        _paragraph(block, habits) if isinstance(block, Paragraph) else _table(block, habits)
        for block in document.blocks
    )
    return f"{head}\\viewkind4\\uc1 {body}}}\n".encode("ascii")


def _text(text: str, habits: RtfHabits) -> str:
    coded = "".join(_sign(sign, habits) for sign in text)
    return f"{{\\f0\\fs24\\lang1049 {coded}}}" if habits.groups and coded else coded


def _sign(sign: str, habits: RtfHabits) -> str:
    if sign in "\\{}":
        return f"\\{sign}"
    if sign < "\x80":
        return sign
    try:
        byte = sign.encode("cp1251")[0]
    except UnicodeEncodeError:
        return f"\\u{ord(sign)}?"
    if habits.unicode:
        code = ord(sign)
        return f"\\u{code if code < 32768 else code - 65536}?"
    return f"\\'{byte:02x}"


def _paragraph(block: Paragraph, habits: RtfHabits) -> str:
    text = "\\line ".join(_text(line, habits) for line in block.text.split("\n"))
    shown = "{\\b " + text + "}" if block.emphasised else text
    return f"\\pard\\plain {shown}\\par\n"


def _table(table: Table, habits: RtfHabits) -> str:
    rows = []
    for _, cells in pieces(table):
        defined = "\\trowd\\trgaph108\\trleft0" + "".join(map(_edge, cells))
        written = "".join(f"{_inside(cell, habits)}\\cell\n" for cell in cells)
        again = defined if habits.repeated_rows else ""
        rows.append(f"{defined}\n\\pard\\intbl {written}{again}\\row\n")
    return "".join(rows) + "\\pard\n"


def _edge(cell: Piece) -> str:
    merging = "\\clvmrg" if cell.covered else "\\clvmgf" if cell.down > 1 else ""
    return f"{merging}\\cellx{(cell.column + cell.across) * _COLUMN}"


def _inside(cell: Piece, habits: RtfHabits) -> str:
    if cell.covered:
        return ""
    between = "\\line " if habits.line_breaks else "\\par\n"
    return between.join(_text(line, habits) for line in cell.text.split("\n"))
