"""Every example and corpus file: SARIF by the official schema, JUnit by its XSD, GitLab by its documentation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.checking import check_all
from plancheck.report.model import Checked

TESTS = Path(__file__).parents[2]
FOLDERS = [TESTS.parent / "examples", *sorted(one for one in (TESTS / "corpus").iterdir() if one.is_dir())]


@pytest.fixture(scope="module")
def everything() -> Checked:
    return check_all((file for folder in FOLDERS for file in sorted(folder.iterdir())), engine="reference")


@pytest.mark.parametrize("form", ["sarif", "junit", "gitlab"])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_no_output_breaks_its_schema(
    everything: Checked,
    written: Callable[..., str],
    faults: Callable[[str, str], list[str]],
    form: str,
    lang: str,
) -> None:
    assert len(everything.report.plans) > 60
    assert faults(form, written(form, everything, lang)) == []


@pytest.mark.parametrize("form", ["text", "json", "github", "markdown", "csv"])
def test_every_other_form_tells_of_every_file(everything: Checked, written: Callable[..., str], form: str) -> None:
    text = written(form, everything)
    if form in ("github", "csv"):  # speak of findings: a clean plan has no line there
        names = [plan.source.path for plan in everything.report.plans if plan.findings]
    else:
        names = [plan.source.path for plan in everything.report.plans]
    names += [one.path for one in everything.report.unread]
    said = "".join(text.replace("\\", "").replace("&#8203;", "").split())
    assert [name for name in names if "".join(name.split()) not in said] == []
