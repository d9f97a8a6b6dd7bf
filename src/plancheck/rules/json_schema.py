"""The JSON Schema of a ruleset file, for editors: the file's shape, and the kinds and fields that rules may ask for."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from plancheck.plan import Mark, Topic
from plancheck.rules.conditions import Op
from plancheck.rules.fields import FactKind, Field, FieldType, Kinds
from plancheck.rules.kinds import KINDS
from plancheck.rules.lexicon_keys import lexicon_names
from plancheck.rules.schema import RULESET_SCHEMA, RuleModel, RulesetModel

__all__ = ["ruleset_schema"]

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_ELSEWHERE = r"^(\$[a-z][a-z0-9_]*|[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)$"  # a parameter, or a field bound before
_PATTERN = {"$ref": "#/$defs/Pattern"}
_ANY_OF_THEM: Schema = {"anyOf": [_PATTERN, {"type": "array", "items": _PATTERN, "minItems": 1}]}
_LITERALS: Mapping[FieldType, Schema] = {
    FieldType.FLAG: {"type": "boolean"},
    FieldType.INT: {"type": "integer"},
    FieldType.DAY: {"type": ["string", "integer"]},
    FieldType.NAME: {"type": "string"},
}


def ruleset_schema(kinds: Kinds = KINDS) -> Schema:
    """Draft 2020-12. What only the loader can tell (variables bound, codes given twice) it leaves to the loader."""
    schema = RulesetModel.model_json_schema(by_alias=True)
    rule = RuleModel.model_json_schema(by_alias=True, ref_template="#/$defs/{model}")
    parts: dict[str, Schema] = {**schema.pop("$defs"), **rule.pop("$defs"), "RuleModel": rule}
    asked = rule["properties"]
    for name in ("for_each", "except", "require", "forbid"):
        asked[name] = dict(_ANY_OF_THEM)
    asked["applies"] = _fields(kinds["plan"])
    for name in ("DoubtModel", "EscalateModel"):
        parts[name]["properties"]["when"] = dict(_ANY_OF_THEM)
    rule["oneOf"] = [{"required": ["require"]}, {"required": ["forbid"]}]
    parts["Pattern"] = _pattern(kinds)
    parts |= {_named(one): _condition(one) for kind in kinds.values() for one in kind.fields.values()}
    schema["properties"]["rules"] = {"type": "array", "items": {"$ref": "#/$defs/RuleModel"}}
    schema["properties"]["lexicons"] = _lexicons()
    schema["properties"]["calendars"] = {"type": "array", "items": {"$ref": "#/$defs/CalendarPart"}}
    parts["Amended"] = _AMENDED
    parts["CalendarPart"] = _CALENDAR_PART
    short = {name.removesuffix("Model"): part for name, part in parts.items()}
    named = {"$schema": _DRAFT, **schema, "title": RULESET_SCHEMA, "$defs": short}
    return dict(_settled(named))


_AMENDED: Schema = {
    "type": "object",
    "description": "Entries to add to a list or to take out of it; or keys of the lexicon below this one.",
    "minProperties": 1,
    "properties": {
        "add": {"type": "array", "minItems": 1, "description": "Entries as they stand in the lexicon's file."},
        "without": {"type": "array", "minItems": 1, "description": "Entries to take out, as they stand there."},
        "reason": {"type": "string", "minLength": 1, "description": "Why; what is taken out needs one."},
    },
    "dependentRequired": {"without": ["reason"]},
    "additionalProperties": {"$ref": "#/$defs/Amended"},
}
_DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_WINDOW: Schema = {
    "type": "object",
    "properties": {"year": {"type": "integer"}, "first": _DAY, "last": _DAY, "ready": _DAY, "source": {}},
    "required": ["year", "first", "last", "source"],
    "additionalProperties": False,
}
_PROCEDURE: Schema = {
    "type": "object",
    "properties": {
        "title": {},
        "windows": {"type": "array", "items": _WINDOW},
        "without": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "description": "Years to take out."},
        "reason": {"type": "string", "minLength": 1},
    },
    "dependentRequired": {"without": ["reason"]},
    "additionalProperties": False,
}
_CALENDAR_PART: Schema = {
    "description": "A calendar's file, or windows of procedures; each stands instead of those of its year.",
    "anyOf": [
        {"type": "string", "minLength": 1},
        {
            "type": "object",
            "properties": {"procedures": {"type": "object", "additionalProperties": _PROCEDURE}},
            "required": ["procedures"],
            "additionalProperties": False,
        },
    ],
}
_CODES: Mapping[str, type[StrEnum]] = {"topics": Topic, "marks": Mark}  # of the lexicons that have one table of codes


def _lexicons() -> Schema:
    """What is added to each lexicon; of topics and marks the codes are told."""
    own: Schema = {name: {"$ref": "#/$defs/Amended"} for name in lexicon_names()}
    for name, codes in _CODES.items():
        keys = [*map(str, codes), name, "groups"]
        own[name] = {
            "type": "object",
            "properties": {key: {"$ref": "#/$defs/Amended"} for key in keys},
            "additionalProperties": False,
        }
    return {"type": "object", "properties": own, "additionalProperties": False}


def _pattern(kinds: Kinds) -> Schema:
    """`{kind: {field: condition}}`, `{kind: variable}`, `{variable: {field: condition}}`, all, without."""
    own: dict[str, Schema] = {name: _asked(kind) for name, kind in kinds.items()}
    own["all"] = {"type": "array", "items": _PATTERN, "minItems": 1, "description": "Patterns that must all hold."}
    own["without"] = {**_PATTERN, "description": "There must be no such fact."}
    return {
        "type": "object",
        "description": "One kind of fact (or a variable bound before) with its conditions.",
        "minProperties": 1,
        "maxProperties": 1,
        "propertyNames": {"pattern": "^[a-z][a-z0-9_]*$"},
        "properties": own,
        "additionalProperties": {"type": ["object", "null"]},
    }


def _asked(kind: FactKind) -> Schema:
    variable = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "description": "A name for this fact."}
    fields = _fields(kind)
    fields["properties"] = {"as": variable, **fields["properties"]}
    return {"description": kind.meaning, "anyOf": [{"type": "null"}, variable, fields]}


def _fields(kind: FactKind) -> Schema:
    return {
        "type": "object",
        "properties": {
            name: {"description": one.meaning, "$ref": f"#/$defs/{_named(one)}"} for name, one in kind.fields.items()
        },
        "additionalProperties": False,
    }


def _named(declared: Field) -> str:
    """The name of the part that says what may be asked of such a field: by its type, or its set of codes."""
    return f"of_{declared.codes.name if declared.codes else declared.type}"


def _condition(declared: Field) -> Schema:
    """A value, a list of values, or a mapping of operators."""
    value = _value(declared)
    several: Schema = {"anyOf": [{"type": "array", "items": value}, {"type": "string", "pattern": r"^\$"}]}
    operators = {str(op): several if op in (Op.IN, Op.NOT_IN) else value for op in Op}
    mapping = {"type": "object", "properties": operators, "additionalProperties": False, "minProperties": 1}
    return {"anyOf": [value, {"type": "array", "items": value}, mapping]}


def _value(declared: Field) -> Schema:
    if declared.type is FieldType.NAME:
        return _LITERALS[declared.type]
    codes = declared.codes
    literal = {"enum": ["", *sorted(codes.codes)]} if codes else _LITERALS[declared.type]
    return {"anyOf": [literal, {"type": "string", "pattern": _ELSEWHERE}]}


def _settled(part: Any) -> Any:
    """Without the titles that pydantic makes of names, and with short names for the parts."""
    if isinstance(part, list):
        return [_settled(one) for one in part]
    if not isinstance(part, dict):
        return part
    kept: Schema = {}
    for key, value in part.items():
        if key == "$ref":
            kept[key] = str(value).removesuffix("Model")
        elif key == "properties":  # fields may be called «title»
            kept[key] = {name: _settled(one) for name, one in value.items()}
        elif key != "title" or not isinstance(value, str) or value == RULESET_SCHEMA:
            kept[key] = _settled(value)
    return kept
