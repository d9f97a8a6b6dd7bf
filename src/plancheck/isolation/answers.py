"""What reading a file came to, as a message: a plan, a refusal in both languages, or a fault of ours."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.errors import NotAPlanError, PassingError, UnreadableError
from plancheck.isolation.channel import Message
from plancheck.isolation.troubles import ReadingBrokeError, crashed, out_of_memory
from plancheck.language.told_words import hear, told
from plancheck.plan import Plan
from plancheck.readers.limits import Limits

_REFUSALS = {"not_a_plan": NotAPlanError, "passing": PassingError, "unreadable": UnreadableError}
MEMORY = "memory"


def answer_of(plan: Plan, *, with_words: bool = False) -> Message:
    """The plan in JSON; `with_words` also what the dictionary says of the words that judging asks it about."""
    head: dict[str, object] = {"kind": "plan"}
    if with_words:
        head["words"] = told(_judged_by_words(plan))
    return Message(head, plan.model_dump_json().encode())


def _judged_by_words(plan: Plan) -> Iterator[str]:
    """The texts of a plan that are compared word by word."""
    yield from (measure.text for measure in plan.measures)
    yield from (section.title for section in plan.sections)
    yield from (school for measure in plan.measures for school in measure.schools)
    yield plan.organisation or ""


def answer_to(error: BaseException) -> Message:
    """What stopped the reading."""
    match error:
        case UnreadableError():
            kind = next((kind for kind, one in _REFUSALS.items() if isinstance(error, one)), "unreadable")
            parts = {name: getattr(error, name) for name in ("reason", "advice", "reason_en", "advice_en")}
            return Message({"kind": kind, **parts})
        case MemoryError():
            return Message({"kind": MEMORY})
    import traceback  # noqa: PLC0415 - seldom needed

    trace = "".join(traceback.format_exception(error))
    return Message({"kind": "broke", "why": f"{type(error).__name__}: {error}", "trace": trace[-100_000:]})


def plan_in(answer: Message, limits: Limits) -> Plan:
    """The plan of an answer; what it says of words is remembered.

    Raises UnreadableError, NotAPlanError or PassingError as the reader did, ReadingBrokeError for a fault of ours.
    """
    kind = str(answer.head.get("kind"))
    if kind == "plan":
        try:
            hear(answer.head.get("words", {}))
            return Plan.model_validate_json(answer.body)
        except (ValueError, TypeError) as error:
            raise crashed() from error
    if kind in _REFUSALS:
        said = {name: str(answer.head.get(name, "")) for name in ("reason", "advice", "reason_en", "advice_en")}
        raise _REFUSALS[kind](said.pop("reason"), said.pop("advice"), **said)
    if kind == MEMORY:
        raise out_of_memory(limits)
    if kind == "broke":
        fault = ReadingBrokeError(str(answer.head.get("why", "")))
        fault.add_note(str(answer.head.get("trace", "")))
        raise fault
    raise crashed()
