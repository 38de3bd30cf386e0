"""Who may do what: presentations."""

from __future__ import annotations

from tests.policies.expected.names import OLUS_FILMS, OTHERS, PEERS, SUPERVISION, clips_of

CLIPS_FOR_PEERS = {"clip"} | clips_of({"film"} | SUPERVISION | OTHERS)
TESS_SHOWS = {
    "open show",
    "past show",
    "future show",
    "ended show",
    "group show",
    "handover show",
}
WAITING = {"waiting meeting", "meeting not recommended yet"}

# action -> who -> on what
ON_ROWS: dict[str, dict[str, set[str]]] = {
    "recording.present": {
        "tess as trainee": {"film", "private film"} | SUPERVISION | PEERS,
        "olu as trainee": OLUS_FILMS,
    },
    "recording.share_with_group": {
        "tess as trainee": {"film", "private film"} | SUPERVISION | OTHERS,
        "olu as trainee": OLUS_FILMS,
    },
    "recording.hand_over": {
        "tess as trainee": {"film", "private film"} | OTHERS | PEERS,
        "olu as trainee": OLUS_FILMS,
    },
    "clip.watch": {
        "tess as trainee": {"clip", "clip to look at", "clip in a reel to look at"}
        | clips_of({"film", "private film"} | SUPERVISION | OTHERS | PEERS),
        "olu as trainee": {"olu's clip"} | clips_of(OLUS_FILMS) | CLIPS_FOR_PEERS,
        "olu as supervisor": CLIPS_FOR_PEERS,
        "fred as supervisor": CLIPS_FOR_PEERS,
        "fred as trainee": CLIPS_FOR_PEERS,
        "una as supervisor": {"clip"} | clips_of({"film"} | OTHERS | PEERS),
        **{
            f"{who} as {role}": {"clip"} | clips_of({"film"} | SUPERVISION | PEERS)
            for who in ("eve", "ada")
            for role in ("supervisor", "accreditor")
        },
    },
    "presentation.see": {
        "tess as trainee": TESS_SHOWS,
        "olu as trainee": {"olu's show", "group show", "olu's panel show"},
        "una as supervisor": {"handover show"},
        "una as accreditor": {"handover show"},
        "fred as trainee": {"group show"},
        "eve as supervisor": {"open show"},
        "eve as accreditor": {"open show"},
        "ada as supervisor": {"open show", "olu's panel show"},
        "ada as accreditor": {"open show", "olu's panel show"},
        "abe as supervisor": {"olu's panel show"},
        "abe as accreditor": {"olu's panel show"},
        "fred as supervisor": {"olu's show", "group show"},
        "fred as accreditor": {"olu's show", "group show"},
        "olu as supervisor": {"group show"},
        "olu as accreditor": {"group show"},
    },
    "presentation.end": {
        "tess as trainee": TESS_SHOWS,
        "olu as trainee": {"olu's show", "olu's panel show"},
    },
    "stage_meeting.see": {
        "tess as trainee": {"held meeting"} | WAITING,
        "olu as trainee": {"olu's meeting"},
        "sam as supervisor": {"held meeting"} | WAITING,
        "una as supervisor": {"olu's meeting"},
        "eve as supervisor": {"held meeting"} | WAITING,
        "fred as supervisor": {"olu's meeting"},
    },
    "stage_meeting.take_back": {
        "tess as trainee": WAITING,
        "olu as trainee": {"olu's meeting"},
    },
    "stage_meeting.recommend": {
        "sam as supervisor": WAITING,
        "una as supervisor": {"olu's meeting"},
    },
    "stage_meeting.schedule": {
        "tess as trainee": {"waiting meeting"},
        "olu as trainee": {"olu's meeting"},
        "eve as supervisor": {"waiting meeting"},
        "fred as supervisor": {"olu's meeting"},
    },
    "stage_meeting.record": {
        "eve as supervisor": WAITING,
        "fred as supervisor": {"olu's meeting"},
    },
}
