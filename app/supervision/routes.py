"""Pages of supervision: ask, prepare, rate, record, sign, and the trainee's log."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectChoice

from app.casework.forms import PlainForm
from app.casework.queries import brought_cycles
from app.models.casework import Cycle
from app.models.footage import Clip
from app.models.supervision import SupervisionSession
from app.models.times import SupervisionTime
from app.presentations.queries import label_of
from app.programmes.queries import active_enrolment, criteria_of, supervisor_of
from app.supervision import blueprint, booked, earlier, groups, operations, queries
from app.supervision.forms import AskForm, RecordForm, SessionForm, rating_form
from app.supervision.from_room import FromRoom, from_room
from app.web.access import actor, declares, get_or_404, may_on
from app.web.pages import asked_page


@blueprint.route("/cycles/<int:cycle_id>/ask", methods=["GET", "POST"])
@declares("cycle.change")
def ask(cycle_id: int) -> ResponseReturnValue:
    cycle, form = get_or_404("cycle.change", cycle_id), AskForm()
    clips = queries.clips_to_bring(cycle, actor())
    form.clips.choices = [SelectChoice(str(one.id), _said_of(one)) for one in clips]
    asked = form.give_to(
        lambda: operations.ask_for_supervision(
            actor(),
            cycle,
            form.question.data,
            form.pleased_with.data or "",
            form.hopes.data or "",
            [one for one in clips if str(one.id) in form.clips.data],
        )
    )
    if asked is not None:
        flash("Your supervisor has your question and sees this cycle now.", "done")
        return redirect(url_for("casework.cycle", cycle_id=cycle.id))
    page = render_template(
        "supervision/ask.html",
        cycle=cycle,
        form=form,
        check=queries.preflight(cycle, actor()),
        is_kept_back=earlier.is_kept_back(cycle),
    )
    return page, 422 if form.is_submitted() else 200


def _said_of(clip: Clip) -> str:
    film = clip.recording
    return f"{clip.title}, {clip.span.label(film.rate)}, {film.kind.label}"


@blueprint.get("/supervision")
@declares("training.follow")
def log() -> ResponseReturnValue:
    page, mine = queries.log_page(actor(), asked_page()), active_enrolment(actor().person_id)
    supervisor = supervisor_of(mine) if mine else None
    has_more = mine and supervisor and earlier.has_kept_back(actor(), mine, supervisor.id)
    return render_template(
        "supervision/log.html",
        page=page,
        minutes=queries.minutes_in_all(actor()),
        watches=mine,
        to_hand_over_to=supervisor if has_more else None,
        points=queries.open_points(mine.id, actor()) if mine else (),
        booking=booked.next_booking(mine.id, actor()) if mine else None,
    )


@blueprint.get("/enrolments/<int:enrolment_id>/supervision")
@declares("enrolment.supervise")
def prepare(enrolment_id: int) -> ResponseReturnValue:
    enrolment = get_or_404("enrolment.supervise", enrolment_id)
    return render_template(
        "supervision/prepare.html",
        enrolment=enrolment,
        brought=queries.brought(enrolment, actor()),
        sessions=queries.recent_sessions(enrolment, actor()),
        points=queries.open_points(enrolment.id, actor()),
        booking=booked.next_booking(enrolment.id, actor()),
        criteria=criteria_of(enrolment),
        me=actor().person_id,
        may_watch_together=may_on("enrolment.watch_together", enrolment),
    )


@blueprint.route("/cycles/<int:cycle_id>/ratings", methods=["GET", "POST"])
@declares("cycle.supervise")
def rate(cycle_id: int) -> ResponseReturnValue:
    cycle = get_or_404("cycle.supervise", cycle_id)
    criteria = criteria_of(cycle.enrolment)
    form = rating_form(criteria)
    rated = form.give_to(lambda: operations.rate_cycle(actor(), cycle, form.levels))
    if rated is not None:
        flash("Your ratings are kept. The trainee sees them with the signed session.", "done")
        return redirect(url_for("supervision.prepare", enrolment_id=cycle.enrolment_id))
    page = render_template(
        "supervision/rate.html",
        cycle=cycle,
        form=form,
        criteria=criteria,
        given=queries.current_ratings(cycle, actor()),
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/enrolments/<int:enrolment_id>/sessions/record", methods=["GET", "POST"])
@declares("enrolment.supervise")
def record(enrolment_id: int) -> ResponseReturnValue:
    enrolment = get_or_404("enrolment.supervise", enrolment_id)
    cycles, watched = queries.waiting_cycles(enrolment, actor()), from_room(enrolment)
    others = groups.others(actor(), enrolment)
    booked_time = groups.booked_lately(actor(), enrolment)
    form = RecordForm(data=_begins(cycles, watched, booked_time))
    _offer(form, cycles)
    form.others.choices = [SelectChoice(str(one.id), one.trainee.name) for one in others]
    recorded = form.give_to(
        lambda: operations.record_together(
            actor(),
            [enrolment, *(one for one in others if str(one.id) in form.others.data)],
            *_filled(form, cycles),
        )
    )
    if recorded is not None and recorded.group_key is not None:
        return redirect(url_for("supervision.group", session_id=recorded.id))
    if recorded is not None:
        return redirect(url_for("supervision.sign", session_id=recorded.id))
    page = render_template(
        "supervision/record.html",
        enrolment=enrolment,
        form=form,
        watched=watched,
        label_of=label_of,
        points=queries.open_points(enrolment.id, actor()),
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/sessions/<int:session_id>/change", methods=["GET", "POST"])
@declares("session.change")
def change(session_id: int) -> ResponseReturnValue:
    row = get_or_404("session.change", session_id)
    seen = queries.cycles_of(row)
    waiting = queries.waiting_cycles(row.enrolment, actor())
    cycles = seen + [one for one in waiting if one not in seen]
    form = SessionForm(obj=None, data=_written(row, seen))
    _offer(form, cycles)
    changed = form.give_to(lambda: operations.change_session(actor(), row, *_filled(form, cycles)))
    if changed is not None:
        return redirect(url_for("supervision.sign", session_id=row.id))
    page = render_template("supervision/change.html", session=row, form=form)
    return page, 422 if form.is_submitted() else 200


def _begins(
    cycles: list[Cycle], watched: FromRoom | None, booked_time: SupervisionTime | None
) -> dict[str, object]:
    """What a record begins with: the time that was booked, and what was watched together."""
    begins: dict[str, object] = {}
    if booked_time is not None:
        begins = {
            "held_on": booked_time.starts_at.date(),
            "minutes": booked_time.minutes,
            "others": [str(one.enrolment_id) for one in booked_time.bookings],
        }
    return {**begins, **(watched.begins(cycles) if watched else {})}


def _offer(form: SessionForm, cycles: list[Cycle]) -> None:
    form.cycles.choices = [
        SelectChoice(str(one.id), f"Cycle {one.number} with {one.client.code}") for one in cycles
    ]


def _filled(form: SessionForm, cycles: list[Cycle]) -> tuple:
    seen = [one for one in cycles if str(one.id) in form.cycles.data]
    return (
        form.held_on.data,
        form.minutes.data,
        form.strengths.data,
        form.points,
        form.next_steps.data or "",
        seen,
    )


def _written(row: SupervisionSession, seen: list[Cycle]) -> dict[str, object]:
    return {
        "cycles": [str(one.id) for one in seen],
        "held_on": row.held_on,
        "minutes": row.minutes,
        "strengths": row.strengths,
        "working_points": "\n".join(point.words for point in row.working_points),
        "next_steps": row.next_steps,
    }


@blueprint.route("/sessions/<int:session_id>/sign", methods=["GET", "POST"])
@declares("session.sign")
def sign(session_id: int) -> ResponseReturnValue:
    row, form = get_or_404("session.sign", session_id), PlainForm()
    if form.give_to(lambda: operations.sign_session(actor(), row)) is not None:
        flash("Signed. The trainee can read the session and your marks now.", "done")
        return redirect(url_for("supervision.session", session_id=row.id))
    page = render_template(
        "supervision/sign.html",
        session=row,
        form=form,
        seen=brought_cycles(queries.cycles_of(row), actor()),
    )
    return page, 422 if form.is_submitted() else 200
