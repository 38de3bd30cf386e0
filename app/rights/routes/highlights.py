"""The trainee's side of highlights: opening them to the holder of a link, and closing them."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.models.rights import ClientLink
from app.rights import blueprint, operations, queries
from app.rights.forms import HighlightsForm
from app.rights.operations.highlights import HOLDS_FOR
from app.rights.queries import Offered
from app.web.access import actor, declares, get_or_404

THEY_KEEP = "Kept. They see it with the numbers they have."
CLOSED = "Closed. Their page shows nothing of it from now on, and the numbers open nothing."


@blueprint.route("/client-links/<int:link_id>/highlights", methods=["GET", "POST"])
@declares("client_link.open_highlights")
def highlights(link_id: int) -> ResponseReturnValue:
    link = get_or_404("client_link.open_highlights", link_id)
    offered, code = queries.offered_reels(actor(), link), queries.standing_code(link)
    until = min(clock.today() + HOLDS_FOR, link.ends_on)
    form = HighlightsForm.of(offered, until, has_numbers=code is not None)
    opened = form.give_to(lambda: (_open(link, form, offered),))
    if opened is not None:
        (numbers,) = opened
        if numbers is not None:
            return render_template("rights/numbers.html", link=link, numbers=numbers, form=form)
        flash(THEY_KEEP, "done")
        return redirect(url_for("rights.highlights", link_id=link.id))
    page = render_template(
        "rights/highlights.html",
        link=link,
        form=form,
        offered=offered,
        code=code,
        watched_at=queries.own_watching(link),
    )
    return page, 422 if form.is_submitted() else 200


def _open(link: ClientLink, form: HighlightsForm, offered: list[Offered]) -> str | None:
    chosen = [
        one.reel for one in offered if one.may_be_opened and one.reel.id in (form.reels.data or ())
    ]
    return operations.open_highlights(actor(), link, chosen, form.until.data, form.renews)


@blueprint.post("/client-links/<int:link_id>/highlights/close")
@declares("client_link.open_highlights")
def close_highlights(link_id: int) -> ResponseReturnValue:
    link = get_or_404("client_link.open_highlights", link_id)
    operations.close_highlights(actor(), link)
    flash(CLOSED, "done")
    return redirect(url_for("rights.highlights", link_id=link.id))
