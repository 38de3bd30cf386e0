"""Who may do what: presentations."""

from __future__ import annotations

from tests.policies.expected.names import OLUS_FILMS, SUPERVISION

# action -> who -> on what
ON_ROWS: dict[str, dict[str, set[str]]] = {
    "recording.present": {
        "tess as trainee": {"film", "private film"} | SUPERVISION,
        "olu as trainee": OLUS_FILMS,
    },
    "presentation.see": {
        "tess as trainee": {"open show", "past show", "future show", "ended show"},
        "olu as trainee": {"olu's show"},
        "eve as supervisor": {"open show"},
        "eve as accreditor": {"open show"},
        "ada as supervisor": {"open show"},
        "ada as accreditor": {"open show"},
        "fred as supervisor": {"olu's show"},
        "fred as accreditor": {"olu's show"},
    },
    "presentation.end": {
        "tess as trainee": {"open show", "past show", "future show", "ended show"},
        "olu as trainee": {"olu's show"},
    },
    "stage_meeting.see": {
        "tess as trainee": {"held meeting", "waiting meeting"},
        "olu as trainee": {"olu's meeting"},
        "sam as supervisor": {"held meeting", "waiting meeting"},
        "una as supervisor": {"olu's meeting"},
        "eve as supervisor": {"held meeting", "waiting meeting"},
        "fred as supervisor": {"olu's meeting"},
    },
    "stage_meeting.take_back": {
        "tess as trainee": {"waiting meeting"},
        "olu as trainee": {"olu's meeting"},
    },
    "stage_meeting.record": {
        "eve as supervisor": {"waiting meeting"},
        "fred as supervisor": {"olu's meeting"},
    },
}
