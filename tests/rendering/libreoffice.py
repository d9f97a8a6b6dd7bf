"""Files made over by LibreOffice, where it is installed: Word's old format and PDF as office programs write them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

SOFFICE = shutil.which("soffice")


def converted(files: Mapping[str, bytes], suffix: str, folder: Path) -> dict[str, bytes]:
    """The files (by name without suffix, each a .docx) as that format, all in one run of the program."""
    assert SOFFICE is not None
    sources = []
    for name, content in files.items():
        source = folder / f"{name}.docx"
        source.write_bytes(content)
        sources.append(str(source))
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [SOFFICE, profile, "--headless", "--convert-to", suffix, "--outdir", str(folder), *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {name: (folder / f"{name}.{suffix}").read_bytes() for name in files}
