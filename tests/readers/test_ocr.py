"""A picture of a plan is read as its page: rules, cells, and which cells were told with little certainty."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from made_pdf import russian_font
from PIL import Image, ImageDraw, ImageFont

from plancheck.document import Paragraph, Table
from plancheck.errors import UnreadableError
from plancheck.parsing import Lexicons, shipped_lexicons, understand
from plancheck.readers import DEFAULT_LIMITS, ocr, read_document
from plancheck.readers.ocr import read_pictures, tesseract
from plancheck.readers.ocr.rules import find_rules, straightened
from plancheck.readers.ocr.tesseract import Seen

SIZE = (1240, 1754)  # A4 at 150 dots an inch
XS, YS = (100, 200, 640, 860, 1140), (300, 400, 560, 720)
CELLS = [
    ["№", "Мероприятие", "Срок", "Ответственный"],
    ["1", "Издать приказ о координаторе ВПР", "до 1 сентября 2025", "директор"],
    ["2", "Направить наблюдателей на ВПР", "апрель 2026", "завуч"],
]
TITLE = "План мероприятий по объективности ВПР на 2025-2026 учебный год"
SCAN = Path(__file__).parents[1] / "corpus" / "pdf" / "scan-unread.pdf"


def page(*, askew: float = 0.0) -> Image.Image:
    """A page with the rules of a table and no letters."""
    made = Image.new("L", SIZE, 255)
    pen = ImageDraw.Draw(made)
    for x in XS:
        pen.line((x, YS[0], x, YS[-1]), fill=90, width=2)
    for y in YS:
        pen.line((XS[0], y, XS[-1], y), fill=90, width=2)
    return made.rotate(askew, resample=Image.Resampling.BICUBIC, fillcolor=255)


def content(made: Image.Image) -> bytes:
    target = io.BytesIO()
    made.save(target, "PNG", dpi=(150, 150))
    return target.getvalue()


def seen(unsure: str = "") -> list[Seen]:
    """The words as Tesseract would tell them, `unsure` with little certainty."""
    found = [Seen(word, 100 + 80 * at, 200, 170 + 80 * at, 220, 95.0) for at, word in enumerate(TITLE.split())]
    for row, texts in enumerate(CELLS):
        for column, text in enumerate(texts):
            for at, word in enumerate(text.split()):
                left, top = XS[column] + 10, YS[row] + 10 + 22 * at
                certainty = 30.0 if word == unsure else 92.0
                found.append(Seen(word, left, top, left + 8 * len(word), top + 18, certainty))
    return found


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Seen]:
    words = seen("наблюдателей")
    monkeypatch.setattr(ocr, "words_on", lambda picture: words)
    return words


def test_rules_are_found_and_taken_out() -> None:
    level, upright, clean = find_rules(page(), 150)
    assert {round(y * 150 / 72) // 10 * 10 for y, _, _ in level} == {300, 400, 560, 720}
    assert {round(x * 150 / 72) // 10 * 10 for x, _, _ in upright} == {100, 200, 640, 860, 1140}
    assert min(clean.tobytes()) > 200


@pytest.mark.parametrize("askew", [-1.5, 0.75])
def test_a_sheet_laid_askew_is_straightened(askew: float) -> None:
    crooked, _, _ = find_rules(page(askew=askew), 150)
    level, _, _ = find_rules(straightened(page(askew=askew)), 150)
    widest = max(end - start for _, start, end in level)
    assert widest > 0.9 * (XS[-1] - XS[0]) * 72 / 150
    assert widest > max((end - start for _, start, end in crooked), default=0)


def test_words_fall_into_the_cells_they_stand_in(told: Sequence[Seen]) -> None:
    reading = read_pictures([content(page())], DEFAULT_LIMITS)
    assert reading.recognised
    assert "Tesseract" in reading.remarks[0].ru
    paragraph, table = reading.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == TITLE
    assert isinstance(table, Table)
    assert [[cell.text.replace("\n", " ") for cell in row.cells] for row in table.rows] == CELLS
    assert [cell.text.split() for row in table.rows for cell in row.cells if cell.doubtful] == [CELLS[2][1].split()]
    assert table.rows[1].cells[1].location.page == 1


def test_a_doubtful_cell_is_marked_in_the_plan(told: Sequence[Seen], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plancheck.readers.image.available", lambda: True)
    known: Lexicons = shipped_lexicons()
    plan = understand(read_document(content(page()), "plan.png"), known)
    assert plan.recognised
    assert [measure.doubtful for measure in plan.measures] == [(), ("measure",)]


def test_a_picture_without_text_or_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "words_on", lambda picture: [])
    for files in ([content(page())], [b"no picture"], [content(Image.new("L", (40, 40)))]):
        with pytest.raises(UnreadableError, match="картинка"):
            read_pictures(files, DEFAULT_LIMITS)


def test_a_failing_tesseract_ends_in_a_clear_word(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(picture: Image.Image) -> list[Seen]:
        raise RuntimeError("Tesseract process timeout")

    monkeypatch.setattr(ocr, "words_on", fail)
    with pytest.raises(UnreadableError, match="Tesseract не справился"):
        read_pictures([content(page())], DEFAULT_LIMITS)


def test_every_frame_of_a_picture_is_a_page(told: Sequence[Seen]) -> None:
    target = io.BytesIO()
    page().save(target, "TIFF", save_all=True, append_images=[page()], dpi=(150, 150))
    blocks = read_pictures([target.getvalue()], DEFAULT_LIMITS).blocks
    assert {block.location.page for block in blocks} == {1, 2}


def test_nothing_is_recognised_where_that_is_switched_off() -> None:
    assert not ocr.available()
    with pytest.raises(UnreadableError, match="картинка"):
        read_document(content(page()), "plan.png")


def test_tesseract_reads_a_page_with_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLANCHECK_OCR")
    if not tesseract.available():
        pytest.skip("Tesseract with Russian, or the extra plancheck[ocr], is not installed")
    made = Image.new("L", (2480, 3508), 255)
    pen, font = ImageDraw.Draw(made), ImageFont.truetype(str(russian_font()), 60)
    for x in XS:
        pen.line((2 * x, 600, 2 * x, 1560), fill=90, width=4)
    for row, y in enumerate((600, 920, 1240, 1560)):
        pen.line((200, y, 2280, y), fill=90, width=4)
        for column, text in enumerate(CELLS[row] if row < 3 else ()):
            for at, word in enumerate(text.split()):
                pen.text((2 * XS[column] + 24, y + 20 + 70 * at), word, font=font, fill=20)
    target = io.BytesIO()
    made.save(target, "PNG", dpi=(300, 300))
    (table,) = [block for block in read_document(target.getvalue(), "scan.png").blocks if isinstance(block, Table)]
    read = [" ".join(row.cells[1].text.split()).casefold() for row in table.rows]
    assert read[0] == "мероприятие"
    assert "координаторе" in read[1]
    assert "наблюдателей" in read[2]
