"""All kinds of facts that rules may ask for, with their fields: the vocabulary of the rule language."""

from __future__ import annotations

from plancheck.plan import Anchor, Belonging, Column, Level, Recurrence, Role, Topic
from plancheck.rules.fields import CodeSet, FactKind, Field, Kinds, code, day, flag, name, number

__all__ = ["COLUMNS", "DIRECTIONS", "KINDS", "LEVELS", "ROLES", "TOPICS"]

LEVELS = CodeSet.of("level", Level)
TOPICS = CodeSet.of("topic", Topic)
ROLES = CodeSet.of("role", Role)
COLUMNS = CodeSet.of("column", Column)
DIRECTIONS = CodeSet.of(
    "direction",
    ("regulation", "information", "training", "methodical", "families", "prevention", "observation"),
)
DEADLINE_STATES = CodeSet.of("deadline_state", ("no_column", "empty", "not_understood", "not_checkable", "checkable"))
CELL_STATES = CodeSet.of("cell_state", ("no_column", "empty", "filled"))
RECURRENCES = CodeSet.of("recurrence", Recurrence)
ANCHORS = CodeSet.of("anchor", Anchor)
MENTION_KINDS = CodeSet.of("mention_kind", ("territory", "site"))
BELONGINGS = CodeSet.of("belonging", Belonging)
NUMBERING_FAULTS = CodeSet.of("numbering_fault", ("missing", "doubled", "skipped"))

_ROW = number("measure", "the measure's index in the plan")
_ROW_LEVEL = code("level", LEVELS, "the level the measure speaks to: its section's, else the plan's")
_SHOWN = {"label": "the measure's number as people say it: «п. 3.2»", "text": "the measure's first words"}


def _marks() -> tuple[Field, ...]:
    return (
        flag("by_order", "an order is named in the measure or its result, or issuing one is its topic"),
        flag("independent", "its observers are said to be independent or from outside"),
        flag("outsiders", "someone from outside the school takes part"),
        flag("all_procedures", "it speaks of all, every or «the» assessment procedures"),
        flag("authority_act", "it is an act or deed of the education authority"),
        flag("looks_back", "it is about the results of a procedure already held"),
        flag("holding", "it is about holding a procedure: organising, conducting, observing it"),
    )


def _span(*, whose: str) -> tuple[Field, ...]:
    """First and last day; an open side compares as the beginning or the end of time."""
    return (
        flag("has_first", f"whether {whose} first day is known", Column.DEADLINE),
        day("first", f"{whose} first day; before all days where it is open", Column.DEADLINE),
        flag("has_last", f"whether {whose} last day is known", Column.DEADLINE),
        day("last", f"{whose} last day; after all days where it is open", Column.DEADLINE),
    )


