"""A registrar's pages about editions in use."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accreditation import shipped
from app.programmes import blueprint, operations, queries
from app.web.access import actor, declares, get_or_404


@blueprint.get("/registrar/editions")
@declares("training.administer")
def editions() -> ResponseReturnValue:
    used = queries.editions_in_use(actor())
    return render_template(
        "programmes/editions.html",
        editions=[(each, queries.programme_in(each)) for each in used],
        unused=queries.shipped_and_unused(),
    )


@blueprint.get("/registrar/editions/<int:edition_id>")
@declares("edition.administer")
def edition(edition_id: int) -> ResponseReturnValue:
    row = get_or_404("edition.administer", edition_id)
    programme = queries.programme_in(row)
    return render_template(
        "programmes/edition.html",
        edition=row,
        programme=programme,
        stages=list(queries.asked_of(programme)),
    )


@blueprint.post("/registrar/editions/take-up/<slug>")
@declares("training.administer")
def take_up(slug: str) -> ResponseReturnValue:
    if slug not in shipped.programme_ids():
        abort(404)
    row = operations.take_up_edition(actor(), shipped.programme_text(slug), f"{slug}.toml")
    flash(f"{row.title} is in use.", "done")
    return redirect(url_for("programmes.edition", edition_id=row.id))
