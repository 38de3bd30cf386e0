"""Who may do what: people."""

from __future__ import annotations

from tests.policies.expected.names import EVERYBODY, ROLES, SUPERVISORS

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
    "person.enrol": {"anyone as registrar": {"tess", "olu", "pat"}},
    "person.allocate": {"anyone as registrar": SUPERVISORS},
    "person.put_on_panel": {"anyone as registrar": {"ada", "abe", "zoe"}},
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
    "person.share_with": {"tess as trainee": {"pat"}},
    "person.ask_to_confirm": {
        **{f"{who} as trainee": SUPERVISORS for who in ("tess", "olu", "ada", "abe", "rea", "lee")},
        **{f"{who} as trainee": SUPERVISORS - {who} for who in SUPERVISORS},
    },
    "person.hand_over_to": {
        **{f"{who} as trainee": SUPERVISORS for who in ("tess", "olu", "ada", "abe", "rea", "lee")},
        **{f"{who} as trainee": SUPERVISORS - {who} for who in SUPERVISORS},
    },
}
