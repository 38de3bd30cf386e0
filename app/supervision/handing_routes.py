"""Pages where a trainee chooses what the next supervisor sees of the time before."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectChoice

from accreditation.wording import counted, day
from app.models.casework import Cycle
from app.models.people import Person
from app.models.programme import Enrolment
from app.models.supervision import SupervisionSession
from app.programmes.queries import supervisor_of
from app.supervision import blueprint, earlier, operations
from app.supervision.forms import HandOverForm
from app.web.access import actor, declares, get_or_404
from app.web.pages import Page, asked_page


@blueprint.route("/trainings/<int:enrolment_id>/earlier", methods=["GET", "POST"])
@declares("enrolment.work_on")
def earlier_cycles(enrolment_id: int) -> ResponseReturnValue:
    enrolment, supervisor = _whose(enrolment_id)
    page = earlier.cycles_page(actor(), enrolment, asked_page())
    waiting = earlier.still_waiting(page.items)
    choices = [_cycle(one, one.id in waiting) for one in page.items]
    return _chosen_from(enrolment, supervisor, page, choices)


@blueprint.route("/trainings/<int:enrolment_id>/earlier/sessions", methods=["GET", "POST"])
@declares("enrolment.work_on")
def earlier_sessions(enrolment_id: int) -> ResponseReturnValue:
    enrolment, supervisor = _whose(enrolment_id)
    page = earlier.sessions_page(actor(), enrolment, supervisor.id, asked_page())
    return _chosen_from(enrolment, supervisor, page, [_session(one) for one in page.items])


def _whose(enrolment_id: int) -> tuple[Enrolment, Person]:
    enrolment = get_or_404("enrolment.work_on", enrolment_id)
    supervisor = supervisor_of(enrolment)
    if supervisor is None:
        abort(404)
    return enrolment, supervisor


def _chosen_from(
    enrolment: Enrolment, supervisor: Person, page: Page, choices: list[SelectChoice]
) -> ResponseReturnValue:
    form = HandOverForm()
    form.what.choices = choices
    given = form.give_to(lambda: _hand_over(enrolment, supervisor, form, page.items))
    if given is not None:
        flash(f"{supervisor.name} sees {counted(given, 'more thing')} now.", "done")
        return redirect(url_for("supervision.earlier_cycles", enrolment_id=enrolment.id))
    rendered = render_template(
        "supervision/earlier.html",
        enrolment=enrolment,
        supervisor=supervisor,
        form=form,
        page=page,
    )
    return rendered, 422 if form.is_submitted() else 200


def _hand_over(
    enrolment: Enrolment, supervisor: Person, form: HandOverForm, rows: list[Any]
) -> int:
    chosen = [one for one in rows if str(one.id) in form.what.data]
    cycles = [one for one in chosen if isinstance(one, Cycle)]
    sessions = [one for one in chosen if isinstance(one, SupervisionSession)]
    return operations.hand_over(actor(), enrolment, supervisor, cycles, sessions)


def _cycle(one: Cycle, waits_for_an_answer: bool) -> SelectChoice:
    waits = "; its question waits" if waits_for_an_answer else ""
    return SelectChoice(str(one.id), f"Cycle {one.number} with {one.client.code}{waits}")


def _session(one: SupervisionSession) -> SelectChoice:
    return SelectChoice(str(one.id), f"Session of {day(one.held_on)} with {one.supervisor.name}")
