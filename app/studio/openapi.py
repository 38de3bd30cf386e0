"""The document of the Studio's JSON: what can be asked, with what, and what comes back.

OpenAPI 3.1, put together from the tables below. A test compares it with the routes, and every
answer that any test of the Studio gets is held against it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from app.studio.schemas import BODIES, SCHEMAS

VERSION = "1.0"
TITLE = "Attune, the Studio"
ABOUT = (
    "What the Studio's pages speak with the server, at one's own sign-in. Times are frames, whole "
    "numbers from 0 on the film's reference timeline; `end` is the last frame shown. A token is a "
    "UUID made by whoever sends: the same request sent twice makes one row. What one may not see "
    "is answered like what does not exist."
)

REFUSALS = {
    400: "The request lacks the token of its session, or holds a sign that cannot be kept",
    401: "Nobody is signed in",
    404: "There is no such thing for this person, or somebody in the film took back a yes",
    422: "It cannot be done as it was sent; the sentence says why, and nothing was saved",
}
"""Statuses that any request may be answered with, each with an `error` to show to people."""


@dataclass(frozen=True)
class Operation:
    """One thing to ask: `body` and `answer` name schemas, `status` is that of a good answer."""

    says: str
    status: int = 200
    answer: str | None = None
    body: str | None = None
    query: dict[str, str] = field(default_factory=dict)


PART = {
    "since": "The cursor of an earlier answer: only what was touched from then on",
    "most": "At most so many moments; `next` then says after which place there are more",
    "after": "The `next` of an earlier answer",
}
ON_A_FILM = "/recordings/{recording_id}"

OPERATIONS: dict[tuple[str, str], Operation] = {
    ("GET", "/openapi.json"): Operation("This document", answer="Document"),
    ("GET", f"{ON_A_FILM}/moments"): Operation(
        "Every moment one may read, by track; with rounds, and people to name",
        answer="Moments",
        query=PART,
    ),
    ("POST", f"{ON_A_FILM}/moments"): Operation(
        "Mark a moment in one's own track", 201, "Moment", "NewMoment"
    ),
    ("POST", f"{ON_A_FILM}/import"): Operation(
        "Take in a page of Web Annotations, into one's own track", 200, "Taken", "AnnotationPage"
    ),
    ("PATCH", "/moments/{moment_id}"): Operation(
        "Change what is named; with `version`, two people's changes are merged and both are kept",
        200,
        "ChangedMoment",
        "MomentChange",
    ),
    ("DELETE", "/moments/{moment_id}"): Operation("Delete a moment of one's own", 204),
    ("POST", "/moments/{moment_id}/restore"): Operation("Take a deletion back", 200, "Moment"),
    ("POST", "/moments/{moment_id}/resolve"): Operation(
        "Settle a moment, or open it again", 200, "Moment", "Settling"
    ),
    ("POST", "/moments/{moment_id}/replies"): Operation(
        "Answer a moment, and name people", 201, "Reply", "NewReply"
    ),
    ("PATCH", "/replies/{reply_id}"): Operation("Change an answer", 200, "Reply", "ReplyChange"),
    ("DELETE", "/replies/{reply_id}"): Operation("Delete an answer of one's own", 204),
    ("POST", "/replies/{reply_id}/restore"): Operation("Take a deletion back", 200, "Reply"),
    ("POST", f"{ON_A_FILM}/read"): Operation("Say which moments were read", 204, None, "Read"),
    ("POST", f"{ON_A_FILM}/played"): Operation("Say what was played", 204, None, "Played"),
    ("GET", f"{ON_A_FILM}/turns"): Operation(
        "Chains of turns, with attuned and discordant cycles counted", 200, "Chains"
    ),
    ("GET", f"{ON_A_FILM}/clips"): Operation("The clips of a film", 200, "Clips"),
    ("POST", f"{ON_A_FILM}/clips"): Operation("Keep a clip", 201, "Clip", "NewClip"),
    ("DELETE", "/clips/{clip_id}"): Operation("Delete a clip of one's own", 204),
    ("PUT", f"{ON_A_FILM}/review"): Operation(
        "Which clips are shown in the shared review, in their order", 200, "Clips", "ReviewOrder"
    ),
    ("POST", "/tracks/{track_id}/share"): Operation(
        "Share one's own track with the other side of supervision", 200, "Track"
    ),
    ("POST", "/tracks/{track_id}/submit"): Operation(
        "Let a shared track go to a panel", 200, "Track"
    ),
    ("GET", f"{ON_A_FILM}/captions"): Operation("The transcript", 200, "Captions"),
    ("PUT", f"{ON_A_FILM}/captions"): Operation(
        "Write captions", 200, "Captions", "CaptionsToWrite"
    ),
    ("DELETE", f"{ON_A_FILM}/captions"): Operation("Remove the captions", 204),
}


def document(root: str) -> dict[str, Any]:
    """The whole document, for an API served under `root`."""
    paths: dict[str, dict[str, Any]] = {}
    for (method, path), asked in OPERATIONS.items():
        paths.setdefault(path, _arguments(path))[method.lower()] = _operation(method, path, asked)
    return {
        "openapi": "3.1.0",
        "info": {"title": TITLE, "version": VERSION, "description": ABOUT},
        "servers": [{"url": root}],
        "security": [{"session": []}],
        "paths": paths,
        "components": {
            "schemas": {**SCHEMAS, **BODIES},
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "session"},
            },
        },
    }


def _arguments(path: str) -> dict[str, Any]:
    names = re.findall(r"{(\w+)}", path)
    of = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1}}
        for name in names
    ]
    return {"parameters": of} if of else {}


def _operation(method: str, path: str, asked: Operation) -> dict[str, Any]:
    said: dict[str, Any] = {
        "summary": asked.says,
        "operationId": _named(method, path),
        "responses": {str(asked.status): _answer(asked), **_refusals()},
    }
    if asked.body:
        said["requestBody"] = {"required": True, "content": _json(asked.body)}
    parameters: list[dict[str, Any]] = [
        {"name": name, "in": "query", "schema": {"type": "string"}, "description": words}
        for name, words in asked.query.items()
    ]
    if method != "GET":
        parameters.append(
            {"name": "X-CSRFToken", "in": "header", "required": True, "schema": {"type": "string"}}
        )
    return {**said, **({"parameters": parameters} if parameters else {})}


def _answer(asked: Operation) -> dict[str, Any]:
    if asked.answer is None:
        return {"description": "Done"}
    return {"description": asked.says, "content": _json(asked.answer)}


def _refusals() -> dict[str, Any]:
    return {
        str(status): {"description": words, "content": _json("Refusal")}
        for status, words in REFUSALS.items()
    }


def _json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


def _named(method: str, path: str) -> str:
    words = re.sub(r"{\w+}|[^a-z]+", "-", path.strip("/")).strip("-")
    return f"{method.lower()}-{re.sub('-+', '-', words)}"
