"""The trainee's side: links of a case, what was asked through them, and the end of the work."""

from __future__ import annotations

import segno
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.casework.operations import end_involvement
from app.casework.queries import countdown_of
from app.mail.addresses import link as link_to
from app.models.casework import CasePerson, Client
from app.models.rights import ClientLink, RightsRequest
from app.rights import blueprint, operations, queries
from app.rights.forms import ASKED, AnswerForm, EndForm, LinkForm
from app.web.access import actor, declares, get_or_404, may_on
from app.web.pages import asked_page


@blueprint.route("/clients/<int:client_id>/links", methods=["GET", "POST"])
@declares("client.change")
def links(client_id: int) -> ResponseReturnValue:
    row = get_or_404("client.change", client_id)
    form = LinkForm.of(row.people)
    made = form.give_to(lambda: _make(row, form))
    if made is not None:
        return _made(*made)
    page = render_template(
        "rights/links.html",
        client=row,
        form=form,
        today=clock.today(),
        page=queries.links_page(row, asked_page()),
        page_url=lambda number: url_for("rights.links", client_id=row.id, page=number),
    )
    return page, 422 if form.is_submitted() else 200


def _make(row: Client, form: LinkForm) -> tuple[ClientLink, str]:
    people: dict[int, CasePerson] = {one.id: one for one in row.people}
    children = [people[one] for one in form.children.data or ()]
    return operations.make_link(actor(), row, people[int(form.holder.data)], children)


def _made(link: ClientLink, secret: str) -> str:
    """Shown once: only whoever sees this page can hand the link on."""
    address = link_to("rights.your_page", token=secret)
    code = segno.make(address, error="m")
    return render_template(
        "rights/link_made.html",
        link=link,
        address=address,
        picture=code.svg_data_uri(scale=6, border=4, dark="#000", light="#fff", xmldecl=False),
    )


@blueprint.post("/client-links/<int:link_id>/revoke")
@declares("client_link.revoke")
def revoke(link_id: int) -> ResponseReturnValue:
    link = get_or_404("client_link.revoke", link_id)
    operations.revoke_link(actor(), link)
    flash("Revoked. It opens nothing from now on; the answers stay.", "done")
    return redirect(url_for("rights.links", client_id=link.client_id))


@blueprint.get("/clients/<int:client_id>/requests")
@declares("client.change")
def requests(client_id: int) -> ResponseReturnValue:
    row = get_or_404("client.change", client_id)
    return render_template(
        "rights/requests.html",
        client=row,
        asked=ASKED,
        page=queries.requests_page(row, asked_page()),
        page_url=lambda number: url_for("rights.requests", client_id=row.id, page=number),
    )


@blueprint.route("/rights-requests/<int:request_id>/answer", methods=["GET", "POST"])
@declares("rights_request.answer")
def answer(request_id: int) -> ResponseReturnValue:
    row, form = get_or_404("rights_request.answer", request_id), AnswerForm()
    client_id = row.link.client_id
    if form.give_to(lambda: _answer_once(row, form)) is not None:
        flash("Answered. It stands on their page now.", "done")
        return redirect(url_for("rights.requests", client_id=client_id))
    page = render_template(
        "rights/answer.html",
        row=row,
        form=form,
        asked=ASKED,
        may_copy=may_on("client_link.copy", row.link),
    )
    return page, 422 if form.is_submitted() else 200


def _answer_once(row: RightsRequest, form: AnswerForm) -> bool:
    operations.answer_request(actor(), row, form.answer.data)
    return True


@blueprint.route("/clients/<int:client_id>/end", methods=["GET", "POST"])
@declares("client.change")
def end(client_id: int) -> ResponseReturnValue:
    row = get_or_404("client.change", client_id)
    form = EndForm(ended_on=row.ended_on)
    if form.give_to(lambda: _end(row, form)) is not None:
        flash(countdown_of(row).sentence, "done")
        return redirect(url_for("casework.client", client_id=row.id))
    page = render_template("rights/end.html", client=row, form=form, films_go=countdown_of(row))
    return page, 422 if form.is_submitted() else 200


def _end(row: Client, form: EndForm) -> Client:
    return end_involvement(actor(), row, form.ended_on.data, films_go_at_once=form.at_once.data)
