"""Who may do what: studio."""

from __future__ import annotations

from tests.policies.expected.names import OLUS_FILMS, OTHERS, SUPERVISION

# action -> who -> on what
ON_ROWS: dict[str, dict[str, set[str]]] = {
    "recording.annotate": {
        "tess as trainee": {"film", "private film"} | SUPERVISION | OTHERS,
        "olu as trainee": OLUS_FILMS,
        "sam as supervisor": {"film"} | OTHERS,
        "una as supervisor": OLUS_FILMS,
    },
    "recording.clip": {
        "tess as trainee": {"film", "private film"} | SUPERVISION | OTHERS,
        "olu as trainee": OLUS_FILMS,
    },
    "clip.change": {"tess as trainee": {"clip"}, "olu as trainee": {"olu's clip"}},
    "track.share": {
        "tess as trainee": {"track of tess's private moment", "track of tess's shared moment"},
        "olu as trainee": {"track of olu's shared moment"},
        "sam as supervisor": {"track of sam's private moment", "track of sam's shared moment"},
        "una as supervisor": {"track of una's shared moment"},
        "fred as supervisor": {"track of fred's shared moment"},
    },
    "moment.read": {
        "tess as trainee": {
            "tess's private moment",
            "tess's shared moment",
            "sam's shared moment",
            "fred's shared moment",
        },
        "olu as trainee": {"olu's shared moment", "una's shared moment"},
        "sam as supervisor": {
            "sam's private moment",
            "sam's shared moment",
            "tess's shared moment",
            "fred's shared moment",
        },
        "una as supervisor": {"una's shared moment", "olu's shared moment"},
        "fred as supervisor": {"fred's shared moment"},
    },
    "moment.change": {
        "tess as trainee": {"tess's private moment", "tess's shared moment"},
        "olu as trainee": {"olu's shared moment"},
        "sam as supervisor": {"sam's private moment", "sam's shared moment"},
        "una as supervisor": {"una's shared moment"},
        "fred as supervisor": {"fred's shared moment"},
    },
}
