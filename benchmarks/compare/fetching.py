"""Fetches the contenders through their registries' own clients into a scratch folder, never into the project."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Final

_SPECTRAL: Final = ("@stoplight/spectral-core", "@stoplight/spectral-functions", "@stoplight/spectral-parsers")
_VALIDATORS: Final = ("jsonschema-rs", "fastjsonschema")
_OPA: Final = "opa-golib-python-bindings"  # OPA's engine as a C library, called by ctypes


def fetch(scratch: Path) -> None:
    """What is not there yet. A client that cannot have a package says so itself; its contender is then left out."""
    python, opa, node = scratch / "python", scratch / "opa", scratch / "node"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if not python.exists():
        subprocess.run([*pip, "--target", str(python), *_VALIDATORS], check=False)
    if not opa.exists():
        # It asks for a newer Python than its few lines of ctypes need; the library itself knows no Python.
        opa.mkdir(parents=True)
        newer = ["--python-version", "3.14", "--only-binary=:all:", "--no-deps"]
        subprocess.run([*pip[:3], "download", "--quiet", *newer, "--dest", str(opa), _OPA], check=False)
        for wheel in opa.glob("*.whl"):
            zipfile.ZipFile(wheel).extractall(opa)
    if not (node / "node_modules").exists():
        node.mkdir(parents=True, exist_ok=True)
        (node / "package.json").write_text("{}", "utf-8")
        npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
        subprocess.run([*npm, "--prefix", str(node), *_SPECTRAL], check=False)
