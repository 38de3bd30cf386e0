"""The certificate of erasure: as a page, and as a PDF for the record."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from app import clock
from app.footage import blueprint, queries
from app.footage.certified import (
    FINGERPRINT_SAYS,
    STAYS,
    certified_facts,
    what_was_removed,
)
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
    """Refused before certificates were written, it has none."""
    certified = queries.erasure_of(row)
    if certified is None or certified.removed_at is None:
        abort(404, "There is no certificate for this film.")
    return {
        "recording": row,
        "cycle": row.cycle,
        "certified": certified_facts(row, certified),
        "removed": what_was_removed(certified),
        "stays": STAYS,
        "fingerprint_says": FINGERPRINT_SAYS,
    }
