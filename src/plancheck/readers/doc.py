"""Old Word documents (.doc): LibreOffice, where it is installed, makes a .docx of them, and that is read."""

from __future__ import annotations

from collections.abc import Callable

from plancheck.errors import UnreadableError
from plancheck.readers.libreoffice import docx_of
from plancheck.readers.limits import Limits
from plancheck.readers.package import damaged, encrypted
from plancheck.readers.reading import Reading
from plancheck.remark import Remark

Convert = Callable[[bytes, float], bytes | None]
"""The bytes of a .doc, and the seconds it may take -> those of a .docx; None where there is nothing to convert with."""

_BYTE_ORDER = slice(28, 30)  # in the file's own head, the same in every file: LibreOffice would read noise as text
_FIB = slice(512, 524)  # the head of the text stream, which Word puts first behind the file's own head
_FIB_MARKS = (b"\xec\xa5", b"\xdc\xa5")  # of Word 97 and later, of Word 6 and 95
_UNDER_PASSWORD = 0x01  # in the twelfth byte

_THROUGH_LIBREOFFICE = Remark(
    "Файл .doc прочитан через LibreOffice.",
    "The .doc file was read through LibreOffice.",
)


def read(content: bytes, limits: Limits, convert: Convert = docx_of) -> Reading:
    """The blocks of an old Word document, read from the .docx that `convert` makes of it.

    Raises UnreadableError where it is under a password, where there is no LibreOffice, and as the docx reader does.
    """
    if content[_BYTE_ORDER] != b"\xfe\xff":
        raise damaged()
    head = content[_FIB]
    if head.startswith(_FIB_MARKS) and len(head) == 12 and head[11] & _UNDER_PASSWORD:
        raise encrypted()
    converted = convert(content, limits.libreoffice_seconds)
    if converted is None:
        raise _no_libreoffice()
    from plancheck.readers import docx  # noqa: PLC0415 - not needed where there is no LibreOffice

    reading = docx.read(converted, limits)
    return Reading(reading.blocks, (_THROUGH_LIBREOFFICE, *reading.remarks), reading.recognised)


def _no_libreoffice() -> UnreadableError:
    return UnreadableError(
        "Это документ старого Word (.doc): его читает только LibreOffice, а её на этом компьютере нет.",
        "Откройте файл в Word и сохраните как .docx; или установите LibreOffice (libreoffice.org).",
        reason_en="This is an old Word document (.doc): it is read with LibreOffice, which is not installed here.",
        advice_en="Open the file in Word and save it as .docx; or install LibreOffice (libreoffice.org).",
    )
