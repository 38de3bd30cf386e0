"""Who may do what: training."""

from __future__ import annotations

BESIDE_TESS = {"pat's training", "gone trainee's training"}

# action -> who -> on what
ON_ROWS: dict[str, dict[str, set[str]]] = {
    "edition.administer": {"anyone as registrar": {"edition"}},
    "course.administer": {"anyone as registrar": {"course", "other course"}},
    "course.run": {
        "anyone as registrar": {"course", "other course"},
        "una as supervisor": {"course"},
    },
    "booking.administer": {
        "anyone as registrar": {"booking", "other booking"},
        "una as supervisor": {"booking"},
    },
    "enrolment.administer": {
        "anyone as registrar": {"tess's training", "olu's training", "past training"} | BESIDE_TESS
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
        "anyone as registrar": {"tess's training", "olu's training"} | BESIDE_TESS,
        "tess as trainee": {"tess's training"},
        "olu as trainee": {"olu's training"},
    },
    "enrolment.supervise": {
        "sam as supervisor": {"tess's training"},
        "una as supervisor": {"olu's training"},
    },
}
