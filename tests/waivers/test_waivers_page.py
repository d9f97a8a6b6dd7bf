"""The page on waivers shows what is so: its example is read, its subjects name what it says."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from plancheck.waivers.reading import read_waivers
from plancheck.waivers.shape import AboutShape

PAGE = (Path(__file__).parents[2] / "docs" / "waivers.md").read_text("utf-8")


def test_the_example_is_a_waiver_file(tmp_path):
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    file = tmp_path / "plancheck-waivers.yaml"
    file.write_text(example, "utf-8")
    codes = frozenset({"DOC004", "OBS002"})
    assert [str(one) for one in read_waivers(file, codes=codes)] == [
        "DOC004 № 3.2 [school-04*]",
        "OBS002 procedure РДР",
    ]


def test_every_subject_of_the_table_is_one():
    subjects = re.findall(r"^\| `(\{.*?\})`", PAGE, re.MULTILINE)
    assert len(subjects) == 5
    for text in subjects:
        written = yaml.safe_load(text)
        plain = {key: str(value) for key, value in written.items()}
        assert AboutShape.model_validate(plain)


def test_the_python_of_the_page_runs(monkeypatch, capsys):
    monkeypatch.chdir(Path(__file__).parents[2])
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(code, "docs/waivers.md", "exec"), {})
    assert capsys.readouterr().out == "0\n"
