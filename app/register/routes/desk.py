"""The registrar's certificates: listed, renewed, suspended, renamed; and a certificate's PDF."""

from __future__ import annotations

from datetime import timedelta

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accreditation.certificate import YEARS_VALID as YEARS
from accreditation.certificate import years_after
from app import clock
from app.models.register import Certificate
from app.portfolio.queries import build_state
from app.portfolio.served import served_file
from app.register import blueprint, operations, queries
from app.register.forms import NameForm, RenewalForm, SuspensionForm
from app.web.access import actor, declares, get_or_404
from app.web.forms import Form
from app.web.pages import asked_page

DAY = timedelta(days=1)


@blueprint.get("/certificates")
@declares("training.administer")
def certificates() -> ResponseReturnValue:
    page = queries.certificates_page(actor(), asked_page())
    return render_template(
        "register/certificates.html",
        page=page,
        page_url=lambda number: url_for("register.certificates", page=number),
        state_of=build_state,
    )


@blueprint.get("/certificates/<int:certificate_id>/certificate.pdf")
@declares("certificate.see")
def document(certificate_id: int) -> ResponseReturnValue:
    row = get_or_404("certificate.see", certificate_id)
    if row.document_key is None:
        abort(404, "This certificate is still being printed. Try again in a minute.")
    return served_file(row.document_key, "application/pdf", f"certificate-{row.number}.pdf")


@blueprint.get("/certificates/<int:certificate_id>/look-after")
@declares("certificate.administer")
def look_after(certificate_id: int) -> ResponseReturnValue:
    row = get_or_404("certificate.administer", certificate_id)
    return render_template(
        "register/look_after.html",
        certificate=row,
        standing=row.standing(clock.today()),
        log=queries.log_page(row, asked_page()),
        page_url=lambda number: url_for("register.look_after", certificate_id=row.id, page=number),
    )


@blueprint.route("/certificates/<int:certificate_id>/renewals", methods=["GET", "POST"])
@declares("certificate.administer")
def renew(certificate_id: int) -> ResponseReturnValue:
    row = get_or_404("certificate.administer", certificate_id)
    form = RenewalForm(valid_until=years_after(max(row.valid_until, clock.today()) + DAY, YEARS))
    if form.give_to(lambda: operations.renew(actor(), row, form.valid_until.data)) is not None:
        return _back(row, "Renewed. The holder is told, and it is printed again.")
    return _page("renew", row, form)


@blueprint.route("/certificates/<int:certificate_id>/suspension", methods=["GET", "POST"])
@declares("certificate.administer")
def suspend(certificate_id: int) -> ResponseReturnValue:
    row, form = get_or_404("certificate.administer", certificate_id), SuspensionForm()
    if form.give_to(lambda: operations.suspend(actor(), row, form.because.data)) is not None:
        return _back(row, "Suspended. Whoever checks it reads so from now on.")
    return _page("suspend", row, form)


@blueprint.post("/certificates/<int:certificate_id>/suspension/lift")
@declares("certificate.administer")
def lift_suspension(certificate_id: int) -> ResponseReturnValue:
    row = get_or_404("certificate.administer", certificate_id)
    operations.lift_suspension(actor(), row)
    return _back(row, "Not suspended any more.")


@blueprint.route("/certificates/<int:certificate_id>/name", methods=["GET", "POST"])
@declares("certificate.administer")
def change_name(certificate_id: int) -> ResponseReturnValue:
    row = get_or_404("certificate.administer", certificate_id)
    form = NameForm(name=row.holder_name)
    if form.give_to(lambda: operations.change_name(actor(), row, form.name.data)) is not None:
        return _back(row, "The name is changed, and the certificate is printed again.")
    return _page("change_name", row, form)


def _page(act: str, row: Certificate, form: Form) -> ResponseReturnValue:
    page = render_template(f"register/{act}.html", certificate=row, form=form)
    return page, 422 if form.is_submitted() else 200


def _back(row: Certificate, words: str) -> ResponseReturnValue:
    flash(words, "done")
    return redirect(url_for("register.look_after", certificate_id=row.id))
