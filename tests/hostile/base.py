"""The good plan that hostile files are made of, in every format that can be written by hand."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

import packages

from plancheck.document import Paragraph
from plancheck.readers import read_document

ROOT = Path(__file__).parents[2]


@cache
def plan() -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The lines above the table of examples/good-school.txt, and the rows of the table."""
    document = read_document((ROOT / "examples" / "good-school.txt").read_bytes(), "good-school.txt")
    lines = tuple(block.text for block in document.blocks if isinstance(block, Paragraph))
    width = max(len(row.cells) for row in document.tables[0].rows)
    rows = (row.texts() for row in document.tables[0].rows)
    return lines, tuple((*texts, *[""] * (width - len(texts))) for texts in rows)


def lines() -> Sequence[str]:
    return plan()[0]


def rows() -> Sequence[Sequence[str]]:
    return plan()[1]


def txt() -> bytes:
    return (ROOT / "examples" / "good-school.txt").read_bytes()


def word_body(before: str = "", after: str = "") -> str:
    head = "".join(packages.word_paragraph(line) for line in lines())
    return f"{head}{before}{packages.word_table(rows())}{after}<w:sectPr/>"


def docx(before: str = "", after: str = "", more: dict[str, bytes | str] | None = None) -> bytes:
    return packages.docx(word_body(before, after), more)


def sheet() -> str:
    return packages.sheet_rows([*([line] for line in lines()), *rows()])


def xlsx(more: dict[str, bytes | str] | None = None) -> bytes:
    return packages.xlsx(sheet(), more)


def odt(before: str = "", styles: str = "", more: dict[str, bytes | str] | None = None) -> bytes:
    head = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines())
    return packages.open_document("text", f"{head}{before}{packages.open_table(rows())}", styles, more)


def ods(before: str = "") -> bytes:
    return packages.open_document("spreadsheet", before + packages.open_table([*([line] for line in lines()), *rows()]))


def html(before: str = "", head: str = "") -> bytes:
    above = "".join(f"<p>{escape(line)}</p>" for line in lines())
    table = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows())
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{above}{before}"
        f"<table>{table}</table></body></html>"
    ).encode()


def mht(parts: str = "") -> bytes:
    page = base64.encodebytes(html()).decode()
    return (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="edge"\n\n--edge\n'
        f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{page}\n{parts}--edge--\n"
    ).encode()


def rtf_text(text: str) -> str:
    return "".join(sign if sign.isascii() and sign not in "\\{}" else rf"\u{ord(sign)}?" for sign in text)


def rtf(before: str = "", after: str = "}") -> bytes:
    edges = "".join(rf"\cellx{2000 * (at + 1)}" for at in range(len(rows()[0])))
    head = "".join(rf"\pard {rtf_text(line)}\par " for line in lines())
    table = "".join(
        rf"\trowd{edges}" + "".join(rf"\pard\intbl {rtf_text(cell)}\cell" for cell in row) + r"\row " for row in rows()
    )
    return rf"{{\rtf1\ansi\ansicpg1251 {head}{before}{table}\pard {after}".encode()


def csv() -> bytes:
    return "\r\n".join(
        ";".join('"' + cell.replace('"', '""') + '"' for cell in row)
        for row in [*([line] for line in lines()), *rows()]
    ).encode("utf-8-sig")


GOOD = {
    "txt": txt, "docx": docx, "xlsx": xlsx, "odt": odt, "ods": ods, "html": html, "mht": mht, "rtf": rtf, "csv": csv,
}  # fmt: skip
