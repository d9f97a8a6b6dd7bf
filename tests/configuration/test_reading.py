"""A configuration is read whole: options as the command line has them, each with its line; all faults at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from both_languages import told_in_both
from plancheck.configuration.reading import Configured, read_configuration
from plancheck.errors import ConfigurationError

WRONG = sorted((Path(__file__).parent / "cases" / "wrong").glob("*.toml"))


@pytest.mark.parametrize("file", WRONG, ids=[file.stem for file in WRONG])
def test_what_is_wrong_is_said_with_its_place(file: Path) -> None:
    """Each file says in its last lines which faults are expected; no others may be reported."""
    lines = file.read_text("utf-8").splitlines()
    expected = [line.removeprefix("# expect: ") for line in lines if line.startswith("# expect: ")]
    with pytest.raises(ConfigurationError) as caught:
        read_configuration(file)
    found = [str(problem).removeprefix(f"{file}:") for problem in caught.value.problems]
    assert expected
    assert len(found) == len(expected), found
    for message, part in zip(found, expected, strict=True):
        assert message.startswith(part)
    for problem in caught.value.problems:
        told_in_both(problem)


WHOLE = """\
ruleset = "rules/ours.yaml"
profile = "strict"
as_of = 2025-09-01
engine = "both"
fail_on = "note"
risk_schools = ["СОШ 4", "лицей 51"]
against = "town.docx"
waivers = "agreed/waivers.yaml"
baseline = "known.json"
lang = "en"
format = ["text", "sarif"]
output = "out/a.sarif"
verbose = true
timeout = 30

[set]
required_directions = ["regulation"]
most = 3

[limits]
rows = 500
"""


@pytest.fixture
def read(tmp_path: Path):
    """Reads a configuration from its text."""

    def of(text: str, name: str = "plancheck.toml") -> Configured:
        file = tmp_path / name
        file.write_text(text, "utf-8")
        return read_configuration(file)

    return of


def test_every_option_has_its_value_and_its_line(read, tmp_path: Path) -> None:
    configured = read(WHOLE)
    assert configured.options == {
        "ruleset": str(tmp_path / "rules" / "ours.yaml"),
        "profile": "strict",
        "as_of": dt.date(2025, 9, 1),
        "engine": "both",
        "fail_on": "note",
        "risk_schools": "СОШ 4, лицей 51",
        "against": str(tmp_path / "town.docx"),
        "waivers": str(tmp_path / "agreed" / "waivers.yaml"),
        "baseline": str(tmp_path / "known.json"),
        "lang": "en",
        "format": ["text", "sarif"],
        "output": [str(tmp_path / "out" / "a.sarif")],
        "verbose": True,
        "timeout": 30.0,
        "set": {"required_directions": ("regulation",), "most": 3},
        "limits": {"rows": 500},
    }
    lines = {key: place.line for key, place in configured.places.items()}
    assert lines == {
        **{line.partition(" ")[0]: number for number, line in enumerate(WHOLE.splitlines()[:14], 1)},
        "set": 16,
        "set.required_directions": 17,
        "set.most": 18,
        "limits": 20,
        "limits.rows": 21,
    }


def test_a_project_holds_it_in_a_table_of_its_own(read) -> None:
    configured = read("[project]\nname = 'x'\n[tool.plancheck]\nlang = 'en'\nset.most = 1\n", "pyproject.toml")
    assert configured.options == {"lang": "en", "set": {"most": 1}}
    assert (configured.places["lang"].line, configured.places["set.most"].line) == (4, 5)


def test_a_fault_in_a_project_is_told_by_its_own_line(read) -> None:
    with pytest.raises(ConfigurationError, match=r"pyproject\.toml:4:1: unknown key «lnag»; did you mean «lang»\?"):
        read("[project]\nname = 'x'\n[tool.plancheck]\nlnag = 'en'\n", "pyproject.toml")


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("ruleset = 'objectivity-school'", {"ruleset": "objectivity-school"}),
        ("as_of = '2025-09-01'", {"as_of": dt.date(2025, 9, 1)}),
        ("risk_schools = 'СОШ 4, лицей 51'", {"risk_schools": "СОШ 4, лицей 51"}),
        ("format = 'html'", {"format": ["html"]}),
        ("timeout = 0.5", {"timeout": 0.5}),
        (
            "set = {since = 2025-09-01, on = true, name = 'x'}",
            {"set": {"since": dt.date(2025, 9, 1), "on": True, "name": "x"}},
        ),
        ("", {}),
        ("[set]\n[limits]\n", {}),
    ],
)
def test_a_value_may_be_written_in_more_than_one_way(read, given: str, value: dict[str, object]) -> None:
    assert read(given).options == value


def test_a_list_of_schools_in_a_file_lies_beside_the_configuration(read, tmp_path: Path) -> None:
    assert read("risk_schools = 'risk.xlsx'").options == {"risk_schools": str(tmp_path / "risk.xlsx")}
