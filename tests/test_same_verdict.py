"""One plan in every format: what is read back is an equal plan with equal outcomes, but for places.

`PLANCHECK_EXAMPLES=240` makes as many plans for each format (12 in CI, the same ones each time).
"""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from plancheck.document import Document
from plancheck.errors import UnreadableError
from plancheck.parsing import shipped_lexicons
from plancheck.plan_file import plan_file_fields, plan_file_json, plan_file_yaml, read_plan_file
from plancheck.readers import read_document
from rendering.content import PlanContent, made_content, without_newlines
from rendering.docx_writer import DocxHabits, write_docx
from rendering.formats import FORMATS, squared
from rendering.habits import by_chance, drawn
from rendering.layout import Layout, laid_out, unmerged
from rendering.libreoffice import SOFFICE, converted
from rendering.likeness import cells_right, plan_of, said, shape, verdict
from rendering.pdf_writer import PdfHabits, write_pdf

EXAMPLES = Path(__file__).parents[1] / "examples"
PLANS = sorted(path.name for path in EXAMPLES.iterdir() if path.suffix in (".txt", ".md") and path.stem != "not-a-plan")
EXACT = sorted(set(FORMATS) - {"pdf"})
ASKED = os.environ.get("PLANCHECK_EXAMPLES")
# Shrinking a plan takes minutes: only who asks for long runs waits for it.
PHASES = tuple(Phase) if ASKED else (Phase.generate,)
few = settings(max_examples=int(ASKED or 12), deadline=None, derandomize=not ASKED, database=None, phases=PHASES)

contents = st.builds(made_content, st.randoms(use_true_random=False))


def read_back(content: bytes, name: str) -> Document:
    return read_document(content, f"plan.{name}")


def hold_equal(read: Document, original: Document, made: Document) -> None:
    """The plan and the verdict of what was read are those of the original; `made` is what was written."""
    plan, expected = plan_of(read), plan_of(original)
    assert said(plan) == said(expected), first_difference(made, read)
    assert verdict(plan) == verdict(expected), first_difference(made, read)


def first_difference(made: Document, read: Document) -> str:
    """The first block that was read otherwise than it was written: where the reader is at fault, not the parsing."""
    for one, other in zip_longest(shape(made), shape(read)):
        if one != other:
            return f"written: {one}\nread:    {other}"
    return "the document was read as it was written"


@settings(few, max_examples=3 * few.max_examples)
@given(contents, drawn(Layout), st.booleans())
def test_a_plan_is_the_same_however_it_is_laid_out(content: PlanContent, layout: Layout, merging: bool) -> None:
    document = laid_out(content, layout)
    read = document if merging else unmerged(document)
    hold_equal(read, laid_out(content), read)


@settings(few, max_examples=3 * few.max_examples)
@given(contents, drawn(Layout))
def test_every_row_becomes_a_measure_and_every_title_a_section(content: PlanContent, layout: Layout) -> None:
    plan = plan_of(laid_out(content, layout))
    assert len(plan.measures) == len(content.rows)
    assert [measure.section for measure in plan.measures] == [
        place if section.title else None for place, section in enumerate(content.sections) for _ in section.rows
    ]


@pytest.mark.parametrize("name", EXACT)
@few
@given(st.data())
def test_a_made_plan_is_the_same_from_each_format(name: str, data: st.DataObject) -> None:
    written = FORMATS[name]
    content = data.draw(contents)
    if not written.newlines:
        content = without_newlines(content)
    layout, habits = data.draw(drawn(Layout)), data.draw(drawn(written.habits))
    document = laid_out(content, layout)
    hold_equal(read_back(written.render(document, habits), name), laid_out(content), document)


@pytest.mark.parametrize("name", EXACT)
@pytest.mark.parametrize("example", PLANS)
def test_an_example_is_the_same_from_each_format(example: str, name: str) -> None:
    original = read_document((EXAMPLES / example).read_bytes(), example)
    document = squared(original)
    written = FORMATS[name].render(document, FORMATS[name].habits())
    hold_equal(read_back(written, name), original, document)


