"""What somebody answers on their own phone: their goals, and what their service asks."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.casework.measure_forms import OwnQuestionsForm
from app.casework.operations import keep_scores, rate_by_link
from app.casework.queries import GoalChange, measures_for
from app.extensions import transaction
from app.models.case_record import Occasion
from app.models.rights import ClientLink
from app.rights import blueprint, queries
from app.rights.routes.your_page import opened
from app.web.access import by_link, own_transactions
from app.web.errors import Refusal

KEPT = "Thank you. We have your answers."
NONE_GIVEN = "Pick a number for one of them or more. We kept nothing yet."


@blueprint.route("/your-page/<token>/questions", methods=["GET", "POST"])
@by_link("your_page.rate")
@own_transactions
def questions(token: str) -> ResponseReturnValue:
    link = opened(token)
    goals = queries.own_goals(link)
    asked = measures_for(link.client)
    if not goals and not asked:
        abort(404)
    occasion = queries.occasion_now(link, goals)
    standing = {
        one.goal.id: one.ratings[occasion].rating for one in goals if occasion in one.ratings
    }
    form = OwnQuestionsForm.about([one.goal for one in goals], asked, standing)
    if form.give_to(lambda: _keep(link, form, goals, occasion)):
        flash(KEPT, "done")
        return redirect(url_for("rights.your_page", token=token))
    page = render_template(
        "rights/questions.html",
        token=token,
        form=form,
        goals=goals,
        asked=asked,
        occasion=occasion,
    )
    return page, 422 if form.is_submitted() else 200


def _keep(
    link: ClientLink, form: OwnQuestionsForm, goals: list[GoalChange], occasion: Occasion
) -> bool:
    if not form.ratings and not form.scores:
        raise Refusal(NONE_GIVEN)
    holder = queries.holder_of(link)
    with transaction():
        if form.ratings:
            rate_by_link(link.id, [one.goal for one in goals], occasion, form.ratings)
        if form.scores:
            keep_scores(None, link.client, holder, occasion, clock.today(), form.scores, link.id)
    return True
