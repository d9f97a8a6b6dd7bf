"""The JSON Schema of a waiver file, for editors: what may be written, with a word on each field."""

from __future__ import annotations

from typing import Any, Final

from plancheck.faults.editors import editors_schema
from plancheck.waivers.shape import WaiversShape

__all__ = ["waivers_schema"]

_ABOUT: Final = {
    "waivers": ("Отступления, каждое со сроком.", "The waivers, each up to a day."),
    "rule": ("Код правила, как OBS002.", "A rule's code, as OBS002."),
    "subject": ("О чём замечание: мероприятие или то, что называет kind.", "What the finding is about."),
    "file": ("К каким файлам относится: имя или образец с *.", "For which files: a name, or a pattern with *."),
    "reason": ("Почему так решили.", "Why it was so decided."),
    "author": ("Кто решил.", "Who decided."),
    "expires": ("Последний день, ГОД-МЕСЯЦ-ДЕНЬ.", "The last day, YEAR-MONTH-DAY."),
    "kind": ("Чего касается замечание; без него – мероприятия.", "What it is about; a measure where left out."),
    "ref": ("Что именно: код или имя.", "Which one: a code or a name."),
    "number": ("Номер мероприятия.", "The measure's number."),
    "section": ("Номер или название раздела.", "The section's number or title."),
    "text": ("Начало слов мероприятия.", "The first words of the measure."),
}


def waivers_schema(lang: str = "ru") -> dict[str, Any]:
    """Draft 2020-12, of `plancheck-waivers.yaml` as a whole; `lang` is the language of the descriptions."""
    schema = editors_schema(WaiversShape, "plancheck.waivers/1")
    for part in (schema, *schema["$defs"].values()):
        part.pop("description", None)
        for name, field in part["properties"].items():
            if name in _ABOUT:
                field["description"] = _ABOUT[name][lang == "en"]
            if (field.get("type") == "string" and field.get("format") != "date") or name in ("number", "section"):
                field.pop("title", None)
    schema["$defs"]["AboutShape"]["properties"]["number"]["anyOf"].append({"type": "number"})
    return schema