@pytest.mark.parametrize("form", ["yaml", "json"])
@few
@given(content=contents, layout=drawn(Layout))
def test_a_made_plan_written_as_a_plan_file_reads_back_the_same(
    form: str, content: PlanContent, layout: Layout
) -> None:
    plan = plan_of(laid_out(content, layout))
    fields = plan_file_fields(plan, shipped_lexicons())
    written = plan_file_json(fields) if form == "json" else plan_file_yaml(fields)
    read = read_plan_file(written.encode(), f"plan.{form}", shipped_lexicons())
    assert said(read, merged=True) == said(plan, merged=True)
    assert verdict(read) == verdict(plan)


def as_pdf(seed: int, *, ruled: bool) -> tuple[Document, bytes, Document]:
    """A plan by that seed: as it is meant, as a PDF, and as it was laid out for it."""
    random = Random(seed)
    content = made_content(random)
    # A title in the narrow first cell would be broken letter by letter: nobody prints that.
    document = laid_out(content, replace(by_chance(Layout, random), sections_merged=True))
    habits = replace(by_chance(PdfHabits, random), unruled=not ruled)
    return laid_out(content), write_pdf(document, habits), document


# Without lines nothing shows that a cell is merged down; what is missing of the unruled ones is that.
@pytest.mark.parametrize(("ruled", "least"), [(True, 0.98), (False, 0.97)])
def test_nearly_all_cells_are_read_from_pdf(ruled: bool, least: float) -> None:
    right = whole = 0
    for seed in range(int(ASKED or 24)):
        original, written, _ = as_pdf(seed, ruled=ruled)
        expected = plan_of(original)
        try:
            of_this = cells_right(expected, plan_of(read_back(written, "pdf")))
        except UnreadableError:
            of_this = 0, cells_right(expected, expected)[1]
        right, whole = right + of_this[0], whole + of_this[1]
    assert right >= least * whole, f"{right} of {whole} cells: {right / whole:.2%}"


@pytest.mark.parametrize("example", PLANS)
def test_an_example_is_the_same_from_pdf(example: str) -> None:
    original = read_document((EXAMPLES / example).read_bytes(), example)
    plan = plan_of(read_back(write_pdf(squared(original), PdfHabits(repeated_header=True)), "pdf"))
    right, whole = cells_right(plan_of(original), plan)
    assert right >= 0.98 * whole
    assert verdict(plan) == verdict(plan_of(original))


WORD_PLANS = 3


def word_files() -> tuple[dict[str, Document], dict[str, bytes]]:
    """A few plans by their seeds, and as Word files with such habits as LibreOffice itself understands."""
    originals, written = {}, {}
    for seed in range(WORD_PLANS):
        random = Random(seed)
        content = made_content(random)
        originals[f"plan{seed}"] = laid_out(content)
        layout = by_chance(Layout, random)
        habits = DocxHabits(automatic_numbers=seed % 2 == 0, repeated_header=True, split_runs=True)
        written[f"plan{seed}"] = write_docx(laid_out(content, layout), habits)
    return originals, written


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_nearly_all_cells_are_read_from_the_pdf_of_an_office_program(tmp_path: Path) -> None:
    originals, written = word_files()
    right = whole = 0
    for name, content in converted(written, "pdf", tmp_path).items():
        of_this = cells_right(plan_of(originals[name]), plan_of(read_back(content, "pdf")))
        right, whole = right + of_this[0], whole + of_this[1]
    assert right >= 0.98 * whole, f"{right} of {whole} cells: {right / whole:.2%}"


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_made_plan_is_the_same_from_the_old_word_format(tmp_path: Path) -> None:
    originals, written = word_files()
    for name, content in converted(written, "doc", tmp_path).items():
        read = read_back(content, "doc")
        hold_equal(read, originals[name], read)
