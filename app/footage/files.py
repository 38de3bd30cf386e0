"""Where a recording's files are: the bytes that arrive, the scratch folders, what is kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from flask import current_app

from app.storage import Storage, storage_for

PROVEN_AT_ONCE = 4 * 1024 * 1024


def storage() -> Storage:
    """Where films that are ready are kept."""
    return storage_for(current_app.config)


def folder_key(recording_id: int) -> str:
    return f"recordings/{recording_id}"


def reference_key(recording_id: int) -> str:
    return f"{folder_key(recording_id)}/reference.mp4"


def original_key(recording_id: int) -> str:
    """What arrived, where the service keeps it."""
    return f"{folder_key(recording_id)}/original"


def poster_key(recording_id: int) -> str:
    return f"{folder_key(recording_id)}/poster.jpg"


def storyboard_key(recording_id: int) -> str:
    return f"{folder_key(recording_id)}/storyboard.jpg"


def overview_key(recording_id: int) -> str:
    return f"{folder_key(recording_id)}/overview.json"


def source_times_key(recording_id: int) -> str:
    return f"{folder_key(recording_id)}/source-times.json.gz"


def clip_key(recording_id: int, clip_id: int, number: int = 0) -> str:
    """In the folder of its film, so that it goes with it; `number` is that of the clip's film."""
    name = f"{clip_id}-{number}" if number else str(clip_id)
    return f"{folder_key(recording_id)}/clips/{name}.mp4"


def blur_key(recording_id: int, blur_id: int) -> str:
    """In the folder of its film, so that it goes with it."""
    return f"{folder_key(recording_id)}/blurs/{blur_id}.mp4"


def reel_key(recording_id: int, reel_id: int) -> str:
    """In the folder of its film, so that it goes with it."""
    return f"{folder_key(recording_id)}/reels/{reel_id}.mp4"


def upload_folder() -> Path:
    folder: Path = current_app.config["UPLOAD_FOLDER"]
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def arriving(recording_id: int) -> Path:
    """The file that the bytes of an upload are added to; its size is the true offset."""
    return upload_folder() / str(recording_id)


def arrived_bytes(recording_id: int) -> int:
    """How many bytes are here; 0 when there is no file."""
    try:
        return arriving(recording_id).stat().st_size
    except FileNotFoundError:
        return 0


def last_arrival(recording_id: int) -> float:
    """When bytes last arrived, in seconds of the epoch; 0 when there is no file."""
    try:
        return arriving(recording_id).stat().st_mtime
    except FileNotFoundError:
        return 0.0


def proof_of(arrived: Path) -> Iterator[tuple[int, str]]:
    """What has arrived, in pieces of 4 MiB: where each ends, and its SHA-256 in hexadecimal.

    By these a film that is chosen again is known to be the one that has begun to arrive.
    """
    end = 0
    with arrived.open("rb") as film:
        while piece := film.read(PROVEN_AT_ONCE):
            end += len(piece)
            yield end, sha256(piece).hexdigest()


def kept_uploads() -> list[int]:
    """Ids of the recordings that have a file in the upload folder."""
    return [int(path.name) for path in upload_folder().iterdir() if path.name.isdecimal()]


def free_bytes() -> int:
    """Room on the disk that uploads arrive on."""
    return shutil.disk_usage(upload_folder()).free


@contextmanager
def scratch(name: str) -> Iterator[Path]:
    """An empty folder for one piece of work, such as `recording-7`; gone afterwards."""
    folder = _scratch_folder(name)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def everything_of(recording_id: int) -> dict[str, int]:
    """Bytes of each file of a recording that is kept or has arrived."""
    kept = storage()
    found = {key: kept.size(key) for key in kept.keys_under(folder_key(recording_id))}
    if arriving(recording_id).exists():
        found["what arrived"] = arrived_bytes(recording_id)
    return found


def forget_upload(recording_id: int) -> None:
    """Remove what arrived; a reference film, if there is one, stays."""
    arriving(recording_id).unlink(missing_ok=True)
    shutil.rmtree(_scratch_folder(f"recording-{recording_id}"), ignore_errors=True)


def forget_everything(recording_id: int) -> None:
    """Remove every file of a recording; may be repeated."""
    forget_upload(recording_id)
    storage().delete_under(folder_key(recording_id))


def _scratch_folder(name: str) -> Path:
    folder: Path = current_app.config["SCRATCH_FOLDER"]
    return folder / name
