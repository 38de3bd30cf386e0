"""A registrar's page of what stands behind the numbers of one training."""

from __future__ import annotations

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from app.pathway import evidence as evidence_of
from app.readiness import blueprint, pages
from app.web.access import declares, get_or_404


@blueprint.get("/registrar/trainees/<int:enrolment_id>/evidence")
@declares("enrolment.administer")
def evidence(enrolment_id: int) -> ResponseReturnValue:
    row = get_or_404("enrolment.administer", enrolment_id)
    return render_template("readiness/evidence.html", **pages.evidence(row))


@blueprint.get("/registrar/trainees/<int:enrolment_id>/evidence/<evidence_kind>/<int:evidence_id>")
@declares("enrolment.administer")
def one_piece(enrolment_id: int, evidence_kind: str, evidence_id: int) -> ResponseReturnValue:
    row = get_or_404("enrolment.administer", enrolment_id)
    found = evidence_of.one_piece(row, evidence_kind, evidence_id)
    if found is None:
        abort(404, "Nothing like that stands in this training.")
    back = url_for("readiness.evidence", enrolment_id=row.id)
    return render_template(
        "pathway/evidence.html", own=False, back=(back, "What is there"), **found
    )
