"""How a list's counter is shown: digits, letters of two alphabets, Roman numerals."""

from __future__ import annotations

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"  # Word and LibreOffice leave out ё, й, ъ, ы, ь
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ROMAN_TOP = 3_999
_LETTERS_TOP = 1_000  # past it a letter would be written dozens of times


def shown(number: int, form: str) -> str:
    """The number as the form writes it: «1», «01», «a», «A», «i», «I», «а» or «А» (Cyrillic); else as digits."""
    low = form.lower()
    if low == "i" and 0 < number <= _ROMAN_TOP:
        written = _roman(number)
    elif low in ("a", "а") and 0 < number <= _LETTERS_TOP:
        alphabet = _LATIN if low == "a" else _CYRILLIC
        times, place = divmod(number - 1, len(alphabet))
        written = alphabet[place] * (times + 1)
    else:
        return str(number).rjust(2, "0") if form == "01" else str(number)
    return written if form == low else written.upper()


def _roman(number: int) -> str:
    written = ""
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        written += sign * times
    return written
