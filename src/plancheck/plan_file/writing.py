"""Turns a plan into the fields of a plan file: its words, and beside them only what the words do not tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from plancheck.location import Location
from plancheck.plan import PLAN_SCHEMA, Measure, Plan, SourceFile, Value
from plancheck.plan_file.filling import filled
from plancheck.plan_file.rows import rows_of
from plancheck.plan_file.shape import PlanShape

if TYPE_CHECKING:
    from plancheck.parsing import Lexicons

__all__ = ["plan_file_fields", "without_places"]

Fields = dict[str, Any]

# What is held against the plan first: the rest is understood by it.
_HEAD = ("organisation", "level", "level_inferred", "period", "columns", "other_columns")
_MAP = ("territory", "region")
_REST = ("procedures", "held_procedures", "skipped", "remarks", "recognised")
_FOUND = ("mentions", "leftovers", "mixed_words")
_SECTION = ("level", "procedures")
_MEASURE = ("procedures", "topics", "marks", "schools", "years", "columns", "spanned", "doubtful")
_DEADLINE = ("windows", "recurrence", "anchor", "ongoing", "inferred")
_RESPONSIBLE = ("roles", "persons", "persons_without_post")
_FIRST = (
    "schema", "title", "organisation", "territory", "region", "level", "level_inferred", "period", "approval",
    "columns", "other_columns", "procedures", "held_procedures",
)  # fmt: skip
_NOWHERE = Location()
_PLACES = frozenset({"location", "places", "source"})


def plan_file_fields(plan: Plan, known: Lexicons) -> Fields:
    """The fields of a file that reads back to the plan, but for source and places.

    Words are written first and read again; where that gives another plan, the plan's own fields are added.
    """
    fields, measures, sections = _words(plan)
    read = _read(fields, known)
    for names in (_HEAD, _MAP):
        if _add(fields, plan, read, names):
            read = _read(fields, known)
    added = [
        _add(own, one, now, _SECTION) for own, one, now in zip(sections, plan.sections, read.sections, strict=True)
    ]
    added += [
        _add_to_measure(own, one, now) for own, one, now in zip(measures, plan.measures, read.measures, strict=True)
    ]
    if any(added):
        read = _read(fields, known)
    _add(fields, plan, read, (*_HEAD, *_MAP, *_REST))
    for name in _FOUND:
        _add_found(fields, name, plan, read)
    return _ordered(fields)


def without_places(plan: Plan) -> Plan:
    """The plan without its source and without any place, to hold two readings of one plan against each other."""
    nowhere = {"location": _NOWHERE}
    parts: Fields = {
        name: tuple(one.model_copy(update=nowhere) for one in getattr(plan, name))
        for name in ("sections", "mentions", "leftovers", "mixed_words", "skipped")
    }
    parts["measures"] = tuple(one.model_copy(update={**nowhere, "places": {}}) for one in plan.measures)
    return plan.model_copy(update={**parts, "source": SourceFile()})


def _read(fields: Fields, known: Lexicons) -> Plan:
    shape = PlanShape.model_validate(fields)
    first = "measures" in fields and list(fields).index("measures") < list(fields).index("sections")
    return filled(shape, list(rows_of(shape, measures_first=first)), lambda _: _NOWHERE, known)


# ---------------------------------------------------------------------- words


def _words(plan: Plan) -> tuple[Fields, list[Fields], list[Fields]]:
    """The plan's words alone, with its rows and sections, to which more may be added."""
    measures = [_row(one) for one in plan.measures]
    sections = [_filled({"number": one.number, "title": one.title, "tasks": list(one.tasks)}) for one in plan.sections]
    fields: Fields = {"schema": PLAN_SCHEMA} | _filled({"title": plan.title})
    if plan.approval:
        fields["approval"] = _filled(_plain(plan.approval))
    places = [one.section for one in plan.measures]
    loose = [own for own, place in zip(measures, places, strict=True) if place is None]
    first = not places or places[0] is None
    if _nests(places):
        for own, place in zip(measures, places, strict=True):
            if place is not None:
                sections[place].setdefault("measures", []).append(own)
    else:
        loose, first = measures, False
        for own, place in zip(measures, places, strict=True):
            if place is not None:
                own["section"] = place
    body = {"sections": sections, "measures": loose}
    order = ("measures", "sections") if first else ("sections", "measures")
    fields |= {key: body[key] for key in order if body[key] or key == "sections"}
    return fields, measures, sections


