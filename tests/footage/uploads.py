"""Uploading as the page does it: declare with the form, then tus over the wire."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from flask import current_app
from sqlalchemy import select
from werkzeug.test import TestResponse

from app import jobs
from app.extensions import db
from app.models.casework import CasePerson, Cycle
from app.models.footage import Recording, RecordingKind
from tests.browser_like import Visitor
from tests.factories import LONG_AGO

FILMED_ON = LONG_AGO + timedelta(days=7)


def declare(
    visitor: Visitor,
    cycle: Cycle,
    people: Sequence[CasePerson],
    kind: RecordingKind = RecordingKind.CLIENT_FILM,
    **form: Any,
) -> TestResponse:
    values = {
        "filmed_on": FILMED_ON.isoformat(),
        "in_shot": [one.id for one in people],
        "confirmed": "y",
        **form,
    }
    kept = {name: value for name, value in values.items() if value is not None}
    return visitor.send(f"/cycles/{cycle.id}/upload/{kind.value}", kept)


def last_recording() -> Recording:
    return db.session.scalars(select(Recording).order_by(Recording.id.desc()).limit(1)).one()


def fresh(recording: Recording) -> Recording:
    """The recording as it stands now."""
    db.session.rollback()
    db.session.refresh(recording)
    return recording


def sweep() -> int:
    """What the worker does every minute, in a context of its own as it has one."""
    db.session.rollback()
    with current_app._get_current_object().app_context():  # type: ignore[attr-defined]
        return jobs.sweep()


def tus(visitor: Visitor, method: str, url: str, data: Any = None, **headers: str) -> TestResponse:
    """A tus request, headers as keywords (`Upload_Offset="0"`), with the session's CSRF token."""
    sent = {"Accept": "application/json", "Tus-Resumable": "1.0.0"}
    if method not in ("HEAD", "OPTIONS", "GET"):
        sent["X-CSRFToken"] = token_of(visitor)
    sent.update({name.replace("_", "-"): value for name, value in headers.items()})
    kept = {name: value for name, value in sent.items() if value}
    return visitor.ask(url, method=method, data=data, headers=kept)


def token_of(visitor: Visitor) -> str:
    """The CSRF token of the visitor's session, asked for once as a page would."""
    if visitor not in _tokens:
        _tokens[visitor] = visitor.token()
    return _tokens[visitor]


_tokens: WeakKeyDictionary[Visitor, str] = WeakKeyDictionary()


def begin(visitor: Visitor, recording_id: int, length: int, **headers: str) -> TestResponse:
    named = {"Upload_Metadata": f"recording {b64encode(str(recording_id).encode()).decode()}"}
    return tus(visitor, "POST", "/uploads", **{**named, "Upload_Length": str(length), **headers})


def patch(
    visitor: Visitor, recording_id: int, offset: int, data: bytes, **headers: str
) -> TestResponse:
    usual = {"Content_Type": "application/offset+octet-stream", "Upload_Offset": str(offset)}
    return tus(visitor, "PATCH", f"/uploads/{recording_id}", data, **{**usual, **headers})


def send_film(
    visitor: Visitor,
    cycle: Cycle,
    people: Sequence[CasePerson],
    film: Path,
    kind: RecordingKind = RecordingKind.CLIENT_FILM,
) -> Recording:
    """Declare and upload a film in two parts; the recording, received."""
    assert declare(visitor, cycle, people, kind).status_code == 302
    recording, content = last_recording(), film.read_bytes()
    assert begin(visitor, recording.id, len(content)).status_code == 201
    half = len(content) // 2
    assert patch(visitor, recording.id, 0, content[:half]).status_code == 204
    assert patch(visitor, recording.id, half, content[half:]).status_code == 204
    return recording
