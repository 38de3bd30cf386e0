"""A registrar's page of what stands behind the numbers of one training."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.readiness import blueprint, pages
from app.web.access import declares, get_or_404


@blueprint.get("/registrar/trainees/<int:enrolment_id>/evidence")
@declares("enrolment.administer")
def evidence(enrolment_id: int) -> ResponseReturnValue:
    row = get_or_404("enrolment.administer", enrolment_id)
    return render_template("readiness/evidence.html", **pages.evidence(row))
