"""Who may do what in the small world (`world.py`), written by hand.

Written from the "must never" of each role, never computed from the rules. Whoever is not named for
an action may do it on nothing. "anyone as registrar" stands for each person acting in that role.
"""

from __future__ import annotations

from tests.policies.expected import (
    archives,
    casework,
    client_copies,
    evidence,
    footage,
    people,
    presentations,
    requests,
    rights,
    rooms,
    services,
    studio,
    supervision,
    training,
)

# action -> roles in which anybody may do it
FOR_A_ROLE: dict[str, set[str]] = {
    "account.use": {"trainee", "supervisor", "accreditor", "registrar", "service_lead"},
    "training.follow": {"trainee"},
    "caseload.see": {"supervisor"},
    "courses.train": {"supervisor"},
    "reviews.see": {"accreditor"},
    "presentations.receive": {"supervisor", "accreditor", "trainee"},
    "training.administer": {"registrar"},
    "people.administer": {"registrar"},
    "services.lead": {"service_lead"},
}

# action -> who may do it
FOR_SOMEBODY: dict[str, set[str]] = {
    "client.add": {"tess as trainee", "olu as trainee"},
}

# action -> who -> on what
ON_ROWS: dict[str, dict[str, set[str]]] = {
    **people.ON_ROWS,
    **services.ON_ROWS,
    **training.ON_ROWS,
    **requests.ON_ROWS,
    **casework.ON_ROWS,
    **footage.ON_ROWS,
    **studio.ON_ROWS,
    **presentations.ON_ROWS,
    **supervision.ON_ROWS,
    **evidence.ON_ROWS,
    **rights.ON_ROWS,
    **archives.ON_ROWS,
    **client_copies.ON_ROWS,
    **rooms.ON_ROWS,
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
