"""Bytes of a text file -> its characters: tells which of the Russian charsets they are written in."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from plancheck.compiling_late import late_pattern
from plancheck.errors import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the other's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SINGLE_BYTE = ("cp1251", "koi8_r", "cp866")  # of two that score alike the earlier wins
_MAC_YA, _WINDOWS_YA = b"\xdf", b"\xff"
_SAMPLE = 96_000  # bytes from the start, the middle and the end that are scored
_GLANCE = 2_000  # characters that show whether a text may have been read wrongly
_FEW = 40  # letters beyond ASCII, fewer of which tell nothing
_VOWEL_SHARE = 8  # of so many Russian letters one or more is «о», «е», «а» or «и»
_CONVINCING = 0.15  # points a high byte; Russian prose has 0.5 and more, a wrong charset under zero

# A letter and those that often follow it, in running Russian text.
_FOLLOWERS = (
    "а:бвгдежзийклмнпрстуфхцчшщюя б:аеилнорсущъы в:агеиклнопрстуыя г:аеилоруэ д:авгезилмнорсуы "
    "е:абвгдежзйклмнопрстхцчшщяё ж:адеинс з:авдеимноуъы и:абвгдежзийклмнопрстфхцчшюя й:ост к:авеилорсту "
    "л:аежиноуыьюя м:абеикмнопсуцы н:агдеикностуфцчыья о:бвгдежзийклмнопрстуфхцчшщюя п:аеилопрсу "
    "р:авгдежикмностухшыья с:авеиклмнопрстуья т:авдеикнорсучыья у:бвгджзклмнопрстчшщю ф:аеио х:аинос "
    "ц:аеикоы ч:аеинру ш:аеикмн щ:аеи ъ:ея ы:вейкмптхш ь:енстюя э:к ю:дртчщ я:бвджзмнрстхц ё:мт"
)
_FREQUENT_PAIRS = frozenset(row[0] + next_one for row in _FOLLOWERS.split() for next_one in row[2:])
_WORD = re.compile(r"[^\W\d_]+")
_RUSSIAN = late_pattern(r"[а-яёА-ЯЁ]+")
_CASE_SLIP = late_pattern(r"[а-яё][А-ЯЁ]")
_TYPOGRAPHY = frozenset("«»№–—“”„…°•·§’‘\xa0\xadіїєґІЇЄҐЎў")
_FRAMES = ("\u2500", "\u259f")  # first and last of the box-drawing and block characters
_FRAME_IN_WORD = late_pattern(r"[^\W\d_][\u2500-\u259f](?=[^\W\d_])|(?<=[\u2500-\u259f])[^\W\d_](?=[\u2500-\u259f])")


class Decoded(NamedTuple):
    """The characters of a file, the charset they were read by, and how many bytes made no sense in it.

    `mended` says that the file held them read wrongly by another charset and saved so.
    """

    text: str
    charset: str
    damaged: int = 0
    mended: bool = False


def decode(content: bytes) -> Decoded:
    """The text that the bytes hold: by byte order mark, pattern of UTF-16, UTF-8, then Russian letters.

    Text that was read wrongly before it was saved is mended. Raises UnreadableError where no charset makes text.
    """
    found = _decoded(content)
    if not _may_be_mojibake(found.text):
        return found
    from plancheck.readers.mojibake import mended  # noqa: PLC0415 - seldom needed

    text = mended(found.text)
    return found if text is None else Decoded(text, found.charset, text.count("\ufffd"), mended=True)


def _may_be_mojibake(text: str) -> bool:
    """Whether a text has letters beyond ASCII, and few of the vowels that make a third of Russian ones."""
    sample = text[:_GLANCE]
    beyond = len(sample.encode("utf-8", "replace")) - len(sample)
    return beyond > _FEW and _VOWEL_SHARE * sum(map(sample.count, "оеаи")) < beyond


def _decoded(content: bytes) -> Decoded:
    for mark, charset in _MARKS:
        if content.startswith(mark):
            return _lenient(content[len(mark) :], charset)
    wide = _utf16_by_pattern(content)
    if wide:
        return _lenient(content, wide)
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    high = len(content) - _count_ascii(content)
    mended = content.decode("utf-8", "replace")
    damaged = mended.count("\ufffd")
    if damaged * 20 <= high:  # a file cut in the middle of a letter, or with one spoilt spot
        return Decoded(mended, "utf-8", damaged)
    return _lenient(content, _single_byte(_sample(content)))


def _lenient(content: bytes, charset: str) -> Decoded:
    text = content.decode(charset, "replace")
    damaged = text.count("\ufffd")
    if damaged * 20 > len(text):
        raise UnreadableError(
            "Не удалось определить кодировку файла.",
            "Сохраните файл как текст в кодировке UTF-8.",
            reason_en="The charset of the file could not be told.",
            advice_en="Save the file as text in UTF-8.",
        )
    return Decoded(text, charset, damaged)


def _count_ascii(content: bytes) -> int:
    return len(content) - len(content.translate(None, bytes(range(128))))


def _utf16_by_pattern(content: bytes) -> str | None:
    """UTF-16 without a mark: every second byte is 0 (Latin, spaces) or 4 (Cyrillic), the others seldom."""
    sample = content[:_SAMPLE]
    if len(sample) < 4 or len(content) % 2:
        return None
    even, odd = (sum(map(half.count, (b"\x00", b"\x04"))) for half in (sample[0::2], sample[1::2]))
    pairs = len(sample) // 2
    if odd > pairs * 0.7 and even < pairs * 0.3:
        return "utf-16-le"
    if even > pairs * 0.7 and odd < pairs * 0.3:
        return "utf-16-be"
    return None


def _sample(content: bytes) -> bytes:
    if len(content) <= _SAMPLE:
        return content
    third, middle = _SAMPLE // 3, len(content) // 2
    return b"\n".join((content[:third], content[middle : middle + third], content[-third:]))


def _single_byte(sample: bytes) -> str:
    charsets: tuple[str, ...] = _SINGLE_BYTE
    if sample.count(_MAC_YA) > sample.count(_WINDOWS_YA):  # the two differ in «я» and capitals alone
        charsets = (*charsets, "mac_cyrillic")
    scores = [(likeness(sample.decode(charset, "replace")), -rank) for rank, charset in enumerate(charsets)]
    best, rank = max(scores)
    if best >= _CONVINCING:
        return charsets[-rank]
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 50 ms that only odd files should cost

    guess = from_bytes(sample).best()
    return charsets[-rank] if guess is None else guess.encoding


def likeness(text: str) -> float:
    """Points a letter beyond ASCII for looking like Russian: frequent pairs of letters give, odd signs take."""
    points, weight = 0.0, 0
    for word in _WORD.findall(text):
        if word.isascii():
            continue
        weight += len(word)
        if _RUSSIAN.fullmatch(word):
            low = word.lower()
            points += sum(1 if low[at : at + 2] in _FREQUENT_PAIRS else -0.5 for at in range(len(low) - 1))
            points -= 2 * len(_CASE_SLIP.findall(word))
        else:
            points -= len(_RUSSIAN.sub("", word))
    signs = [sign for sign in text if sign > "\x7f" and not sign.isalpha() and sign not in _TYPOGRAPHY]
    frames = sum(_FRAMES[0] <= sign <= _FRAMES[1] for sign in signs)
    odd = len(signs) - frames + len(_FRAME_IN_WORD.findall(text))
    return (points - 2 * odd) / max(weight + frames / 4 + odd, 1)
