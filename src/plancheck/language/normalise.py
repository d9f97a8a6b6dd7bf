"""Makes two writings of one text equal: spaces, dashes, quotes, ё, Latin look-alikes inside Cyrillic words."""

from __future__ import annotations

import re
import unicodedata

from plancheck.compiling_late import late_pattern

_SPACES = late_pattern(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = late_pattern(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_DASHES = late_pattern(r"[\u2010-\u2015\u2212]")
_PLAIN = re.compile(r"[ -~А-Яа-яЁё№«»“”…\n]*")  # signs that `clean` changes only as blanks

# Letters of the two scripts that look the same in print (Unicode TR39 confusables, the pairs met in Russian text).
_TWINS = str.maketrans("AaBCcEeHKMOoPpTXxYy", "АаВСсЕеНКМОоРрТХхУу")
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = late_pattern(r"[А-Яа-яЁё]")
_ROMAN = late_pattern(r"[IVXLCDM]+")


def clean(text: str) -> str:
    """Compose the characters, drop the invisible ones, make every space a plain one, every dash «-»; newlines stay."""
    if "  " not in text and _PLAIN.fullmatch(text):  # as most texts are: they are cleaned more than once on their way
        text = text.strip()
        if "\n" not in text or (" \n" not in text and "\n " not in text):
            return text
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = _DASHES.sub("-", text)
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.splitlines()).strip()


def fold(text: str) -> str:
    """Lower case with ё as е: the form in which words are compared."""
    return text.lower().replace("ё", "е")


def unmix(word: str) -> str:
    """Repair a Cyrillic word typed partly in Latin look-alikes; other words come back as they are."""
    return word.translate(_TWINS) if _is_mixed(word) else word


def _is_mixed(word: str) -> bool:
    """Whether one unbroken run of letters joins Cyrillic with Latin letters that look Cyrillic."""
    if not (_LATIN.search(word) and _CYRILLIC.search(word)):
        return False
    latin = "".join(_LATIN.findall(word))
    if _ROMAN.fullmatch(latin) and word.startswith(latin):  # «IVв», «Xа»: a numeral with its ending
        return False
    return latin.translate(_TWINS) != latin and not _LATIN.search(word.translate(_TWINS))
