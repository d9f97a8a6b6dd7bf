"""Refuses documents that are no plan for assessment: another language, no table of measures, another subject."""

from __future__ import annotations

import re
from typing import NamedTuple

from plancheck.document import Document
from plancheck.errors import NotAPlanError, UnreadableError
from plancheck.language import PhraseSet, fold, words
from plancheck.parsing.procedures import ProcedureNames, procedures_in

_LETTERS = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000  # characters that tell a document's language and subject


class PlanWords(NamedTuple):
    """The lexicon of plans made ready: what a plan speaks of, and the letters that tell neighbouring languages."""

    subjects: PhraseSet
    foreign_letters: frozenset[str]
    own_letters: frozenset[str]


def refuse_other_languages(document: Document, known: PlanWords) -> None:
    """Raises NotAPlanError where the document is empty, or is not written in Russian."""
    text = _sample(document)
    cyrillic = text.encode("utf-16-le", "replace")[1::2].count(4)  # U+0400–04FF: the sign's upper byte is 4
    written = _LETTERS.search(text) is not None
    if not written:
        raise NotAPlanError(
            "В файле нет текста.",
            "Проверьте, тот ли файл отправлен; если план — картинка, нужен файл с текстом.",
            reason_en="The file holds no text.",
            advice_en="Check that it is the right file; if the plan is a picture, a file with text is needed.",
        )
    if 3 * cyrillic < len(text) and 3 * cyrillic < sum(map(len, _LETTERS.findall(text))):
        raise _not_russian()
    lowered = text.lower()
    foreign = sum(lowered.count(letter) for letter in known.foreign_letters)
    if foreign > 5 and foreign > sum(lowered.count(letter) for letter in known.own_letters):
        raise _not_russian()


def refuse_other_subjects(document: Document, procedures: ProcedureNames, known: PlanWords) -> None:
    """Raises NotAPlanError where nothing in the document speaks of assessing."""
    if any(procedures_in(text[:_SAMPLE], procedures) for text, _ in document.texts() if text):
        return
    if not known.subjects.find(words(fold(_sample(document)))):
        raise NotAPlanError(
            "Это план, но не об оценочных процедурах: в нём ничего не сказано об оценке, ВПР, экзаменах.",
            "Проверьте, тот ли файл отправлен.",
            reason_en="This is a plan, but not about assessment: it says nothing of assessing, tests or exams.",
            advice_en="Check that it is the right file.",
        )


def no_table() -> NotAPlanError:
    """The refusal of a document without a table of measures."""
    return NotAPlanError(
        "Это не план: нет таблицы мероприятий (столбца «Мероприятие» со сроками, ответственными или результатом).",
        "Проверьте, тот ли файл отправлен; план должен быть таблицей с заголовками столбцов "
        "или списком, где у каждого мероприятия стоит «Срок: …» и «Ответственный: …».",
        reason_en="This is no plan: it has no table of measures with deadlines, those responsible or results.",
        advice_en="Check that it is the right file; a plan is a table with titled columns, or a list "
        "with «Срок: …» and «Ответственный: …» at each measure.",
    )


def no_columns() -> UnreadableError:
    """The refusal of a plan whose table came without anything that parts its columns."""
    return UnreadableError(
        "Заголовки таблицы плана есть, но строки не удалось разделить на столбцы: их границы потеряны или перемешаны.",
        "Откройте исходный план в Word или Excel и сохраните таблицу текстом, где столбцы разделены табуляцией.",
        reason_en="The titles of a plan's table are there, but its rows could not be divided into columns.",
        advice_en="Open the original in Word or Excel and save the table as text with tabs between the columns.",
    )


def _not_russian() -> NotAPlanError:
    return NotAPlanError(
        "Документ написан не по-русски.",
        "plancheck читает планы на русском языке.",
        reason_en="The document is not written in Russian.",
        advice_en="plancheck reads plans in Russian.",
    )


def _sample(document: Document) -> str:
    parts: list[str] = []
    size = 0
    for text, _ in document.texts():
        parts.append(text)
        size += len(text)
        if size > _SAMPLE:
            break
    return "\n".join(parts)
