"""Pages of the stage meetings: proposing one, reading one, recording one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.models.meetings import MeetingOutcome, StageMeeting
from app.models.people import Person
from app.models.programme import Enrolment
from app.pathway import blueprint, operations, pages, queries
from app.pathway.forms import MeetingForm, ProposalForm
from app.presentations.queries import Choosable, to_choose_from
from app.web.access import actor, declares, get_or_404


@blueprint.route("/trainings/<int:enrolment_id>/stage-meeting", methods=["GET", "POST"])
@declares("enrolment.work_on")
def propose_meeting(enrolment_id: int) -> ResponseReturnValue:
    enrolment = get_or_404("enrolment.work_on", enrolment_id)
    people, ready = queries.people_to_meet(actor()), to_choose_from(actor(), enrolment)
    form = ProposalForm()
    form.offer(people, [each for each in ready if not each.reasons])
    meeting = form.give_to(partial(_propose, enrolment, form, people, ready))
    if meeting is None:
        page = render_template(
            "pathway/propose_meeting.html",
            form=form,
            kept_back=[each for each in ready if each.reasons],
            ahead=pages.ahead_of_the_meeting(enrolment),
        )
        return page, 422 if form.is_submitted() else 200
    flash("Your meeting is proposed, and what you chose is shown.", "done")
    return redirect(url_for("pathway.meeting", meeting_id=meeting.id))


def _propose(
    enrolment: Enrolment, form: ProposalForm, people: Sequence[Person], ready: Sequence[Choosable]
) -> StageMeeting:
    return operations.propose_meeting(
        actor(),
        enrolment,
        next(each for each in people if each.id == form.held_by.data),
        [each.recording for each in ready if each.recording.id in form.recordings.data],
        form.days_open.data,
    )


@blueprint.get("/stage-meetings/<int:meeting_id>")
@declares("stage_meeting.see")
def meeting(meeting_id: int) -> ResponseReturnValue:
    row = get_or_404("stage_meeting.see", meeting_id)
    return render_template(
        "pathway/meeting.html", meeting=row, **pages.around_a_meeting(row, actor())
    )


@blueprint.post("/stage-meetings/<int:meeting_id>/take-back")
@declares("stage_meeting.take_back")
def take_back(meeting_id: int) -> ResponseReturnValue:
    operations.take_back_proposal(actor(), get_or_404("stage_meeting.take_back", meeting_id))
    flash("The proposal is taken back, and nothing is shown any more.", "done")
    return redirect(url_for("pathway.home"))


@blueprint.route("/stage-meetings/<int:meeting_id>/record", methods=["GET", "POST"])
@declares("stage_meeting.record")
def record_meeting(meeting_id: int) -> ResponseReturnValue:
    row = get_or_404("stage_meeting.record", meeting_id)
    form = MeetingForm()
    if form.give_to(partial(_record, row, form)) is None:
        around = pages.around_a_meeting(row, actor())
        today = clock.today().isoformat()
        page = render_template(
            "pathway/record_meeting.html", meeting=row, form=form, today=today, **around
        )
        return page, 422 if form.is_submitted() else 200
    flash("The meeting is recorded. Thank you for holding it.", "done")
    return redirect(url_for("pathway.meeting", meeting_id=row.id))


def _record(row: StageMeeting, form: MeetingForm) -> StageMeeting:
    return operations.record_meeting(
        actor(),
        row,
        form.held_on.data,
        form.minutes.data,
        MeetingOutcome(form.outcome.data),
        form.strengths.data,
        form.next_steps.data,
    )
