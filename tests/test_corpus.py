"""The conformance corpus: each file under corpus/FORMAT/ ends in the verdict that its name says (corpus/README.md)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml
from _pytest.mark import ParameterSet

from plancheck import PlanReport, Report, check_files, read_plan
from plancheck.location import Location
from plancheck.readers.sniffing import sniff
from rendering.libreoffice import SOFFICE

CORPUS = Path(__file__).parent / "corpus"
FOLDERS = sorted(one for one in CORPUS.iterdir() if one.is_dir() and one.name not in ("make", "__pycache__"))
FILES = sorted(one for folder in FOLDERS for one in folder.iterdir() if one.name != "about.yaml")
FEWEST = 60
LARGEST = 60_000  # bytes
VERDICT = re.compile(r".+?-(?:(pass|unread|notplan)|fail((?:-[A-Z]{3}\d{3})+))")


def name_of(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


def verdict_of(file: Path) -> tuple[str, set[str]]:
    """What the name promises: pass, fail, unread or notplan, and the codes that are to fail."""
    found = VERDICT.fullmatch(file.name.removesuffix(file.suffix))
    assert found, f"{name_of(file)}: the name must end in -pass, -fail-CODE, -unread or -notplan"
    return found[1] or "fail", set((found[2] or "").split("-")) - {""}


def in_text(place: Location) -> bool:
    return place.line is not None


def in_cell(place: Location) -> bool:
    return None not in (place.table, place.row)


def in_cell_or_paragraph(place: Location) -> bool:
    return in_cell(place) or place.paragraph is not None  # a plan may be a list


def in_sheet(place: Location) -> bool:
    return None not in (place.sheet, place.row)


def on_page(place: Location) -> bool:
    return None not in (place.page, place.rectangle)


WHERE: Mapping[str, Callable[[Location], bool]] = {
    **dict.fromkeys(("txt", "csv", "yaml", "json"), in_text),
    **dict.fromkeys(("odt", "html", "mht", "rtf", "doc"), in_cell),
    "docx": in_cell_or_paragraph,
    **dict.fromkeys(("xlsx", "xls", "xml2003", "ods"), in_sheet),
    "pdf": on_page,
}


def judged(file: Path) -> Report:
    return check_files([file])


def only_plan(report: Report, file: Path) -> PlanReport:
    assert not report.unread, f"{name_of(file)}: {report.unread[0].error}"
    return report.plans[0]


def failed(plan: PlanReport, *severities: str) -> set[str]:
    return {one.rule for one in plan.findings if not severities or one.severity in severities}


def case(file: Path) -> ParameterSet:
    """A file as a case; one of Word's old format needs LibreOffice to be read at all."""
    needs = sniff(file.read_bytes()).code == "doc" and verdict_of(file)[0] != "unread"
    marks = [pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")] if needs else []
    return pytest.param(file, id=name_of(file), marks=marks)


@pytest.mark.parametrize("file", [case(one) for one in FILES])
def test_a_file_ends_in_the_verdict_of_its_name(file: Path) -> None:
    verdict, codes = verdict_of(file)
    report = judged(file)
    if verdict == "pass":
        assert failed(only_plan(report, file), "error") == set()
    elif verdict == "fail":
        assert codes - failed(only_plan(report, file)) == set()
    else:
        kind = {"unread": "unreadable", "notplan": "not_a_plan"}[verdict]
        assert [(one.kind, bool(one.error)) for one in report.unread] == [(kind, True)]


@pytest.mark.parametrize("file", [case(one) for one in FILES if verdict_of(one)[0] in ("pass", "fail")])
def test_every_measure_says_where_it_stands_as_its_format_can(file: Path) -> None:
    plan = read_plan(file)
    stands = WHERE[plan.source.format]
    assert [measure.location for measure in plan.measures if not stands(measure.location)] == []
    places = [place for measure in plan.measures for place in measure.places.values()]
    assert [place for place in places if not stands(place)] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_folder_says_of_each_of_its_files_what_it_shows(folder: Path) -> None:
    about = yaml.safe_load((folder / "about.yaml").read_text("utf-8"))
    assert set(about) == {one.name for one in FILES if one.parent == folder}
    assert [name for name, line in about.items() if not isinstance(line, str) or len(line) < 10] == []


def test_the_corpus_is_large_and_its_files_are_small() -> None:
    assert len(FILES) >= FEWEST
    assert [name_of(one) for one in FILES if one.stat().st_size > LARGEST] == []
