"""How many plans a second are read from each format, beside the bare library reading the same file.

    .venv/bin/python benchmarks/formats.py [--runs 30] [--rows 40]

One made-up plan is written to every format by the tests' own writers (tests/rendering). Each round reads every
file twice in turn, by plancheck and by the library alone, so that both meet the same machine; times are the lower
quartiles of the processor's time, which others at work on the machine disturb least.
«whole» is a whole check: read, understood, judged. Status 1 where a ratio is over its bound.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import docx
import lxml.html
import pypdfium2
import yaml
from lxml import etree
from python_calamine import CalamineWorkbook
from striprtf.striprtf import rtf_to_text

from plancheck import check, read_plan
from plancheck.parsing import shipped_lexicons
from plancheck.plan_file import plan_file_fields, plan_file_yaml
from plancheck.readers import read_document

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))  # what writes the files is the tests' own

from rendering.content import made_content, without_newlines  # noqa: E402
from rendering.formats import FORMATS  # noqa: E402
from rendering.layout import laid_out  # noqa: E402

SEED = 2025
BOUNDS = {"docx": 2.0, "xlsx": 2.0, "odt": 2.0, "pdf": 3.0}


def bare_docx(content: bytes) -> None:
    for table in docx.Document(io.BytesIO(content)).tables:
        for row in table.rows:
            for cell in row.cells:
                assert isinstance(cell.text, str)


def bare_xlsx(content: bytes) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def bare_odt(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        "".join(etree.fromstring(package.read("content.xml")).itertext())


def bare_pdf(content: bytes) -> None:
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            page.get_textpage().get_text_bounded()


def bare_html(content: bytes) -> None:
    lxml.html.document_fromstring(content).text_content()


def bare_csv(content: bytes) -> None:
    list(csv.reader(io.StringIO(content.decode()), delimiter=";"))


def bare_rtf(content: bytes) -> None:
    rtf_to_text(content.decode("ascii"))


def bare_yaml(content: bytes) -> None:
    yaml.load(content, Loader=yaml.CSafeLoader)


BARE: Mapping[str, tuple[str, Callable[[bytes], None]]] = {
    "docx": ("python-docx", bare_docx),
    "xlsx": ("calamine", bare_xlsx),
    "odt": ("lxml", bare_odt),
    "pdf": ("pypdfium2", bare_pdf),
    "html": ("lxml.html", bare_html),
    "csv": ("csv", bare_csv),
    "rtf": ("striprtf", bare_rtf),
    "yaml": ("PyYAML", bare_yaml),
}


def files(rows: int) -> dict[str, bytes]:
    """The plan in every format, with no habits but the plain ones; as a plan file too."""
    content = made_content(Random(SEED), rows=rows)
    written = {
        name: form.render(laid_out(content if form.newlines else without_newlines(content)), form.habits())
        for name, form in FORMATS.items()
    }
    lexicons = shipped_lexicons()
    written["yaml"] = plan_file_yaml(plan_file_fields(read_plan(written["docx"]), lexicons)).encode()
    return written


def milliseconds(do: Callable[[], object]) -> float:
    begun = time.thread_time()
    do()
    return (time.thread_time() - begun) * 1000


def reading(name: str, content: bytes) -> Callable[[], object]:
    """The reading alone: the file's document; a plan file has none, it is its plan."""
    if name == "yaml":
        return lambda: read_plan(content, name="plan.yaml")
    return lambda: read_document(content, f"plan.{name}")


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=30, help="rounds (default 30; 10 or more for figures to keep)")
    asked.add_argument("--rows", type=int, default=40, help="rows of the plan (default 40)")
    given = asked.parse_args()
    written = files(given.rows)
    spent: dict[str, list[tuple[float, float, float]]] = {name: [] for name in written}
    for round_ in range(given.runs + 1):
        for name, content in written.items():
            _, bare = BARE.get(name, ("", None))
            times = (
                milliseconds(reading(name, content)),
                milliseconds(lambda: bare(content)) if bare else 0.0,  # noqa: B023 - called at once
                milliseconds(lambda: check(content, name=f"plan.{name}")),  # noqa: B023
            )
            if round_:  # the first warms up
                spent[name].append(times)
    setting = f"{given.rows} rows, {given.runs} runs"
    print(f"| format ({setting}) | KB | read, ms | read a second | bare, ms | ratio | whole a second |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    over = False
    for name, times in spent.items():
        read, bare, whole = (sorted(one[at] for one in times)[len(times) // 4] for at in range(3))
        ratio = f"{read / bare:.2f}" if bare else ""
        over |= bool(bare) and read / bare > BOUNDS.get(name, float("inf"))
        size = len(written[name]) / 1000
        print(
            f"| {name} | {size:.1f} | {read:.2f} | {1000 / read:.0f} | "
            f"{f'{bare:.2f}' if bare else ''} | {ratio} | {1000 / whole:.1f} |"
        )
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
