"""Who may do what: copies for people of a case."""

from __future__ import annotations

CLOSED = {
    "copy without an archive",
    "copy that ended",
    "copy that is gone",
    "copy from before somebody took back a yes",
    "copy with a film of others",
}
CARRIED = {"the mother alone", "with others, released", "a talk, released"}
LEFT_OUT = {
    "with others, not released",
    "with somebody who refuses filming, released",
    "with nobody in shot, released",
    "not ready, released",
    "an answer, not released",
    "notes in a case of several adults",
    "with others in another copy",
}

# action -> who -> on what
ON_ROWS: dict[str, dict[str, set[str]]] = {
    "client_link.copy": {
        "tess as trainee": {"mother's link"},
        "olu as trainee": {"father's link"},
    },
    "client_copy.prepare": {
        "tess as trainee": {"mother's copy"} | CLOSED,
        "olu as trainee": {"father's copy"},
    },
    "client_copy.fetch": {
        "tess as trainee": {"mother's copy"},
        "olu as trainee": {"father's copy"},
    },
    "copy_item.choose": {
        "tess as trainee": CARRIED | LEFT_OUT,
        "olu as trainee": {"notes in a case of one adult", "an answer to the father"},
    },
    "copy_item.carry": {
        "tess as trainee": CARRIED,
        "olu as trainee": {"notes in a case of one adult"},
    },
}
