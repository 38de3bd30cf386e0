"""Who may do what: footage."""

from __future__ import annotations

from tests.policies.expected.names import (
    BROUGHT,
    HANDED_OVER,
    OLUS_FILMS,
    OTHERS,
    PEERS,
    SHOWN,
    SHOWN_TO_PEERS,
    SUPERVISION,
    TESSES_FILMS,
    blurs_of,
    reels_of,
)

TO_LOOK_AT = {"reel of film: refuses peers"}
JOINED = {"film"} | SUPERVISION | OTHERS | PEERS

# action -> who -> on what
ON_ROWS: dict[str, dict[str, set[str]]] = {
    "recording.follow": {
        "tess as trainee": TESSES_FILMS,
        "olu as trainee": OLUS_FILMS,
        "sam as supervisor": BROUGHT - {"erased film"},
        "una as supervisor": OLUS_FILMS,
    },
    "recording.declare_in_shot": {
        "tess as trainee": TESSES_FILMS - {"erased film"},
        "olu as trainee": OLUS_FILMS,
    },
    "recording.answer_for": {
        "tess as trainee": TESSES_FILMS - {"erased film"},
        "olu as trainee": OLUS_FILMS,
    },
    "recording.answer_as": {"tess in any role": {"refused film"}},
    "recording.upload": {"tess as trainee": {"uploading film"}},
    "recording.erase": {
        "tess as trainee": TESSES_FILMS - {"erased film"},
        "olu as trainee": OLUS_FILMS,
    },
    "recording.decide": {
        "tess as trainee": TESSES_FILMS - {"erased film"},
        "olu as trainee": OLUS_FILMS,
    },
    "recording.see_erasure": {
        "tess as trainee": {"erased film"},
        "sam as supervisor": {"erased film"},
    },
    "recording.see_who_watched": {
        "tess as trainee": TESSES_FILMS,
        "olu as trainee": OLUS_FILMS,
    },
    "recording.watch": {
        "tess as trainee": {"film", "private film", "watchable film"}
        | SUPERVISION
        | OTHERS
        | PEERS,
        "olu as trainee": OLUS_FILMS | SHOWN_TO_PEERS,
        "sam as supervisor": {"film", "watchable film"} | OTHERS | PEERS,
        "una as supervisor": OLUS_FILMS | HANDED_OVER,
        "eve as supervisor": SHOWN,
        "eve as accreditor": SHOWN,
        "ada as supervisor": SHOWN | {"olu's review"},
        "ada as accreditor": SHOWN | {"olu's review"},
        "abe as supervisor": {"olu's review"},
        "abe as accreditor": {"olu's review"},
        "fred as supervisor": {"olu's review"} | SHOWN_TO_PEERS,
        "fred as accreditor": {"olu's review"},
        "fred as trainee": SHOWN_TO_PEERS,
        "olu as supervisor": SHOWN_TO_PEERS,
    },
    "reel.watch": {
        "tess as trainee": reels_of(JOINED),
        "olu as trainee": reels_of(OLUS_FILMS),
    },
    "reel.show": {
        "tess as trainee": reels_of(JOINED) - TO_LOOK_AT,
        "olu as trainee": reels_of(OLUS_FILMS),
    },
    "reel.open_to_client": {
        "tess as trainee": reels_of(
            JOINED - {"film: silent on peers", "film: silent on other supervisors"}
        )
        - TO_LOOK_AT,
        "olu as trainee": reels_of(OLUS_FILMS),
    },
    "reel.copy": {
        "tess as trainee": reels_of(JOINED - {"film: replaced peers", "film: silent on peers"})
        - TO_LOOK_AT,
        "olu as trainee": reels_of(OLUS_FILMS),
    },
    "recording.blur": {
        "tess as trainee": JOINED | {"private film"},
        "olu as trainee": OLUS_FILMS,
    },
    "blur.change": {
        "tess as trainee": blurs_of(JOINED | {"private film"})
        | {"blur to look at", "blur in a reel to look at"},
        "olu as trainee": blurs_of(OLUS_FILMS),
    },
}
