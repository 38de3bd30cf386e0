"""Signing in and out, one step after the other, and choosing the role to act in."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, logout_user

from app.accounts import blueprint, operations, queries, this_browser
from app.accounts.forms import CodeForm, RecoveryCodeForm, SignInForm
from app.accounts.leading import closed_for_now, onward, wanted_page
from app.accounts.proving import who_has_this_password
from app.extensions import db, transaction
from app.models.people import Person, Role
from app.models.sign_in import BrowserSession, Step
from app.web.access import (
    acting_role,
    declares,
    may_act_as,
    open_to_all,
    own_transactions,
    waiting_roles,
)
from app.web.navigation import home_endpoint


@blueprint.get("/")
@open_to_all
def start() -> ResponseReturnValue:
    if not current_user.is_authenticated:
        return redirect(url_for("accounts.sign_in"))
    role = acting_role(current_user)
    if role is None and waiting_roles(current_user):
        return redirect(url_for("accounts.set_up_second_factor"))
    return redirect(url_for(home_endpoint(role)))


@blueprint.route("/sign-in", methods=["GET", "POST"])
@open_to_all
@own_transactions
def sign_in() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(url_for("accounts.start"))
    form = SignInForm()
    if not form.validate_on_submit():
        return _page("sign_in", form, 422 if form.is_submitted() else 200)
    try:
        person = who_has_this_password(form.email.data or "", form.password.data or "")
    except operations.TooManyAttempts as too_many:
        return closed_for_now(
            too_many, form.password, lambda status: _page("sign_in", form, status)
        )
    if person is None:
        form.password.errors = ["That email address and password do not belong together."]
        return _page("sign_in", form, 422)
    return _after_the_password(person)


def _after_the_password(person: Person) -> ResponseReturnValue:
    """Signed in, or asked for the code where a second factor is set up."""
    asks = queries.second_factor_of(person.id) is not None
    here = this_browser.here()
    with transaction():
        token = operations.begin_session(person.id, here.address, here.browser, waits_for_code=asks)
    if asks:
        this_browser.wait_for_code(token)
        return redirect(url_for("accounts.code", next=wanted_page()))
    this_browser.sign_in(token, person)
    return redirect(onward(person))


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
@open_to_all
@own_transactions
def code() -> ResponseReturnValue:
    return _second_step("code", CodeForm(), Step.CODE)


@blueprint.route("/sign-in/recovery-code", methods=["GET", "POST"])
@open_to_all
@own_transactions
def recovery_code() -> ResponseReturnValue:
    return _second_step("recovery_code", RecoveryCodeForm(), Step.RECOVERY_CODE)


def _second_step(template: str, form: CodeForm, step: Step) -> ResponseReturnValue:
    waiting = this_browser.waiting_for_code()
    if waiting is None:
        return _password_first()
    if not form.validate_on_submit():
        return _page(template, form, 422 if form.is_submitted() else 200)
    try:
        token = _token_for_code(step, waiting.id, form.code.data or "")
    except operations.TooManyAttempts as too_many:
        return closed_for_now(too_many, form.code, lambda status: _page(template, form, status))
    if token is None:
        form.code.errors = [REFUSED[step]]
        return _page(template, form, 422)
    return _after_the_code(token, waiting.person_id, step)


REFUSED = {
    Step.CODE: "That code does not fit. A code counts once, for half a minute: wait for the next.",
    Step.RECOVERY_CODE: "That recovery code does not fit. Each one counts once.",
}


def _token_for_code(step: Step, session_id: int, code: str) -> str | None:
    """Use the code up, and the browser's new token; None where it does not fit.

    The attempt is kept either way: it has a transaction of its own.
    """
    with transaction() as rows:
        waiting = rows.get_one(BrowserSession, session_id)
        attempt = operations.begin_attempt(step, waiting.person.email, this_browser.here())
    with transaction() as rows:
        waiting = rows.get_one(BrowserSession, session_id)
        if not _fits(step, waiting.person, code):
            return None
        operations.attempt_went_well(attempt.id)
        return operations.pass_second_factor(waiting)


def _fits(step: Step, person: Person, code: str) -> bool:
    if step is Step.CODE:
        return operations.use_code(person.id, code)
    return operations.use_recovery_code(person, code)


def _after_the_code(token: str, person_id: int, step: Step) -> ResponseReturnValue:
    person = db.session.get_one(Person, person_id)
    this_browser.sign_in(token, person)
    if step is Step.RECOVERY_CODE:
        left = queries.recovery_codes_left(person_id)
        flash(f"You are signed in with a recovery code; {left} are left.", "notice")
    return redirect(onward(person))


def _password_first() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(url_for("accounts.start"))
    flash("Please begin with your password; the code comes next.", "notice")
    return redirect(url_for("accounts.sign_in", next=wanted_page()))


def _page(template: str, form: SignInForm | CodeForm, status: int) -> tuple[str, int]:
    page = render_template(f"accounts/{template}.html", form=form, next=wanted_page())
    return page, status


@blueprint.post("/sign-out")
@open_to_all
@own_transactions
def sign_out() -> ResponseReturnValue:
    if current_user.is_authenticated:
        with transaction() as rows:
            own = rows.get_one(BrowserSession, this_browser.of_now().id)
            operations.end_session(None, own)
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
    if not may_act_as(Role(wanted)):
        return redirect(url_for("accounts.set_up_second_factor"))
    return redirect(url_for("accounts.start"))
