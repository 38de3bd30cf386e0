"""The project's own files, as the version control knows them."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIST = ["git", "-c", "safe.directory=*", "ls-files", "-zco", "--exclude-standard"]


def project_files(*suffixes: str) -> list[Path]:
    """Files that are, or are about to be, part of the project; all of them without suffixes."""
    listed = subprocess.run(LIST, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = (ROOT / name for name in sorted(set(listed.split("\0"))) if name)
    return [file for file in files if file.is_file() and (not suffixes or file.suffix in suffixes)]


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()
