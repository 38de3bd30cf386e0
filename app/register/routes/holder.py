"""A holder's own certificate: whether it is valid, the public register, the renewal log."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accreditation.certificate import grouped
from app import clock
from app.models.register import Certificate, PracticeEntry, PracticeKind
from app.register import blueprint, operations, queries
from app.register.addresses import address_to_check
from app.register.forms import PracticeForm
from app.web.access import actor, declares, get_or_404
from app.web.pages import asked_page


@blueprint.route("/certificates/<int:certificate_id>", methods=["GET", "POST"])
@declares("certificate.keep")
def certificate(certificate_id: int) -> ResponseReturnValue:
    row, form = get_or_404("certificate.keep", certificate_id), PracticeForm()
    if form.give_to(lambda: _add(row, form)) is not None:
        flash("Added to your log.", "done")
        return redirect(url_for("register.certificate", certificate_id=row.id))
    page = render_template(
        "register/certificate.html",
        certificate=row,
        standing=row.standing(clock.today()),
        code=grouped(row.code),
        address=address_to_check(row),
        log=queries.log_page(row, asked_page()),
        page_url=lambda number: url_for("register.certificate", certificate_id=row.id, page=number),
        form=form,
    )
    return page, 422 if form.is_submitted() else 200


def _add(row: Certificate, form: PracticeForm) -> PracticeEntry:
    kind = PracticeKind(form.kind.data)
    return operations.add_practice(actor(), row, kind, form.done_on.data, form.words.data)


@blueprint.post("/practice/<int:entry_id>/remove")
@declares("practice_entry.remove")
def remove_practice(entry_id: int) -> ResponseReturnValue:
    entry = get_or_404("practice_entry.remove", entry_id)
    operations.remove_practice(actor(), entry)
    flash("Removed from your log.", "done")
    return redirect(url_for("register.certificate", certificate_id=entry.certificate_id))


@blueprint.post("/certificates/<int:certificate_id>/listed")
@declares("certificate.keep")
def put_on_the_register(certificate_id: int) -> ResponseReturnValue:
    row = get_or_404("certificate.keep", certificate_id)
    operations.put_on_the_register(actor(), row)
    flash("Anybody can find you on the public register now.", "done")
    return redirect(url_for("register.certificate", certificate_id=row.id))


@blueprint.post("/certificates/<int:certificate_id>/unlisted")
@declares("certificate.keep")
def take_off_the_register(certificate_id: int) -> ResponseReturnValue:
    row = get_or_404("certificate.keep", certificate_id)
    operations.take_off_the_register(actor(), row)
    flash("You are not on the public register any more.", "done")
    return redirect(url_for("register.certificate", certificate_id=row.id))


@blueprint.post("/certificates/<int:certificate_id>/renewal")
@declares("certificate.keep")
def ask_for_renewal(certificate_id: int) -> ResponseReturnValue:
    row = get_or_404("certificate.keep", certificate_id)
    operations.ask_for_renewal(actor(), row)
    flash("Asked. Your registrar reads your log and renews the certificate.", "done")
    return redirect(url_for("register.certificate", certificate_id=row.id))
