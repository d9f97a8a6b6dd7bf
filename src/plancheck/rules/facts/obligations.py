"""Facts of one plan against another: what the superior plan asks of this school, and which measures answer it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from plancheck.plan import Level, Measure
from plancheck.rules.facts.answering import Answers, answers_to, day_done
from plancheck.rules.facts.asking import Asking, asked_of
from plancheck.rules.facts.reading import Reading, shortened
from plancheck.rules.facts.superior_fit import misfit
from plancheck.rules.facts.wording import LANGUAGES, shown, shown_day
from plancheck.rules.fields import Display, FactList
from plancheck.rules.superior import Superior

__all__ = ["add_obligation_facts"]

_NEAREST = 3


def add_obligation_facts(
    facts: FactList, reading: Reading, superior: Superior | None, risk_schools: Sequence[str]
) -> None:
    """Adds the superior fact with its obligation and answer facts; none where no superior plan was given.

    Where nothing can be judged against it, one obligation stands for all that it may ask.
    """
    if superior is None or reading.plan.level in {Level.MUNICIPAL, Level.REGIONAL}:
        return
    why = misfit(reading.plan, superior)
    facts.add("superior", {"why": why or "", "path": _called(superior)}, fits=why is None)
    if superior.plan is None or why is not None:
        _add_unknown(facts, superior)
        return
    theirs = Reading(superior.plan)
    for asking in asked_of(reading.plan, superior.plan, risk_schools):
        answers = answers_to(asking, reading)
        nearest = _nearest(answers.near, reading)
        _add_obligation(facts, asking, theirs, superior, nearest=nearest)
        _add_answers(facts, asking, answers, reading)


def _called(superior: Superior) -> Display:
    return superior.called or shown("superior", "unnamed")


def _add_unknown(facts: FactList, superior: Superior) -> None:
    texts = dict.fromkeys(facts.kinds["obligation"].display, "") | {"path": _called(superior)}
    facts.add("obligation", texts, row=-1, ref="", sure=False, known=False, has_last=False, last=dt.date.max)


def _add_obligation(facts: FactList, asking: Asking, theirs: Reading, superior: Superior, *, nearest: Display) -> None:
    measure, last = asking.measure, last_day(asking.measure)
    deadline, responsible = measure.deadline, measure.responsible
    facts.add(
        "obligation",
        {
            "label": theirs.label(asking.row),
            "text": shortened(measure.text),
            "due": shown_day(last),
            "doubt": asking.doubt or "",
            "nearest": nearest,
            "path": _called(superior),
            "wanted": " ".join(measure.text.split()),
            "wanted_by": _line(deadline.text if deadline else ""),
            "wanted_from": _line(responsible.text if responsible else ""),
            "wanted_result": _line(measure.result),
        },
        quote=measure.text,
        location=measure.location,
        path=superior.path,
        row=asking.row,
        ref=shortened(measure.text),
        sure=asking.doubt is None,
        known=bool(asking.topics),
        has_last=last is not None,
        last=last or dt.date.max,
    )


def _add_answers(facts: FactList, asking: Asking, answers: Answers, reading: Reading) -> None:
    for row in sorted({*answers.sure, *answers.near[:_NEAREST]}):
        last = day_done(reading.plan.measures[row])
        facts.add(
            "answer",
            {**reading.texts(row), "due": shown_day(last)},
            measure=row,
            row=asking.row,
            sure=row in answers.sure,
            decisive=row == answers.decisive,
            has_last=last is not None,
            last=last or dt.date.max,
        )


def last_day(measure: Measure) -> dt.date | None:
    """The last day on which the superior plan still takes the requirement as met; None where it names none."""
    deadline = measure.deadline
    if deadline is None or deadline.ongoing or deadline.recurrence is not None:
        return None
    lasts = [last for _, last in deadline.windows]
    return max((last for last in lasts if last is not None), default=None) if None not in lasts else None


def _nearest(rows: Sequence[int], reading: Reading) -> Display:
    """«п. 3 «…»; п. 5 «…»», or that there is nothing near."""
    if not rows:
        return shown("superior", "nothing_near")
    return {lang: "; ".join(_quoted(rows[:_NEAREST], reading, lang)) for lang in LANGUAGES}


def _quoted(rows: Iterable[int], reading: Reading, lang: str) -> Iterable[str]:
    for row in rows:
        texts = reading.texts(row)
        label, text = (one if isinstance(one, str) else one[lang] for one in (texts["label"], texts["text"]))
        yield f"{label} «{text}»"


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
