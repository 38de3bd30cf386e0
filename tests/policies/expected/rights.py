"""Who may do what: clients' links and what is asked through them."""

from __future__ import annotations

# action -> who -> on what
ON_ROWS: dict[str, dict[str, set[str]]] = {
    "client_link.revoke": {
        "tess as trainee": {"mother's link", "mother's ended link"},
        "olu as trainee": {"father's link"},
    },
    "client_link.open_highlights": {
        "tess as trainee": {"mother's link"},
        "olu as trainee": {"father's link"},
    },
    "rights_request.answer": {
        "tess as trainee": {"mother's request"},
        "olu as trainee": {"father's request"},
    },
}
