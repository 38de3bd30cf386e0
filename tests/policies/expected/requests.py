"""Who may do what: requests for VIG work."""

from __future__ import annotations

OPEN = {
    "request that waits",
    "request with tess",
    "request tess gave back",
    "request with olu, who left",
    "request with lee, who only leads",
}

# action -> who -> on what
ON_ROWS: dict[str, dict[str, set[str]]] = {
    "case_request.see": {
        "lee as service_lead": OPEN | {"request tess took on", "withdrawn request"},
        "abe as service_lead": {"request with olu"},
    },
    "case_request.change": {
        "lee as service_lead": OPEN,
        "abe as service_lead": {"request with olu"},
    },
    "case_request.answer": {
        "tess as trainee": {"request with tess", "request tess took on"},
        "olu as trainee": {"request with olu"},
    },
}
