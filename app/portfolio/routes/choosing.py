"""Choosing evidence: moments with a reason each, and whole films."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import policies
from app.extensions import db
from app.footage.queries import with_blurs
from app.models.moments import Moment
from app.models.portfolio import ChosenMoment, Portfolio
from app.portfolio import blueprint, operations, queries
from app.portfolio.forms import ActForm, ReasonForm
from app.programmes.queries import criteria_of, principles_of
from app.web.access import actor, declares, get_or_404
from app.web.pages import asked_page


@blueprint.get("/portfolios/<int:portfolio_id>/moments")
@declares("portfolio.build")
def moments(portfolio_id: int) -> ResponseReturnValue:
    portfolio = get_or_404("portfolio.build", portfolio_id)
    asked = {
        "cycle_id": request.args.get("cycle", type=int),
        "group": request.args.get("group", type=int),
    }

    def url(page: int) -> str:
        return url_for(".moments", portfolio_id=portfolio_id, page=page, **_in_address(asked))

    return render_template(
        "portfolio/moments.html",
        portfolio=portfolio,
        page=queries.moments_to_choose(actor(), portfolio, asked_page(), **asked),
        cycles=queries.cycles_to_filter_by(portfolio),
        groups=principles_of(portfolio.enrolment).groups,
        asked=asked,
        url=url,
    )


def _in_address(asked: dict[str, int | None]) -> dict[str, Any]:
    names = {"cycle_id": "cycle", "group": "group"}
    return {names[key]: value for key, value in asked.items() if value is not None}


@blueprint.route("/portfolios/<int:portfolio_id>/moments/<int:moment_id>", methods=["GET", "POST"])
@declares("portfolio.build")
def choose(portfolio_id: int, moment_id: int) -> ResponseReturnValue:
    portfolio = get_or_404("portfolio.build", portfolio_id)
    moment, chosen = _moment(portfolio, moment_id)
    offered = queries.criteria_offered(portfolio, moment)
    form = _reason_form(chosen, offered)
    kept = form.give_to(
        lambda: operations.choose_moment(
            actor(), portfolio, moment, form.reason.data, form.criteria.data
        )
    )
    if kept is not None:
        flash("The moment is in your portfolio.", "done")
        return redirect(url_for("portfolio.build", _anchor="moments"))
    page = render_template(
        "portfolio/choose.html",
        portfolio=portfolio,
        moment=moment,
        recording=moment.track.recording,
        chosen=chosen,
        offered=offered,
        mark=criteria_of(portfolio.enrolment).mark,
        may_watch=policies.find("recording.watch", moment.track.recording_id, actor()) is not None,
        form=form,
        leave_form=ActForm(),
    )
    return page, 422 if form.is_submitted() else 200


def _reason_form(chosen: ChosenMoment | None, offered: list[queries.Offered]) -> ReasonForm:
    now = [one.criterion for one in chosen.criteria] if chosen else None
    if now is None:
        now = [one.key for one in offered if one.suggested]
    form = ReasonForm(data={"reason": chosen.reason if chosen else "", "criteria": now})
    form.criteria.choices = [(one.key, one.wording) for one in offered]
    return form


@blueprint.post("/portfolios/<int:portfolio_id>/moments/<int:moment_id>/leave")
@declares("portfolio.build")
def leave(portfolio_id: int, moment_id: int) -> ResponseReturnValue:
    portfolio = get_or_404("portfolio.build", portfolio_id)
    operations.leave_moment(actor(), portfolio, moment_id)
    flash("Taken out of the portfolio. The moment stays on its film.", "done")
    return redirect(url_for("portfolio.build", _anchor="moments"))


@blueprint.get("/portfolios/<int:portfolio_id>/recordings")
@declares("portfolio.build")
def recordings(portfolio_id: int) -> ResponseReturnValue:
    portfolio = get_or_404("portfolio.build", portfolio_id)
    page = queries.recordings_to_choose(actor(), portfolio, asked_page())
    return render_template(
        "portfolio/recordings.html",
        portfolio=portfolio,
        page=page,
        reasons=queries.reasons_against([each.row for each in page.items]),
        watchable=queries.watchable_among(actor(), portfolio),
        blurred=with_blurs([each.row.id for each in page.items]),
        form=ActForm(),
        url=lambda number: url_for(".recordings", portfolio_id=portfolio_id, page=number),
    )


@blueprint.post("/portfolios/<int:portfolio_id>/recordings/<int:recording_id>")
@declares("portfolio.build")
def choose_recording(portfolio_id: int, recording_id: int) -> ResponseReturnValue:
    portfolio = get_or_404("portfolio.build", portfolio_id)
    recording = get_or_404("recording.follow", recording_id)
    operations.choose_recording(actor(), portfolio, recording)
    flash("Chosen. The accreditor can watch this whole film once you submit.", "done")
    return _back_to_recordings(portfolio)


@blueprint.post("/portfolios/<int:portfolio_id>/recordings/<int:recording_id>/leave")
@declares("portfolio.build")
def leave_recording(portfolio_id: int, recording_id: int) -> ResponseReturnValue:
    portfolio = get_or_404("portfolio.build", portfolio_id)
    operations.leave_recording(actor(), portfolio, recording_id)
    flash("Taken out. The accreditor will not see this whole film.", "done")
    return _back_to_recordings(portfolio)


def _back_to_recordings(portfolio: Portfolio) -> ResponseReturnValue:
    page = request.args.get("page", type=int)
    return redirect(url_for("portfolio.recordings", portfolio_id=portfolio.id, page=page))


def _moment(portfolio: Portfolio, moment_id: int) -> tuple[Moment, ChosenMoment | None]:
    """A moment of this training: one that is chosen already may have been deleted since."""
    chosen = queries.chosen_moment(portfolio, moment_id)
    if chosen is not None:
        return chosen.moment, chosen
    readable = queries.readable_moments(actor(), portfolio).where(Moment.id == moment_id)
    moment = db.session.scalar(readable)
    if moment is None:
        abort(404)
    return moment, None
