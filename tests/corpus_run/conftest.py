"""Plans to judge in folders and archives, and workers that may misbehave, which other processes import too."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "isolation")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """`folder({"a.txt": b"…"})`: files in the folder «plans», which the test stands beside."""
    monkeypatch.chdir(tmp_path)

    def made(files: dict[str, bytes], name: str = "plans") -> Path:
        for path, content in files.items():
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return Path(name)

    return made
