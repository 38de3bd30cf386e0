"""The notices of whoever is signed in: read them, follow them, choose letters about them."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.models.notices import Digest
from app.notices import blueprint, operations, queries
from app.notices.forms import PreferencesForm
from app.web.access import actor, declares, get_or_404, may_act_as, maybe_actor
from app.web.pages import asked_page, paginate


@blueprint.get("/notices")
@declares("notice.read")
def notices() -> ResponseReturnValue:
    return render_template(
        "notices/notices.html",
        page=paginate(queries.newest_first(actor()), asked_page()),
        page_url=lambda number: url_for("notices.notices", page=number),
        digest=queries.digest_wanted(actor().person_id),
    )


@blueprint.post("/notices/<int:notice_id>/open")
@declares("notice.read")
def open_notice(notice_id: int) -> ResponseReturnValue:
    """Read it and go where it leads, in the role it is about: a second factor may come first."""
    notice = get_or_404("notice.read", notice_id)
    if notice.role is not None and not may_act_as(notice.role):
        return redirect(url_for("accounts.set_up_second_factor", next=notice.url))
    operations.read(notice)
    if notice.role is not None:
        session["role"] = notice.role.value
    return redirect(request.root_path + notice.url)


@blueprint.post("/notices/<int:notice_id>/read")
@declares("notice.read")
def read_notice(notice_id: int) -> ResponseReturnValue:
    operations.read(get_or_404("notice.read", notice_id))
    return redirect(_back_to_the_page())


@blueprint.post("/notices/read")
@declares("notice.read")
def read_all() -> ResponseReturnValue:
    operations.read_all(actor())
    flash("Everything is marked as read.", "done")
    return redirect(url_for("notices.notices"))


@blueprint.route("/notices/letters", methods=["GET", "POST"])
@declares("account.use")
def preferences() -> ResponseReturnValue:
    form = PreferencesForm(digest=queries.digest_wanted(actor().person_id).value)
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("notices/preferences.html", form=form), status
    operations.choose_digest(actor(), Digest(form.digest.data))
    flash("That is how letters come from now on.", "done")
    return redirect(url_for("notices.notices"))


def _back_to_the_page() -> str:
    number = request.form.get("page", 1, type=int)
    return url_for("notices.notices", page=number if number > 1 else None)


@blueprint.app_context_processor
def unread() -> dict[str, Any]:
    """What the frame of every page shows: how much is unread, and where it stands."""
    who = maybe_actor()
    if who is None or who.role is None:
        return {}
    return {
        "unread_notices": queries.count_unread(who),
        "notices_url": url_for("notices.notices"),
    }
