"""Who may do what: rooms in which a film is watched together."""

from __future__ import annotations

SHOWN_NOW = {"room of open show"}
SHOWN_TO_THE_GROUP = {"room of group show"}
TESSES_OPEN_ROOMS = {"tess's room", "room of open show", "room of past show", "room of group show"}
TESSES_ENDED_ROOMS = {
    "tess's ended room",
    "ended room of open show",
    "ended room of group show",
}

# action -> who -> on what
ON_ROWS: dict[str, dict[str, set[str]]] = {
    "enrolment.watch_together": {
        "tess as trainee": {"tess's training"},
        "olu as trainee": {"olu's training"},
        "sam as supervisor": {"tess's training"},
        "una as supervisor": {"olu's training"},
    },
    "presentation.watch_together": {
        "tess as trainee": {"open show", "group show"},
        "olu as trainee": {"olu's show", "group show"},
        "fred as trainee": {"group show"},
        "fred as supervisor": {"olu's show", "group show"},
        "olu as supervisor": {"group show"},
        "eve as supervisor": {"open show"},
        "ada as supervisor": {"open show"},
    },
    "room.enter": {
        "tess as trainee": TESSES_OPEN_ROOMS,
        "olu as trainee": {"olu's room"} | SHOWN_TO_THE_GROUP,
        "fred as trainee": SHOWN_TO_THE_GROUP,
        "sam as supervisor": {"tess's room"},
        "una as supervisor": {"olu's room"},
        "eve as supervisor": SHOWN_NOW,
        "ada as supervisor": SHOWN_NOW,
        "fred as supervisor": SHOWN_TO_THE_GROUP,
        "olu as supervisor": SHOWN_TO_THE_GROUP,
    },
    "room.end": {
        "tess as trainee": TESSES_OPEN_ROOMS,
        "olu as trainee": {"olu's room"},
        "sam as supervisor": {"tess's room"},
        "una as supervisor": {"olu's room"},
    },
    "room.look_back": {
        "tess as trainee": TESSES_OPEN_ROOMS | TESSES_ENDED_ROOMS,
        "olu as trainee": {"olu's room"},
        "sam as supervisor": {"tess's room", "tess's ended room"},
        "una as supervisor": {"olu's room"},
    },
}
