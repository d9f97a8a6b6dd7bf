"""Number formats are read as Excel reads them for positive numbers; what they do not say is left as it is."""

from __future__ import annotations

import datetime as dt

import pytest

from plancheck.readers.sheets.number_formats import PLAIN, Value, read_format, shown, shown_days
from plancheck.readers.sheets.sheet import Spans, clean_text, column_letters, column_number

SHOWN: list[tuple[Value, str, str]] = [
    (1234.5, "#,##0.00", "1\xa0234.50"),
    (1234567, "#,##0", "1\xa0234\xa0567"),
    (7, "000", "007"),
    (1.5, "0", "2"),
    (-1.5, "0.0", "-1.5"),
    (-0.001, "0.00", "0.00"),
    (0.5, "#.##", ".5"),
    (1.25, "0.0#", "1.25"),
    (1.2, "0.0#", "1.2"),
    (3, "0.", "3."),
    (3, '"п. "0', "п. 3"),
    (3, r"0\)", "3)"),
    (3, "0_);(0)", "3"),
    (0.125, "0.0%", "12.5%"),
    (5, "[Red]0.0;0", "5.0"),
    (5, '#,##0" ₽"', "5 ₽"),
    (5, "[$₽-419]0", "₽5"),
    (1.5, "# ?/?", "1.5"),
    (1234.5, "0.00E+00", "1234.5"),
    (9161234567, "[<=9999999]###-####;(###) ###-####", "9161234567"),
    (12345678901234567890.0, "0.00", "1.23456789e+19"),
    (float("inf"), "0.00", ""),
    (float("nan"), "General", ""),
    (1.5, "0" * 300, "1.5"),
    (1.5, "@", "1.5"),
    (1.23456789012345, "General", "1.23456789"),
    (False, "0", "FALSE"),
    (dt.date(2025, 9, 5), "d-mmm", "05.09.2025"),
    (dt.date(2025, 9, 5), 'mmm.yy" г."', "09.2025"),
    (dt.date(2025, 9, 5), "dddd", "05.09.2025"),
    (dt.datetime(2025, 9, 5, 9, 30), "h:mm", "09:30"),
    (dt.datetime(2025, 9, 5, 9, 30), "General", "05.09.2025 09:30"),
    (dt.datetime(2025, 9, 5, 9, 30), "mmmm yyyy", "09.2025"),
    (dt.time(9, 30, 15), "h:mm:ss", "09:30:15"),
    (dt.timedelta(hours=-1, minutes=-5), "[h]:mm", "-1:05"),
]


@pytest.mark.parametrize(("value", "code", "text"), SHOWN)
def test_a_value_under_a_format(value: Value, code: str, text: str) -> None:
    assert shown(value, read_format(code)) == text


DAYS: list[tuple[float, str, bool, str]] = [
    (45905, "dd.mm.yyyy", False, "05.09.2025"),
    (45905, "mmmm yyyy", False, "09.2025"),
    (45905.604166666664, "dd.mm.yyyy hh:mm", False, "05.09.2025 14:30"),
    (45905.99999999, "dd.mm.yyyy", False, "06.09.2025"),
    (44443, "dd.mm.yyyy", True, "05.09.2025"),
    (59, "dd.mm.yyyy", False, "28.02.1900"),
    (61, "dd.mm.yyyy", False, "01.03.1900"),
    (0.25, "hh:mm", False, "06:00"),
    (1.25, "hh:mm", False, "06:00"),
    (1.25, "[h]:mm", False, "30:00"),
    (-1, "dd.mm.yyyy", False, "-1"),
    (1e300, "dd.mm.yyyy", False, "1e+300"),
]


@pytest.mark.parametrize(("days", "code", "since_1904", "text"), DAYS)
def test_days_counted_by_excel_are_shown_as_dates(days: float, code: str, since_1904: bool, text: str) -> None:
    assert shown_days(days, read_format(code), since_1904=since_1904) == text


def test_no_format_is_the_plain_one() -> None:
    assert read_format("") == read_format("General") == PLAIN


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("  слово ", "слово"),
        ("а\r\nб\rв", "а\nб\nв"),
        ("а \n б", "а\nб"),
        ("а\tб", "а б"),
        ("пере\xadнос", "перенос"),
        ("5\xa0класс", "5\xa0класс"),
        ("а\x00\x07б", "аб"),
        ("а\x0bб", "а\nб"),
        ("\ufeff", ""),
    ],
)
def test_the_text_of_a_cell_is_clean(text: str, clean: str) -> None:
    assert clean_text(text) == clean


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_columns_have_letters(number: int, letters: str) -> None:
    assert column_letters(number) == letters
    assert column_number(letters) == number


def test_spans_join_and_tell_what_lies_within() -> None:
    spans = Spans.of([(5, 9), (1, 2), (3, 3), (100, 1_000_000)])
    assert spans.pairs == ((1, 3), (5, 9), (100, 1_000_000))
    assert spans.among([1, 4, 5, 9, 10, 99, 500_000]) == {1, 5, 9, 500_000}
    assert Spans().among([1]) == frozenset()
