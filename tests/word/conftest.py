"""Word files to write into: those of the corpus that hold a plan."""

from __future__ import annotations

from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[1] / "corpus" / "docx"
PLANS = sorted(one for one in CORPUS.iterdir() if "-pass" in one.name or "-fail" in one.name)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`submitted` is each of the files in turn."""
    if "submitted" in metafunc.fixturenames:
        metafunc.parametrize("submitted", PLANS, ids=lambda file: file.name)


@pytest.fixture
def plain() -> bytes:
    return (CORPUS / "plain-pass.docx").read_bytes()
