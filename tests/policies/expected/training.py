"""Who may do what: training."""

from __future__ import annotations

LOGGED = {"tess's log for sam", "tess's log for fred", "tess's confirmed log"}
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
    "course.evaluate": {"tess as trainee": {"course"}},
    "training_event.see": {
        "tess as trainee": LOGGED,
        "olu as trainee": {"olu's log for sam"},
        "sam as supervisor": LOGGED | {"olu's log for sam"},
        "fred as supervisor": {"tess's log for fred"},
        "una as supervisor": {"olu's log for sam"},
    },
    "training_event.confirm": {
        "sam as supervisor": {"tess's log for sam", "tess's log for fred", "olu's log for sam"},
        "fred as supervisor": {"tess's log for fred"},
        "una as supervisor": {"olu's log for sam"},
    },
    "training_event.take_back": {
        "tess as trainee": {"tess's log for sam", "tess's log for fred"},
        "olu as trainee": {"olu's log for sam"},
    },
    "training_decision.take_back": {
        "anyone as registrar": {"tess's credit"},
        "sam as supervisor": {"tess's mixture"},
        "una as supervisor": {"olu's mixture"},
    },
}
