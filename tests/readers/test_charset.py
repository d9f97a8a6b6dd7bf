"""The charset of a file is told by its bytes alone, for every charset that Russian offices still write."""

from __future__ import annotations

import codecs
import contextlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancheck.errors import UnreadableError
from plancheck.readers.charset import decode

PROSE = (
    "План дел школы на весну. Завуч соберёт отзывы учителей, а секретарь разошлёт их семьям;\n"
    "совет обсудит порядок проверки и сроки сдачи работ до 15 марта."
)
WORDS = re.findall(
    r"\w+",
    """работа проверка совет школа учитель семья порядок отзыв журнал класс собрание секретарь весна отчёт
    срок сдача памятка выставка беседа кабинет расписание готовность участник объявление размещение""",
)
SINGLE_BYTE = ["cp1251", "koi8-r", "cp866", "mac_cyrillic"]
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


@pytest.mark.parametrize("charset", [*SINGLE_BYTE, *UNICODE])
@pytest.mark.parametrize(
    "text", [PROSE, PROSE.upper().replace("Ё", "Е"), f"№\tДело\tСрок\n1\t{PROSE}\tмай\n".replace("№", "N")]
)
def test_russian_text_is_read_alike_from_every_charset(charset: str, text: str) -> None:
    assert decode(text.encode(charset)).text == text


@pytest.mark.parametrize(
    ("written", "read"),
    [(a, b) for a in ("utf-8", *SINGLE_BYTE[:3]) for b in ("cp1251", "cp1252", "latin-1") if a != b],
)
def test_text_read_by_a_wrong_charset_and_saved_is_mended(written: str, read: str) -> None:
    wrong = "".join(bytes([code]).decode(read, "ignore") or chr(code) for code in PROSE.encode(written))
    found = decode(wrong.encode())
    assert (found.text, found.mended) == (PROSE, True)


@pytest.mark.parametrize("text", [PROSE, PROSE.upper(), "Œuvres complètes, éditées à Genève – Français naïf. " * 9])
def test_text_in_its_own_charset_is_left_alone(text: str) -> None:
    assert (decode(text.encode()).text, decode(text.encode()).mended) == (text, False)


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(st.sampled_from(WORDS), min_size=6, max_size=40),
    style=st.sampled_from([str.lower, str.capitalize, str.upper]),
    charset=st.sampled_from([*SINGLE_BYTE, *UNICODE]),
)
def test_any_russian_words_are_read_alike_from_every_charset(words: list[str], style, charset: str) -> None:  # type: ignore[no-untyped-def]
    text = " ".join(map(style, words)) + "."
    assert decode(text.encode(charset)).text == text


def test_typographic_signs_do_not_lead_away_from_windows_1251() -> None:
    text = "«План» № 5 – на 2024 г. — „Родник“… • пункт · §2"
    assert decode(text.encode("cp1251")).text == text


def test_frames_do_not_lead_away_from_cp866() -> None:
    text = "┌──────┬──────┐\n│ Дело │ Срок │\n├──────┼──────┤\n│ Сдать отчёт │ май │\n└──────┴──────┘\n" * 3
    assert decode(text.encode("cp866")).text == text


def test_a_long_file_is_told_by_a_sample_of_start_middle_and_end() -> None:
    text = "1234567890\n" * 30_000 + PROSE
    found = decode(text.encode("koi8-r"))
    assert (found.charset, found.text[-20:]) == ("koi8_r", PROSE[-20:])


def test_utf_8_cut_in_the_middle_of_a_letter_is_still_utf_8() -> None:
    found = decode(PROSE.encode()[:-3] + "я".encode()[:1])
    assert (found.charset, found.damaged) == ("utf-8", 1)
    assert found.text.startswith("План дел школы")


def test_latin_1_falls_to_the_general_detector() -> None:
    text = "Élève naïf, façade, où ça, déjà vu, garçon, très fâché, être à Noël. " * 4
    assert "l" in decode(text.encode("latin-1")).text


def test_bytes_that_a_mark_misnames_are_refused() -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(codecs.BOM_UTF16_LE + b"\x00\xd8" * 200)
    assert "UTF-8" in caught.value.text("en")


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(content: bytes) -> None:
    with contextlib.suppress(UnreadableError):
        assert isinstance(decode(content).text, str)
