"""Writing one ZIP from named texts and files, with the fingerprint of each inside."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from uuid import uuid4

CHUNK = 1024 * 1024
SUMS = "sha256sums.txt"
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*")
_LONGEST_NAME = 150
_PACKED_ALREADY = (".mp4", ".jpg", ".pdf")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


class NameRefused(ValueError):
    """A name that some computer could not unpack, or that is there twice."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the archive: its name in it, and its text or where it lies."""

    name: str
    content: str | Path


@dataclass(frozen=True, slots=True)
class Written:
    """A finished archive: how many files are in it, its size in bytes and its SHA-256."""

    path: Path
    files: int
    size: int
    sha256: str


def write_archive(
    target: Path, entries: Sequence[Entry], go_on: Callable[[float], None] = lambda share: None
) -> Written:
    """Write `target`, whole or not at all, with a list of fingerprints as its last file.

    `go_on` is told the share of the bytes that is done, and may raise to stop. Films, pictures
    and PDFs are kept as they are; everything else is compressed. Raises NameRefused.
    """
    _refuse_wrong_names([one.name for one in entries])
    draft = target.with_name(f".{uuid4().hex}.zip")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            sums = _all_written(archive, entries, go_on)
            lines = "".join(f"{digest}  {name}\n" for name, digest in sums)
            archive.writestr(_info(SUMS), lines)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    with target.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return Written(target, len(entries) + 1, target.stat().st_size, digest)


def _all_written(
    archive: zipfile.ZipFile, entries: Sequence[Entry], go_on: Callable[[float], None]
) -> list[tuple[str, str]]:
    whole = max(1, sum(_size(one) for one in entries))
    done, sums = 0, []
    for one in entries:
        digest = sha256()
        with archive.open(_info(one.name), "w", force_zip64=True) as into:
            for piece in _pieces(one):
                into.write(piece)
                digest.update(piece)
                done += len(piece)
                go_on(min(1.0, done / whole))
        sums.append((one.name, digest.hexdigest()))
    return sums


def _pieces(entry: Entry) -> Iterable[bytes]:
    if isinstance(entry.content, str):
        yield entry.content.encode()
        return
    with entry.content.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def _size(entry: Entry) -> int:
    if isinstance(entry.content, str):
        return len(entry.content.encode())
    return entry.content.stat().st_size


def _info(name: str) -> zipfile.ZipInfo:
    """The same entries make the same bytes: no clock and no owner stands in the archive."""
    info = zipfile.ZipInfo(name, _FIRST_DAY)
    info.external_attr = 0o644 << 16
    packed = name.endswith(_PACKED_ALREADY)
    info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    return info


def _refuse_wrong_names(names: Sequence[str]) -> None:
    """Some computers know no capitals: two names that differ in them alone are one there."""
    seen = {SUMS}
    for name in names:
        if len(name) > _LONGEST_NAME or not _NAME.fullmatch(name) or name.lower() in seen:
            raise NameRefused(name)
        seen.add(name.lower())
