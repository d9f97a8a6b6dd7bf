"""What each field of a plan file means, in Russian and English: shown by editors while a person writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_PLACE = ("Где это стояло в документе; при чтении не нужно.", "Where it stood in the document; not read.")
_FOUND = (
    "Можно не писать: находится по словам. Список заменяет всё найденное; above и below добавляют то, что стояло "
    "вне строк плана.",
    "May be left out: found in the words. A list stands for all that is found; above and below add what stood "
    "outside the rows.",
)

ABOUT: Final[Mapping[str, tuple[str, str]]] = {
    "schema": ("Что это за файл: всегда plancheck.plan/1.", "What file this is: always plancheck.plan/1."),
    "waivers": (
        "Принятые замечания к этому плану: rule, subject, reason, author, expires (docs/waivers.md).",
        "Waivers for this plan: rule, subject, reason, author, expires (docs/waivers.md).",
    ),
    "source": ("Откуда план прочитан; при чтении не нужно.", "Where the plan was read from; not read."),
    "Plan.title": ("Название плана, как в документе.", "The plan's title, as in the document."),
    "Plan.level": (
        "Чей план: school – школы, municipal – муниципалитета, regional – региона. Без него – по названию.",
        "Whose plan it is: a school's, a municipality's, a region's. Told by the title where left out.",
    ),
    "level_inferred": (
        "Уровень виден только по ответственным.",
        "The level was told only by those responsible.",
    ),
    "organisation": ("Организация, чей план: «МБОУ «СОШ № 5»».", "The organisation whose plan it is."),
    "territory": ("Чей план на карте: «Томск», «Ульчский район».", "Whose plan it is on the map: town or district."),
    "region": ("Регион в именительном падеже.", "The region, in the nominative."),
    "period": (
        "На какой срок план: первый и последний день. Без него – по названию («на 2025-2026 учебный год»).",
        "First and last day the plan serves. Told by the title where left out.",
    ),
    "Period.start": ("Первый день: 2025-09-01.", "The first day: 2025-09-01."),
    "Period.end": ("Последний день: 2026-08-31.", "The last day: 2026-08-31."),
    "approval": ("Кем и каким приказом план утверждён.", "Who approved the plan, and by which order."),
    "Approval.by": ("Кто утвердил: «Н. П. Снегирёва».", "Who approved: a person's name."),
    "Approval.position": ("Должность: «Директор».", "That person's post."),
    "Approval.number": ("Номер приказа.", "The order's number."),
    "Approval.date": ("День приказа: 2025-08-29.", "The order's day: 2025-08-29."),
    "Plan.columns": (
        "Графы таблицы плана, по порядку. Без него – те, что есть хотя бы у одного мероприятия.",
        "The columns of the plan's table, in order. Left out: those that any measure has.",
    ),
    "other_columns": ("Прочие графы таблицы: их названия.", "Titles of the table's other columns."),
    "Plan.procedures": (
        "Процедуры, о которых план говорит; без него – по словам.",
        "Procedures that the plan speaks of; told by the words where left out.",
    ),
    "held_procedures": (
        "Процедуры, которые план проводит или упорядочивает; без него – по словам.",
        "Procedures that the plan holds or regulates; told by the words where left out.",
    ),
    "sections": ("Разделы (направления) по порядку.", "The sections in order."),
    "Plan.measures": (
        "Мероприятия: строки таблицы плана. Их можно писать и внутри разделов.",
        "The measures: rows of the plan's table. They may also stand inside their sections.",
    ),
    "Section.number": ("Номер раздела: «1», «II».", "The section's number: «1», «II»."),
    "Section.title": ("Название раздела.", "The section's title."),
    "Section.tasks": ("Задачи раздела.", "The section's tasks."),
    "Section.level": (
        "Уровень раздела, если он иной, чем у плана («На уровне ОО»).",
        "The section's level where it differs from the plan's.",
    ),
    "Section.procedures": ("Процедуры, названные в заголовке раздела.", "Procedures named in the section's title."),
    "Section.measures": ("Мероприятия раздела.", "The section's measures."),
    "Measure.number": ("Номер строки: «3.2».", "The row's number: «3.2»."),
    "Measure.section": (
        "Раздел мероприятия из общего списка: его номер в кавычках («'2'»), название или место от нуля (число).",
        "The section of a measure outside one: its number in quotes ('2'), its title, or its place from 0.",
    ),
    "Measure.text": ("Что делается: слова графы «Мероприятие».", "What is done: the words of the measure's cell."),
    "Measure.deadline": (
        "Срок словами, как в плане: «до 15.09.2025», «1 раз в четверть», «по графику проведения ВПР».",
        "The deadline in the plan's words.",
    ),
    "Measure.responsible": (
        "Кто отвечает, словами: «Заместитель директора по УВР».",
        "Who answers for it, in the plan's words.",
    ),
    "Measure.result": ("Ожидаемый результат.", "The expected result."),
    "Measure.procedures": ("Процедуры; без него – по словам.", "Procedures; told by the words where left out."),
    "topics": ("О чём мероприятие; без него – по словам.", "What it is about; told by the words where left out."),
    "marks": ("Что ещё сказано; без него – по словам.", "What else is said; told by the words where left out."),
    "schools": ("Названные школы; без него – по словам.", "Schools named; told by the words where left out."),
    "years": ("Годы процедур: «ВПР-2026»; без него – по словам.", "Years of procedures; told by the words."),
    "Measure.columns": (
        "Графы таблицы этой строки, если они иные, чем у плана.",
        "The columns of this row's own table, where they differ from the plan's.",
    ),
    "spanned": ("Графы, чья ячейка объединена с верхней.", "Columns whose cell is merged down from the row above."),
    "doubtful": ("Графы, распознанные неуверенно.", "Columns recognised with little certainty."),
    "other": ("Прочие графы: название и текст.", "Other columns: title and text."),
    "location": _PLACE,
    "places": _PLACE,
    "Deadline.text": ("Слова срока.", "The deadline's words."),
    "windows": (
        "Сроки по датам: пары [первый день, последний день]; null – не сказано.",
        "Pairs [first day, last day]; null where it is not said.",
    ),
    "recurrence": ("Как часто.", "How often."),
    "anchor": ("К чему привязан срок.", "What the deadline is tied to."),
    "ongoing": ("«Постоянно», «в течение года».", "«Constantly», «throughout the year»."),
    "inferred": ("Год взят из периода плана.", "The year was taken from the plan's period."),
    "Responsible.text": ("Слова графы «Ответственный».", "The cell's words."),
    "roles": ("Роли названных.", "The roles of those named."),
    "persons": ("Названные люди.", "The persons named."),
    "persons_without_post": ("Люди, при которых нет должности.", "Persons no post stands with."),
    "mentions": (
        f"Названные территории и сайты. {_FOUND[0]}",
        f"Territories and sites named. {_FOUND[1]}",
    ),
    "leftovers": (f"Незаполненные места шаблона. {_FOUND[0]}", f"Blanks left from a template. {_FOUND[1]}"),
    "mixed_words": (
        f"Слова, где смешаны кириллица и латиница. {_FOUND[0]}",
        f"Words that mix the scripts. {_FOUND[1]}",
    ),
    "above": ("То, что стояло выше строк плана.", "What stood above the plan's rows."),
    "below": ("То, что стояло ниже строк плана.", "What stood below the plan's rows."),
    "Mention.name": ("Название или адрес сайта.", "The name, or a site's host."),
    "kind": ("territory – территория, site – сайт.", "A territory or a site."),
    "belonging": ("own – своё, foreign – чужое, unknown – неизвестно.", "Whose it is."),
    "quote": ("Слова, где это стоит.", "The words around it."),
    "measure": ("Место мероприятия в плане, от нуля.", "The measure's place in the plan, from 0."),
    "skipped": ("Части документа, которые планом не сочтены.", "Parts of the document that are not the plan."),
    "what": ("Первые слова части.", "The part's first words."),
    "why": ("Почему пропущено.", "Why it was left out."),
    "remarks": ("Замечания к чтению документа.", "Remarks on how the document was read."),
    "ru": ("По-русски.", "In Russian."),
    "en": ("По-английски.", "In English."),
    "recognised": ("Текст распознан с картинки.", "The text was told from a picture."),
}
