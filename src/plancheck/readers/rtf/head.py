"""What the head of an RTF file says for all of it: the charset, those of its fonts, the levels of heading styles."""

from __future__ import annotations

from functools import cache

_CODECS = {
    77: "mac_cyrillic", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp866",
}  # fmt: skip
_SYMBOL_CHARSET = 2
_PAGES: dict[int, str] = {10_007: "mac_cyrillic", 65_001: "latin-1"} | {
    page: f"cp{page}" for page in (437, 850, 852, 855, 866, 874, *range(1250, 1259))
}
_HOME_PAGE = "cp1251"  # where a file names none: the Windows code page of those who send us plans


def codec_of_page(page: int | None) -> str:
    """The codec of `\\ansicpg`."""
    return _HOME_PAGE if page is None else _PAGES.get(page, _HOME_PAGE)


@cache
def letters_of(codec: str) -> str:
    """The 256 characters of a codec, by byte."""
    return "".join(bytes((byte,)).decode(codec, "replace") for byte in range(256))


_SYMBOL_LETTERS = "".join(chr(byte if byte < 0x20 else 0xF000 + byte) for byte in range(256))


class Head:
    """Filled while the head is read."""

    def __init__(self) -> None:
        self.first_font = 0
        self.style_levels: dict[int, int] = {}
        self._page = letters_of(codec_of_page(None))
        self._fonts: dict[int, str] = {}  # only those with a charset of their own

    def letters(self, font: int) -> str:
        """The 256 characters of a font, by byte."""
        return self._fonts.get(font, self._page)

    def decoded(self, text: str, font: int) -> str:
        """Text with bytes over 127 that stand in it unescaped, each a character of latin-1."""
        letters = self.letters(font)
        if letters is _SYMBOL_LETTERS:
            letters = self._page
        return "".join(letters[ord(sign)] for sign in text)

    def charset_of_font(self, font: int, charset: int) -> None:
        """`\\fcharset`: one that says no more than «the file's own» changes nothing."""
        if charset == _SYMBOL_CHARSET:
            self._fonts[font] = _SYMBOL_LETTERS
        elif charset in _CODECS:
            self._fonts[font] = letters_of(_CODECS[charset])

    def charset_of_file(self, word: str, number: int | None) -> None:
        """`\\ansicpg`, `\\mac` or `\\pca`."""
        codec = {"mac": "mac_cyrillic", "pca": "cp866"}.get(word)
        self._page = letters_of(codec or codec_of_page(number))
