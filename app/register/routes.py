"""The registrar's list of certificates, and a certificate's PDF."""

from __future__ import annotations

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from app.portfolio.queries import build_state
from app.portfolio.served import served_file
from app.register import blueprint, queries
from app.web.access import actor, declares, get_or_404
from app.web.pages import asked_page


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
