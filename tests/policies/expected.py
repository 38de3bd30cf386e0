"""Who may do what in the small world (`world.py`), written by hand.

Written from the "must never" of each role, never computed from the rules. Whoever is not named for
an action may do it on nothing. "anyone as registrar" stands for each person acting in that role.
"""

from __future__ import annotations

FILMING = {
    "film: refuses filming",
    "film: withdrew filming",
    "film: lapsed filming",
    "film: replaced filming",
    "film: silent on filming",
    "film: agreed late",
}
SUPERVISION = {
    "film: refuses supervision",
    "film: withdrew supervision",
    "film: lapsed supervision",
    "film: replaced supervision",
    "film: silent on supervision",
}
OTHERS = {
    "film: refuses other supervisors",
    "film: withdrew other supervisors",
    "film: lapsed other supervisors",
    "film: replaced other supervisors",
    "film: silent on other supervisors",
}
UNDECLARED = {"unconfirmed", "nobody in shot"}
UNFINISHED = {"uploading film", "received film", "refused film"}
BROUGHT = (
    {"film", "watchable film", "erased film"}
    | FILMING
    | SUPERVISION
    | OTHERS
    | UNDECLARED
    | UNFINISHED
)
TESSES_FILMS = BROUGHT | {"private film"}
BROUGHT_CYCLES = {f"cycle of {film}" for film in BROUGHT}
OLUS_FILMS = {"olu's film", "olu's review"}
SHOWN = {"film", "watchable film"} | SUPERVISION
TESSES_SUBMISSIONS = {
    "decided submission",
    "submission",
    "submission with still: refuses other supervisors",
    "submission with still: refuses filming",
    "unbuilt submission",
    "submission of the past",
}

IN_THEIR_CASES = {
    "mother",
    *(name.removeprefix("film: ") for name in FILMING | SUPERVISION | OTHERS),
}

# action -> roles in which anybody may do it
FOR_A_ROLE: dict[str, set[str]] = {
    "account.use": {"trainee", "supervisor", "accreditor", "registrar", "service_lead"},
    "training.follow": {"trainee"},
    "caseload.see": {"supervisor"},
    "reviews.see": {"accreditor"},
    "presentations.receive": {"supervisor", "accreditor"},
    "training.administer": {"registrar"},
    "people.administer": {"registrar"},
    "services.lead": {"service_lead"},
}

# action -> who may do it
FOR_SOMEBODY: dict[str, set[str]] = {
    "client.add": {"tess as trainee", "olu as trainee"},
}

SUPERVISORS = {"sam", "una", "fred", "eve"}
GONE = {"gone trainee", "gone supervisor", "gone accreditor", "ended supervisor"}
REGISTRARS = {"rea", "registrar 1", "registrar 2"}
EVERYBODY = SUPERVISORS | GONE | REGISTRARS | {"tess", "olu", "ada", "abe", "lee"}
ROLES = ("trainee", "supervisor", "accreditor", "registrar", "service_lead")

