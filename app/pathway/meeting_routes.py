"""Pages of the stage meetings: proposing one, reading one, recording one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.models.meetings import MeetingOutcome, StageMeeting, StageMeetingKind
from app.models.people import Person
from app.models.programme import Enrolment
from app.pathway import blueprint, operations, pages, queries
from app.pathway.forms import MeetingForm, ProposalForm
from app.pathway.kinds import KINDS, PROPOSED
from app.presentations.queries import Choice, choice_for, people_to_share_with
from app.web.access import actor, declares, get_or_404

GROUP = StageMeetingKind.GROUP_SHARING


@blueprint.route("/trainings/<int:enrolment_id>/stage-meeting", methods=["GET", "POST"])
@declares("enrolment.work_on")
def propose_meeting(enrolment_id: int) -> ResponseReturnValue:
    enrolment = get_or_404("enrolment.work_on", enrolment_id)
    due = pages.kinds_due(enrolment)
    kind = _asked_kind(due)
    people = queries.people_to_hold(actor(), enrolment, kind)
    choice = choice_for(actor(), enrolment, KINDS[kind].purpose, people)
    peers = people_to_share_with(actor()) if kind is GROUP else ()
    form = ProposalForm()
    form.offer(choice, peers)
    meeting = form.give_to(partial(_propose, enrolment, form, choice, peers, kind))
    if meeting is None:
        page = render_template(
            "pathway/propose_meeting.html",
            form=form,
            kind=kind,
            asked=KINDS[kind],
            others=[each for each in due if each is not kind],
            kinds=KINDS,
            enrolment=enrolment,
            kept_back=choice.kept_back,
            ahead=pages.ahead_of_the_meeting(enrolment, kind),
            said_before=queries.recommendations_before(enrolment),
        )
        return page, 422 if form.is_submitted() else 200
    flash("Your meeting is proposed, and what you chose is shown.", "done")
    return redirect(url_for("pathway.meeting", meeting_id=meeting.id))


def _asked_kind(due: tuple[StageMeetingKind, ...]) -> StageMeetingKind:
    asked = request.args.get("kind", "")
    named = next((each for each in PROPOSED if each.value == asked), None)
    return named or next(iter(due), StageMeetingKind.TRANSITION)


def _propose(
    enrolment: Enrolment,
    form: ProposalForm,
    choice: Choice,
    peers: Sequence[Person],
    kind: StageMeetingKind,
) -> StageMeeting:
    return operations.propose_meeting(
        actor(),
        enrolment,
        next(each for each in choice.people if each.id == form.held_by.data),
        [each.recording for each in choice.can_be if each.recording.id in form.recordings.data],
        form.days_open.data,
        kind,
        [each for each in choice.clips if each.id in form.clips.data],
        [each for each in peers if each.id in form.peers.data],
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
