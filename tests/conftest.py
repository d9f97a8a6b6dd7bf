"""What all tests share: no verdict may depend on a Tesseract that happens to be on the machine."""

from __future__ import annotations

import os

os.environ["PLANCHECK_OCR"] = "off"
