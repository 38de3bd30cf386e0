"""Who may do what: evidence."""

from __future__ import annotations

from tests.policies.expected.names import (
    OLUS_SUBMISSIONS,
    SEATS,
    TESSES_DECISIONS,
    TESSES_SUBMISSIONS,
)

FINISHED_BY_ADA = {
    "submission with still: refuses other supervisors",
    "submission with still: refuses filming",
    "unbuilt submission",
    "olu's open submission",
}

# action -> who -> on what
ON_ROWS: dict[str, dict[str, set[str]]] = {
    "portfolio.build": {
        "tess as trainee": {"tess's portfolio", "tess's past portfolio"},
        "olu as trainee": {"olu's portfolio"},
    },
    "supervisor_statement.read": {
        "tess as trainee": {"sam's given statement", "sam's submitted statement"},
        "olu as trainee": {"una's given statement"},
        "sam as supervisor": {
            "sam's statement",
            "sam's given statement",
            "sam's submitted statement",
        },
        "una as supervisor": {"una's given statement"},
        "fred as supervisor": {"fred's statement"},
    },
    "supervisor_statement.write": {"sam as supervisor": {"sam's statement"}},
    "supervisor_statement.take_back": {
        "sam as supervisor": {"sam's given statement"},
        "una as supervisor": {"una's given statement"},
    },
    "submission.see": {
        "tess as trainee": TESSES_SUBMISSIONS,
        "olu as trainee": OLUS_SUBMISSIONS,
        "ada as accreditor": (TESSES_SUBMISSIONS | {"olu's open submission"})
        - {"submission of the past", "late submission"},
        "abe as accreditor": {"olu's open submission"},
        "eve as accreditor": {"decided submission"},
    },
    "submission.administer": {"anyone as registrar": TESSES_SUBMISSIONS | OLUS_SUBMISSIONS},
    "submission.review": {
        "ada as accreditor": {"submission", "olu's open submission"},
        "abe as accreditor": {"olu's open submission"},
    },
    "submission.rate": {"ada as accreditor": {"submission"}},
    "submission.see_ratings": {
        "tess as trainee": TESSES_SUBMISSIONS,
        "olu as trainee": OLUS_SUBMISSIONS,
        "ada as accreditor": FINISHED_BY_ADA | {"decided submission"},
        "abe as accreditor": {"olu's open submission"},
    },
    "submission.see_changes": {
        "tess as trainee": {
            "submission with still: refuses filming",
            "unbuilt submission",
            "submission of the past",
        },
        "ada as accreditor": {"submission with still: refuses filming", "unbuilt submission"},
    },
    "submission.compare": {
        "ada as accreditor": FINISHED_BY_ADA,
        "abe as accreditor": {"olu's open submission"},
    },
    "submission.decide": {"ada as accreditor": {"olu's open submission"}},
    "submission.arrange": {"ada as accreditor": {"submission", "olu's open submission"}},
    "submission.return": {"ada as accreditor": {"olu's open submission"}},
    "panel_seat.answer": {"abe as accreditor": {"abe is asked for submission"}},
    "panel_seat.leave": {
        "ada as accreditor": {
            "ada on submission",
            "ada on olu's open submission",
            "ada on late submission",
        },
        "abe as accreditor": {"abe on olu's open submission"},
        "eve as accreditor": {"eve on submission"},
    },
    "panel_seat.administer": {"anyone as registrar": SEATS},
    "submission.read_document": {
        "tess as trainee": {
            "decided submission",
            "submission",
            "submission with still: refuses other supervisors",
            "submission of the past",
        },
        "olu as trainee": {"olu's submission"},
        "ada as accreditor": {"decided submission", "submission"},
        "eve as accreditor": {"decided submission"},
    },
    "submission_still.see": {
        "tess as trainee": {
            "still in decided submission",
            "still in submission",
            "still in submission with still: refuses other supervisors",
            "still in unbuilt submission",
            "still in submission of the past",
        },
        "olu as trainee": {"still in olu's submission"},
        "eve as accreditor": {"still in decided submission"},
        "ada as accreditor": {
            "still in decided submission",
            "still in submission",
            "still in unbuilt submission",
        },
    },
    "decision.see": {
        "tess as trainee": TESSES_DECISIONS,
        "olu as trainee": {"olu's decision"},
        "sam as supervisor": TESSES_DECISIONS,
        "una as supervisor": {"olu's decision"},
        "ada as accreditor": TESSES_DECISIONS | {"unreleased decision"},
        "abe as accreditor": {"olu's decision"},
        "eve as accreditor": {"tess's decision"},
        "anyone as registrar": TESSES_DECISIONS | {"unreleased decision", "olu's decision"},
    },
    "decision.release": {"anyone as registrar": {"unreleased decision"}},
    "decision.answer": {
        "tess as trainee": TESSES_DECISIONS,
        "olu as trainee": {"olu's decision"},
    },
    "certificate.keep": {
        "tess as trainee": {"tess's certificate"},
        "olu as trainee": {"olu's certificate"},
    },
    "certificate.administer": {"anyone as registrar": {"tess's certificate", "olu's certificate"}},
    "practice_entry.remove": {
        "tess as trainee": {"tess's practice"},
        "olu as trainee": {"olu's practice"},
    },
    "certificate.see": {
        "tess as trainee": {"tess's certificate"},
        "olu as trainee": {"olu's certificate"},
        "anyone as registrar": {"tess's certificate", "olu's certificate"},
    },
}
