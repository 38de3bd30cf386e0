"""The registrar's pages: who reviews what, who chairs, and letting a decision go out."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import policies
from app.models.panel import PanelMember
from app.models.people import Person
from app.models.portfolio import Submission
from app.panel import blueprint, operations, queries
from app.panel.forms import AllocateForm
from app.portfolio.queries import decision_on
from app.services.queries import named_line_managers
from app.web.access import actor, declares, get_or_404, may_on
from app.web.errors import Refusal
from app.web.pages import asked_page


@blueprint.get("/panel/submissions")
@declares("training.administer")
def submissions() -> ResponseReturnValue:
    page = queries.submissions_page(actor(), asked_page())
    return render_template(
        "panel/submissions.html",
        page=page,
        to_release=queries.to_release(actor(), page.items),
        page_url=lambda number: url_for("panel.submissions", page=number),
    )


@blueprint.route("/panel/submissions/<int:submission_id>", methods=["GET", "POST"])
@declares("submission.administer")
def allocate(submission_id: int) -> ResponseReturnValue:
    row = get_or_404("submission.administer", submission_id)
    people, form = queries.accreditors_for(row, actor()), AllocateForm()
    form.offer(people)
    member = form.give_to(lambda: _allocate(row, form))
    if member is not None:
        flash("Asked. Once they accept, access opens and closes by itself.", "done")
        return redirect(url_for("panel.allocate", submission_id=row.id))
    decision = decision_on(row, actor())
    page = render_template(
        "panel/allocate.html",
        submission=row,
        members=queries.members_of(row),
        decision=decision,
        may_release=decision is not None and may_on("decision.release", decision),
        appeal=queries.appeal_behind(row),
        people=people,
        line_managers=named_line_managers(row.enrolment.trainee_id),
        form=form,
    )
    return page, 422 if form.is_submitted() else 200


def _allocate(row: Submission, form: AllocateForm) -> PanelMember:
    accreditor: Person | None = policies.find("person.put_on_panel", form.accreditor.data, actor())
    if accreditor is None:
        raise Refusal("That person is not an accreditor any more. Choose somebody else.")
    return operations.allocate_accreditor(actor(), row, accreditor, form.opens_at, form.closes_at)


@blueprint.post("/panel/seats/<int:seat_id>/chair")
@declares("panel_seat.administer")
def name_chair(seat_id: int) -> ResponseReturnValue:
    seat = get_or_404("panel_seat.administer", seat_id)
    operations.name_chair(actor(), seat)
    flash(f"{seat.accreditor.name} chairs the panel.", "done")
    return redirect(url_for("panel.allocate", submission_id=seat.submission_id))


@blueprint.post("/panel/seats/<int:seat_id>/release")
@declares("panel_seat.administer")
def release_seat(seat_id: int) -> ResponseReturnValue:
    seat = get_or_404("panel_seat.administer", seat_id)
    operations.release_seat(actor(), seat)
    flash(f"{seat.accreditor.name} is not on the panel any more.", "done")
    return redirect(url_for("panel.allocate", submission_id=seat.submission_id))


@blueprint.post("/decisions/<int:decision_id>/release")
@declares("decision.release")
def release(decision_id: int) -> ResponseReturnValue:
    decision = get_or_404("decision.release", decision_id)
    operations.release_decision(actor(), decision)
    flash("Released. The trainee and their supervisor are told.", "done")
    return redirect(url_for("panel.allocate", submission_id=decision.submission_id))
