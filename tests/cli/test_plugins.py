"""A command seeks no plugins of pydantic, and pydantic misses nothing by it."""

from __future__ import annotations

import subprocess
import sys

SEEKS_NONE = """
import sys
from plancheck.cli.plugins import seek_no_plugins
seek_no_plugins()
stand_in = sys.modules["pydantic.plugin._loader"]
seek_no_plugins()
assert sys.modules["pydantic.plugin._loader"] is stand_in
import plancheck.plan
print(plancheck.plan.Plan().measures, "importlib.metadata" in sys.modules)
from pydantic.plugin._loader import PYDANTIC_ENTRY_POINT_GROUP
print(PYDANTIC_ENTRY_POINT_GROUP, sys.modules["pydantic.plugin._loader"] is stand_in)
print(hasattr(stand_in, "__path__"))
"""


def test_pydantic_is_loaded_without_looking_through_all_packages() -> None:
    done = subprocess.run([sys.executable, "-c", SEEKS_NONE], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["() False", "pydantic False", "False"]
