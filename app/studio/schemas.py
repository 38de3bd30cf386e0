"""The shapes of the Studio's JSON, as JSON Schema: what is sent, and what is answered."""

from __future__ import annotations

from typing import Any

from accreditation.turns import CycleKind, Turn
from app.models.moments import MomentKind, Party

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "integer", "minimum": 1}
COUNT: Schema = {"type": "integer", "minimum": 0}
FRAME: Schema = {"type": "integer", "minimum": 0, "description": "A frame, counted from 0"}
TOKEN: Schema = {"type": "string", "format": "uuid"}
MOMENT_IN_TIME: Schema = {"type": "string", "format": "date-time"}
KEYS: Schema = {"type": "array", "items": TEXT}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def many(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(values: Any) -> Schema:
    return {"enum": [str(each.value) for each in values]}


def whole(properties: dict[str, Schema]) -> Schema:
    """An object with all of these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def some(properties: dict[str, Schema], *required: str) -> Schema:
    """An object of which only `required` must be sent."""
    return {"type": "object", "properties": properties, "required": list(required)}


TURN = {
    "kind": maybe(one_of(MomentKind)),
    "turn": maybe(one_of(Turn)),
    "giver": maybe(one_of(Party)),
    "receiver": maybe(one_of(Party)),
    "follows": maybe(NUMBER),
}
MOMENT = {
    "id": NUMBER,
    "token": TOKEN,
    "version": NUMBER,
    "track": NUMBER,
    "start": FRAME,
    "end": maybe(FRAME),
    "at": TEXT,
    "words": TEXT,
    **TURN,
    "principles": many(ref("Tag")),
    "criteria": many(ref("Tag")),
    "review": many(ref("Tag")),
    "changed": FLAG,
    "round": maybe(NUMBER),
    "resolved": maybe(whole({"by": TEXT, "at": MOMENT_IN_TIME})),
    "unread": FLAG,
    "replies": many(ref("Reply")),
}
PERSON = whole({"id": NUMBER, "name": TEXT, "role": TEXT})

SCHEMAS: dict[str, Schema] = {
    "Document": {"type": "object", "required": ["openapi", "info", "paths"]},
    "Refusal": some({"error": TEXT, "field": TEXT}, "error"),
    "Tag": whole({"key": TEXT, "group": maybe(NUMBER), "wording": TEXT, "framework": TEXT}),
    "Moment": whole(MOMENT),
    "ChangedMoment": {
        "type": "object",
        "properties": {**MOMENT, "kept": ref("Moment")},
        "required": list(MOMENT),
        "additionalProperties": False,
    },
    "Reply": whole(
        {
            "id": NUMBER,
            "token": TOKEN,
            "moment": NUMBER,
            "author": TEXT,
            "role": TEXT,
            "mine": FLAG,
            "words": TEXT,
            "at": MOMENT_IN_TIME,
            "changed": FLAG,
            "mentions": many(whole({"id": NUMBER, "name": TEXT})),
        }
    ),
    "Moments": whole(
        {
            "tracks": many(
                whole(
                    {
                        "id": NUMBER,
                        "owner": TEXT,
                        "role": TEXT,
                        "mine": FLAG,
                        "shared": FLAG,
                        "submitted": FLAG,
                        "moments": many(ref("Moment")),
                    }
                )
            ),
            "next": maybe(TEXT),
            "cursor": TEXT,
            "ids": many(NUMBER),
            "rounds": many(ref("Round")),
            "people": many(PERSON),
        }
    ),
    "Round": whole(
        {
            "id": NUMBER,
            "state": {"enum": ["open", "finished", "revealed", "closed"]},
            "finished": FLAG,
            "criteria": many(whole({"key": TEXT, "wording": TEXT})),
            "url": TEXT,
        }
    ),
    "Taken": whole({"added": COUNT, "known": COUNT}),
    "Chains": whole(
        {
            "chains": many(
                whole(
                    {
                        "moments": many(NUMBER),
                        "cycles": many(whole({"kind": one_of(CycleKind), "moments": many(NUMBER)})),
                    }
                )
            ),
            **{kind.value: COUNT for kind in CycleKind},
        }
    ),
    "Clip": whole(
        {
            "id": NUMBER,
            "token": TOKEN,
            "title": TEXT,
            "start": FRAME,
            "end": FRAME,
            "at": TEXT,
            "place": maybe(COUNT),
            "mine": FLAG,
        }
    ),
    "Clips": whole({"clips": many(ref("Clip"))}),
    "Track": some({"id": NUMBER, "shared": FLAG, "submitted": FLAG}, "id", "shared"),
    "Captions": whole(
        {
            "language": maybe(TEXT),
            "cues": many(
                whole({"start": FRAME, "end": FRAME, "at": TEXT, "text": TEXT, "speaker": TEXT})
            ),
        }
    ),
}
"""What is answered."""

SAID = {
    "start": FRAME,
    "end": maybe(FRAME),
    "words": TEXT,
    "principles": KEYS,
    "criteria": KEYS,
    "review": KEYS,
    **TURN,
}
BODIES: dict[str, Schema] = {
    "NewMoment": some({"token": TOKEN, **SAID, "round": maybe(NUMBER)}, "token", "start"),
    "MomentChange": some({**SAID, "version": maybe(NUMBER), "token": maybe(TOKEN)}),
    "Settling": some({"resolved": FLAG}, "resolved"),
    "NewReply": some({"token": TOKEN, "words": TEXT, "mentions": many(NUMBER)}, "token", "words"),
    "ReplyChange": some({"words": TEXT, "mentions": many(NUMBER)}, "words"),
    "Read": some({"moments": many(NUMBER)}, "moments"),
    "Played": some(
        {
            "token": TOKEN,
            "played": many({"type": "array", "prefixItems": [FRAME, FRAME], "minItems": 2}),
        },
        "token",
        "played",
    ),
    "NewClip": some(
        {"token": TOKEN, "title": TEXT, "start": FRAME, "end": FRAME},
        *("token", "title", "start", "end"),
    ),
    "ReviewOrder": whole({"clips": many(TOKEN)}),
    "CaptionsToWrite": some({"vtt": TEXT, "language": TEXT}, "vtt"),
    "AnnotationPage": some(
        {
            "type": {"const": "AnnotationPage"},
            "attune:rate": TEXT,
            "items": many({"type": "object"}),
        },
        *("type", "attune:rate", "items"),
    ),
}
"""What is sent."""
