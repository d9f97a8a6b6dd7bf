"""Commented files are opened by LibreOffice with every comment on its place: converted there, they are read back."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest
from commented_files import by_rule, comments, example, judged, where

from plancheck import read_plan
from plancheck.report.wording import wording
from plancheck.report.writers.docx import write
from plancheck.report.writers.letter import write as write_letter
from plancheck.word import Author, Comment, Spot, commented, places_of
from plancheck.word.spots import letters

SOFFICE = shutil.which("soffice")
CORPUS = Path(__file__).parents[1] / "corpus" / "docx"
SUBMITTED = sorted(one for one in CORPUS.glob("*.docx") if "-pass" in one.name or "-fail" in one.name)
WHEN = dt.datetime(2026, 1, 2, 3, 4, 5)

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def on_every_cell(content: bytes) -> tuple[bytes, dict[str, str]]:
    """The file with a comment on each cell of the plan, and the text of the cell that each is on."""
    plan, places = read_plan(content, name="plan.docx"), places_of(content)
    found, texts = [], {}
    for index, measure in enumerate(plan.measures):
        for column, place in measure.places.items():
            found.append(Comment((f"{index} {column}",), Spot(place)))
            shown = places.shown(place)
            texts[f"{index} {column}"] = "".join(text.text or "" for cell in shown for text in cell.iter("{*}t"))
    return commented(content, found, Author(when=WHEN), Spot(None)), texts


def converted(folder: Path, form: str) -> Path:
    """Each Word file of the folder, opened and saved by LibreOffice in another one."""
    out = folder / form
    subprocess.run(
        [
            str(SOFFICE), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", form,
            "--outdir", str(out), *map(str, sorted(folder.glob("*.docx"))),
        ],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return out


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of files that LibreOffice opened and saved: those of the corpus, an example, a letter."""
    folder = tmp_path_factory.mktemp("word")
    for file in SUBMITTED:
        (folder / file.name).write_bytes(on_every_cell(file.read_bytes())[0])
    bad = example("bad-school.txt")
    (folder / "bad-school.docx").write_bytes(write(bad, wording("ru"), WHEN))
    (folder / "letter.docx").write_bytes(write_letter(bad, wording("ru")))
    return converted(folder, "docx")


@pytest.mark.parametrize("file", SUBMITTED, ids=lambda file: file.name)
def test_each_comment_is_on_its_cell(opened: Path, file: Path) -> None:
    made = (opened / file.name).read_bytes()
    _, expected = on_every_cell(file.read_bytes())
    names = {at: lines[-1] for at, lines in comments(made).items()}
    assert sorted(names.values()) == sorted(expected)
    if file.name.startswith("text-box-plan"):
        return
    stands = {names[at]: text for at, text in where(made).items()}
    fields = {name for name, text in stands.items() if text.startswith("Error: Reference")}  # LibreOffice's own
    assert {name: letters(text) for name, text in stands.items() if name not in fields} == {
        name: letters(text) for name, text in expected.items() if name not in fields
    }


def test_the_comments_of_a_laid_out_plan_are_on_their_cells(opened: Path) -> None:
    assert by_rule((opened / "bad-school.docx").read_bytes()) == by_rule(
        write(example("bad-school.txt"), wording("ru"), WHEN)
    )


def test_the_letter_is_opened_with_all_its_text(opened: Path) -> None:
    root = places_of((opened / "letter.docx").read_bytes()).root
    text = "".join(each.text or "" for each in root.iter("{*}t"))
    assert "ЗАМЕЧАНИЯ" in text
    assert "ROL002" in text


def test_a_commented_file_becomes_a_pdf(tmp_path: Path) -> None:
    content = (CORPUS / "tracked-row-fail-OBS001.docx").read_bytes()
    (tmp_path / "plan.docx").write_bytes(write(judged(content, "plan.docx"), wording("ru"), WHEN))
    assert (converted(tmp_path, "pdf") / "plan.pdf").read_bytes().startswith(b"%PDF")
