"""What a trainee shows to whom, and handing over to the next supervisor."""

from __future__ import annotations

from datetime import time
from functools import partial

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.models.presentations import Presentation, PresentationPurpose
from app.models.programme import Enrolment
from app.pathway import blueprint
from app.pathway.forms import HandoverForm
from app.presentations import queries
from app.presentations.operations import present
from app.presentations.words import PURPOSES
from app.web.access import actor, declares, get_or_404
from app.web.pages import asked_page

HANDOVER = PresentationPurpose.HANDOVER


@blueprint.get("/trainings/<int:enrolment_id>/shown")
@declares("enrolment.work_on")
def shown(enrolment_id: int) -> ResponseReturnValue:
    enrolment = get_or_404("enrolment.work_on", enrolment_id)
    return render_template(
        "presentations/shown.html",
        enrolment=enrolment,
        page=queries.shown_by_me(actor(), enrolment, asked_page()),
        page_url=lambda number: url_for("pathway.shown", enrolment_id=enrolment_id, page=number),
        purposes=PURPOSES,
        has_closed=queries.has_closed,
        now=clock.now(),
    )


@blueprint.route("/trainings/<int:enrolment_id>/hand-over", methods=["GET", "POST"])
@declares("enrolment.work_on")
def hand_over(enrolment_id: int) -> ResponseReturnValue:
    enrolment = get_or_404("enrolment.work_on", enrolment_id)
    people = queries.people_to_hand_over_to(actor())
    choice = queries.choice_for(actor(), enrolment, HANDOVER, people)
    form = HandoverForm()
    form.offer(choice)
    made = form.give_to(partial(_hand_over, enrolment, form, choice))
    if made is None:
        page = render_template(
            "presentations/hand_over.html",
            form=form,
            enrolment=enrolment,
            kept_back=choice.kept_back,
            today=clock.today().isoformat(),
        )
        return page, 422 if form.is_submitted() else 200
    flash("It is shown to your next supervisor for that time.", "done")
    return redirect(url_for("presentations.presentation", presentation_id=made.id))


def _hand_over(enrolment: Enrolment, form: HandoverForm, choice: queries.Choice) -> Presentation:
    """Both days are whole days as people at home count them."""
    begins = clock.at_home(form.opens_on.data, time())
    return present(
        actor(),
        enrolment,
        HANDOVER,
        [each.recording for each in choice.can_be if each.recording.id in form.recordings.data],
        [each for each in choice.people if each.id == form.to.data],
        max(begins, clock.now()),
        clock.at_home(form.closes_on.data, time(23, 59, 59)),
        [each for each in choice.clips if each.id in form.clips.data],
    )
