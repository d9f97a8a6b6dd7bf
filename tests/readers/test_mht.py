"""Web archives: the page inside is found and undone from its encoding, nothing else is read."""

from __future__ import annotations

import base64
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_shown import lines

from plancheck.errors import UnreadableError
from plancheck.readers import read_document
from plancheck.readers.limits import DEFAULT_LIMITS
from plancheck.readers.mht import read

PAGE = "<html><body><p>План проверки работ</p><table><tr><td>Срок</td><td>Мероприятие</td></tr></table></body></html>"
READ = ["План проверки работ", [["Срок", "Мероприятие"]]]
PICTURE = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo="


def archive(*parts: bytes, end: bytes = b"\r\n--=_x--\r\n", kind: str = "multipart/related") -> bytes:
    head = f'From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: {kind};\r\n\tboundary="=_x"; type="text/html"\r\n'
    return head.encode() + b"".join(b"\r\n--=_x\r\n" + part for part in parts) + end


def page(charset: str = "utf-8", encoding: str = "quoted-printable", kind: str = "text/html") -> bytes:
    content = PAGE.encode(charset)
    coded = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(encoding, bytes)(content)
    return (
        f'Content-Type: {kind}; charset="{charset}"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n'.encode() + coded
    )


CHARSETS = ["utf-8", "windows-1251", "koi8-r", "iso-8859-5"]
WRITTEN = [(charset, encoding) for charset in CHARSETS for encoding in ("quoted-printable", "base64", "8bit")]


@pytest.mark.parametrize(("charset", "encoding"), [*WRITTEN, ("utf-16", "base64")])
def test_the_page_is_read_whatever_it_is_written_in(charset: str, encoding: str) -> None:
    assert lines(read(archive(page(charset, encoding)), DEFAULT_LIMITS)) == READ


def test_pictures_and_pages_beside_the_first_are_not_read() -> None:
    second = b"Content-Type: text/html\r\n\r\n<p>header</p>"
    content = archive(b"Content-Type: text/css\r\n\r\np{}", page(), PICTURE.encode(), second)
    document = read_document(b"\r\n" + content, "план.mht")
    assert document.source.format == "mht"
    assert [paragraph.text for paragraph in document.paragraphs] == ["План проверки работ"]


def test_an_archive_of_one_page_and_no_parts_is_read() -> None:
    assert lines(read(b"MIME-Version: 1.0\r\n" + page(), DEFAULT_LIMITS)) == READ


def test_a_letter_without_a_page_is_read_as_text() -> None:
    assert lines(read(archive("Content-Type: text/plain\r\n\r\nПлан работы\r\n".encode()), DEFAULT_LIMITS)) == [
        "План работы"
    ]


def test_parts_inside_parts_are_found() -> None:
    inner = archive(page()).replace(b"=_x", b"=_y")
    assert lines(read(archive(inner), DEFAULT_LIMITS)) == READ


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (archive(PICTURE.encode()), "картинка"),
        (archive(b"Content-Type: text/css\r\n\r\np{}"), "пуст"),
        (archive(page()[:-60], end=b""), "повреждён"),
        (archive(page()).replace(b"--=_x", b"--=_z"), "повреждён"),
        (archive(*[b"Content-Type: multipart/mixed\r\n\r\n"] * 70), "вложенности"),
        (archive(*[b"Content-Type: image/png\r\n\r\n"] * 5_001), "частей"),
        (b"\r\n", "пуст"),
    ],
)
def test_an_archive_without_a_page_or_broken_is_refused(content: bytes, word: str) -> None:
    with pytest.raises(UnreadableError, match=word):
        read(content, DEFAULT_LIMITS)


@given(st.binary(max_size=60), st.integers(0, 700), st.integers(0, 40))
def test_spoilt_bytes_end_in_blocks_or_a_clear_word(noise: bytes, at: int, cut: int) -> None:
    whole = archive(page("windows-1251", "base64"), PICTURE.encode())
    spoilt = whole[:at] + noise + whole[at + cut :]
    try:
        blocks = read(spoilt, DEFAULT_LIMITS).blocks
    except UnreadableError:
        return
    assert blocks
