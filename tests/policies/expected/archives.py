"""Who may do what: archives to take away."""

from __future__ import annotations

OPEN = {"tess's archive"}
CLOSED = {
    "tess's archive that ended",
    "tess's archive to build",
    "tess's archive from before somebody took back a yes",
    "tess's archive with a film nobody agreed to give out",
    "tess's archive with a picture nobody may see now",
}

# action -> who -> on what
ON_ROWS: dict[str, dict[str, set[str]]] = {
    "archive.see": {
        "tess as trainee": OPEN | CLOSED | {"tess's archive that is gone"},
        "olu as trainee": {"olu's archive"},
    },
    "archive.throw_away": {
        "tess as trainee": OPEN | CLOSED,
        "olu as trainee": {"olu's archive"},
    },
    "archive.fetch": {
        "tess as trainee": OPEN,
        "olu as trainee": {"olu's archive"},
    },
}
