"""The trainee's whole record: asked for, followed while it is built, fetched, thrown away."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.copies import blueprint, operations, queries
from app.copies.forms import RecordForm
from app.copies.served import sent_while_allowed
from app.copies.standing import standing_of
from app.models.archives import Archive
from app.web.access import actor, declares, get_or_404, may_on, own_transactions
from app.web.pages import asked_page

ASKED = "Asked for. You can leave this page; you are told when it is ready."
ALREADY = "One is being built already, so no other was begun."


@blueprint.route("/record", methods=["GET", "POST"])
@declares("training.follow")
def record() -> ResponseReturnValue:
    form = RecordForm()
    if form.is_submitted():
        waiting = queries.archive_to_build(actor().person_id) is not None
        if form.give_to(lambda: _ask(form)) is not None:
            flash(ALREADY if waiting else ASKED, "done")
            return redirect(url_for("copies.record"))
    page = queries.archives_page(actor(), asked_page())
    open_ones = queries.open_among(actor(), page.items)
    html = render_template(
        "copies/record.html",
        form=form,
        page=page,
        standings={one.id: standing_of(one, one.id in open_ones) for one in page.items},
        is_building=queries.archive_to_build(actor().person_id) is not None,
        still_to_come=queries.documents_still_to_come(actor()),
        page_url=lambda number: url_for("copies.record", page=number),
    )
    return html, 422 if form.is_submitted() else 200


def _ask(form: RecordForm) -> Archive:
    return operations.ask_for_record(actor(), form.with_journal.data)


@blueprint.get("/archives/<int:archive_id>/state")
@declares("archive.see")
def archive_state(archive_id: int) -> ResponseReturnValue:
    """For the page that waits: `state`, `progress` from 0 to 1 or null, and `sentence`."""
    row = get_or_404("archive.see", archive_id)
    standing = standing_of(row, may_on("archive.fetch", row))
    return {
        "state": standing.state,
        "progress": standing.share,
        "sentence": standing.sentence,
    }


@blueprint.get("/archives/<int:archive_id>/archive.zip")
@declares("archive.fetch")
@own_transactions
def archive_file(archive_id: int) -> ResponseReturnValue:
    row = get_or_404("archive.fetch", archive_id)
    name = f"attune-record-{clock.today()}.zip"
    return sent_while_allowed("archive.fetch", row.id, row, name)


@blueprint.post("/archives/<int:archive_id>/throw-away")
@declares("archive.throw_away")
def throw_away(archive_id: int) -> ResponseReturnValue:
    row = get_or_404("archive.throw_away", archive_id)
    operations.throw_away(actor(), row)
    flash("Thrown away. Nothing of your record is lost.", "done")
    return redirect(url_for("copies.record"))
