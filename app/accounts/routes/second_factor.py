"""Setting up the second factor, and taking it away again."""

from __future__ import annotations

import segno
from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import blueprint, operations, queries, sealing, this_browser, totp
from app.accounts.forms import CodeForm, CurrentPasswordForm, MoveForm
from app.accounts.leading import closed_for_now, wanted_page
from app.accounts.proving import who_has_this_password
from app.accounts.routes.recovery_codes import show_once
from app.extensions import transaction
from app.models.people import Person, Role
from app.models.sign_in import BrowserSession, Step
from app.web.access import acting_role, actor, declares, own_transactions, passed_second_factor

NEW_KEY = "new_key"


@blueprint.get("/account/second-factor")
@declares("account.use")
def second_factor() -> ResponseReturnValue:
    return render_template(
        "accounts/second_factor.html",
        factor=queries.second_factor_of(current_user.id),
        left=queries.recovery_codes_left(current_user.id),
        roles=_roles_that_need_it(),
    )


@blueprint.route("/account/second-factor/new", methods=["GET", "POST"])
@declares("account.use")
@own_transactions
def set_up_second_factor() -> ResponseReturnValue:
    """The key to be set up waits, sealed, in this browser's own cookie until its first code.

    Whoever has a second factor already gives their password, and passed the one they have.
    """
    moves = queries.second_factor_of(current_user.id) is not None
    if moves and not passed_second_factor():
        return _sign_in_again()
    form, secret = (MoveForm() if moves else CodeForm()), _key_to_set_up()
    if not form.validate_on_submit():
        return _set_up_page(form, secret, 422 if form.is_submitted() else 200)
    try:
        codes = _codes_for(form, secret)
    except operations.TooManyAttempts as too_many:
        return closed_for_now(
            too_many, form.code, lambda status: _set_up_page(form, secret, status)
        )
    if codes is None:
        return _set_up_page(form, secret, 422)
    return show_once(codes)


def _sign_in_again() -> ResponseReturnValue:
    """The browser was signed in before there was a second factor: it begins anew."""
    with transaction() as rows:
        own = rows.get_one(BrowserSession, this_browser.of_now().id)
        operations.end_session(actor(), own)
    flash("Please sign in again, with the code of your app.", "notice")
    return redirect(url_for("accounts.sign_in", next=wanted_page()))


def _key_to_set_up() -> str:
    waiting = sealing.unseal(session.get(NEW_KEY, ""))
    if waiting is None:
        waiting = totp.new_secret()
        session[NEW_KEY] = sealing.seal(waiting)
    return waiting


def _set_up_page(form: CodeForm, secret: str, status: int) -> tuple[str, int]:
    address = totp.address(secret, current_user.email)
    code = segno.make(address, error="m")
    page = render_template(
        "accounts/set_up_second_factor.html",
        form=form,
        picture=code.svg_data_uri(scale=5, border=4, dark="#000", light="#fff", xmldecl=False),
        address=address,
        key=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        roles=_roles_that_need_it(),
        may_wait=acting_role(current_user) is not None,
        next=wanted_page(),
    )
    return page, status


def _roles_that_need_it() -> list[str]:
    return [role.label for role in current_user.current_roles if role.needs_second_factor]


def _codes_for(form: CodeForm, secret: str) -> list[str] | None:
    """Recovery codes once the app has shown its first code; None with the reason at a field."""
    if isinstance(form, MoveForm) and not _own_password(form):
        return None
    with transaction():
        attempt = operations.begin_attempt(Step.CODE, current_user.email, this_browser.here())
    codes = _set_up(secret, form.code.data or "", attempt.id)
    if codes is None:
        form.code.errors = ["That is not the code of this key. Enter what your app shows now."]
    return codes


def _own_password(form: CurrentPasswordForm) -> bool:
    if who_has_this_password(current_user.email, form.current_password.data or "") is None:
        form.current_password.errors = ["That is not your password."]
        return False
    return True


def _set_up(secret: str, code: str, attempt_id: int) -> list[str] | None:
    """The app holds the key and this browser has passed; every other browser is signed out."""
    me = actor()
    with transaction() as rows:
        person = rows.get_one(Person, me.person_id)
        if not operations.set_up_second_factor(me, person, secret, code):
            return None
        operations.attempt_went_well(attempt_id)
        codes = operations.make_recovery_codes(me, person)
        own = rows.get_one(BrowserSession, this_browser.of_now().id)
        operations.end_sessions(me, person, but=own.id)
        token = operations.pass_second_factor(own)
    chosen = session.get("role")
    this_browser.sign_in(token, person, Role(chosen) if chosen else None)
    return codes


@blueprint.route("/account/second-factor/end", methods=["GET", "POST"])
@declares("account.use")
@own_transactions
def end_second_factor() -> ResponseReturnValue:
    """Only for those none of whose roles needs it."""
    if _roles_that_need_it() or not passed_second_factor():
        return redirect(url_for("accounts.second_factor"))
    form = CurrentPasswordForm()
    if not form.validate_on_submit():
        return _end_page(form, 422 if form.is_submitted() else 200)
    try:
        if not _own_password(form):
            return _end_page(form, 422)
    except operations.TooManyAttempts as too_many:
        return closed_for_now(
            too_many, form.current_password, lambda status: _end_page(form, status)
        )
    with transaction() as rows:
        person = rows.get_one(Person, current_user.id)
        operations.end_second_factor(actor(), person)
    flash("Your account asks for your password alone from now on.", "done")
    return redirect(url_for("accounts.second_factor"))


def _end_page(form: CurrentPasswordForm, status: int) -> tuple[str, int]:
    return render_template("accounts/end_second_factor.html", form=form), status
