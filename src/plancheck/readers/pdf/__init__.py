"""PDF with a text layer -> blocks: ruled tables, tables told by the white between columns, paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from plancheck.document import Block, Table
from plancheck.errors import UnreadableError
from plancheck.readers.limits import Limits
from plancheck.readers.pdf.blocks import blocks_of
from plancheck.readers.pdf.forms import guard_forms
from plancheck.readers.pdf.furniture import without_furniture
from plancheck.readers.pdf.sheets import Sheet, read_sheets
from plancheck.readers.pdf.streams import guard_streams
from plancheck.readers.reading import Reading
from plancheck.readers.sniffing import empty, picture
from plancheck.remark import Remark

_FEW = 20  # letters on a page that is a picture all the same: a stamp, a page number
_UNMAPPED = 0.3  # the share of words without Unicode that makes a text unreadable
_NAMED = 10  # pages named one by one in a remark


def read(content: bytes, limits: Limits) -> Reading:
    """The blocks of a PDF in reading order, and a remark on pages that are pictures.

    Raises UnreadableError where there is no text in it, where its fonts do not tell their letters, where it is
    broken or under a password, or where it goes over a limit.
    """
    guard_streams(content, limits)
    guard_forms(content, limits)
    sheets = read_sheets(content, limits)
    pictures = [sheet.number for sheet in sheets if sheet.pictured and sheet.letters < _FEW]
    if pictures and (scans := _recogniser()):
        return scans(content, sheets, pictures, limits)
    written = [sheet for sheet in sheets if sheet.letters]
    if _is_nameless(sheets):
        raise _without_letters()
    if not written or len(pictures) == len(sheets):
        raise picture() if pictures else empty()
    blocks = blocks_of(sheets, without_furniture(sheets), limits)
    if not blocks:
        raise picture() if pictures else empty()
    return Reading(blocks, (*_remarks(pictures, sheets), *_guessed(blocks)))


def _recogniser() -> Callable[[bytes, Sequence[Sheet], Sequence[int], Limits], Reading] | None:
    """What reads pages that are pictures, where Tesseract is installed with the extra `plancheck[ocr]`."""
    from plancheck.readers.ocr.scans import read_scans  # noqa: PLC0415 - it reads through this room
    from plancheck.readers.ocr.tesseract import available  # noqa: PLC0415

    return read_scans if available() else None


def _is_nameless(sheets: Sequence[Sheet]) -> bool:
    """Whether so many characters are drawn without a name that what is left is no text."""
    nameless, letters = sum(sheet.nameless for sheet in sheets), sum(sheet.letters for sheet in sheets)
    if nameless > _UNMAPPED * (nameless + letters):
        return True
    return sum(sheet.unmapped for sheet in sheets) > _UNMAPPED * sum(sheet.sampled for sheet in sheets)


def _remarks(pictures: Sequence[int], sheets: Sequence[Sheet]) -> tuple[Remark, ...]:
    if not pictures:
        return ()
    named = ", ".join(map(str, pictures[:_NAMED])) + (" …" if len(pictures) > _NAMED else "")
    return (
        Remark(
            f"Страницы-картинки не прочитаны (в них нет текста): {named} из {len(sheets)}.",
            f"Pages that are pictures were not read (they hold no text): {named} of {len(sheets)}.",
        ),
    )


def _guessed(blocks: Sequence[Block]) -> tuple[Remark, ...]:
    """A word of warning where a table has no rules drawn, and its cells were told by the white between them."""
    if not any(isinstance(block, Table) and block.rebuilt for block in blocks):
        return ()
    return (
        Remark(
            "Таблица в файле без линий: столбцы и строки определены по промежуткам, сверьте их с файлом.",
            "The table in the file has no rules: its cells were told by the gaps, compare them with the file.",
        ),
    )


def _without_letters() -> UnreadableError:
    """The error for fonts that draw letters without telling which they are."""
    advice = picture()
    return UnreadableError(
        "Шрифт в файле без таблицы букв: текст виден, но не извлекается.",
        advice.advice,
        reason_en="The fonts in the file have no table of letters: the text is seen and cannot be extracted.",
        advice_en=advice.advice_en,
    )
