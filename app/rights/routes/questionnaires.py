"""Questions that somebody answers on their own phone: where they are with their own goals."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.casework.case_forms import RatingsForm
from app.casework.operations import rate_by_link
from app.extensions import transaction
from app.rights import blueprint, queries
from app.rights.routes.your_page import opened
from app.web.access import by_link, own_transactions
from app.web.errors import Refusal

KEPT = "Thank you. We have your answers."
NONE_GIVEN = "Pick a number for one goal or more. We kept nothing yet."


@blueprint.route("/your-page/<token>/questions", methods=["GET", "POST"])
@by_link("your_page.rate")
@own_transactions
def questions(token: str) -> ResponseReturnValue:
    link = opened(token)
    goals = queries.own_goals(link) or abort(404)
    occasion = queries.occasion_now(link, goals)
    standing = {
        one.goal.id: one.ratings[occasion].rating for one in goals if occasion in one.ratings
    }
    form = RatingsForm.of([one.goal for one in goals], standing)

    def keep() -> bool:
        if not form.ratings:
            raise Refusal(NONE_GIVEN)
        with transaction():
            rate_by_link(link.id, [one.goal for one in goals], occasion, form.ratings)
        return True

    if form.give_to(keep):
        flash(KEPT, "done")
        return redirect(url_for("rights.your_page", token=token))
    page = render_template(
        "rights/questions.html", token=token, form=form, goals=goals, occasion=occasion
    )
    return page, 422 if form.is_submitted() else 200
