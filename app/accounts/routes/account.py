"""One's own account: password, where one is signed in, what was tried."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import blueprint, operations, passwords, queries, this_browser
from app.accounts.forms import ChangePasswordForm, TimeZoneForm
from app.accounts.leading import closed_for_now
from app.accounts.proving import who_has_this_password
from app.extensions import transaction
from app.models.people import Person
from app.web import zones
from app.web.access import actor, declares, get_or_404, open_to_all, own_transactions
from app.web.pages import asked_page, paginate


@blueprint.get("/profile")
@declares("account.use")
def profile() -> ResponseReturnValue:
    return render_template(
        "accounts/profile.html",
        factor=queries.second_factor_of(current_user.id),
        signed_in=queries.count_live_sessions(current_user.id),
        zone=zones.named(zones.zone_for()),
    )


@blueprint.route("/account/time-zone", methods=["GET", "POST"])
@declares("account.use")
def time_zone() -> ResponseReturnValue:
    form = TimeZoneForm(data={"time_zone": current_user.time_zone})
    if form.validate_on_submit():
        operations.choose_time_zone(actor(), current_user, form.time_zone.data)
        flash(f"Times on your pages and in your letters are {form.said} now.", "done")
        return redirect(url_for("accounts.profile"))
    page = render_template("accounts/time_zone.html", form=form)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/.well-known/change-password")
@open_to_all
def where_passwords_change() -> ResponseReturnValue:
    """Password managers look here (the well-known address for changing passwords)."""
    return redirect(url_for("accounts.change_password"))


@blueprint.route("/account/password", methods=["GET", "POST"])
@declares("account.use")
@own_transactions
def change_password() -> ResponseReturnValue:
    form = ChangePasswordForm()
    if not form.validate_on_submit():
        return _password_page(form, 422 if form.is_submitted() else 200)
    try:
        changed = _change_password(form)
    except operations.TooManyAttempts as too_many:
        field = form.current_password
        return closed_for_now(too_many, field, lambda status: _password_page(form, status))
    if not changed:
        return _password_page(form, 422)
    flash("Your password is changed. Every other browser is signed out.", "done")
    return redirect(url_for("accounts.profile"))


def _change_password(form: ChangePasswordForm) -> bool:
    """Whether the password was changed; the reason stands at a field where it was not."""
    person = who_has_this_password(current_user.email, form.current_password.data or "")
    if person is None:
        form.current_password.errors = ["That is not your password."]
        return False
    new = form.new_password.data or ""
    reason = passwords.why_not(new, person.name, person.email)
    if reason:
        form.new_password.errors = [reason]
        return False
    ready = passwords.hash_of(new)
    with transaction() as rows:
        own = this_browser.of_now().id
        operations.change_own_password(actor(), rows.get_one(Person, person.id), ready, but=own)
    return True


def _password_page(form: ChangePasswordForm, status: int) -> tuple[str, int]:
    return render_template("accounts/password.html", form=form), status


@blueprint.get("/account/browsers")
@declares("account.use")
def sessions() -> ResponseReturnValue:
    page = paginate(queries.live_sessions(current_user.id), asked_page())
    return render_template("accounts/sessions.html", page=page, own=this_browser.of_now())


@blueprint.post("/account/browsers/<int:browser_session_id>/end")
@declares("browser_session.end")
def end_session(browser_session_id: int) -> ResponseReturnValue:
    browser_session = get_or_404("browser_session.end", browser_session_id)
    operations.end_session(actor(), browser_session)
    flash(f"{browser_session.browser} is signed out.", "done")
    return redirect(url_for("accounts.sessions"))


@blueprint.post("/account/browsers/end-others")
@declares("account.use")
def end_other_sessions() -> ResponseReturnValue:
    own = this_browser.of_now().id
    operations.end_sessions(actor(), current_user, but=own)
    flash("Every other browser is signed out.", "done")
    return redirect(url_for("accounts.sessions"))


@blueprint.get("/account/sign-ins")
@declares("account.use")
def attempts() -> ResponseReturnValue:
    page = paginate(queries.attempts_at(current_user.email), asked_page())
    return render_template("accounts/attempts.html", page=page)
