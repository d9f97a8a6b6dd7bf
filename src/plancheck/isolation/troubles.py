"""What is said of a file on which the reading process was stopped, ran out of memory, or died."""

from __future__ import annotations

from plancheck.errors import PassingError
from plancheck.readers.limits import Limits

_ONLY_THE_PLAN = "Оставьте в файле только план и сохраните его заново"
_ONLY_THE_PLAN_EN = "Leave only the plan in the file and save it again"


class ReadingBrokeError(Exception):
    """A fault of ours in the reading process: its kind and text; the trace is in the notes."""


def too_slow(seconds: float) -> PassingError:
    """The error for a file whose reading was stopped."""
    return PassingError(
        f"Чтение файла заняло больше {seconds:g} с и остановлено.",
        f"{_ONLY_THE_PLAN}; или дайте больше времени: --timeout {seconds * 5:g}.",
        reason_en=f"Reading the file took more than {seconds:g} s and was stopped.",
        advice_en=f"{_ONLY_THE_PLAN_EN}; or give it more time: --timeout {seconds * 5:g}.",
    )


def out_of_memory(limits: Limits) -> PassingError:
    """The error for a file that takes more memory than the reading process may have."""
    most = limits.memory_bytes // 1_000_000
    more = f"--limit memory_bytes={limits.memory_bytes * 2}"
    return PassingError(
        f"Для чтения файла не хватило памяти (предел {most} МБ).",
        f"{_ONLY_THE_PLAN}; или повысьте предел: {more}.",
        reason_en=f"There was not enough memory to read the file (the bound is {most} MB).",
        advice_en=f"{_ONLY_THE_PLAN_EN}; or raise the bound: {more}.",
    )


def crashed() -> PassingError:
    """The error for a file on which the reading process died."""
    return PassingError(
        "Программа чтения упала на этом файле: он повреждён или слишком сложен.",
        "Откройте его в своей программе и сохраните заново; если не открывается, попросите прислать ещё раз.",
        reason_en="The reading process died on this file: it is damaged or too complex.",
        advice_en="Open it in its own program and save it again; if it does not open, ask for it to be sent again.",
    )


def cannot_start() -> PassingError:
    """The error where the reading process does not come up: the file is not to blame."""
    return PassingError(
        "Не удалось запустить процесс чтения.",
        "Проверьте, хватает ли памяти, или читайте без отдельного процесса: --timeout 0.",
        reason_en="The reading process could not be started.",
        advice_en="Check that there is enough memory, or read without a process of its own: --timeout 0.",
    )
