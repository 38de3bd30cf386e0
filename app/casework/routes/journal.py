"""The private journal: only its writer reads it."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.casework import blueprint, operations, queries
from app.casework.case_forms import JournalForm
from app.web.access import actor, declares, get_or_404
from app.web.pages import asked_page


@blueprint.route("/journal", methods=["GET", "POST"])
@declares("training.follow")
def journal() -> ResponseReturnValue:
    form = JournalForm()
    written = form.give_to(
        lambda: operations.write_in_journal(actor(), form.written_on.data, form.words.data)
    )
    if written is not None:
        return redirect(url_for("casework.journal"))
    page = render_template(
        "casework/journal.html", form=form, page=queries.journal_page(actor(), asked_page())
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/journal/<int:journal_id>", methods=["GET", "POST"])
@declares("journal_entry.keep")
def journal_entry(journal_id: int) -> ResponseReturnValue:
    row = get_or_404("journal_entry.keep", journal_id)
    form = JournalForm(obj=row)
    written = form.give_to(
        lambda: operations.write_in_journal(actor(), form.written_on.data, form.words.data, row)
    )
    if written is not None:
        return redirect(url_for("casework.journal"))
    page = render_template("casework/journal_entry.html", form=form, entry=row)
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/journal/<int:journal_id>/tear-out")
@declares("journal_entry.keep")
def tear_out(journal_id: int) -> ResponseReturnValue:
    operations.tear_out(actor(), get_or_404("journal_entry.keep", journal_id))
    return redirect(url_for("casework.journal"))
