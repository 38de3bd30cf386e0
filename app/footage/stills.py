"""A still of exactly one frame, cut when somebody asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import current_app

from accreditation.timecode import FrameRate
from app.footage import files
from app.video.blurring import BlurredPart
from app.video.stills import cut_still

NARROWEST, USUAL, WIDEST = 80, 640, 1920


def jpeg_of(
    key: str,
    rate: FrameRate,
    frame: int,
    width: int = USUAL,
    parts: Sequence[BlurredPart] = (),
) -> bytes:
    """That frame of the reference film kept under `key`, `width` pixels wide, as a JPEG.

    `parts` are blurred in it. Raises FrameNotThere and NotStored. Nothing is kept of it here.
    """
    scratch: Path = current_app.config["SCRATCH_FOLDER"]
    scratch.mkdir(parents=True, exist_ok=True)
    with (
        files.storage().fetch(key) as reference,
        TemporaryDirectory(prefix="still-", dir=scratch) as folder,
    ):
        target = Path(folder) / "still.jpg"
        cut_still(reference, rate, frame, target, max(NARROWEST, min(width, WIDEST)), parts)
        return target.read_bytes()
