"""Signing in and out, and choosing the role to act in."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from app.accounts import blueprint, operations, passwords, queries
from app.accounts.forms import SignInForm
from app.extensions import transaction
from app.models.people import Person
from app.web.access import acting_role, declares, open_to_all, own_transactions
from app.web.navigation import home_endpoint


@blueprint.get("/")
@open_to_all
def start() -> ResponseReturnValue:
    if not current_user.is_authenticated:
        return redirect(url_for("accounts.sign_in"))
    return redirect(url_for(home_endpoint(acting_role(current_user))))


@blueprint.route("/sign-in", methods=["GET", "POST"])
@open_to_all
@own_transactions
def sign_in() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(url_for("accounts.start"))
    form = SignInForm()
    if not form.validate_on_submit():
        return _sign_in_page(form, 422 if form.is_submitted() else 200)
    return _try_to_sign_in(form)


def _try_to_sign_in(form: SignInForm) -> ResponseReturnValue:
    email, address = form.email.data or "", request.remote_addr or ""
    if queries.too_many_attempts(email, address):
        form.password.errors = ["Too many attempts. Wait a quarter of an hour, then try again."]
        return _sign_in_page(form, 429)
    person = queries.person_by_email(email)
    known = person if person is not None and person.is_active else None
    welcome = passwords.fits(form.password.data or "", known.password_hash if known else None)
    with transaction():
        operations.note_attempt(email, address, welcome)
    if known is None or not welcome:
        form.password.errors = ["That email address and password do not belong together."]
        return _sign_in_page(form, 422)
    return _welcome(known)


def _welcome(person: Person) -> ResponseReturnValue:
    session.clear()
    session.permanent = True
    login_user(person)
    return redirect(_where_they_wanted_to_go() or url_for("accounts.start"))


def _where_they_wanted_to_go() -> str | None:
    wanted = request.args.get("next", "")
    parts = urlsplit(wanted)
    within = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if within and not parts.netloc and not parts.scheme else None


def _sign_in_page(form: SignInForm, status: int) -> ResponseReturnValue:
    return render_template("accounts/sign_in.html", form=form), status


@blueprint.post("/sign-out")
@open_to_all
@own_transactions
def sign_out() -> ResponseReturnValue:
    logout_user()
    session.clear()
    flash("You are signed out.", "done")
    return redirect(url_for("accounts.sign_in"))


@blueprint.post("/acting-as")
@declares("account.use")
@own_transactions
def act_as() -> ResponseReturnValue:
    wanted = request.form.get("role", "")
    if wanted not in [role.value for role in current_user.current_roles]:
        abort(404)
    session["role"] = wanted
    return redirect(url_for("accounts.start"))


@blueprint.get("/profile")
@declares("account.use")
def profile() -> ResponseReturnValue:
    return render_template("accounts/profile.html")
