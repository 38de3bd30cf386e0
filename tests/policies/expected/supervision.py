"""Who may do what: supervision."""

from __future__ import annotations

BY_TESS = {
    "signed session",
    "session signed by both",
    "fred's signed session",
    "fred's session, handed over",
}
BY_OLU = {"olu's session", "sam's signed session with olu"}

# action -> who -> on what
ON_ROWS: dict[str, dict[str, set[str]]] = {
    "session.see": {
        "tess as trainee": BY_TESS,
        "olu as trainee": BY_OLU,
        "sam as supervisor": BY_TESS - {"fred's signed session"} | {"session to sign"},
        "una as supervisor": {"olu's session"},
    },
    "session.log": {
        "tess as trainee": BY_TESS,
        "olu as trainee": BY_OLU,
        "sam as supervisor": {
            "signed session",
            "session signed by both",
            "sam's signed session with olu",
        },
        "fred as supervisor": {"fred's signed session", "fred's session, handed over"},
        "una as supervisor": {"olu's session"},
    },
    "session.change": {"sam as supervisor": {"session to sign"}},
    "session.sign": {"sam as supervisor": {"session to sign"}},
    "session.countersign": {
        "tess as trainee": BY_TESS - {"session signed by both"},
        "olu as trainee": BY_OLU,
    },
    "session.correct": {
        "sam as supervisor": {"signed session", "session signed by both"},
        "una as supervisor": {"olu's session"},
    },
    "working_point.settle": {
        "tess as trainee": {"point of signed session", "point of fred's signed session"},
        "sam as supervisor": {"point of signed session"},
        "olu as trainee": {"point of olu's session"},
        "una as supervisor": {"point of olu's session"},
    },
    "supervision_time.keep": {
        "sam as supervisor": {
            "sam's free time",
            "sam's booked time",
            "sam's full time",
            "sam's given back time",
        },
        "una as supervisor": {"una's time"},
        "fred as supervisor": {"fred's time"},
    },
    "supervision_time.book": {"tess as trainee": {"sam's free time", "sam's given back time"}},
    "supervision_booking.see": {
        "tess as trainee": {"tess's booking", "tess's begun booking"},
        "olu as trainee": {"olu's booking", "olu's booking with sam"},
        "sam as supervisor": {"tess's booking", "tess's begun booking", "olu's booking with sam"},
        "una as supervisor": {"olu's booking"},
    },
    "supervision_booking.cancel": {
        "tess as trainee": {"tess's booking"},
        "olu as trainee": {"olu's booking", "olu's booking with sam"},
        "sam as supervisor": {"tess's booking", "olu's booking with sam"},
        "una as supervisor": {"olu's booking"},
    },
}
