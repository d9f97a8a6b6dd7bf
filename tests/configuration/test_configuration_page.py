"""The page on configuration says what is so: its example is read, its table holds every key."""

from __future__ import annotations

import re
from pathlib import Path

from plancheck.configuration.options import OPTIONS
from plancheck.configuration.reading import read_configuration

PAGE = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text("utf-8")


def test_the_example_is_read(tmp_path: Path) -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    file = tmp_path / "plancheck.toml"
    file.write_text(text, "utf-8")
    options = read_configuration(file).options
    assert options["ruleset"] == str(tmp_path / "rules" / "our-district.yaml")
    assert options["set"] == {"required_directions": ("regulation", "observation")}


def test_the_table_has_every_key_with_its_variable() -> None:
    rows = re.findall(r"^\| `([a-z_]+)` \|[^|]*\| (?:`([A-Z_]+)`|–) \|", PAGE, re.MULTILINE)
    assert {key: variable or None for key, variable in rows} == {key: one.variable for key, one in OPTIONS.items()}
