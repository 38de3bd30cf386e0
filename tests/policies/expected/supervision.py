"""Who may do what: supervision."""

from __future__ import annotations

# action -> who -> on what
ON_ROWS: dict[str, dict[str, set[str]]] = {
    "session.see": {
        "tess as trainee": {"signed session"},
        "olu as trainee": {"olu's session"},
        "sam as supervisor": {"session to sign", "signed session", "fred's unsigned session"},
        "una as supervisor": {"olu's session", "sam's session with olu"},
    },
    "session.log": {
        "tess as trainee": {"signed session"},
        "olu as trainee": {"olu's session"},
        "sam as supervisor": {"signed session"},
        "una as supervisor": {"olu's session"},
    },
    "session.change": {"sam as supervisor": {"session to sign"}},
    "session.sign": {"sam as supervisor": {"session to sign"}},
}