KINDS = Kinds(
    FactKind(
        "plan",
        "The plan as a whole; there is always exactly one.",
        code("level", LEVELS, "whose plan it is"),
        flag("has_period", "whether the head gives a period"),
        day("start", "the period's first day"),
        day("end", "the period's last day"),
        flag("has_approval_number", "whether the approving order or stamp has a number"),
        flag("has_approval_date", "whether the approving order or stamp has a date"),
        day("approved", "the day of approval"),
        flag("at_risk", "whether the school, or a school of the municipality, is on the given risk list"),
        display={
            "period": "the period: «01.09.2023–31.08.2024»",
            "approved_on": "the day of approval: «03.09.2024»",
            "approval_gap": "what the approval lacks: «номера и даты»",
        },
    ),
    FactKind(
        "direction",
        "One of the seven directions of a plan; there is one fact for each, whatever the plan holds.",
        code("direction", DIRECTIONS, "the direction"),
        display={"title": "what the direction is called"},
    ),
    FactKind(
        "column",
        "One of the five columns of a plan's table; there is one fact for each.",
        code("column", COLUMNS, "the column"),
        flag("present", "whether the plan's table has it"),
        display={"title": "what the column is called"},
    ),
    FactKind(
        "procedure",
        "An assessment procedure the plan speaks of.",
        name("name", "its acronym; ГИА-9 and ГИА-11 are ГИА"),
        flag("held", "whether the plan holds or regulates it, and does not just mention it"),
    ),
    FactKind(
        "measure",
        "A row of the plan's table.",
        _ROW,
        _ROW_LEVEL,
        code("deadline", DEADLINE_STATES, "what the deadline cell came to", Column.DEADLINE),
        code("responsible", CELL_STATES, "whether someone is named as responsible", Column.RESPONSIBLE),
        code("result", CELL_STATES, "whether an expected result is given", Column.RESULT),
        code("recurrence", RECURRENCES, "how often it is repeated", Column.DEADLINE),
        code("anchor", ANCHORS, "what its deadline is tied to", Column.DEADLINE),
        flag("dated", "its deadline has dates of its own, not just the whole period", Column.DEADLINE),
        flag("by_schedule", "its deadline is tied to the procedures' schedule", Column.DEADLINE),
        flag("impersonal", "institutions alone answer for it, no post and no person", Column.RESPONSIBLE),
        *_marks(),
        display={
            **_SHOWN,
            "deadline_text": "the deadline cell",
            "responsible_text": "the responsible cell",
            "postless": "the persons no post stands with, separated by commas",
        },
    ),
    FactKind(
        "topic",
        "A topic of a measure, with what else the measure's words say.",
        _ROW,
        code("topic", TOPICS, "the topic"),
        _ROW_LEVEL,
        *_marks(),
        display=_SHOWN,
    ),
    FactKind(
        "coverage",
        "A direction that a measure serves by one of its topics.",
        _ROW,
        code("direction", DIRECTIONS, "the direction"),
        display=_SHOWN,
    ),
    FactKind(
        "role",
        "A role that answers for a measure.",
        _ROW,
        code("role", ROLES, "the role"),
        flag("institution", "whether it is an institution rather than a post"),
        display=_SHOWN,
        column=Column.RESPONSIBLE,
    ),
    FactKind(
        "person",
        "A person named as responsible.",
        _ROW,
        flag("has_post", "whether a post stands with the name"),
        display={**_SHOWN, "name": "the name as written"},
        column=Column.RESPONSIBLE,
    ),
    FactKind(
        "window",
        "One window of a measure's deadline.",
        _ROW,
        *_span(whose="the window's"),
        flag("reversed", "it ends before it begins"),
        display={
            **_SHOWN,
            "deadline_text": "the deadline cell",
            "dates": "the window: «01.03.2023–31.03.2023»",
        },
        column=Column.DEADLINE,
    ),
    FactKind(
        "observed",
        "A procedure that a measure sends observers to.",
        _ROW,
        name("procedure", "its acronym"),
        flag("sure", "named, or meant by «all procedures»; false where it may only be meant"),
        display=_SHOWN,
    ),
    FactKind(
        "appointment",
        "A measure that names the coordinator or those responsible.",
        _ROW,
        _ROW_LEVEL,
        *_span(whose="the appointment's"),
        flag("earliest", "no other appointment of the plan is surely earlier"),
        flag("by_order", "an order is named in the measure or its result"),
        display={**_SHOWN, "starts": "the first day", "due": "the last day of its first window"},
    ),
    FactKind(
        "duty",
        "A measure, other than an appointment, that a coordinator answers for and that has a last day.",
        _ROW,
        day("last", "the day by which it is done", Column.DEADLINE),
        flag("earliest", "no other duty is due before it, nor on its day in an earlier row", Column.DEADLINE),
        display={**_SHOWN, "due": "that day"},
    ),
    FactKind(
        "opening",
        "The first window, within the plan's period, of a procedure that an appointment prepares.",
        number("measure", "the appointing measure's index"),
        name("procedure", "the procedure's acronym"),
        flag("known", "whether the calendar has such a window"),
        day("ready", "the day of its preparation, else its first day"),
        display={**_SHOWN, "on": "that day", "source": "where the calendar has it from"},
    ),
    FactKind(
        "preparation",
        "A measure that prepares or holds a procedure, and the coming window of that procedure.",
        _ROW,
        name("procedure", "the procedure's acronym"),
        day("begins", "the measure's first day", Column.DEADLINE),
        flag("known", "whether the calendar has the window"),
        day("last", "the window's last day"),
        display={**_SHOWN, "starts": "the measure's first day", "ended": "the window's last day"},
    ),
    FactKind(
        "analysis",
        "A measure on analysing results that has a last day, and the window whose results it is about.",
        _ROW,
        name("procedure", "the procedure's acronym"),
        day("due", "the measure's last day", Column.DEADLINE),
        flag("known", "whether the calendar has the window"),
        flag("earlier", "by its words or its day it looks back at an earlier year's procedure"),
        day("first", "the window's first day"),
        display={**_SHOWN, "due_on": "the measure's last day", "opens": "the window's first day"},
    ),
    FactKind(
        "repeat",
        "A measure that says what an earlier one says.",
        _ROW,
        number("earlier", "the earlier measure's index"),
        display={**_SHOWN, "earlier_label": "the earlier measure's number"},
    ),
    FactKind(
        "numbering_fault",
        "A number that is missing, doubled or skipped within its section.",
        _ROW,
        code("fault", NUMBERING_FAULTS, "what is wrong with it"),
        display={**_SHOWN, "says": "the fault in a few words"},
        column=Column.NUMBER,
    ),
    FactKind(
        "mixed",
        "A word that mixes Latin look-alikes into Cyrillic.",
        number("measure", "the index of the measure it stands in, -1 outside the table"),
        display={"quote": "the word", "place": "where it stands"},
    ),
    FactKind(
        "leftover",
        "A blank left from a template.",
        number("measure", "the index of the measure it stands in, -1 outside the table"),
        display={"quote": "the words around the blank", "place": "where it stands"},
    ),
    FactKind(
        "mention",
        "A territory or site that the text names.",
        number("measure", "the index of the measure it stands in, -1 outside the table"),
        name("name", "the territory in the nominative, or the site's host"),
        code("kind", MENTION_KINDS, "which of the two it is"),
        code("belonging", BELONGINGS, "whether it is the plan's own"),
        display={"quote": "the words it stands in", "place": "where it stands"},
    ),
    FactKind(
        "named_school",
        "A school that a measure names, once for each topic of the measure.",
        _ROW,
        name("school", "the school, compared without sign and quotes: «СОШ 13»"),
        code("topic", TOPICS, "the measure's topic"),
        display=_SHOWN,
    ),
    FactKind(
        "listed",
        "A value of a list that a rule gives: there is one fact for each, whatever the plan holds.",
        name("value", "the value as the list has it; ask for the list here"),
        name("school", "the value as a school, written as the plan writes it"),
    ),
    FactKind(
        "like_school",
        "A school that a measure names and that may be one of the risk list or of a rule's: a person must tell.",
        _ROW,
        name("school", "the school of the list, written as in `risk_school` and `listed`"),
        code("topic", TOPICS, "the measure's topic"),
        display={**_SHOWN, "named": "the school as the measure names it"},
    ),
    FactKind(
        "risk_school",
        "A school of the risk list given with the check.",
        name("school", "the school, compared without sign and quotes"),
    ),
    FactKind(
        "superior",
        "The superior plan given with the check; there is none where none was given.",
        flag("fits", "whether a school can be held against it: it was read, and is of its territory and time"),
        display={"why": "why it does not fit", "path": "its file"},
    ),
    FactKind(
        "obligation",
        "What the superior plan asks of this school; one for all of it where that plan does not fit.",
        number("row", "the requirement's index in the superior plan, -1 where that does not fit"),
        name("ref", "the requirement's first words"),
        flag("sure", "whether this school is surely meant"),
        flag("known", "whether its topic is known, so that it can be seen whether something answers it"),
        flag("has_last", "whether the superior plan gives it a last day"),
        day("last", "that day; after all days where there is none"),
        display={
            "label": "the superior plan's number for it: «п. 2.1»",
            "text": "its first words",
            "due": "its last day",
            "doubt": "why it is not sure that the school is meant",
            "nearest": "the measures of the school's plan that come nearest to it",
            "path": "the superior plan's file",
            "wanted": "the requirement in full",
            "wanted_by": "its deadline cell",
            "wanted_from": "its responsible cell",
            "wanted_result": "its result cell",
        },
    ),
    FactKind(
        "answer",
        "A measure of the school's plan that answers an obligation, or comes near to it.",
        _ROW,
        number("row", "the obligation's index in the superior plan"),
        flag("sure", "it answers, by itself or together with others; false where it only comes near"),
        flag("decisive", "by its deadline the answer is complete"),
        flag("has_last", "whether its deadline says by which day it is done for the first time", Column.DEADLINE),
        day("last", "that day; after all days where there is none", Column.DEADLINE),
        display={**_SHOWN, "due": "that day"},
    ),
    code_sets=(LEVELS, TOPICS, ROLES, COLUMNS, DIRECTIONS),
)
