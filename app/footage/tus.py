"""What tus 1.0.0 asks of us, read from a request: https://tus.io/protocols/resumable-upload"""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Request, abort

VERSION = "1.0.0"
EXTENSIONS = "creation,termination"
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
    """The recording that the metadata names (`recording <its id>`); anything else is not read.

    404 when it names none: a recording is declared before its film is sent.
    """
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        key, _, value = pair.strip().partition(" ")
        if key == "recording":
            number = _text(value)
            return int(number) if number.isdecimal() and len(number) < 19 else abort(404)
    return abort(404)


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


def _text(value: str) -> str:
    try:
        return b64decode(value, validate=True).decode("ascii")
    except (NotBase64, UnicodeDecodeError):
        return ""
