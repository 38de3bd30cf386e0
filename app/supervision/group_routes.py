"""The records of one session with several trainees."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accreditation.wording import counted
from app.casework.forms import PlainForm
from app.supervision import blueprint, groups, operations
from app.web.access import actor, declares, get_or_404


@blueprint.route("/sessions/<int:session_id>/group", methods=["GET", "POST"])
@declares("session.see")
def group(session_id: int) -> ResponseReturnValue:
    row, form = get_or_404("session.see", session_id), PlainForm()
    sessions, to_sign = groups.sessions_of(actor(), row), groups.to_sign(actor(), row)
    if not sessions:
        abort(404)
    signed = form.give_to(lambda: operations.sign_together(actor(), to_sign))
    if signed is not None:
        flash(f"Signed for {counted(signed, 'trainee')}. Each can read their own now.", "done")
        return redirect(url_for("supervision.group", session_id=session_id))
    page = render_template("supervision/group.html", sessions=sessions, to_sign=to_sign, form=form)
    return page, 422 if form.is_submitted() else 200
