"""Who may do what: studio."""

from __future__ import annotations

from tests.policies.expected.names import (
    OLUS_FILMS,
    OTHERS,
    PEERS,
    SUPERVISION,
    TESSES_FILMS,
    clips_of,
)

TESSES_MOMENTS = {
    "tess's private moment",
    "tess's shared moment",
    "tess's moment in open round",
    "tess's moment in revealed round",
}
SAMS_MOMENTS = {
    "sam's private moment",
    "sam's shared moment",
    "sam's moment in open round",
    "sam's moment in revealed round",
}
OLUS_MOMENTS = {"olu's shared moment", "olu's moment in olu's round"}
UNAS_MOMENTS = {"una's shared moment", "una's moment in olu's round"}
SAMS_ROUNDS = {"open round", "revealed round", "closed round"}
TESSES_ROUNDS = SAMS_ROUNDS | {"fred's round", "fred's revealed round", "fred's open round"}

# Tess marked them before all in a room, and did not share their track.
FOR_A_MEETING = {"marked in room of open show"}
FOR_THE_GROUP = {"marked in room of group show"}
MARKED_TOGETHER = {
    "marked in tess's room",
    "marked in room of past show",
    "marked in ended room of open show",
    "marked in ended room of group show",
    *FOR_A_MEETING,
    *FOR_THE_GROUP,
}
KEPT_BACK = {f"{one} and kept back" for one in (*FOR_A_MEETING, *FOR_THE_GROUP)}
DELETED = {f"{one} and deleted" for one in (*FOR_A_MEETING, *FOR_THE_GROUP)}

# action -> who -> on what
ON_ROWS: dict[str, dict[str, set[str]]] = {
    "recording.annotate": {
        "tess as trainee": {"film", "private film"} | SUPERVISION | OTHERS | PEERS,
        "olu as trainee": OLUS_FILMS,
        "sam as supervisor": {"film"} | OTHERS | PEERS,
        "una as supervisor": OLUS_FILMS,
    },
    "recording.clip": {
        "tess as trainee": {"film", "private film"} | SUPERVISION | OTHERS | PEERS,
        "olu as trainee": OLUS_FILMS,
    },
    "clip.change": {
        "tess as trainee": {"clip"} | clips_of(TESSES_FILMS),
        "olu as trainee": {"olu's clip"} | clips_of(OLUS_FILMS),
    },
    "track.share": {
        "tess as trainee": {
            "track of tess's private moment",
            "track of tess's shared moment",
            "track of what tess marked",
        },
        "olu as trainee": {"track of olu's shared moment"},
        "sam as supervisor": {"track of sam's private moment", "track of sam's shared moment"},
        "una as supervisor": {"track of una's shared moment"},
        "fred as supervisor": {"track of fred's shared moment"},
    },
    "recording.caption": {
        "tess as trainee": {"film", "private film"} | SUPERVISION | OTHERS | PEERS,
        "olu as trainee": OLUS_FILMS,
    },
    "recording.rate_together": {
        "tess as trainee": {"film"} | OTHERS | PEERS,
        "olu as trainee": OLUS_FILMS,
        "sam as supervisor": {"film"} | OTHERS | PEERS,
        "una as supervisor": OLUS_FILMS,
    },
    "track.submit": {
        "tess as trainee": {"track of tess's shared moment"},
        "olu as trainee": {"track of olu's shared moment"},
        "sam as supervisor": {"track of sam's shared moment"},
        "una as supervisor": {"track of una's shared moment"},
        "fred as supervisor": {"track of fred's shared moment"},
    },
    "moment.read": {
        "tess as trainee": TESSES_MOMENTS
        | MARKED_TOGETHER
        | KEPT_BACK
        | {"sam's shared moment", "fred's shared moment", "sam's moment in revealed round"},
        "olu as trainee": OLUS_MOMENTS | {"una's shared moment"} | FOR_THE_GROUP,
        "fred as trainee": FOR_THE_GROUP,
        "sam as supervisor": SAMS_MOMENTS
        | MARKED_TOGETHER
        | {"tess's shared moment", "fred's shared moment", "tess's moment in revealed round"},
        "una as supervisor": UNAS_MOMENTS | {"olu's shared moment"},
        "fred as supervisor": {"fred's shared moment"} | FOR_THE_GROUP,
        "olu as supervisor": FOR_THE_GROUP,
        "eve as supervisor": FOR_A_MEETING,
        "ada as supervisor": FOR_A_MEETING,
    },
    "moment.change": {
        "tess as trainee": TESSES_MOMENTS | MARKED_TOGETHER | KEPT_BACK,
        "olu as trainee": OLUS_MOMENTS,
        "sam as supervisor": SAMS_MOMENTS,
        "una as supervisor": UNAS_MOMENTS,
        "fred as supervisor": {"fred's shared moment"},
    },
    "moment.delete": {
        "tess as trainee": TESSES_MOMENTS
        | {"deleted moment"}
        | MARKED_TOGETHER
        | KEPT_BACK
        | DELETED,
        "olu as trainee": OLUS_MOMENTS,
        "sam as supervisor": SAMS_MOMENTS,
        "una as supervisor": UNAS_MOMENTS,
        "fred as supervisor": {"fred's shared moment"},
    },
    "reply.change": {
        "tess as trainee": {"tess's reply"},
        "olu as trainee": {"olu's reply"},
        "sam as supervisor": {"sam's reply"},
    },
    "reply.delete": {
        "tess as trainee": {"tess's reply", "tess's deleted reply"},
        "olu as trainee": {"olu's reply", "olu's deleted reply"},
        "sam as supervisor": {"sam's reply", "sam's deleted reply"},
    },
    "round.see": {
        "tess as trainee": TESSES_ROUNDS,
        "olu as trainee": {"olu's round", "olu's round with tess"},
        "sam as trainee": {"round of both sides"},
        "sam as supervisor": SAMS_ROUNDS,
        "una as supervisor": {"olu's round"},
    },
    "round.rate": {
        "tess as trainee": TESSES_ROUNDS - {"closed round", "fred's round"},
        "olu as trainee": {"olu's round"},
        "sam as supervisor": SAMS_ROUNDS - {"closed round"},
        "una as supervisor": {"olu's round"},
    },
    "round.close": {
        "tess as trainee": {"open round", "fred's open round"},
        "olu as trainee": {"olu's round"},
        "sam as supervisor": {"open round"},
        "una as supervisor": {"olu's round"},
    },
    "round_rating.read": {
        "tess as trainee": {
            "tess's rating in open round",
            "tess's rating in revealed round",
            "sam's rating in revealed round",
        },
        "olu as trainee": {"olu's rating in olu's round"},
        "sam as supervisor": {
            "sam's rating in open round",
            "sam's rating in revealed round",
            "tess's rating in revealed round",
        },
        "una as supervisor": {"una's rating in olu's round"},
    },
}
