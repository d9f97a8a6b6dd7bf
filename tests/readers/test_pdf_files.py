"""PDF files that are no good: scans, passwords, cut ones, fonts without letters, too much of anything."""

from __future__ import annotations

import io
import threading
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from fpdf import FPDF
from made_pdf import Habits, Line, Ruled, made_pdf, russian_font
from PIL import Image
from reading_shown import lines, only_table

from plancheck.errors import UnreadableError
from plancheck.readers import read_document
from plancheck.readers.limits import DEFAULT_LIMITS, Limits
from plancheck.readers.pdf import read

TABLE = Ruled(
    [["№", "Мероприятие", "Срок"], *([str(at), "Сверка оценок", "май"] for at in range(1, 60))], [34, 200, 90]
)
GOOD = made_pdf([Line("План сверки оценок"), TABLE])


def refused(content: bytes, limits: Limits = DEFAULT_LIMITS) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        read(content, limits)
    return caught.value


def drawn(*pages: str, font: bool = True) -> bytes:
    """A file whose pages are text, a «picture», a «drawing» or «blank»."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_font("Serif", "", russian_font())
    for page in pages:
        pdf.add_page()
        pdf.set_font("Serif", "", 12)
        if page == "picture":
            pdf.image(Image.new("L", (40, 60), 128), 20, 20, 550, 800)
        elif page == "drawing":
            for at in range(200):
                pdf.line(50 + at, 80, 55 + at * 1.5, 90 + at % 7)
        elif page != "blank":
            pdf.text(60, 80, page)
    content = bytes(pdf.output())
    for one in pdf.fonts.values():
        one.ttfont.close()
    return content


def with_text(content: bytes, *, old: bytes, new: bytes) -> bytes:
    assert old in content
    return content.replace(old, new)


@pytest.mark.parametrize("pages", [["picture"], ["picture", "picture"], ["drawing"], ["picture", "12"]])
def test_a_scan_is_called_a_picture(pages: list[str]) -> None:
    assert "картинка" in refused(drawn(*pages)).reason


def test_pages_that_are_pictures_among_others_are_named() -> None:
    text = "Приказ о порядке сверки оценок"
    reading = read(drawn(text, "picture", text, "picture"), DEFAULT_LIMITS)
    assert lines(reading) == [text, text]
    assert [remark.en for remark in reading.remarks] == [
        "Pages that are pictures were not read (they hold no text): 2, 4 of 4."
    ]


def test_a_page_with_a_picture_and_text_is_read_without_a_word() -> None:
    assert read(GOOD, DEFAULT_LIMITS).remarks == ()


def test_a_file_of_blank_pages_is_empty() -> None:
    assert "пуст" in refused(drawn("blank", "blank")).reason


def test_a_password_is_named_and_an_empty_one_opens() -> None:
    assert "паролем" in refused(made_pdf([TABLE], Habits(password="secret"))).reason
    pdf = FPDF(unit="pt")
    pdf.add_font("Serif", "", russian_font())
    pdf.set_encryption(owner_password="owner", user_password="")
    pdf.add_page()
    pdf.set_font("Serif", "", 12)
    pdf.text(60, 80, "Приказ о порядке")
    content = bytes(pdf.output())
    pdf.fonts["serif"].ttfont.close()
    assert lines(read(content, DEFAULT_LIMITS)) == ["Приказ о порядке"]


@pytest.mark.parametrize("left", [0.05, 0.3, 0.6, 0.95])
def test_a_file_cut_off_is_damaged_not_a_shorter_plan(left: float) -> None:
    assert "повреждён" in refused(GOOD[: int(len(GOOD) * left)]).reason


def test_noise_after_the_mark_of_a_pdf_is_damaged() -> None:
    assert "повреждён" in refused(b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"startxref\n7\n%%EOF").reason


def test_fonts_without_a_table_of_letters_are_named() -> None:
    pdf = FPDF(unit="pt")
    pdf.add_font("Serif", "", russian_font())
    pdf.set_compression(False)
    pdf.add_page()
    pdf.set_font("Serif", "", 12)
    for at in range(20):
        pdf.text(60, 80 + 20 * at, "Сверка оценок по русскому языку в девятых классах района")
    content = bytes(pdf.output())
    pdf.fonts["serif"].ttfont.close()
    nameless = with_text(content, old=b"/ToUnicode", new=b"/ToNothing")
    assert "без таблицы букв" in refused(nameless).reason


def test_russian_letters_called_by_latin_names_are_russian() -> None:
    text = "План мероприятий школы «Родник» – сверка оценок № 7"
    codes = text.encode("cp1251").hex()
    content = f"BT /F1 12 Tf 60 700 Td <{codes}> Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, one) for at, one in enumerate(objects, 1))
    body += b"trailer\n<< /Root 1 0 R /Size 6 >>\nstartxref\n0\n%%EOF"
    assert lines(read(body, DEFAULT_LIMITS)) == [text]


@pytest.mark.parametrize(
    ("bound", "limit"),
    [
        ("pages", 1),
        ("page_characters", 100),
        ("rows", 20),
        ("cells_in_row", 2),
        ("cells", 50),
        ("tables", 0),
        ("paragraphs", 1),
    ],
)
def test_each_bound_is_kept(bound: str, limit: int) -> None:
    assert bound in refused(GOOD, replace(DEFAULT_LIMITS, **{bound: limit})).text("en") or bound == "pages"


def test_files_are_read_from_several_threads_at_once() -> None:
    rows: list[int] = []

    def work() -> None:
        rows.extend(len(only_table(read(GOOD, DEFAULT_LIMITS)).rows) for _ in range(3))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rows == [60] * 12


def test_a_pdf_is_told_by_its_bytes_and_read_as_a_document() -> None:
    document = read_document(GOOD, "план.docx")
    assert document.source.format == "pdf"
    assert len(document.tables) == 1


def test_tables_and_text_inside_forms_are_read() -> None:
    """Programs that number or sign pages put the page's own drawing into a form."""
    source = pypdfium2.PdfDocument(GOOD)
    made = pypdfium2.PdfDocument.new()
    for number in range(len(source)):
        page = source[number]
        form = source.page_as_xobject(number, made).as_pageobject()
        form.set_matrix(pypdfium2.PdfMatrix().scale(0.9, 0.9).translate(20, 30))
        sheet = made.new_page(*page.get_size())
        sheet.insert_obj(form)
        sheet.gen_content()
        sheet.close()
        page.close()
    written = io.BytesIO()
    made.save(written)
    made.close()
    source.close()
    expected = [list(row) for row in TABLE.rows]
    assert [list(row.texts()) for row in only_table(read(written.getvalue(), DEFAULT_LIMITS)).rows] == expected


@pytest.mark.parametrize(("file", "warned"), [("no-rules-pass.pdf", True), ("boxes-pass.pdf", False)])
def test_a_table_told_by_gaps_alone_is_said_to_be_so(file: str, warned: bool) -> None:
    content = (Path(__file__).parents[1] / "corpus" / "pdf" / file).read_bytes()
    document = read_document(content, file)
    assert any("без линий" in remark.ru for remark in document.remarks) is warned
    assert all(table.rebuilt is warned for table in document.tables)
