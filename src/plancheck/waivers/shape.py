"""The shape of a waiver file and of a baseline, by pydantic."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from plancheck.plan import Level
from plancheck.rules.schema import Day, SubjectKind
from plancheck.said import SaidError, said

__all__ = ["AboutShape", "BaselineShape", "FindingShape", "PlanShape", "WaiverShape", "WaiversShape"]

_CODE = re.compile(r"[A-Z]{2,8}[0-9]{3}")


def _code(given: Any) -> Any:
    if isinstance(given, str) and not _CODE.fullmatch(given.strip()):
        raise SaidError(said("waivers.code", value=given))
    return given


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Code = Annotated[str, StringConstraints(pattern=_CODE.pattern, strip_whitespace=True), BeforeValidator(_code)]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AboutShape(Shape):
    kind: SubjectKind | None = None
    ref: Text | None = None
    number: Text | None = None
    section: Text | None = None
    text: Text | None = None


class WaiverShape(Shape):
    rule: Code
    subject: AboutShape | None = None
    file: Text | None = None
    reason: Text
    author: Text
    expires: Day


class WaiversShape(Shape):
    schema_: Literal["plancheck.waivers/1"] = Field(alias="schema")
    waivers: list[WaiverShape]


class FindingShape(Shape):
    """A finding as it was known; `says` is for people alone."""

    rule: str
    fingerprint: str
    grounds: list[str] = []
    says: str = ""


class PeriodShape(Shape):
    start: Day
    end: Day


class PlanShape(Shape):
    file: str
    organisation: str | None = None
    level: Level | None = None
    period: PeriodShape | None = None
    findings: list[FindingShape] = []


class BaselineShape(Shape):
    schema_: Literal["plancheck.baseline/1"] = Field(alias="schema")
    plans: list[PlanShape]
