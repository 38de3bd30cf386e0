"""Who may do what: services."""

from __future__ import annotations

# action -> who -> on what
ON_ROWS: dict[str, dict[str, set[str]]] = {
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
}
