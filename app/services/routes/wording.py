"""The words a service asks for consent with: versions, the draft, publishing it."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.models.wording import ConsentWording
from app.services import blueprint, operations, queries
from app.services.forms import ConfirmForm, WordingForm
from app.services.languages import LANGUAGES, SOURCE
from app.services.words import differences, words_of
from app.web.access import actor, declares, get_or_404


@blueprint.get("/services/<int:service_id>/wordings")
@declares("service.lead")
def wordings(service_id: int) -> ResponseReturnValue:
    service = get_or_404("service.lead", service_id)
    return render_template(
        "services/wordings.html",
        service=service,
        versions=queries.wordings_of(service.id),
        current=queries.current_wordings(service.id),
        drafts={one.language: one for one in queries.drafts_of(service.id)},
        languages=LANGUAGES,
    )


@blueprint.post("/services/<int:service_id>/wordings/draft")
@declares("service.lead")
def draft_wording(service_id: int) -> ResponseReturnValue:
    service = get_or_404("service.lead", service_id)
    language = request.form.get("language", SOURCE)
    if language not in LANGUAGES:
        abort(404)
    draft = operations.draft_wording(actor(), service, language)
    return redirect(url_for("services.edit_wording", wording_id=draft.id))


@blueprint.get("/services/wordings/<int:wording_id>")
@declares("consent_wording.see")
def wording(wording_id: int) -> ResponseReturnValue:
    row = get_or_404("consent_wording.see", wording_id)
    return render_template("services/wording.html", **_shown(row))


@blueprint.route("/services/wordings/<int:wording_id>/edit", methods=["GET", "POST"])
@declares("consent_wording.change")
def edit_wording(wording_id: int) -> ResponseReturnValue:
    draft = get_or_404("consent_wording.change", wording_id)
    form = WordingForm.saying(words_of(draft))
    kept = form.give_to(lambda: operations.change_wording(actor(), draft, form.words))
    if kept is not None:
        flash("Your draft is kept. Nobody who is asked reads it yet.", "done")
        return redirect(url_for("services.wording", wording_id=draft.id))
    page = render_template(
        "services/edit_wording.html", draft=draft, form=form, language=LANGUAGES[draft.language]
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/services/wordings/<int:wording_id>/publish", methods=["GET", "POST"])
@declares("consent_wording.change")
def publish_wording(wording_id: int) -> ResponseReturnValue:
    draft, form = get_or_404("consent_wording.change", wording_id), ConfirmForm()
    published = form.give_to(lambda: operations.publish_wording(actor(), draft))
    if published is not None:
        flash("Published. Whoever is asked from now on reads these words.", "done")
        return redirect(url_for("services.wordings", service_id=draft.service_id))
    page = render_template("services/publish_wording.html", form=form, **_shown(draft))
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/services/wordings/<int:wording_id>/discard")
@declares("consent_wording.change")
def discard_wording(wording_id: int) -> ResponseReturnValue:
    draft = get_or_404("consent_wording.change", wording_id)
    operations.discard_wording(actor(), draft)
    flash("The draft is gone. The words in use stay as they are.", "done")
    return redirect(url_for("services.wordings", service_id=draft.service_id))


def _shown(row: ConsentWording) -> dict[str, Any]:
    before, words = queries.version_before(row), words_of(row)
    return {
        "wording": row,
        "words": words,
        "language": LANGUAGES[row.language],
        "before": before,
        "differences": differences(words_of(before), words) if before else [],
    }