# action -> who -> on what
ON_ROWS: dict[str, dict[str, set[str]]] = {
    "notice.read": {
        "tess in any role": {"notice", "notice as trainee"},
        "sam in any role": {"sam's notice"},
    },
    "person.administer": {"anyone as registrar": EVERYBODY},
    "browser_session.end": {
        **{
            f"tess as {role}": {"tess's browser", "tess's browser awaiting a code"}
            for role in ROLES
        },
        **{f"olu as {role}": {"olu's browser"} for role in ROLES},
    },
    "person.enrol": {"anyone as registrar": {"tess", "olu"}},
    "person.allocate": {"anyone as registrar": SUPERVISORS},
    "person.put_on_panel": {"anyone as registrar": {"ada", "abe"}},
    "person.ask_to_meet": {
        "tess as trainee": {"eve"},  # Una is her line manager
        "olu as trainee": {"sam", "fred", "eve"},
        "sam as trainee": {"una", "fred", "eve"},
        "una as trainee": {"sam", "fred", "eve"},
        "fred as trainee": {"sam", "una", "eve"},
        "eve as trainee": {"sam", "una", "fred"},
        "ada as trainee": SUPERVISORS,
        "abe as trainee": SUPERVISORS,
        "rea as trainee": SUPERVISORS,
        "lee as trainee": SUPERVISORS,
    },
    "service.administer": {
        "anyone as registrar": {"tess's service", "olu's service", "past service"}
    },
    "service.lead": {
        "lee as service_lead": {"tess's service"},
        "abe as service_lead": {"olu's service"},
    },
    "service_member.end_lead": {"anyone as registrar": {"lee leads", "abe leads"}},
    "service_member.manage": {
        "lee as service_lead": {"tess works"},
        "abe as service_lead": {"olu works"},
    },
    "consent_wording.see": {
        "lee as service_lead": {"tess's words", "tess's draft"},
        "abe as service_lead": {"olu's words", "olu's draft"},
    },
    "consent_wording.change": {
        "lee as service_lead": {"tess's draft"},
        "abe as service_lead": {"olu's draft"},
    },
    "edition.administer": {"anyone as registrar": {"edition"}},
    "course.run": {"anyone as registrar": {"course"}},
    "enrolment.administer": {
        "anyone as registrar": {"tess's training", "olu's training", "past training"}
    },
    "enrolment.follow": {
        "tess as trainee": {"tess's training", "past training"},
        "olu as trainee": {"olu's training"},
        "sam as supervisor": {"tess's training", "past training"},
        "una as supervisor": {"olu's training"},
    },
    "enrolment.work_on": {
        "tess as trainee": {"tess's training"},
        "olu as trainee": {"olu's training"},
    },
    "enrolment.withdraw": {
        "anyone as registrar": {"tess's training", "olu's training"},
        "tess as trainee": {"tess's training"},
        "olu as trainee": {"olu's training"},
    },
    "enrolment.supervise": {
        "sam as supervisor": {"tess's training"},
        "una as supervisor": {"olu's training"},
    },
    "client.see": {
        "tess as trainee": {"tess's client", "tess's new client"},
        "olu as trainee": {"olu's client"},
        "sam as supervisor": {"tess's client"},
        "una as supervisor": {"olu's client"},
    },
    "client.change": {
        "tess as trainee": {"tess's client", "tess's new client"},
        "olu as trainee": {"olu's client"},
    },
    "case_person.answer_for": {
        "tess as trainee": IN_THEIR_CASES,
        "olu as trainee": {"father"},
    },
    "case_person.answer_as": {
        "tess in any role": {"tess in shot"},
        "eve in any role": {"eve in shot"},
    },
    "cycle.see": {
        "tess as trainee": BROUGHT_CYCLES | {"cycle of private film"},
        "olu as trainee": {"olu's cycle"},
        "sam as supervisor": BROUGHT_CYCLES,
        "una as supervisor": {"olu's cycle"},
    },
    "cycle.change": {
        "tess as trainee": (BROUGHT_CYCLES | {"cycle of private film"})
        - {"cycle of uploading film"},
        "olu as trainee": {"olu's cycle"},
    },
    "cycle.supervise": {
        "sam as supervisor": BROUGHT_CYCLES,
        "una as supervisor": {"olu's cycle"},
    },
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
    "recording.upload": {"tess as trainee": {"uploading film"}},
    "recording.erase": {
        "tess as trainee": TESSES_FILMS - {"erased film"},
        "olu as trainee": OLUS_FILMS,
    },
    "recording.see_who_watched": {
        "tess as trainee": TESSES_FILMS,
        "olu as trainee": OLUS_FILMS,
    },
    "recording.watch": {
        "tess as trainee": {"film", "private film", "watchable film"} | SUPERVISION | OTHERS,
        "olu as trainee": OLUS_FILMS,
        "sam as supervisor": {"film", "watchable film"} | OTHERS,
        "una as supervisor": OLUS_FILMS,
        "eve as supervisor": SHOWN,
        "eve as accreditor": SHOWN,
        "ada as supervisor": SHOWN,
        "ada as accreditor": SHOWN,
        "fred as supervisor": {"olu's review"},
        "fred as accreditor": {"olu's review"},
    },
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
    "session.see": {
        "tess as trainee": {"signed session"},
        "olu as trainee": {"olu's session"},
        "sam as supervisor": {"session to sign", "signed session", "fred's unsigned session"},
        "una as supervisor": {"olu's session", "sam's session with olu"},
    },
    "session.change": {"sam as supervisor": {"session to sign"}},
    "session.sign": {"sam as supervisor": {"session to sign"}},
    "portfolio.build": {
        "tess as trainee": {"tess's portfolio"},
        "olu as trainee": {"olu's portfolio"},
    },
    "submission.see": {
        "tess as trainee": TESSES_SUBMISSIONS,
        "olu as trainee": {"olu's submission"},
        "ada as accreditor": TESSES_SUBMISSIONS - {"submission of the past"},
    },
    "submission.administer": {"anyone as registrar": TESSES_SUBMISSIONS | {"olu's submission"}},
    "submission.review": {"ada as accreditor": {"submission"}},
    "submission.read_document": {
        "tess as trainee": {
            "decided submission",
            "submission",
            "submission with still: refuses other supervisors",
            "submission of the past",
        },
        "olu as trainee": {"olu's submission"},
        "ada as accreditor": {"decided submission", "submission"},
    },
    "submission_still.see": {
        "tess as trainee": {
            "still in decided submission",
            "still in submission",
            "still in submission with still: refuses other supervisors",
            "still in unbuilt submission",
            "still in submission of the past",
        },
        "olu as trainee": {"still in olu's submission"},
        "ada as accreditor": {
            "still in decided submission",
            "still in submission",
            "still in unbuilt submission",
        },
    },
    "decision.see": {
        "tess as trainee": {"tess's decision"},
        "olu as trainee": {"olu's decision"},
        "sam as supervisor": {"tess's decision"},
        "una as supervisor": {"olu's decision"},
        "ada as accreditor": {"tess's decision"},
        "abe as accreditor": {"olu's decision"},
        "anyone as registrar": {"tess's decision", "olu's decision"},
    },
    "certificate.see": {
        "tess as trainee": {"tess's certificate"},
        "olu as trainee": {"olu's certificate"},
        "anyone as registrar": {"tess's certificate", "olu's certificate"},
    },
}


def on_rows(action: str, who: str, role: str) -> set[str]:
    """The names of the rows on which `who`, acting as `role`, is expected to be allowed."""
    table = ON_ROWS[action]
    for key in (f"{who} as {role}", f"anyone as {role}", f"{who} in any role"):
        if key in table:
            return table[key]
    return set()


def expected_without_rows(action: str, who: str, role: str) -> bool:
    if action in FOR_A_ROLE:
        return role in FOR_A_ROLE[action]
    return f"{who} as {role}" in FOR_SOMEBODY[action]
