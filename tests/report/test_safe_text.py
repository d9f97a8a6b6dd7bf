"""Text of a plan can neither steer a terminal nor turn a line around."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.report.safe_text import json_safe, one_line, safe, safe_path

RANGES = ((0, 0x20), (0x7F, 0xA0), (0x61C, 0x61D), (0x200B, 0x2010), (0x2028, 0x202F), (0x2060, 0x206A))
ODD = "\ufeff\U000e0041" + "".join(chr(sign) for first, last in RANGES for sign in range(first, last))


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("\x1b[31mкрасный\x1b[0m", "красный"),
        ("\x1b]8;;http://bad.example\x1b\\ссылка\x1b]8;;\x1b\\", "ссылка"),
        ("\x1b]0;заголовок\x07план", "план"),
        ("\x9b2Jчисто", "чисто"),
        ("один\x1bдва", "одиндва"),
        ("оборот\u202eтеркес\u202c", "обороттеркес"),
        ("нуль\x00 звонок\x07 назад\x08", "нуль звонок назад"),
        ("строка\r\nдругая\u2028третья\x85четвёртая\x0bпятая", "строка\nдругая\nтретья\nчетвёртая\nпятая"),
        ("а\tб", "а б"),
        ("половина \udc80", "половина \ufffd"),
        ("мягкий перенос\u00ad и неразрывный\u00a0пробел остаются", None),
        ("[bold]не разметка[/bold] [link=http://a.b]", None),
    ],
)
def test_control_characters_go_and_words_stay(given_text: str, shown: str | None) -> None:
    assert safe(given_text) == (given_text if shown is None else shown)


@given(st.text(alphabet=st.one_of(st.sampled_from(ODD + "\x1b[]m;0"), st.characters())))
def test_nothing_unseen_is_ever_left(text: str) -> None:
    left = safe(text)
    assert not {sign for sign in left if sign in ODD} - {"\n"}
    assert safe(left) == left


@given(st.text(alphabet=st.one_of(st.sampled_from(ODD), st.characters()), max_size=200), st.integers(8, 60))
def test_one_line_is_one_line_and_no_longer_than_asked(text: str, most: int) -> None:
    line = one_line(text, most)
    assert "\n" not in line
    assert len(line) <= most


def test_a_long_text_is_cut_at_a_word() -> None:
    assert one_line("Провести перепроверку работ,\n обучающихся школы", 30) == "Провести перепроверку работ…"


def test_a_long_word_is_cut_where_it_must() -> None:
    assert one_line("а" * 50, 10) == "а" * 9 + "…"


@given(st.text(alphabet=st.one_of(st.sampled_from(ODD + "\ud800\udfff"), st.characters())))
def test_json_keeps_its_meaning_and_shows_nothing_unseen(text: str) -> None:
    dumped = json_safe(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(dumped) == {"text": text}
    assert not set(dumped) & set(ODD)
    dumped.encode("utf-8")


def test_a_file_name_that_is_no_unicode_can_still_be_written() -> None:
    assert safe_path("план\udcff.txt") == "план\ufffd.txt"
