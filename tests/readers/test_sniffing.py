"""A format is told by its bytes; what is not read is named, with advice in both languages."""

from __future__ import annotations

import io
import zipfile

import pytest

from plancheck.errors import UnreadableError
from plancheck.readers import read_document
from plancheck.readers.registry import READERS
from plancheck.readers.sniffing import TEXT, sniff, without_controls


def zipped(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return target.getvalue()


def open_document(kind: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
    return target.getvalue()


def ole(*streams: str) -> bytes:
    names = b"".join(name.encode("utf-16-le") + b"\x00\x00" for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40 + names


READ = [
    ("docx", "plan.txt", zipped("[Content_Types].xml", "word/document.xml")),
    ("xlsx", "plan.xlsx", zipped("xl/workbook.xml")),
    ("odt", "plan.odt", open_document("text")),
    ("ods", "plan.ods", open_document("spreadsheet")),
    ("doc", "plan.DOC", ole("WordDocument")),
    ("xls", "plan", ole("Workbook")),
    ("xls", "plan.xls", ole("Book")),
    ("pdf", "plan.pdf", b"%PDF-1.7\n%\xe2\xe3"),
    ("pdf", "plan.docx", b"\r\n%PDF-1.4\n1 0 obj"),
    ("rtf", "plan.doc", b"{\\rtf1\\ansi}"),
    ("html", "plan.txt", b"\xef\xbb\xbf\n<!DOCTYPE HTML><html></html>"),
    ("html", "plan.htm", b'<?xml version="1.0"?>\n<html lang="ru">'),
    ("html", "plan.doc", b"<!-- Word --><!-- again -->\n<html>"),
    ("mht", "plan.doc", b'MIME-Version: 1.0\nContent-Type: multipart/related;\n boundary="a"\n\n'),
    ("png", "scan.png", b"\x89PNG\r\n\x1a\n"),
    ("jpeg", "plan.docx", b"\xff\xd8\xff\xe0"),
    ("bmp", "scan.bmp", b"BM\x36\x10\x00\x00\x00\x00\x00\x00"),
    ("webp", "scan.jpg", b"RIFF\x10\x00\x00\x00WEBPVP8 "),
    ("mht", "plan.mht", b"MIME-Version: 1.0\nContent-Type: text/html\n\n<html></html>"),
    ("txt", "plan.txt", b"BMW"),
    ("csv", "plan.csv", b"a;b"),
    ("txt", "plan", b"a;b"),
    ("docx", "plan.docx", b"PK\x03\x04 cut away word/document.xml"),
    ("docx", "many.docx", b"PK\x03\x04 word/" + b"PK\x01\x02" * 6_000),
]
REFUSED = [
    ("pptx", "plan", zipped("ppt/presentation.xml")),
    ("xlsb", "plan.xlsx", zipped("xl/workbook.bin")),
    ("iwork", "plan.pages", zipped("Index/Document.iwa")),
    ("zip", "plans.zip", zipped("a.txt")),
    ("ole", "plan.txt", ole()),
    ("ppt", "plan.ppt", ole("PowerPoint Document")),
    ("djvu", "scan.djvu", b"AT&TFORM"),
    ("gz", "plan.gz", b"\x1f\x8b\x08\x00"),
    ("rar", "plan.doc", b"Rar!\x1a\x07\x00"),
    ("tar", "plan", b"plan.docx".ljust(257, b"\x00") + b"ustar\x0000"),
    ("bz2", "plan.txt", b"BZh91AY&SY"),
    ("xz", "plan.txt", b"\xfd7zXZ\x00\x00"),
    (
        "epub",
        "plan",
        open_document("x").replace(b"application/vnd.oasis.opendocument.x", b"application/epub+zip".ljust(36)),
    ),
    ("odp", "plan.odt", open_document("presentation")),
    ("xps", "plan", zipped("FixedDocSeq.fdseq")),
    ("visio", "plan.docx", zipped("[Content_Types].xml", "visio/document.xml")),
    ("msg", "plan.doc", ole("__nameid_version1.0", "WordDocument")),
    ("eml", "plan", b"From: a@b.ru\r\nTo: c@d.ru\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed\r\n\r\n"),
    ("eml", "plan.eml", "Направляем план".encode()),
    ("winmail", "winmail.dat", b"x\x9f>\x22\x01"),
    ("lnk", "plan.docx", b"L\x00\x00\x00\x01\x14\x02\x00"),
    ("url", "plan.url", b"[InternetShortcut]\r\nURL=https://example.org"),
    ("webloc", "plan.webloc", b'<?xml version="1.0"?>\n<plist><dict><key>URL</key></dict></plist>'),
    ("google", "plan.gdoc", b'{"doc_id": "1"}'),
    ("signature", "plan.docx.sig", b"x"),
    ("signature", "plan.docx", b"0\x82\x10\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"),
    ("mxl", "plan", b"MOXCEL\x00"),
    ("mxl", "plan.mxl", b"{8,1,12}"),
    ("tex", "plan.tex", b"% school\n\\documentclass{article}"),
    ("ps", "plan.ps", b"%!PS-Adobe-3.0"),
    ("fb2", "plan.fb2", b'<?xml version="1.0"?><FictionBook>'),
    ("heic", "plan.jpg", b"\x00\x00\x00\x18ftypheic"),
]


@pytest.mark.parametrize(("code", "path", "content"), READ, ids=[f"{code}-{path}" for code, path, _ in READ])
def test_a_format_that_is_read_is_told_by_its_bytes(code: str, path: str, content: bytes) -> None:
    assert sniff(content, path).code == code
    assert code in READERS


@pytest.mark.parametrize(("code", "path", "content"), REFUSED, ids=[f"{code}-{path}" for code, path, _ in REFUSED])
def test_a_known_format_is_named_and_refused(code: str, path: str, content: bytes) -> None:
    kind = sniff(content, path)
    assert kind.code == code
    assert code not in READERS
    with pytest.raises(UnreadableError) as caught:
        read_document(content, path)
    assert kind.russian in caught.value.text("ru")
    assert kind.english in caught.value.text("en")
    assert caught.value.advice
    assert caught.value.advice_en


def test_an_office_file_under_a_password_is_said_to_be_one() -> None:
    with pytest.raises(UnreadableError, match="паролем") as caught:
        read_document(ole("EncryptedPackage"), "plan.docx")
    assert "password" in caught.value.text("en")


@pytest.mark.parametrize(
    "start",
    [b"<!---->" * 500, b"<!--" * 900, b"<?xml " * 600, b"a:b\n" * 1_000, b"Content-Type:\n " * 260, b" " * 4_000],
)
def test_a_long_beginning_that_matches_nothing_is_told_at_once(start: bytes) -> None:
    assert sniff(start + b"x", "plan.txt") == TEXT


@pytest.mark.parametrize("content", [b"", b" \n\t \r\n", b"\xef\xbb\xbf", "\ufeff\xa0".encode("utf-16")])
def test_a_file_without_text_is_said_to_be_empty(content: bytes) -> None:
    with pytest.raises(UnreadableError, match="пуст") as caught:
        read_document(content, "plan.txt")
    assert "empty" in caught.value.text("en")


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)) * 40,
        b"MZ\x90\x00\x03\x00\x00\x00" * 50,
        b"text \x00\x01\x02\x03\x04\x05 text",
        bytes((n * 37 + n // 7) % 256 for n in range(5000)),
    ],
)
def test_binary_noise_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_document(content, "plan.txt")
    assert caught.value.text("en") != caught.value.text("ru")


def test_zero_bytes_that_fill_a_file_up_are_cut_off() -> None:
    assert without_controls("План\x00\x00\x00") == ("План", 0)


def test_a_few_control_characters_are_dropped_and_remarked() -> None:
    text = "Сдать отчёт о работе.\n" * 50
    document = read_document((text + "Собрать\x07 отзывы").encode(), "plan.txt")
    assert document.paragraphs[-1].text == "Собрать отзывы"
    assert len(document.remarks) == 1
    assert document.remarks[0].ru.endswith(": 1.")


@pytest.mark.parametrize("path", ["план.docx", "ПЛАН.XLSX", "план.pdf"])
def test_a_page_of_a_site_under_the_name_of_a_document_is_called_one(path: str) -> None:
    page = "<!DOCTYPE html><html><body><h1>404</h1><p>Страница не найдена</p></body></html>".encode()
    with pytest.raises(UnreadableError, match="страница сайта") as caught:
        read_document(page, path)
    assert "page of a site" in caught.value.text("en")


@pytest.mark.parametrize("path", ["план.docx", "ПЛАН.XLSX"])
def test_an_archive_under_the_name_of_a_word_or_excel_file_is_called_damaged(path: str) -> None:
    with pytest.raises(UnreadableError, match="повреждён или переименован") as caught:
        read_document(b"PK\x03\x04" + b"\x00" * 40, path)
    assert "damaged" in caught.value.text("en")
    with pytest.raises(UnreadableError, match="Распакуйте"):
        read_document(b"PK\x03\x04" + b"\x00" * 40, "план.zip")
