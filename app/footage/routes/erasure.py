"""The certificate of erasure: as a page, and as a PDF for the record."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from app import clock
from app.footage import blueprint
from app.footage.certified import erasure_page
from app.models.footage import Recording
from app.web.access import declares, get_or_404
from app.web.documents import pdf_of


@blueprint.get("/recordings/<int:recording_id>/erasure")
@declares("recording.see_erasure")
def erasure(recording_id: int) -> ResponseReturnValue:
    row = get_or_404("recording.see_erasure", recording_id)
    return render_template("footage/erasure.html", **_what_is_certified(row))


@blueprint.get("/recordings/<int:recording_id>/erasure.pdf")
@declares("recording.see_erasure")
def erasure_document(recording_id: int) -> ResponseReturnValue:
    row = get_or_404("recording.see_erasure", recording_id)
    return pdf_of(
        "footage/erasure_document.html",
        f"erasure-{row.cycle.client.code}-{row.id}",
        "The certificate",
        **_what_is_certified(row),
        today=clock.today(),
    )


def _what_is_certified(row: Recording) -> dict[str, Any]:
    return erasure_page(row) or abort(404, "There is no certificate for this film.")
