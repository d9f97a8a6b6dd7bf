"""The typed model of a plan: what a careful reader takes from the document."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict
from pydantic_core import core_schema

from plancheck.location import Location
from plancheck.remark import Remark

PLAN_SCHEMA = "plancheck.plan/1"

_PLACE_SCHEMA = {
    "type": "object",
    "properties": {
        **{name: {"type": "integer"} for name in ("line", "column", "paragraph", "table", "row", "cell", "page")},
        **{name: {"type": "string"} for name in ("sheet", "address")},
        "rectangle": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
    },
    "additionalProperties": False,
}


def _place(value: Any) -> Any:
    """A place as JSON holds it -> a Location; whatever else is left to be refused."""
    if not isinstance(value, dict) or not value.keys() <= set(Location._fields):
        return value
    return Location(**{**value, "rectangle": tuple(value["rectangle"])} if value.get("rectangle") else value)


class _PlaceSchema:
    """How pydantic is told of a place, made once: it is asked for by six models."""

    @staticmethod
    def __get_pydantic_core_schema__(source: Any, handler: Any) -> core_schema.CoreSchema:
        return _PLACE

    @staticmethod
    def __get_pydantic_json_schema__(schema: core_schema.CoreSchema, handler: Any) -> dict[str, Any]:
        return dict(_PLACE_SCHEMA)


_PLACE = core_schema.union_schema(
    [  # a Location as it is, as nearly always: asked first, and not of Python
        core_schema.is_instance_schema(Location),
        core_schema.no_info_before_validator_function(_place, core_schema.is_instance_schema(Location)),
    ],
    mode="left_to_right",
    custom_error_type="is_instance_of",
    custom_error_context={"class": Location.__name__},
    serialization=core_schema.plain_serializer_function_ser_schema(
        Location.known, return_schema=core_schema.dict_schema(core_schema.str_schema(), core_schema.any_schema())
    ),
)
Place = Annotated[Location, _PlaceSchema]
Window = tuple[dt.date | None, dt.date | None]


class Level(StrEnum):
    SCHOOL = "school"
    MUNICIPAL = "municipal"
    REGIONAL = "regional"


class Column(StrEnum):
    NUMBER = "number"
    MEASURE = "measure"
    DEADLINE = "deadline"
    RESPONSIBLE = "responsible"
    RESULT = "result"


class Recurrence(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    PER_TERM = "per_term"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    REGULAR = "regular"


class Anchor(StrEnum):
    PROCEDURE_SCHEDULE = "procedure_schedule"
    PROCEDURE_RESULTS = "procedure_results"
    OWN_PLAN = "own_plan"
    AS_NEEDED = "as_needed"
    SCHOOL_HOLIDAYS = "school_holidays"
    RELATIVE = "relative"


class Role(StrEnum):
    SCHOOL_HEAD = "school_head"
    DEPUTY_HEAD = "deputy_head"
    COORDINATOR = "coordinator"
    METHODICAL_HEAD = "methodical_head"
    TEACHER = "teacher"
    METHODIST = "methodist"
    ADMINISTRATION = "administration"
    AUTHORITY_HEAD = "authority_head"
    CLASS_TEACHER = "class_teacher"
    SITE_EDITOR = "site_editor"
    PSYCHOLOGIST = "psychologist"
    SPECIALIST = "specialist"
    SCHOOL = "school"
    EDUCATION_DEPARTMENT = "education_department"
    COMMITTEE = "committee"
    METHODICAL_CENTRE = "methodical_centre"
    INSTITUTE = "institute"
    ASSESSMENT_CENTRE = "assessment_centre"
    EXPERT_COMMISSION = "expert_commission"
    MINISTRY = "ministry"
    OTHER = "other"


class Topic(StrEnum):
    ORDER = "order"
    LOCAL_ACTS = "local_acts"
    COORDINATOR = "coordinator"
    SCHEDULE = "schedule"
    ACCOUNTABILITY = "accountability"
    PLAN = "plan"
    EXPLAIN_STAFF = "explain_staff"
    PUBLICATION = "publication"
    HOTLINE = "hotline"
    TRAINING = "training"
    OBSERVER_TRAINING = "observer_training"
    METHODICAL_SUPPORT = "methodical_support"
    COLLEGIAL_MARKING = "collegial_marking"
    PREPARATION = "preparation"
    FAMILIES = "families"
    RISK_IDENTIFICATION = "risk_identification"
    RISK_WORK = "risk_work"
    INTERNAL_CONTROL = "internal_control"
    PLAN_CONTROL = "plan_control"
    RESULTS_ANALYSIS = "results_analysis"
    RECHECK = "recheck"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    MEDALS = "medals"
    SECURITY = "security"
    OBSERVERS = "observers"
    VIDEO = "video"


class Mark(StrEnum):
    """What else a measure's words say, beside its topics; rules ask for it."""

    BY_ORDER = "by_order"  # an order is named, in the measure or its result
    INDEPENDENT = "independent"  # observers are said to be independent or from outside
    OUTSIDERS = "outsiders"  # someone from outside the school takes part (commission, experts, crosswise)
    ALL_PROCEDURES = "all_procedures"  # speaks of all, every, or «the» assessment procedures
    AUTHORITY_ACT = "authority_act"  # is an act or deed of the education authority
    LOOKS_BACK = "looks_back"  # is about the results of a procedure already held
    OTHER_EVENT = "other_event"  # names an event that is no procedure: a trial exam, an interview, an olympiad
    HOLDING = "holding"  # is about holding a procedure: organising, conducting, observing it


