"""The face of the readers: bytes in, a document or a refusal out, and nothing else ever."""

from __future__ import annotations

import contextlib
import hashlib

from hypothesis import example, given, settings
from hypothesis import strategies as st

from plancheck.document import Document
from plancheck.errors import UnreadableError
from plancheck.readers import read_document
from plancheck.readers.registry import READERS
from plancheck.readers.sniffing import TEXT


def test_a_document_names_its_file_format_and_bytes() -> None:
    content = "План дел".encode("cp1251")
    source = read_document(content, "папка/план.txt").source
    assert (source.path, source.format) == ("папка/план.txt", "txt")
    assert source.sha256 == hashlib.sha256(content).hexdigest()


def test_what_is_plain_text_is_read_whatever_its_suffix_says() -> None:
    document = read_document("План дел".encode(), "план.docx")
    assert [paragraph.text for paragraph in document.paragraphs] == ["План дел"]
    assert document.source.format == TEXT.code
    assert TEXT.code in READERS


def test_spoilt_letters_are_counted_in_a_remark() -> None:
    document = read_document("Сдать отчёт о работе совета школы. ".encode() * 3 + b"\xd0", "план.txt")
    assert [remark.ru.endswith(": 1.") for remark in document.remarks] == [True]


@settings(max_examples=400, deadline=None)
@given(content=st.binary(max_size=400), path=st.text(max_size=12))
@example(content=b"\xff\xfe\x00", path="")
@example(content=b"PK\x03\x04", path=".doc")
@example(content=b"\x00" * 9, path="a.txt")
def test_any_bytes_become_a_document_or_a_refusal(content: bytes, path: str) -> None:
    with contextlib.suppress(UnreadableError):
        assert isinstance(read_document(content, path), Document)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_becomes_a_document_or_a_refusal(text: str) -> None:
    with contextlib.suppress(UnreadableError):
        document = read_document(text.encode("utf-8", "surrogatepass"), "plan.md")
        assert all(location.line for _, location in document.texts())
