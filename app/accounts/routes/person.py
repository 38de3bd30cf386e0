"""One person's account, as a registrar sees and changes it."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import blueprint, operations, queries
from app.accounts.forms import ReasonForm
from app.models.people import Person, Role
from app.web.access import actor, declares, get_or_404
from app.web.pages import asked_page, paginate


def _person(person_id: int) -> Person:
    found: Person = get_or_404("person.administer", person_id)
    return found


def _back_to(person: Person, told: str) -> ResponseReturnValue:
    flash(told, "done")
    return redirect(url_for("accounts.person", person_id=person.id))


def _role_asked_for() -> Role:
    wanted = request.form.get("role", "")
    if wanted not in {role.value for role in Role}:
        abort(404)
    return Role(wanted)


@blueprint.get("/registrar/people/<int:person_id>")
@declares("person.administer")
def person(person_id: int) -> ResponseReturnValue:
    account = queries.accounts_of([_person(person_id)])[0]
    held = account.person.current_roles
    return render_template(
        "accounts/person.html",
        account=account,
        who=account.person,
        before=sorted(
            (one for one in account.person.roles if one.until), key=lambda one: one.until
        ),
        to_give=[role for role in Role if role not in held],
        is_me=account.person.id == actor().person_id,
    )


@blueprint.post("/registrar/people/<int:person_id>/roles")
@declares("person.administer")
def give_role(person_id: int) -> ResponseReturnValue:
    who, role = _person(person_id), _role_asked_for()
    operations.give_role(actor(), who, role)
    return _back_to(who, f"{who.name} can act as {role.label} from now on.")


@blueprint.post("/registrar/people/<int:person_id>/roles/end")
@declares("person.administer")
def end_role(person_id: int) -> ResponseReturnValue:
    who, role = _person(person_id), _role_asked_for()
    operations.take_role_back(actor(), who, role)
    return _back_to(who, f"{who.name} no longer acts as {role.label}.")


@blueprint.post("/registrar/people/<int:person_id>/invite-again")
@declares("person.administer")
def invite_again(person_id: int) -> ResponseReturnValue:
    who = _person(person_id)
    operations.invite_again(actor(), who)
    return _back_to(who, f"A new letter is on its way to {who.email}; the link before has ended.")


@blueprint.post("/registrar/people/<int:person_id>/withdraw-invitation")
@declares("person.administer")
def withdraw_invitation(person_id: int) -> ResponseReturnValue:
    who = _person(person_id)
    operations.withdraw_invitation(actor(), who)
    return _back_to(who, "The invitation is withdrawn; its link leads nowhere any more.")


@blueprint.post("/registrar/people/<int:person_id>/close")
@declares("person.administer")
def close_account(person_id: int) -> ResponseReturnValue:
    who = _person(person_id)
    operations.close_account(actor(), who)
    return _back_to(who, f"The account of {who.name} is closed.")


@blueprint.post("/registrar/people/<int:person_id>/open-again")
@declares("person.administer")
def open_account_again(person_id: int) -> ResponseReturnValue:
    who = _person(person_id)
    operations.open_account_again(actor(), who)
    return _back_to(who, f"The account of {who.name} is open again.")


@blueprint.route("/registrar/people/<int:person_id>/second-factor", methods=["GET", "POST"])
@declares("person.administer")
def reset_second_factor(person_id: int) -> ResponseReturnValue:
    who, form = _person(person_id), ReasonForm()

    def reset() -> bool:
        operations.reset_second_factor(actor(), who, form.reason.data or "")
        return True

    if not form.give_to(reset):
        status = 422 if form.is_submitted() else 200
        return render_template("accounts/reset_second_factor.html", form=form, who=who), status
    return _back_to(who, f"The second factor of {who.name} is reset; they are told by letter.")


@blueprint.get("/registrar/people/<int:person_id>/sign-ins")
@declares("person.administer")
def attempts_of(person_id: int) -> ResponseReturnValue:
    who = _person(person_id)
    page = paginate(queries.attempts_at(who.email), asked_page())
    return render_template("accounts/attempts_of.html", page=page, who=who)