class Value(BaseModel):
    """Base of all parts of a plan: frozen, closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceFile(Value):
    """The submitted file: path as given, format, SHA-256 of its bytes."""

    path: str = ""
    format: str = ""
    sha256: str = ""


class Period(Value):
    """First and last day the plan serves."""

    start: dt.date
    end: dt.date


class Approval(Value):
    """The approving order or stamp; a part that stands blank is None."""

    by: str | None = None
    position: str | None = None
    number: str | None = None
    date: dt.date | None = None


class Deadline(Value):
    """A deadline cell read into five independent things (shared vocabulary: «Deadline»)."""

    text: str = ""
    windows: tuple[Window, ...] = ()
    recurrence: Recurrence | None = None
    anchor: Anchor | None = None
    ongoing: bool = False
    inferred: bool = False

    @property
    def understood(self) -> bool:
        return bool(self.windows or self.recurrence or self.anchor or self.ongoing)

    @property
    def checkable(self) -> bool:
        """A last day, a frequency below a year, or a tie to a procedure's schedule or results."""
        stated = self.recurrence not in (None, Recurrence.YEARLY, Recurrence.REGULAR)
        tied = self.anchor in (Anchor.PROCEDURE_SCHEDULE, Anchor.PROCEDURE_RESULTS)
        return stated or tied or any(last is not None for _, last in self.windows)


class Responsible(Value):
    """Who answers for a measure; `persons_without_post` is the part of `persons` no post stands with."""

    text: str = ""
    roles: tuple[Role, ...] = ()
    persons: tuple[str, ...] = ()
    persons_without_post: tuple[str, ...] = ()


class Section(Value):
    """A direction of the plan; `level` only where it speaks to another level than the plan."""

    number: str | None = None
    title: str = ""
    tasks: tuple[str, ...] = ()
    level: Level | None = None
    procedures: tuple[str, ...] = ()
    location: Place = Location()


class Measure(Value):
    """A row of the plan's table; `columns` are those its own table has, so an empty cell is told from none."""

    number: str | None = None
    section: int | None = None
    text: str = ""
    deadline: Deadline | None = None
    responsible: Responsible | None = None
    result: str | None = None
    procedures: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    marks: tuple[Mark, ...] = ()
    schools: tuple[str, ...] = ()
    years: tuple[int, ...] = ()  # calendar years of procedures that the text names («ВПР-2022»)
    columns: tuple[Column, ...] = ()
    spanned: tuple[Column, ...] = ()  # columns whose cell is merged down from the row above
    doubtful: tuple[Column, ...] = ()  # columns whose cell was recognised with little certainty
    other: dict[str, str] = {}
    location: Place = Location()
    places: dict[Column, Place] = {}  # where each cell stands

    def cell_text(self, column: Column) -> str:
        """What stands in that cell; empty where there is none."""
        match column:
            case Column.NUMBER:
                return self.number or ""
            case Column.MEASURE:
                return self.text
            case Column.DEADLINE:
                return self.deadline.text if self.deadline else ""
            case Column.RESPONSIBLE:
                return self.responsible.text if self.responsible else ""
            case Column.RESULT:
                return self.result or ""


class Belonging(StrEnum):
    OWN = "own"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


class Mention(Value):
    """A territory or site that the text names: nominative name or host, and whose it is."""

    name: str
    kind: str = "territory"  # or "site"
    belonging: Belonging = Belonging.UNKNOWN
    quote: str = ""
    measure: int | None = None
    location: Place = Location()


class Flaw(Value):
    """A spot of text: a blank left from a template, or a word that mixes scripts."""

    quote: str
    measure: int | None = None
    location: Place = Location()


class SkipReason(StrEnum):
    NO_MEASURES = "no_measures"  # a table without a column of measures
    BLANK_ROW = "blank_row"  # a row with a number and nothing else
    HIDDEN = "hidden"  # a row, column or sheet that the file does not show
    STAMP = "stamp"  # a table that lays out the stamp of approval, signatures or a letterhead
    ANOTHER_SUBJECT = "another_subject"  # a table of measures that is not the plan (a list, a schedule)


class Skipped(Value):
    """A part of the document that is not the plan: its first words, and why it was left out."""

    what: str
    why: SkipReason
    location: Place = Location()


class Plan(Value):
    """A plan as read. Fields are explained in docs/vocabulary; positions are indices into `measures`."""

    source: SourceFile = SourceFile()
    title: str | None = None
    level: Level | None = None
    level_inferred: bool = False  # not said in the head: told by who answers for the measures
    organisation: str | None = None
    territory: str | None = None
    region: str | None = None
    period: Period | None = None
    approval: Approval | None = None
    columns: tuple[Column, ...] = ()
    other_columns: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    held_procedures: tuple[str, ...] = ()  # those it holds or regulates, not just mentions
    sections: tuple[Section, ...] = ()
    measures: tuple[Measure, ...] = ()
    mentions: tuple[Mention, ...] = ()
    leftovers: tuple[Flaw, ...] = ()
    mixed_words: tuple[Flaw, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    remarks: tuple[Remark, ...] = ()
    recognised: bool = False  # the text was told from a picture (OCR)

    def level_of(self, measure: Measure) -> Level | None:
        """The level a measure speaks to: its section's where that differs from the plan's."""
        section = None if measure.section is None else self.sections[measure.section]
        return (section.level if section else None) or self.level
