"""Who may do what: casework."""

from __future__ import annotations

from tests.policies.expected.names import BROUGHT_CYCLES, IN_THEIR_CASES

# action -> who -> on what
ON_ROWS: dict[str, dict[str, set[str]]] = {
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
    "consent_scan.open": {
        "tess as trainee": {"mother's scan"},
        "olu as trainee": {"father's scan"},
    },
    "consent_scan.remove": {
        "tess as trainee": {"mother's scan"},
        "olu as trainee": {"father's scan"},
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
    "cycle.note": {
        "tess as trainee": BROUGHT_CYCLES | {"cycle of private film"},
        "olu as trainee": {"olu's cycle"},
    },
    "journal_entry.keep": {
        "tess as trainee": {"tess's journal"},
        "olu as trainee": {"olu's journal"},
    },
    "cycle.supervise": {
        "sam as supervisor": BROUGHT_CYCLES,
        "una as supervisor": {"olu's cycle"},
    },
}
