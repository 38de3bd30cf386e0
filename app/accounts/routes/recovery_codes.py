"""Recovery codes: shown once, printed, kept; made anew."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import blueprint, operations, queries, sealing
from app.accounts.forms import CurrentPasswordForm
from app.accounts.leading import closed_for_now, wanted_page
from app.accounts.proving import who_has_this_password
from app.extensions import transaction
from app.models.people import Person
from app.web.access import actor, declares, own_transactions, passed_second_factor

SHOWN, SHOWN_FOR = "recovery_codes", timedelta(minutes=30)


def show_once(codes: list[str]) -> ResponseReturnValue:
    """Lead to the page of the codes; until they are kept they lie, sealed, in the cookie."""
    session[SHOWN] = sealing.seal_values(codes)
    return redirect(url_for("accounts.recovery_codes", next=wanted_page()))


@blueprint.get("/account/recovery-codes")
@declares("account.use")
def recovery_codes() -> ResponseReturnValue:
    codes = sealing.unseal_values(session.get(SHOWN, ""), within=SHOWN_FOR)
    if codes is None:
        return redirect(url_for("accounts.second_factor"))
    return render_template("accounts/recovery_codes.html", codes=codes, next=wanted_page())


@blueprint.post("/account/recovery-codes/kept")
@declares("account.use")
@own_transactions
def keep_recovery_codes() -> ResponseReturnValue:
    session.pop(SHOWN, None)
    flash("Your second factor is set up.", "done")
    return redirect(wanted_page() or url_for("accounts.start"))


@blueprint.route("/account/recovery-codes/new", methods=["GET", "POST"])
@declares("account.use")
@own_transactions
def make_recovery_codes() -> ResponseReturnValue:
    if not passed_second_factor() or queries.second_factor_of(current_user.id) is None:
        return redirect(url_for("accounts.second_factor"))
    form = CurrentPasswordForm()
    if not form.validate_on_submit():
        return _page(form, 422 if form.is_submitted() else 200)
    field = form.current_password
    try:
        known = who_has_this_password(current_user.email, field.data or "")
    except operations.TooManyAttempts as too_many:
        return closed_for_now(too_many, field, lambda status: _page(form, status))
    if known is None:
        field.errors = ["That is not your password."]
        return _page(form, 422)
    with transaction() as rows:
        codes = operations.make_recovery_codes(actor(), rows.get_one(Person, known.id))
    return show_once(codes)


def _page(form: CurrentPasswordForm, status: int) -> tuple[str, int]:
    return render_template("accounts/new_recovery_codes.html", form=form), status
