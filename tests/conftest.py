"""What all tests share: the same inputs every time, and no verdict that depends on this machine or an earlier run."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

import pytest
from hypothesis import is_hypothesis_test, settings

os.environ["PLANCHECK_OCR"] = "off"
os.environ["PLANCHECK_CACHE"] = tempfile.mkdtemp(prefix="plancheck-cache-")
atexit.register(shutil.rmtree, os.environ["PLANCHECK_CACHE"], ignore_errors=True)

# A change is judged by the same cases as the one before it, however busy the machine;
# `--hypothesis-profile=explore` looks for new ones.
settings.register_profile("same", derandomize=True, print_blob=False, deadline=None)
settings.register_profile("explore", derandomize=False, deadline=None)
settings.load_profile("same")

# Tracing takes four times as long: tests that run many cases over code which others cover go without it.
_MANY = (
    "tests/crossing/test_at_size.py",
    "tests/drafting/test_drafts.py",
    "tests/hostile/test_hostile.py",
    "tests/report/writers/test_forms_on_corpus.py",
    "tests/rules/test_overlays.py",
    "tests/rules/testing/test_mutating.py",
    "tests/test_baseline_survives.py",
    "tests/test_same_verdict.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        made = is_hypothesis_test(getattr(item, "obj", None))
        if made or item.nodeid.startswith(_MANY):
            item.add_marker(pytest.mark.no_cover)
