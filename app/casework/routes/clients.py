"""Clients, and the people who may be in shot."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.casework import blueprint, operations, queries
from app.casework.forms import ClientForm, PersonForm, PlainForm, PractitionerForm
from app.models.casework import CaseType, PersonKind
from app.models.people import Role
from app.programmes.queries import active_enrolment, current_stage, programme_of
from app.web.access import actor, declares, get_or_404
from app.web.errors import Refusal
from app.web.pages import asked_page


@blueprint.get("/clients")
@declares("training.follow")
def clients() -> ResponseReturnValue:
    page = queries.clients_page(actor(), asked_page())
    enrolment = active_enrolment(current_user.id)
    return render_template(
        "casework/clients.html",
        page=page,
        asked=queries.asked_to_take_on(actor()),
        may_add=enrolment is not None,
    )


@blueprint.route("/clients/add", methods=["GET", "POST"])
@declares("client.add")
def add_client() -> ResponseReturnValue:
    enrolment = active_enrolment(actor().person_id)
    if enrolment is None:
        raise Refusal("You are not enrolled at the moment; your registrar can enrol you.")
    form = ClientForm(queries.kinds_of_work(enrolment))
    added = form.give_to(
        lambda: operations.add_client(
            actor(),
            enrolment,
            form.code.data,
            CaseType(form.case_type.data),
            form.helping_question.data,
            form.opened_on.data,
        )
    )
    if added is not None:
        return redirect(url_for("casework.client", client_id=added.id))
    counted = programme_of(enrolment).case_types
    page = render_template("casework/add_client.html", form=form, counted=counted)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/clients/<int:client_id>")
@declares("client.see")
def client(client_id: int) -> ResponseReturnValue:
    row = get_or_404("client.see", client_id)
    cycles = queries.cycles_of(row, actor())
    return render_template(
        "casework/client.html",
        client=row,
        is_mine=actor().role is Role.TRAINEE,
        i_am_listed=queries.is_listed(row, current_user),
        standings=queries.standings(row.people),
        assents=queries.assents_of(row.people),
        films_go=queries.countdown_of(row),
        kept_longer=queries.kept_longer(row),
        paths=queries.paths(cycles, actor()),
        may_start=current_stage(row.enrolment) is not None,
        start_form=PlainForm(),
    )


@blueprint.route("/clients/<int:client_id>/people/add", methods=["GET", "POST"])
@declares("client.change")
def add_person(client_id: int) -> ResponseReturnValue:
    row, form = get_or_404("client.change", client_id), PersonForm()
    added = form.give_to(
        lambda: operations.add_case_person(
            actor(), row, form.label.data, PersonKind(form.kind.data)
        )
    )
    if added is not None:
        return redirect(url_for("casework.consents", case_person_id=added.id))
    page = render_template("casework/add_person.html", form=form, client=row)
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/clients/<int:client_id>/practitioners/add", methods=["GET", "POST"])
@declares("client.change")
def add_practitioner(client_id: int) -> ResponseReturnValue:
    row, form = get_or_404("client.change", client_id), PractitionerForm()
    added = form.give_to(
        lambda: operations.add_practitioner(actor(), row, form.label.data, form.email.data)
    )
    if added is not None:
        flash("Added. They answer from their own account, under “My consent”.", "done")
        return redirect(url_for("casework.client", client_id=row.id))
    page = render_template("casework/add_practitioner.html", form=form, client=row)
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/clients/<int:client_id>/me")
@declares("client.change")
def add_me(client_id: int) -> ResponseReturnValue:
    row = get_or_404("client.change", client_id)
    if queries.is_listed(row, current_user):
        return redirect(url_for("casework.client", client_id=row.id))
    added = operations.add_case_person(
        actor(), row, "practitioner", PersonKind.PRACTITIONER, current_user
    )
    return redirect(url_for("casework.my_answers", case_person_id=added.id))
