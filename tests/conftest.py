"""What all tests share: the same inputs every time, and no verdict that depends on this machine or an earlier run."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

from hypothesis import settings

os.environ["PLANCHECK_OCR"] = "off"
os.environ["PLANCHECK_CACHE"] = tempfile.mkdtemp(prefix="plancheck-cache-")
atexit.register(shutil.rmtree, os.environ["PLANCHECK_CACHE"], ignore_errors=True)

# A change is judged by the same cases as the one before it; `--hypothesis-profile=explore` looks for new ones.
settings.register_profile("same", derandomize=True, print_blob=False)
settings.register_profile("explore", derandomize=False)
settings.load_profile("same")
