"""Ways in by letter: an invitation, and a new password."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import TooManyRequests

from app.accounts import blueprint, operations, passwords, queries, sealing, this_browser
from app.accounts.forms import EmailForm, NewPasswordForm
from app.accounts.leading import closed_for_now, onward
from app.extensions import db, transaction
from app.models.people import Person
from app.models.sign_in import LinkKind, PersonalLink, Step
from app.web.access import open_to_all, own_transactions


@blueprint.route("/forgotten-password", methods=["GET", "POST"])
@open_to_all
@own_transactions
def ask_for_password() -> ResponseReturnValue:
    """The same answer, after the same work, whether or not somebody has an account."""
    form = EmailForm()
    if not form.validate_on_submit():
        return _asking_page(form, 422 if form.is_submitted() else 200)
    email = form.email.data or ""
    try:
        with transaction():
            operations.begin_attempt(Step.RESET, email, this_browser.here())
            operations.ask_for_password(email)
    except operations.TooManyAttempts as too_many:
        return closed_for_now(too_many, form.email, lambda status: _asking_page(form, status))
    return render_template("accounts/password_asked.html", email=email)


def _asking_page(form: EmailForm, status: int) -> tuple[str, int]:
    return render_template("accounts/ask_for_password.html", form=form), status


@blueprint.route("/new-password/<token>", methods=["GET", "POST"])
@open_to_all
@own_transactions
def new_password(token: str) -> ResponseReturnValue:
    link = _open_link(LinkKind.RESET, token)
    if link is None:
        return render_template("accounts/link_over.html", kind="reset"), 404
    form = NewPasswordForm()
    ready = _hashed(form, link.person)
    if ready is None:
        status = 422 if form.is_submitted() else 200
        return render_template("accounts/new_password.html", form=form, who=link.person), status
    with transaction() as rows:
        if not operations.reset_password(rows.get_one(PersonalLink, link.id), ready):
            return render_template("accounts/link_over.html", kind="reset"), 404
    this_browser.forget()
    flash("Your new password counts from now on. Sign in with it.", "done")
    return redirect(url_for("accounts.sign_in"))


@blueprint.route("/invitation/<token>", methods=["GET", "POST"])
@open_to_all
@own_transactions
def invitation(token: str) -> ResponseReturnValue:
    link = _open_link(LinkKind.INVITATION, token)
    if link is None:
        return render_template("accounts/link_over.html", kind="invitation"), 404
    form = NewPasswordForm()
    ready = _hashed(form, link.person)
    if ready is None:
        status = 422 if form.is_submitted() else 200
        return render_template("accounts/invitation.html", form=form, who=link.person), status
    return _come_in(link, ready)


def _come_in(link: PersonalLink, password_hash: str) -> ResponseReturnValue:
    """The invited person is signed in, and led to their second factor where a role needs one."""
    here = this_browser.here()
    with transaction() as rows:
        if not operations.accept_invitation(rows.get_one(PersonalLink, link.id), password_hash):
            return render_template("accounts/link_over.html", kind="invitation"), 404
        token = operations.begin_session(link.person_id, here.address, here.browser)
    person = db.session.get_one(Person, link.person_id)
    this_browser.sign_in(token, person)
    flash(f"Welcome to Attune, {person.name}. Your password is kept.", "done")
    return redirect(onward(person))


def _open_link(kind: LinkKind, token: str) -> PersonalLink | None:
    """The link, if it can be used; each that leads nowhere is noted, so that guessing is slow."""
    found = queries.open_link(kind, sealing.token_hash(token))
    if found is not None:
        return found
    try:
        with transaction():
            operations.begin_attempt(Step.LINK, "", this_browser.here())
    except operations.TooManyAttempts as too_many:
        raise TooManyRequests(retry_after=int(too_many.wait.total_seconds()) + 1) from None
    return None


def _hashed(form: NewPasswordForm, person: Person) -> str | None:
    """The new password ready to be kept; None while it is not sent, or has a reason against it."""
    if not form.validate_on_submit():
        return None
    new = form.new_password.data or ""
    reason = passwords.why_not(new, person.name, person.email)
    if reason:
        form.new_password.errors = [reason]
        return None
    return passwords.hash_of(new)
