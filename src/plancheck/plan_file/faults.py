"""What is wrong in a plan file: every fault with its line and column, in Russian and English."""

from __future__ import annotations

from collections.abc import Iterable

from plancheck.errors import NotAPlanError, Problem, UnreadableError
from plancheck.faults.listing import faults_text
from plancheck.said import said


class PlanFileError(UnreadableError):
    """A plan file that is no valid plan. `faults` holds every fault, in file order."""

    faults: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, faults: Iterable[Problem]) -> PlanFileError:
        """The error with a message that lists the faults as «path:line:column: what»."""
        found = tuple(sorted(dict.fromkeys(faults), key=lambda one: (one.line, one.column)))
        russian, english = (faults_text(said("plan_file.wrong"), found, lang) for lang in ("ru", "en"))
        error = cls(russian, reason_en=english)
        error.faults = found
        return error


def no_plan(named: str | None) -> NotAPlanError:
    """The refusal of a YAML or JSON file that is something else; `named` is the schema it names, if any."""
    if named:
        return NotAPlanError(
            f"Это не файл плана: в нём указано «schema: {named}».",
            "Файл плана начинается строкой «schema: plancheck.plan/1».",
            reason_en=f"This is no plan file: it says «schema: {named}».",
            advice_en="A plan file begins with «schema: plancheck.plan/1».",
        )
    return NotAPlanError(
        "Это не файл плана: в нём нет ни «schema: plancheck.plan/1», ни мероприятий (measures).",
        "Как он пишется, покажут examples/good-school.yaml и «plancheck parse ПЛАН -o plan.yaml».",
        reason_en="This is no plan file: it has neither «schema: plancheck.plan/1» nor measures.",
        advice_en="examples/good-school.yaml and «plancheck parse PLAN -o plan.yaml» show how one is written.",
    )


def not_utf8() -> UnreadableError:
    """The refusal of a plan file in another encoding."""
    return UnreadableError(
        "Файл плана записан не в UTF-8.",
        "Сохраните его в кодировке UTF-8 (в Блокноте: «Сохранить как», поле «Кодировка»).",
        reason_en="The plan file is not in UTF-8.",
        advice_en="Save it in UTF-8.",
    )
