"""The registry of forms: names, suffixes, and that nothing is loaded before it is asked for."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import PurePath

import pytest

from plancheck.report.model import Checked
from plancheck.report.writers import FORMS, form_named_by


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("r.json", "json"), ("r.JSON", "json"), ("r.sarif", "sarif"), ("r.sarif.json", "sarif"), ("r.xml", "junit"),
        ("r.md", "markdown"), ("r.csv", "csv"), ("r.html", "html"), ("r.htm", "html"), ("r.docx", "docx"),
        ("r.xlsx", "xlsx"), ("отчёт.txt", "text"), ("r.pdf", None), ("r", None), (".json", "json"), ("json", None),
    ],
)  # fmt: skip
def test_a_form_is_told_by_the_end_of_a_name(name: str, form: str | None) -> None:
    found = form_named_by(PurePath("папка.docx") / name)
    assert (found and found.name) == form


def test_no_two_forms_share_a_suffix() -> None:
    suffixes = [suffix for form in FORMS.values() for suffix in form.suffixes]
    assert len(suffixes) == len(set(suffixes))


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_form_has_its_module(form: str) -> None:
    assert find_spec(FORMS[form].module)


def test_the_registry_loads_no_writer_and_no_library() -> None:
    code = "import sys, plancheck.report.writers; print(sorted({'pydantic', 'lxml', 'rich'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github", "gitlab", "markdown", "csv"])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_same_check_is_written_in_the_same_bytes(
    written: Callable[..., str], checked: Checked, form: str, lang: str
) -> None:
    assert written(form, checked, lang) == written(form, checked, lang) != ""
