"""Hostile workbooks and tables of text: false dimensions, numbers out of range, merges over everything."""

from __future__ import annotations

from collections.abc import Callable

import base
import packages
from made import EITHER, READ, Cases, Hostile


def with_sheet(change: Callable[[str], str]) -> bytes:
    return packages.xlsx(change(base.sheet()))


def cells(*written: str) -> Callable[[], bytes]:
    return lambda: with_sheet(
        lambda sheet: sheet.replace("</sheetData>", f'<row r="900">{"".join(written)}</row></sheetData>')
    )


def merges(count: int) -> str:
    lines = "".join(f'<mergeCell ref="A{n}:XFD{n + 5}"/>' for n in range(1, count))
    return f"<mergeCells>{lines}</mergeCells>"


CASES: Cases = {
    "dimension-of-everything.xlsx": Hostile(
        lambda: with_sheet(lambda sheet: f'<dimension ref="A1:XFD1048576"/>{sheet}'), READ
    ),
    "dimension-of-nonsense.xlsx": Hostile(
        lambda: with_sheet(lambda sheet: f'<dimension ref="A0:&lt;1"/>{sheet}'), EITHER
    ),
    "corner-to-corner.xlsx": Hostile(
        lambda: with_sheet(
            lambda sheet: sheet.replace(
                "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
            )
        ),
        READ,
    ),
    "beyond-the-corner.xlsx": Hostile(cells('<c r="ZZZZZZ99999999999"><v>1</v></c>')),
    "no-address.xlsx": Hostile(cells('<c r="5"><v>1</v></c>', '<c r=""><v>1</v></c>', '<c r="A0"><v>1</v></c>')),
    "text-out-of-range.xlsx": Hostile(cells('<c r="A900" t="s"><v>999999</v></c>'), EITHER),
    "text-below-nothing.xlsx": Hostile(cells('<c r="A900" t="s"><v>-1</v></c>'), EITHER),
    "text-of-no-number.xlsx": Hostile(cells('<c r="A900" t="s"><v>x</v></c>'), EITHER),
    "date-out-of-range.xlsx": Hostile(
        cells('<c r="A900" t="d"><v>99999-99-99</v></c>', '<c r="B900"><v>1e308</v></c>'), EITHER
    ),
    "merge-of-everything.xlsx": Hostile(
        lambda: with_sheet(lambda sheet: f'{sheet}<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), EITHER
    ),
    "merges-by-the-thousand.xlsx": Hostile(lambda: with_sheet(lambda sheet: sheet + merges(20_000)), EITHER),
    "sheets-by-the-thousand.xlsx": Hostile(
        lambda: base.xlsx(
            {
                "xl/workbook.xml": f"{packages.HEAD}<workbook "
                f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" {packages.R}><sheets>'
                + "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 3_000))
                + "</sheets></workbook>"
            }
        ),
        EITHER,
    ),
    "long-texts-shared.xlsx": Hostile(
        lambda: packages.xlsx(
            "<sheetData>"
            + "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 15_000))
            + "</sheetData>",
            {
                "xl/sharedStrings.xml": f"{packages.HEAD}<sst "
                'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
                + "ж" * 90_000
                + "</t></si></sst>"
            },
        )
    ),
    "quote-never-closed.csv": Hostile(lambda: base.csv() + b'"' + "дело;срок\r\n".encode() * 200_000, EITHER),
    "columns-by-the-million.csv": Hostile(lambda: base.csv() + b";" * 1_000_000, says="limit `"),
    "rows-by-the-million.csv": Hostile(lambda: base.csv() + b"1;2\n" * 1_000_000, says="limit `"),
    "quotes-by-the-million.csv": Hostile(lambda: base.csv() + b'"' * 1_000_001, EITHER),
    "nul.csv": Hostile(lambda: base.csv().replace(b";", b";\x00"), EITHER),
}
