"""The pages of rating rounds: begin, rate, finish or close, and see both side by side."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.models.people import Role
from app.models.rounds import RatingRound
from app.studio import blueprint, operations, queries
from app.studio.operations.rounds import finished_at
from app.studio.queries import rounds as asked
from app.studio.round_forms import StartForm, round_form
from app.studio.round_shapes import compared, lines_over_time
from app.web.access import actor, declares, get_or_404
from app.web.forms import Form
from app.web.pages import asked_page


@blueprint.route("/recordings/<int:recording_id>/rounds", methods=["GET", "POST"])
@declares("recording.rate_together")
def rounds(recording_id: int) -> ResponseReturnValue:
    """The rounds on a film, and the form that begins one."""
    recording = get_or_404("recording.rate_together", recording_id)
    criteria = asked.criteria_for(recording)
    form = StartForm().offer(criteria, asked.looked_for(recording, criteria))
    begun = form.give_to(
        lambda: operations.start_round(actor(), recording, form.criteria.data or [])
    )
    if begun is not None:
        return redirect(url_for("studio.round", round_id=begun.id))
    page = render_template(
        "rounds/rounds.html",
        recording=recording,
        cycle=queries.cycle_of(recording),
        page=asked.rounds_page(actor(), recording, asked_page()),
        page_url=lambda number: url_for("studio.rounds", recording_id=recording.id, page=number),
        open_round=asked.open_round(recording),
        pair=asked.pair_of(recording),
        form=form,
        criteria=criteria,
        is_trainee=actor().role is Role.TRAINEE,
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/rounds/<int:round_id>", methods=["GET", "POST"])
@declares("round.see")
def round(round_id: int) -> ResponseReturnValue:
    """Rate while it is open; once it is revealed, both are side by side."""
    row = _on_an_open_film("round.see", round_id)
    if row.revealed_at is not None:
        return _side_by_side(row)
    if row.closed_at is not None or finished_at(actor().role, row) is not None:
        return render_template("rounds/waiting.html", **_about(row), plain=Form())
    return _rate(row)


def _rate(row: RatingRound) -> ResponseReturnValue:
    criteria = asked.criteria_for(row.recording)
    form = round_form(row.criteria, criteria.scale, asked.own_ratings(actor(), row))
    if form.give_to(lambda: _kept(row, form)) is not None:
        flash(_what_follows(row), "done")
        return redirect(url_for("studio.round", round_id=row.id))
    page = render_template(
        "rounds/rate.html", **_about(row), form=form, criteria=criteria, plain=Form()
    )
    return page, 422 if form.is_submitted() else 200


def _kept(row: RatingRound, form: Any) -> bool:
    """What stands in the form is kept, also by whoever presses that they have finished."""
    operations.rate_in_round(actor(), row, form.levels, form.said)
    if "finish" in request.form:
        operations.finish_round(actor(), row)
    return True


def _what_follows(row: RatingRound) -> str:
    if row.revealed_at is not None:
        return "You have both finished: here you are, side by side."
    return KEPT if finished_at(actor().role, row) is None else FINISHED


def _side_by_side(row: RatingRound) -> ResponseReturnValue:
    ratings = asked.ratings_shown(actor(), row)
    return render_template(
        "rounds/side_by_side.html",
        **_about(row),
        rows=compared(row, ratings),
        moments=asked.moments_shown(actor(), row),
        criteria=asked.criteria_for(row.recording),
    )


@blueprint.route("/rounds/<int:round_id>/again", methods=["GET", "POST"])
@declares("round.rate")
def rate_again(round_id: int) -> ResponseReturnValue:
    """After the reveal: what one sees differently now is kept as a new version, seen by both."""
    row = _on_an_open_film("round.rate", round_id)
    if row.revealed_at is None:
        return redirect(url_for("studio.round", round_id=row.id))
    criteria = asked.criteria_for(row.recording)
    form = round_form(row.criteria, criteria.scale, asked.own_ratings(actor(), row))
    if form.give_to(lambda: _kept(row, form)) is not None:
        flash("Kept as a new version. You both see it, and what you said before.", "done")
        return redirect(url_for("studio.round", round_id=row.id))
    page = render_template("rounds/rate.html", **_about(row), form=form, criteria=criteria)
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/rounds/<int:round_id>/close")
@declares("round.close")
def close(round_id: int) -> ResponseReturnValue:
    row = operations.close_round(actor(), _on_an_open_film("round.close", round_id))
    flash("The round is closed. Nothing in it was shown; each of you keeps your own.", "done")
    return redirect(url_for("studio.rounds", recording_id=row.recording_id))


@blueprint.get("/enrolments/<int:enrolment_id>/rounds")
@declares("enrolment.follow")
def over_time(enrolment_id: int) -> ResponseReturnValue:
    """Every round of a training that was revealed: how both have seen each criterion."""
    enrolment = get_or_404("enrolment.follow", enrolment_id)
    page = asked.over_time(actor(), enrolment, asked_page())
    return render_template(
        "rounds/over_time.html",
        enrolment=enrolment,
        page=page,
        page_url=lambda number: url_for("studio.over_time", enrolment_id=enrolment.id, page=number),
        lines=lines_over_time(page.items, asked.current_in(actor(), page.items)),
        is_trainee=actor().role is Role.TRAINEE,
    )


def _about(row: RatingRound) -> dict[str, Any]:
    who = actor()
    return {
        "round": row,
        "recording": row.recording,
        "cycle": queries.cycle_of(row.recording),
        "other": row.supervisor if who.role is Role.TRAINEE else row.trainee,
        "is_trainee": who.role is Role.TRAINEE,
        "finished": finished_at(who.role, row),
    }


def _on_an_open_film(action: str, round_id: int) -> RatingRound:
    """The round, while its film is still open to the actor: consent is asked each time."""
    row: RatingRound = get_or_404(action, round_id)
    get_or_404("recording.rate_together", row.recording_id)
    return row


KEPT = "Kept. Only you see this until you have both finished."
FINISHED = "You have finished. Both of you are shown to each other once both have."
