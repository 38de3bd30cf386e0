"""Moments leave as files and are taken in again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from flask import Response, abort, flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField, FileRequired

from accreditation.exchange import Mark, annotation_page, chapters, metadata, table
from app.models.footage import Recording
from app.studio import blueprint, forms, queries
from app.studio.api import ROOT
from app.studio.operations.exchanging import note_export, take_in
from app.studio.queries.marks import marks_on
from app.web.access import actor, declares, get_or_404, own_transactions
from app.web.errors import Refusal
from app.web.forms import Form

FORMS = {
    "annotations.json": ("application/ld+json", "Web Annotations, which Attune reads again"),
    "table.csv": ("text/csv", "A table for a spreadsheet"),
    "chapters.vtt": ("text/vtt", "Chapters for a player"),
    "metadata.vtt": ("text/vtt", "Cues with everything, for a program"),
}
LARGEST = 4 * 1024 * 1024


class ImportForm(Form):
    file = FileField("A file of Web Annotations", validators=[FileRequired("Choose the file.")])


@blueprint.get("/recordings/<int:recording_id>/moments/<form>")
@declares("recording.annotate")
@own_transactions
def export_moments(recording_id: int, form: str) -> ResponseReturnValue:
    """What one may read of the moments at this moment, as a file; it is noted that it left."""
    recording = get_or_404("recording.annotate", recording_id)
    if form not in FORMS:
        abort(404)
    marks = marks_on(actor(), recording)
    note_export(actor(), recording, form, len(marks))
    answer = Response(_written(form, marks, recording), mimetype=FORMS[form][0])
    named = f"attachment; filename=moments-{recording_id}-{form}"
    answer.headers["Content-Disposition"] = named
    return answer


def _written(form: str, marks: Sequence[Mark], recording: Recording) -> str:
    if form == "annotations.json":
        source = url_for("footage.film", recording_id=recording.id, _external=True)
        page = annotation_page(marks, recording.rate, source)
        return json.dumps(page, ensure_ascii=False, indent=1)
    return {"table.csv": table, "chapters.vtt": chapters, "metadata.vtt": metadata}[form](
        marks, recording.rate
    )


@blueprint.post(f"{ROOT}/recordings/<int:recording_id>/import")
@declares("recording.annotate")
def import_moments(recording_id: int) -> ResponseReturnValue:
    recording = get_or_404("recording.annotate", recording_id)
    added, known = take_in(actor(), recording, forms.body())
    return jsonify(added=added, known=known)


@blueprint.route("/recordings/<int:recording_id>/moments", methods=["GET", "POST"])
@declares("recording.annotate")
def files_of_moments(recording_id: int) -> ResponseReturnValue:
    recording = get_or_404("recording.annotate", recording_id)
    form = ImportForm()
    taken = form.give_to(
        lambda: take_in(actor(), recording, _page_in(form.file.data.read(LARGEST)))
    )
    if taken is None:
        page = render_template(
            "studio/files.html",
            recording=recording,
            cycle=queries.cycle_of(recording),
            forms=FORMS,
            form=form,
        )
        return page, 422 if form.is_submitted() else 200
    added, known = taken
    flash(f"{added} taken in, {known} were here already.", "done")
    return redirect(url_for("studio.open", recording_id=recording.id))


def _page_in(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        raise Refusal("This is not a JSON file. Nothing was taken in.") from None
