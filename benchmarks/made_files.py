"""Files for the benchmarks of whole folders: plans in many formats by the tests' own writers, and hostile ones."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "hostile")]  # what writes the files is the tests' own

SEED = 2026
MIXED = ("docx", "xlsx", "odt", "pdf", "html", "txt", "csv", "yaml")
LIGHT = ("txt", "csv", "html")  # quick to make, where thousands are wanted
_TRIED = 60  # hostile files that are looked at for those that end quickly


def plan_files(count: int, kinds: Sequence[str] = MIXED) -> Iterator[tuple[str, bytes]]:
    """So many different plans, name and bytes, the formats in turn; the same ones every time."""
    from rendering.content import made_content, without_newlines  # noqa: PLC0415 - found by the line above
    from rendering.formats import FORMATS  # noqa: PLC0415
    from rendering.layout import laid_out  # noqa: PLC0415

    for number in range(count):
        kind = kinds[number % len(kinds)]
        form = FORMATS["docx" if kind == "yaml" else kind]
        content = made_content(Random(SEED * 100_000 + number), rows=10 + number % 15)
        if not form.newlines:
            content = without_newlines(content)
        written = form.render(laid_out(content), form.habits())
        yield f"school-{number:05}.{kind}", _as_yaml(written) if kind == "yaml" else written


def _as_yaml(written: bytes) -> bytes:
    from plancheck import read_plan  # noqa: PLC0415 - only where plan files are wanted
    from plancheck.parsing import shipped_lexicons  # noqa: PLC0415
    from plancheck.plan_file import plan_file_fields, plan_file_yaml  # noqa: PLC0415

    return plan_file_yaml(plan_file_fields(read_plan(written), shipped_lexicons())).encode()


@cache
def hostile_names() -> tuple[str, ...]:
    """The tests' hostile and broken files that are refused, small ones first; none that only a bound of time ends."""
    from made import REFUSED  # noqa: PLC0415

    from corpus import CASES  # noqa: PLC0415 - found by the line above

    fitting = sorted(name for name, one in CASES.items() if one.outcome == REFUSED and not one.ended)
    sizes = {name: len(CASES[name].make()) for name in fitting[:: max(1, len(fitting) // _TRIED)]}
    return tuple(sorted(sizes, key=sizes.__getitem__))


def bad_files(count: int) -> Iterator[tuple[str, bytes]]:
    """So many hostile or broken files, name and bytes."""
    from corpus import CASES  # noqa: PLC0415 - found by the line above

    for number in range(count):
        name = hostile_names()[number % len(hostile_names())]
        yield f"bad-{number:03}-{Path(name).name}", CASES[name].make()


def fill(folder: Path, count: int, kinds: Sequence[str] = MIXED) -> None:
    """Puts so many plans into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in plan_files(count, kinds):
        (folder / name).write_bytes(content)
