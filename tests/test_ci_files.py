"""action.yml, the GitLab template and the pre-commit hook: each is run as its server would run it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree
from pre_commit.clientlib import load_manifest

from plancheck.report.writers import FORMS

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
TEMPLATE: dict[str, Any] = yaml.safe_load((ROOT / "ci" / "gitlab" / "plancheck.yml").read_text(encoding="utf-8"))
BASH = shutil.which("bash")
NEEDS_BASH = pytest.mark.skipif(BASH is None or sys.platform == "win32", reason="the scripts are written for bash")

Bash = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def bash(tmp_path: Path) -> Bash:
    """Runs a script in a folder with two plans and a letter, with plancheck to hand, as a CI server would."""
    (tmp_path / "планы 2025").mkdir()
    for name in ("bad-school.txt", "good-school.txt"):
        shutil.copy(ROOT / "examples" / name, tmp_path / "планы 2025" / name)
    shutil.copy(ROOT / "examples" / "not-a-plan.txt", tmp_path / "letter.txt")

    def run(script: str, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        hands = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        assert BASH
        return subprocess.run(
            [BASH, "-e", "-o", "pipefail", "-c", script], cwd=tmp_path, capture_output=True, encoding="utf-8",
            check=False, timeout=120, env={**os.environ, "PATH": hands, **env},
        )  # fmt: skip

    return run


@pytest.fixture
def action(bash: Bash, tmp_path: Path) -> Bash:
    """Runs the action's last step with inputs; the others take their defaults."""
    step = ACTION["runs"]["steps"][-1]

    def run(**inputs: str) -> subprocess.CompletedProcess[str]:
        given = {
            name: inputs.get(name.replace("-", "_"), one.get("default", "")) for name, one in ACTION["inputs"].items()
        }
        env = {
            name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: given[found[1]], value)
            for name, value in step["env"].items()
        }
        env |= {name: str(tmp_path / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        return bash(step["run"], {**env, "RUNNER_TEMP": str(tmp_path)})

    return run


@NEEDS_BASH
def test_the_action_shows_annotates_sums_up_and_writes_sarif(action: Bash, tmp_path: Path) -> None:
    ran = action(files="планы 2025\r\n\nletter.txt\n")
    assert ran.returncode == 3, ran.stderr
    assert "План нужно исправить" in ran.stdout
    assert "::error file=планы 2025/bad-school.txt,title=plancheck DOC001::" in ran.stdout
    assert (tmp_path / "GITHUB_OUTPUT").read_text() == "status=3\n"
    assert (tmp_path / "GITHUB_STEP_SUMMARY").read_text(encoding="utf-8").startswith("# plancheck\n")
    run = json.loads((tmp_path / "plancheck.sarif").read_text(encoding="utf-8"))["runs"][0]
    assert len(run["artifacts"]) == 2


@NEEDS_BASH
def test_no_command_is_obeyed_while_the_report_is_printed(action: Bash) -> None:
    lines = action(files="planы").stdout.splitlines()
    stopped = lines[0].removeprefix("::stop-commands::")
    assert re.fullmatch("[0-9a-f]{32}", stopped)
    resumed = lines.index(f"::{stopped}::")
    assert resumed > 1
    assert all(line.startswith("::") for line in lines[resumed:])
    assert not any(line.startswith("::") for line in lines[1:resumed])


@NEEDS_BASH
def test_the_action_does_only_what_is_asked(action: Bash, tmp_path: Path) -> None:
    ran = action(
        files="планы 2025/bad-school.txt", fail_on="never", annotations="false", summary="false", sarif="r.json",
        lang="en", ruleset="objectivity-base", risk_schools="СОШ 4, лицей 51",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "The plan needs correcting" in ran.stdout
    assert "::error" not in ran.stdout
    assert not (tmp_path / "GITHUB_STEP_SUMMARY").exists()
    run = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["runs"][0]
    assert run["properties"]["ruleset"]["name"] == "objectivity-base"


@NEEDS_BASH
def test_an_input_is_no_script_and_no_option(action: Bash, tmp_path: Path) -> None:
    ran = action(files="$(touch взлом)\n`touch взлом`\n--help\n; touch взлом")
    assert ran.returncode == 3
    assert "--help" in ran.stdout
    assert not (tmp_path / "взлом").exists()


def test_the_actions_scripts_take_inputs_by_the_environment_alone() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
    asked = re.findall(r"inputs\.([\w-]+)", str(ACTION["runs"]["steps"]))
    assert set(asked) == set(ACTION["inputs"])


@NEEDS_BASH
def test_the_gitlab_template_writes_the_reports_that_it_names(bash: Bash, tmp_path: Path) -> None:
    job = TEMPLATE["plancheck"]
    first, install, check = job["script"]
    assert "pip install" in install
    (tmp_path / "планы 2025").rename(tmp_path / "plans")
    ran = bash(f"{first}\n{check}", {**job["variables"], "PLANCHECK_PACKAGE": "."})
    assert ran.returncode == 1, ran.stderr
    reports = job["artifacts"]["reports"]
    assert etree.parse(tmp_path / reports["junit"]).getroot().get("failures") != "0"
    assert json.loads((tmp_path / reports["codequality"]).read_text(encoding="utf-8"))
    assert (tmp_path / job["artifacts"]["paths"][0]).read_bytes().startswith(b"<!")


@NEEDS_BASH
def test_the_gitlab_template_says_that_it_must_be_told_where_plancheck_is(bash: Bash) -> None:
    job = TEMPLATE["plancheck"]
    ran = bash(job["script"][0], job["variables"])
    assert ran.returncode != 0
    assert "say where plancheck comes from" in ran.stderr


def test_the_hook_is_one_and_takes_plans_alone() -> None:
    (hook,) = load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))
    assert hook["entry"] == "plancheck check"
    for name in ("plans/a.docx", "планы/2025/план школы.DOCX", "Plans/a.pdf", "plans/a.yml"):
        assert re.search(hook["files"], name), name
    for name in ("README.md", "docs/plans.md", "plans/a.png", "src/plans/a.py"):
        assert not re.search(hook["files"], name), name


def test_the_page_shows_each_in_use() -> None:
    for used in ("uses: YOUR-ORG/plancheck@", "file: ci/gitlab/plancheck.yml", "- id: plancheck", "upload-sarif"):
        assert used in PAGE
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert len(blocks) >= 3
    for block in blocks:
        yaml.safe_load(block)
    for name in ACTION["inputs"]:
        assert f"`{name}`" in PAGE


def test_the_page_names_every_form() -> None:
    told = re.findall(r"(?m)^\| `(\w+)` \|", PAGE.partition("Exit status")[0])
    assert told == list(FORMS)
