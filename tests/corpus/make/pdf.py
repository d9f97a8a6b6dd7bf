"""Makes the PDF files of tests/corpus/pdf: `python tests/corpus/make/pdf.py`. The same bytes each time.

The files that LibreOffice writes are made only where it is installed; its bytes differ from day to day.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

CORPUS = Path(__file__).parents[1]
sys.path.insert(0, str(CORPUS.parent / "readers"))

from fpdf import FPDF  # noqa: E402
from made_pdf import Habits, Line, Merged, Ruled, made_pdf, russian_font  # noqa: E402 - found by the line above
from PIL import Image, ImageDraw, ImageFont  # noqa: E402

WIDTHS = [30, 190, 92, 112, 100]
LEVELS = [Path(CORPUS.parents[1] / "examples" / f"{name}.txt") for name in ("good-school", "municipal")]
Rows = list[list[str | Merged | None]]


def plan(path: Path = LEVELS[0]) -> tuple[list[Line], Rows]:
    """The lines above the table of an example, and the table's rows with its sections over all columns."""
    head: list[Line] = []
    rows: Rows = []
    for text in path.read_text(encoding="utf-8").splitlines():
        if "\t" in text:
            rows.append([*text.split("\t")])
        elif text.strip() and rows:
            rows.append([Merged(text, across=5), None, None, None, None])
        elif text.strip():
            stamp = len(head) < 5 and path == LEVELS[0]
            head.append(Line(text, "R" if stamp else "C", bold=not stamp, gap=2))
    return head, rows


def made(habits: Habits, path: Path = LEVELS[0]) -> bytes:
    head, rows = plan(path)
    return made_pdf([*head, Ruled(rows, WIDTHS)], habits)


def without(*, text: str = "", deadline_of: str = "") -> bytes:
    """The plan without the rows that speak of `text`, and with no deadline in the row that speaks of `deadline_of`."""
    head, rows = plan()
    kept = [row for row in rows if not text or text not in str(row[1])]
    for row in kept:
        if deadline_of and deadline_of in str(row[1]):
            row[2] = ""
    return made_pdf([*head, Ruled(kept, WIDTHS)])


def sections_at_the_left() -> bytes:
    head, rows = plan()
    groups: list[tuple[str, Rows]] = []
    for row in rows[1:]:
        if isinstance(row[0], Merged):
            groups.append((row[0].text.partition(". ")[2], []))
        else:
            groups[-1][1].append(row)
    body: Rows = []
    for title, own in groups:
        body += [[Merged(title, down=len(own)) if not at else None, *row] for at, row in enumerate(own)]
    return made_pdf([*head, Ruled([["Направление", *rows[0]], *body], [84, *WIDTHS])], Habits(landscape=True))


def stamps() -> bytes:
    head, rows = plan()
    side = [("РАССМОТРЕНО", head[0].text), ("на заседании", head[1].text), ("педагогического", head[2].text)]
    side += [("совета", head[3].text), ("протокол № 1", head[4].text)]
    lines = [Line(left, gap=0, beside=right) for left, right in side]
    return made_pdf([*lines, *(Line(line.text, "C", True, gap=14 * (not at)) for at, line in enumerate(head[5:])),
                     Ruled(rows, WIDTHS)])  # fmt: skip


def letter() -> bytes:
    text = "Просим до пятницы сообщить, сколько компьютеров в кабинете информатики исправно и сколько требует ремонта."
    return made_pdf([Line("Директорам школ", "R"), Line(text, gap=20), Line("Методист Р. С. Калинкина", gap=20)])


def scan() -> bytes:
    """Pages that are pictures of a plan's first words."""
    head, _ = plan()
    sheet = Image.new("L", (595, 842), 255)
    drawing, letters = ImageDraw.Draw(sheet), ImageFont.truetype(str(russian_font()), 16)
    for at, line in enumerate(head):
        drawing.text((60, 60 + 30 * at), line.text, font=letters, fill=0)
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
    pdf.add_page()
    pdf.image(sheet.convert("1"), 0, 0, pdf.w, pdf.h)
    return bytes(pdf.output())


def nameless() -> bytes:
    return made(Habits()).replace(b"/ToUnicode", b"/ToNothing")


FILES: dict[str, Callable[[], bytes]] = {
    "torn-rows-pass": lambda: made(Habits(size=12)),
    "torn-rows-left-open-pass": lambda: made(Habits(size=12, closed=False, header_again=False, rules="fills")),
    "boxes-pass": lambda: made(Habits(rules="boxes")),
    "dashed-rules-pass": lambda: made(Habits(rules="dashed")),
    "level-rules-pass": lambda: made(Habits(rules="level")),
    "no-rules-pass": lambda: made(Habits(rules="none")),
    "hyphenated-pass": lambda: made(Habits(hyphen_after=3, size=12)),
    "running-head-pass": lambda: made(Habits(running_head="МБОУ «Полянская СОШ», лист 2", size=12)),
    "landscape-by-rotation-pass": lambda: made(Habits(quarter=90)),
    "seen-turned-pass": lambda: made(Habits(turned=90)),
    "under-a-scan-pass": lambda: made(Habits(invisible=True)),
    "municipal-order-pass": lambda: made(Habits(), LEVELS[1]),
    "sections-merged-down-pass": sections_at_the_left,
    "stamps-side-by-side-pass": stamps,
    "no-observers-fail-OBS001": lambda: without(text="наблюдателей"),
    "no-deadline-fail-DOC005": lambda: without(deadline_of="Присутствие"),
    "letter-notplan": letter,
    "scan-unread": scan,
    "password-unread": lambda: made(Habits(password="secret")),
    "cut-off-unread": lambda: made(Habits())[:15_000],
    "nameless-font-unread": nameless,
}


def by_libreoffice(folder: Path) -> None:
    """A Word file of the corpus as LibreOffice prints it."""
    program = shutil.which("soffice")
    if program is None:
        return
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "libreoffice-pass.docx"
        source.write_bytes((CORPUS / "docx" / "plain-pass.docx").read_bytes())
        profile = f"-env:UserInstallation=file://{place}/profile"
        call = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
        subprocess.run(call, check=True, capture_output=True, timeout=120)


def main() -> None:
    folder = CORPUS / "pdf"
    folder.mkdir(exist_ok=True)
    for name, make in FILES.items():
        (folder / f"{name}.pdf").write_bytes(make())
    by_libreoffice(folder)


if __name__ == "__main__":
    main()
