"""Who may do what: evidence."""

from __future__ import annotations

from tests.policies.expected.names import TESSES_SUBMISSIONS

# action -> who -> on what
ON_ROWS: dict[str, dict[str, set[str]]] = {
    "portfolio.build": {
        "tess as trainee": {"tess's portfolio"},
        "olu as trainee": {"olu's portfolio"},
    },
    "submission.see": {
        "tess as trainee": TESSES_SUBMISSIONS,
        "olu as trainee": {"olu's submission"},
        "ada as accreditor": TESSES_SUBMISSIONS - {"submission of the past"},
    },
    "submission.administer": {"anyone as registrar": TESSES_SUBMISSIONS | {"olu's submission"}},
    "submission.review": {"ada as accreditor": {"submission"}},
    "submission.read_document": {
        "tess as trainee": {
            "decided submission",
            "submission",
            "submission with still: refuses other supervisors",
            "submission of the past",
        },
        "olu as trainee": {"olu's submission"},
        "ada as accreditor": {"decided submission", "submission"},
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
        "ada as accreditor": {
            "still in decided submission",
            "still in submission",
            "still in unbuilt submission",
        },
    },
    "decision.see": {
        "tess as trainee": {"tess's decision"},
        "olu as trainee": {"olu's decision"},
        "sam as supervisor": {"tess's decision"},
        "una as supervisor": {"olu's decision"},
        "ada as accreditor": {"tess's decision"},
        "abe as accreditor": {"olu's decision"},
        "anyone as registrar": {"tess's decision", "olu's decision"},
    },
    "certificate.see": {
        "tess as trainee": {"tess's certificate"},
        "olu as trainee": {"olu's certificate"},
        "anyone as registrar": {"tess's certificate", "olu's certificate"},
    },
}
