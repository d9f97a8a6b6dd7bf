"""What points at something in a plan file: a measure's section, a finding's measure; and what points at nothing.

Looked at in the written tree, so that these faults are told beside those of the shape, all at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from plancheck.plan_file.explaining import fault_at
from plancheck.plan_file.faults import Fault
from plancheck.yaml_source import YamlFile

__all__ = ["dangling", "section_place"]

MOST_MEASURES: Final = 20_000  # as rows in a table of a document

Said = tuple[str, str]  # Russian, English


def section_place(given: int | str, numbers: Sequence[str], titles: Sequence[str]) -> int | Said:
    """The section's place from 0; where there is no such section, why, in both languages.

    A whole number is a place, as in `parse --format json`; a text is a section's number, else its title.
    """
    count = len(numbers)
    if isinstance(given, int):
        if 0 <= given < count:
            return given
        return (
            f"раздела с местом {given} нет: их {count}, счёт с нуля; номер раздела пишите в кавычках: '{given}'",
            f"there is no section at place {given}: there are {count}, counted from 0; a section's number is "
            f"written in quotes: '{given}'",
        )
    for texts in (numbers, titles):
        if texts.count(given) == 1:
            return texts.index(given)
        if given in texts:
            return (
                f"раздел «{given}» не один: поставьте мероприятия внутрь разделов",
                f"there are several sections «{given}»: put the measures inside their sections",
            )
    known = ", ".join(f"«{number or title}»" for number, title in zip(numbers[:12], titles[:12], strict=True))
    return f"раздела «{given}» нет; есть: {known or 'ни одного'}", (
        f"there is no section «{given}»; there are: {known or 'none'}"
    )


def dangling(tree: Any, file: YamlFile) -> Iterator[Fault]:
    """Every reference to nothing; a plan without measures is such a fault, too."""
    sections = [one if isinstance(one, dict) else {} for one in _list(tree, "sections")]
    numbers, titles = ([_text(one.get(name)) for one in sections] for name in ("number", "title"))
    count = 0
    for path, place, measure in _measures(tree, sections):
        count += 1
        given = measure.get("section") if isinstance(measure, dict) else None
        if not isinstance(given, int | str):
            continue
        found = section_place(given, numbers, titles)
        if isinstance(found, tuple):
            yield fault_at(file, (*path, "section"), found)
        elif place not in (None, found):
            said = (
                "мероприятие уже стоит в другом разделе: уберите «section»",
                "the measure already stands in another section: take «section» out",
            )
            yield fault_at(file, (*path, "section"), said)
    if count > MOST_MEASURES:
        said = (f"мероприятий больше {MOST_MEASURES}", f"there are more than {MOST_MEASURES} measures")
        yield fault_at(file, (), said)
    if not count:
        yield fault_at(file, (), ("в плане нет ни одного мероприятия (measures)", "the plan has no measures"))
    for name in ("mentions", "leftovers", "mixed_words"):
        yield from _strayed(tree, name, count, file)


def _measures(tree: Any, sections: Sequence[Any]) -> Iterator[tuple[tuple[str | int, ...], int | None, Any]]:
    """Path, place of the section it is nested in, and value of every measure."""
    for place, section in enumerate(sections):
        for index, one in enumerate(_list(section, "measures")):
            yield ("sections", place, "measures", index), place, one
    for index, one in enumerate(_list(tree, "measures")):
        yield ("measures", index), None, one


def _strayed(tree: Any, name: str, count: int, file: YamlFile) -> Iterator[Fault]:
    """Findings on a measure that is not there."""
    found = tree.get(name)
    lists: dict[tuple[str, ...], list[Any]] = {(name, side): _list(found, side) for side in ("above", "below")}
    lists[(name,)] = _list(tree, name)
    for path, entries in lists.items():
        for index, entry in enumerate(entries):
            at = entry.get("measure") if isinstance(entry, dict) else None
            if isinstance(at, str) and at.isdecimal() and int(at) >= count:
                said = (
                    f"мероприятия {at} нет: их {count}, счёт с нуля",
                    f"there is no measure {at}: there are {count}, counted from 0",
                )
                yield fault_at(file, (*path, index, "measure"), said)


def _list(tree: Any, name: str) -> list[Any]:
    found = tree.get(name) if isinstance(tree, dict) else None
    return found if isinstance(found, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
