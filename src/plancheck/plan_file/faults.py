"""What is wrong in a plan file: every fault with its line and column, in Russian and English."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from plancheck.errors import NotAPlanError, Problem, UnreadableError

_SHOWN = 50  # faults that a message lists; `faults` holds them all


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; line and column are 1-based."""

    line: int
    column: int
    ru: str
    en: str


class PlanFileError(UnreadableError):
    """A plan file that is no valid plan. `faults` holds every fault, in file order."""

    faults: tuple[Fault, ...] = ()

    @classmethod
    def of(cls, path: str, faults: Iterable[Fault]) -> PlanFileError:
        """The error with a message that lists the faults as «path:line:column: what»."""
        found = tuple(sorted(dict.fromkeys(faults), key=lambda one: (one.line, one.column)))
        lines, lines_en = ["Файл плана заполнен неверно:"], ["The plan file is wrong:"]
        for fault in found[:_SHOWN]:
            place = f"{path}:{fault.line}:{fault.column}"
            lines.append(f"{place}: {fault.ru}")
            lines_en.append(f"{place}: {fault.en}")
        more = len(found) - _SHOWN
        if more > 0:
            lines.append(f"… и ещё: {more}")
            lines_en.append(f"… and {more} more")
        error = cls("\n".join(lines), reason_en="\n".join(lines_en))
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


# The YAML room speaks English to those who write rules; plan files are written by schools.
_RUSSIAN = tuple(
    (re.compile(pattern, re.DOTALL), russian)
    for pattern, russian in (
        (r"key «(.*)» is given twice \(first in line (\d+)\)", "ключ «{0}» дан дважды (впервые в строке {1})"),
        (r"more than (\d+) values: this is not read further", "больше {0} значений: дальше не читается"),
        (r"nested deeper than (\d+) levels", "вложено глубже {0} уровней"),
        (r"more than (\d+) aliases \(\*name\)", "больше {0} ссылок (*имя)"),
        (r"alias (\*.*) stands for no (&.*) above it", "ссылка {0}: выше нет метки {1}"),
        (r"alias (\*.*) stands inside its own value", "ссылка {0} стоит внутри того, что обозначает"),
        (r"tag (.*) is not allowed: write the value plainly", "тег {0} не допускается: напишите значение прямо"),
        (r"a key must be a word, not a list or a mapping", "ключ должен быть словом, а не списком и не набором полей"),
        (r"merge keys \(<<\) are not supported: write the keys out", "ключи слияния (<<) не читаются: выпишите поля"),
        (r"a second document .* begins here: .*", "здесь начинается второй документ («---»): в файле нужен один"),
        (r"longer than (\d+) characters", "в файле больше {0} знаков"),
        (r"not YAML: (.*)", "это не YAML и не JSON: {0}"),
    )
)


def of_yaml(problem: Problem) -> Fault:
    """A fault of the YAML itself, with its Russian twin."""
    russian = problem.message
    for pattern, template in _RUSSIAN:
        if found := pattern.fullmatch(problem.message):
            russian = template.format(*found.groups())
            break
    return Fault(problem.line, problem.column, russian, problem.message)
