"""A registrar's list of people, and inviting somebody."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import blueprint, operations, queries
from app.accounts.forms import InvitationForm
from app.models.people import Role
from app.web.access import actor, declares
from app.web.pages import asked_page


@blueprint.get("/registrar/people")
@declares("people.administer")
def people() -> ResponseReturnValue:
    words = "".join(sign for sign in request.args.get("words", "") if sign.isprintable()).strip()
    page = queries.people(actor(), words, asked_page())
    return render_template("accounts/people.html", page=page, words=words)


@blueprint.route("/registrar/people/new", methods=["GET", "POST"])
@declares("people.administer")
def invite() -> ResponseReturnValue:
    form = InvitationForm()
    person = form.give_to(
        lambda: operations.invite(
            actor(),
            form.name.data or "",
            form.email.data or "",
            [Role(one) for one in form.roles.data],
        )
    )
    if person is None:
        status = 422 if form.is_submitted() else 200
        return render_template("accounts/invite.html", form=form), status
    flash(f"A letter is on its way to {person.email}.", "done")
    return redirect(url_for("accounts.person", person_id=person.id))
