"""Names of the small world that several parts of the table use."""

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
PEERS = {
    "film: refuses peers",
    "film: withdrew peers",
    "film: lapsed peers",
    "film: replaced peers",
    "film: silent on peers",
}
UNDECLARED = {"unconfirmed", "nobody in shot"}
UNFINISHED = {"uploading film", "received film", "refused film"}
BROUGHT = (
    {"film", "watchable film", "erased film"}
    | FILMING
    | SUPERVISION
    | OTHERS
    | PEERS
    | UNDECLARED
    | UNFINISHED
)
TESSES_FILMS = BROUGHT | {"private film"}
BROUGHT_CYCLES = {f"cycle of {film}" for film in BROUGHT}
OLUS_FILMS = {"olu's film", "olu's review"}
SHOWN = {"film", "watchable film"} | SUPERVISION | PEERS
SHOWN_TO_PEERS = {"film", "watchable film"} | SUPERVISION | OTHERS
HANDED_OVER = {"film", "watchable film"} | OTHERS | PEERS
TESSES_SUBMISSIONS = {
    "decided submission",
    "submission",
    "submission with still: refuses other supervisors",
    "submission with still: refuses filming",
    "unbuilt submission",
    "submission of the past",
    "late submission",
}
OLUS_SUBMISSIONS = {"olu's submission", "olu's open submission"}
TESSES_DECISIONS = {
    "tess's decision",
    "decision on submission with still: refuses other supervisors",
    "decision on submission with still: refuses filming",
    "decision on unbuilt submission",
}
SEATS = {
    "ada on submission",
    "abe is asked for submission",
    "eve on submission",
    "ada on olu's open submission",
    "abe on olu's open submission",
    "ada on late submission",
}

IN_THEIR_CASES = {
    "mother",
    *(name.removeprefix("film: ") for name in FILMING | SUPERVISION | OTHERS | PEERS),
}

SUPERVISORS = {"sam", "una", "fred", "eve"}
GONE = {"gone trainee", "gone supervisor", "gone accreditor", "ended supervisor"}
REGISTRARS = {"rea", "registrar 1", "registrar 2", "registrar 3"}
EVERYBODY = SUPERVISORS | GONE | REGISTRARS | {"tess", "olu", "pat", "ada", "abe", "lee", "zoe"}
ROLES = ("trainee", "supervisor", "accreditor", "registrar", "service_lead")


def clips_of(films: set[str]) -> set[str]:
    return {f"clip of {film}" for film in films}


def blurs_of(films: set[str]) -> set[str]:
    return {f"blur of {film}" for film in films}


def reels_of(films: set[str]) -> set[str]:
    return {f"reel of {film}" for film in films}
