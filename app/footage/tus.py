"""What tus 1.0.0 asks of us, read from a request: https://tus.io/protocols/resumable-upload"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import new as new_digest
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from flask import Request, abort
from werkzeug.http import http_date

from app.footage.arrival import LARGEST_PIECE, Bytes, read_piece
from app.footage.queries.waiting import LEFT_FOR

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,checksum,expiration,termination"
ALGORITHMS = ("sha1", "sha256")
BODY = "application/offset+octet-stream"
SILENCE = 60.0


def require_version(request: Request) -> None:
    """412 for a client that speaks another version."""
    if request.headers.get("Tus-Resumable") != VERSION:
        abort(412, f"This upload speaks tus {VERSION} only.")


def asked_length(request: Request) -> int:
    """Upload-Length of a creation; 400 without one."""
    return _whole_number(request, "Upload-Length")


def asked_offset(request: Request) -> int:
    """Upload-Offset of a PATCH; 400 without one."""
    return _whole_number(request, "Upload-Offset")


def asked_recording(request: Request) -> int:
    """The recording that the metadata names (`recording <its id>`).

    404 when it names none: a recording is declared before its film is sent.
    """
    number = _metadata(request, "recording") or ""
    return int(number) if number.isdecimal() and len(number) < 19 else abort(404)


def asked_fingerprint(request: Request) -> str | None:
    """The SHA-256 that the sender worked out of the whole film, where one is offered.

    A creation may name it in its metadata (`sha256 <in hexadecimal>`), any part in the header
    Upload-SHA256. 400 for one that cannot be compared.
    """
    offered = request.headers.get("Upload-SHA256") or _metadata(request, "sha256")
    if offered is None:
        return None
    if not re.fullmatch(r"[0-9a-fA-F]{64}", offered):
        abort(400, "The SHA-256 of a film is written with 64 hexadecimal digits.")
    return offered.lower()


def asked_checksum(request: Request) -> Checksum | None:
    """Upload-Checksum of a part, where there is one; 400 for one that cannot be compared."""
    header = request.headers.get("Upload-Checksum")
    if header is None:
        return None
    algorithm, _, value = header.partition(" ")
    if algorithm not in ALGORITHMS:
        abort(400, f"A checksum is one of {' and '.join(ALGORITHMS)}.")
    try:
        return Checksum(algorithm, b64decode(value, validate=True))
    except NotBase64:
        abort(400, "The checksum is not written in base64.")


@dataclass(frozen=True)
class Checksum:
    algorithm: str
    expected: bytes

    @contextmanager
    def checked(self, source: Bytes, length: int, scratch: Path) -> Iterator[IO[bytes] | None]:
        """The part, to be read from its start; None where it is another, or incomplete.

        It is kept in a file without a name meanwhile, so that nothing wrong is ever added.
        """
        digest, arrived = new_digest(self.algorithm), 0
        with TemporaryFile(dir=scratch) as kept:
            while piece := read_piece(source, min(LARGEST_PIECE, length - arrived)):
                digest.update(piece)
                kept.write(piece)
                arrived += len(piece)
            kept.seek(0)
            yield kept if arrived == length and digest.digest() == self.expected else None


def carries_bytes(request: Request) -> bool:
    """Whether a creation brings the first bytes along."""
    return request.mimetype == BODY and bool(request.content_length)


def expires(last_arrival: float) -> str:
    """When an upload to which nothing more is added ends, as HTTP writes a day and time."""
    return http_date(last_arrival + LEFT_FOR.total_seconds())


def require_body(request: Request, room: int) -> None:
    """415 for another kind of body, 411 for one of unknown length, 413 for one beyond the end."""
    if request.mimetype != BODY:
        abort(415, f"Bytes of a film are sent as {BODY}.")
    if request.content_length is None:
        abort(411, "The length of this part is missing.")
    if request.content_length > room:
        abort(413, "This part goes beyond the declared length of the film.")


@contextmanager
def giving_up_on_silence(request: Request) -> Iterator[None]:
    """A phone that went out of reach must not hold a thread for ever."""
    connection: Any = request.environ.get("gunicorn.socket")
    before = connection.gettimeout() if connection else None
    if connection:
        connection.settimeout(SILENCE)
    try:
        yield
    finally:
        if connection:
            connection.settimeout(before)


def _whole_number(request: Request, header: str) -> int:
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        abort(400, f"{header} is missing or is not a whole number.")
    return int(text)


def _metadata(request: Request, wanted: str) -> str | None:
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        key, _, value = pair.strip().partition(" ")
        if key == wanted:
            return _text(value)
    return None


def _text(value: str) -> str:
    try:
        return b64decode(value, validate=True).decode("ascii")
    except (NotBase64, UnicodeDecodeError):
        return ""
