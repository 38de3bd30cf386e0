"""Who may do what: studio."""

from __future__ import annotations

from tests.policies.expected.names import (
    OLUS_FILMS,
    OTHERS,
    PEERS,
    SHOWN,
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
    "sam's moment on olu's review",
}
OLUS_MOMENTS = {"olu's shared moment", "olu's moment in olu's round", "olu's submitted moment"}
UNAS_MOMENTS = {
    "una's shared moment",
    "una's moment in olu's round",
    "una's submitted moment",
    "una's submitted moment, kept back",
}
ABES_MOMENTS = {"abe's shared moment", "abe's shared moment, kept back"}
ADAS_MOMENTS = {"ada's shared moment", "ada's private moment"}
OLUS_TRACKS = {"track of olu's shared moment", "track of olu's submitted moment"}
UNAS_TRACKS = {"track of una's shared moment", "track of una's submitted moment"}
SAMS_SHARED_TRACKS = {"track of sam's shared moment", "track of sam's moment on olu's review"}
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

READ_BY_TESS = (
    TESSES_MOMENTS
    | MARKED_TOGETHER
    | KEPT_BACK
    | {"sam's shared moment", "fred's shared moment", "sam's moment in revealed round"}
    | {"eve's released moment"}
)
READ_BY_SAM = (
    SAMS_MOMENTS
    | MARKED_TOGETHER
    | {"tess's shared moment", "fred's shared moment", "tess's moment in revealed round"}
    | {"eve's released moment"}
)
READ_BY_OLU = OLUS_MOMENTS | {
    "una's shared moment",
    "una's submitted moment",
    "sam's moment on olu's review",
}
READ_BY_UNA = UNAS_MOMENTS | {
    "olu's shared moment",
    "olu's submitted moment",
    "sam's moment on olu's review",
}

TESSES_CLIPS = {"clip", "clip to look at", "clip in a reel to look at"} | clips_of(TESSES_FILMS)

# action -> who -> on what
ON_ROWS: dict[str, dict[str, set[str]]] = {
    "recording.annotate": {
        "tess as trainee": {"film", "private film"} | SUPERVISION | OTHERS | PEERS,
        "olu as trainee": OLUS_FILMS,
        "sam as supervisor": {"film"} | OTHERS | PEERS,
        "una as supervisor": OLUS_FILMS,
        "ada as accreditor": (SHOWN - {"watchable film"}) | {"olu's review"},
        "abe as accreditor": {"olu's review"},
    },
    "recording.clip": {
        "tess as trainee": {"film", "private film"} | SUPERVISION | OTHERS | PEERS,
        "olu as trainee": OLUS_FILMS,
    },
    "clip.see": {
        "tess as trainee": TESSES_CLIPS,
        "olu as trainee": {"olu's clip"} | clips_of(OLUS_FILMS),
        "sam as supervisor": TESSES_CLIPS - {"clip of private film"},
        "una as supervisor": {"olu's clip"} | clips_of(OLUS_FILMS),
    },
    "clip.change": {
        "tess as trainee": TESSES_CLIPS,
        "olu as trainee": {"olu's clip"} | clips_of(OLUS_FILMS),
    },
    "track.share": {
        "tess as trainee": {
            "track of tess's private moment",
            "track of tess's shared moment",
            "track of what tess marked",
        },
        "olu as trainee": OLUS_TRACKS,
        "sam as supervisor": {"track of sam's private moment"} | SAMS_SHARED_TRACKS,
        "una as supervisor": UNAS_TRACKS,
        "fred as supervisor": {"track of fred's shared moment"},
        "ada as accreditor": {"track of ada's shared moment", "track of ada's private moment"},
        "abe as accreditor": {"track of abe's shared moment"},
        "eve as accreditor": {"track of eve's released moment"},
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
        "olu as trainee": OLUS_TRACKS,
        "sam as supervisor": SAMS_SHARED_TRACKS,
        "una as supervisor": UNAS_TRACKS,
        "fred as supervisor": {"track of fred's shared moment"},
    },
    "moment.read": {
        "tess as trainee": READ_BY_TESS,
        "olu as trainee": READ_BY_OLU | FOR_THE_GROUP,
        "fred as trainee": FOR_THE_GROUP,
        "sam as supervisor": READ_BY_SAM,
        "una as supervisor": READ_BY_UNA,
        "fred as supervisor": {"fred's shared moment"} | FOR_THE_GROUP,
        "olu as supervisor": FOR_THE_GROUP,
        "eve as supervisor": FOR_A_MEETING,
        "ada as supervisor": FOR_A_MEETING,
        "ada as accreditor": ADAS_MOMENTS
        | {"tess's shared moment", "tess's moment in revealed round"}
        | {"olu's submitted moment", "una's submitted moment", "abe's shared moment"},
        "abe as accreditor": ABES_MOMENTS | {"olu's submitted moment", "una's submitted moment"},
        "eve as accreditor": {"eve's released moment"},
    },
    "moment.answer": {
        "tess as trainee": READ_BY_TESS,
        "olu as trainee": READ_BY_OLU,
        "sam as supervisor": READ_BY_SAM,
        "una as supervisor": READ_BY_UNA,
        "fred as supervisor": {"fred's shared moment"},
    },
    "moment.change": {
        "tess as trainee": TESSES_MOMENTS | MARKED_TOGETHER | KEPT_BACK,
        "olu as trainee": OLUS_MOMENTS,
        "sam as supervisor": SAMS_MOMENTS,
        "una as supervisor": UNAS_MOMENTS,
        "fred as supervisor": {"fred's shared moment"},
        "ada as accreditor": ADAS_MOMENTS,
        "abe as accreditor": ABES_MOMENTS,
        "eve as accreditor": {"eve's released moment"},
    },
    "moment.delete": {
        "tess as trainee": TESSES_MOMENTS
        | {"deleted moment"}
        | MARKED_TOGETHER
        | KEPT_BACK
        | DELETED,
        "olu as trainee": OLUS_MOMENTS,
        "sam as supervisor": SAMS_MOMENTS,
        "una as supervisor": UNAS_MOMENTS | {"una's submitted moment, deleted"},
        "fred as supervisor": {"fred's shared moment"},
        "ada as accreditor": ADAS_MOMENTS,
        "abe as accreditor": ABES_MOMENTS | {"abe's shared moment, deleted"},
        "eve as accreditor": {"eve's released moment"},
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