def _nests(places: Sequence[int | None]) -> bool:
    """Whether the rows stand section by section, those of no section all before or all after."""
    set_apart = [place for place in places if place is not None]
    loose = len(places) - len(set_apart)
    before = all(place is None for place in places[:loose])
    after = all(place is None for place in places[len(set_apart) :])
    return set_apart == sorted(set_apart) and (before or after)


def _row(measure: Measure) -> Fields:
    words: Fields = {"number": measure.number, "text": measure.text}
    for name in ("deadline", "responsible"):
        cell = getattr(measure, name)
        if cell is not None:
            words[name] = cell.text if cell.text.strip() else {"text": cell.text}
    if measure.result is not None:
        words["result"] = measure.result
    if measure.other:
        words["other"] = dict(measure.other)
    return {name: value for name, value in words.items() if value is not None}


def _filled(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


# ---------------------------------------------------------------------- what the words do not tell


def _add(fields: Fields, plan: Value, read: Value, names: Sequence[str]) -> bool:
    """Adds the fields in which the two differ; whether there were any."""
    unlike = [name for name in names if getattr(plan, name) != getattr(read, name)]
    fields |= {name: _plain_value(getattr(plan, name)) for name in unlike}
    return bool(unlike)


def _add_to_measure(fields: Fields, measure: Measure, read: Measure) -> bool:
    added = _add(fields, measure, read, _MEASURE)
    for name, parts in (("deadline", _DEADLINE), ("responsible", _RESPONSIBLE)):
        cell, now = getattr(measure, name), getattr(read, name)
        if cell is None or now is None:
            continue
        more: Fields = {"text": cell.text}
        if _add(more, cell, now, parts):
            fields[name], added = more, True
    return added


def _add_found(fields: Fields, name: str, plan: Plan, read: Plan) -> None:
    """Mentions and flaws: only those outside the rows, so that a row mended by hand is seen to be; else all."""
    meant, found = getattr(without_places(plan), name), getattr(read, name)
    if found == meant:
        return
    rows = [place for place, one in enumerate(meant) if one.measure is not None]
    first, last = (rows[0], rows[-1] + 1) if rows else (len(meant), len(meant))
    if meant[first:last] != tuple(one for one in found if one.measure is not None):
        fields[name] = [_plain(one) for one in meant]
        return
    outside = {"above": meant[:first], "below": meant[last:]}
    fields[name] = {side: [_filled(_plain(one)) for one in those] for side, those in outside.items() if those}


def _plain(value: Value) -> Fields:
    """The fields of a part of a plan as a file has them, without its places."""
    return {name: _plain_value(getattr(value, name)) for name in type(value).model_fields if name not in _PLACES}


def _plain_value(value: Any) -> Any:
    if isinstance(value, Value):
        return _plain(value)
    if isinstance(value, tuple | list):
        return [_plain_value(one) for one in value]
    if hasattr(value, "ru"):
        return {"ru": value.ru, "en": value.en}
    return str(value) if isinstance(value, str) else value


def _ordered(fields: Fields) -> Fields:
    """The head first, then sections and measures as they are, then what was found and left out."""
    body = [name for name in fields if name in ("sections", "measures") and fields[name]]
    order = dict.fromkeys([*_FIRST, *body, *_FOUND, "skipped", "remarks", "recognised"])
    return {name: fields[name] for name in order if name in fields}
