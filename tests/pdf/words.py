"""What a PDF says."""

from __future__ import annotations

import subprocess
from pathlib import Path


def words_of(pdf: Path) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True, timeout=60
    ).stdout
