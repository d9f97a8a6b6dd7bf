"""Text that was read by a wrong charset and saved so («РџР»Р°РЅ», «Ïëàí») -> the text that it was."""

from __future__ import annotations

from plancheck.readers.charset import likeness

_VIA = ("cp1251", "cp1252")  # by what it was read wrongly
_WRITTEN = ("utf-8", "cp1251", "koi8_r", "cp866")  # in what it was written
_SAMPLE = 4_000  # characters that are weighed
_SURE = 0.4  # points a letter, more than the text has as it stands
_STRANGE = 50  # one sign in as many may be one that the wrong charset lacks
_LOST_BY_1251 = 0x98  # the one byte that windows-1251 has no sign for


def mended(text: str) -> str | None:
    """The text as it was before it was read wrongly; None where it is not surely such."""
    best, gain = None, max(likeness(text[:_SAMPLE]) + _SURE, _SURE)
    for via in _VIA:
        content = _written(text, via)
        if content is None:
            continue
        for charset in _WRITTEN:
            if charset == via:
                continue
            found = content.decode(charset, "replace")
            if found.count("\ufffd") * _STRANGE <= len(found) and likeness(found[:_SAMPLE]) > gain:
                best, gain = found, likeness(found[:_SAMPLE])
    return best


def _written(text: str, via: str) -> bytes | None:
    """The bytes that give the text when they are read by a charset; None where too many signs are not in it."""
    signs = {bytes([code]).decode(via, "ignore") or chr(code): code for code in range(256)}
    if via == "cp1251":
        signs["\ufffd"] = _LOST_BY_1251
    signs |= {chr(code): code for code in range(0x80, 0xA0) if chr(code) not in signs}  # left as they were
    codes = [signs.get(sign) for sign in text]
    return None if codes.count(None) * _STRANGE > len(codes) else bytes(code or 0x3F for code in codes)
