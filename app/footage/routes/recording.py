"""The page of a recording: where it stands, who is in it, who watched it, and its end."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import policies
from app.casework.forms import PlainForm
from app.footage import blueprint, operations, queries
from app.footage.forms import InShotForm, ids_of
from app.footage.words import as_it_arrived, compared_on_arrival, standing_of
from app.models.footage import Recording, RecordingState
from app.web.access import actor, declares, get_or_404, may_on
from app.web.pages import Page, asked_page

LATEST = 5


@blueprint.get("/recordings/<int:recording_id>")
@declares("recording.follow")
def recording(recording_id: int) -> ResponseReturnValue:
    row = get_or_404("recording.follow", recording_id)
    mine = policies.find("recording.erase", recording_id, actor()) is not None
    return render_template(
        "footage/recording.html",
        recording=row,
        standing=standing_of(row),
        has_certificate=_has_certificate(row),
        as_it_arrived=as_it_arrived(row),
        compared=compared_on_arrival(row),
        mine=mine,
        may_watch=may_on("recording.watch", row),
        may_annotate=may_on("recording.annotate", row),
        may_clip=may_on("recording.clip", row),
        may_rate_together=may_on("recording.rate_together", row),
        blurs=queries.how_many_blurs(row) if may_on("recording.blur", row) else None,
        in_shot=queries.in_shot_of(row),
        shown_to=queries.shown_to(row),
        watched=_who_watched(row),
    )


def _has_certificate(row: Recording) -> bool:
    if policies.find("recording.see_erasure", row.id, actor()) is None:
        return False
    return queries.erasure_of(row) is not None


def _who_watched(row: Recording) -> Page | None:
    """The latest who watched, for those who may see that."""
    if policies.find("recording.see_who_watched", row.id, actor()) is None:
        return None
    return queries.watched(row, per_page=LATEST)


@blueprint.get("/recordings/<int:recording_id>/watched")
@declares("recording.see_who_watched")
def who_watched(recording_id: int) -> ResponseReturnValue:
    row = get_or_404("recording.see_who_watched", recording_id)
    return render_template(
        "footage/watched.html",
        recording=row,
        page=queries.watched(row, asked_page()),
        page_url=lambda number: url_for(
            "footage.who_watched", recording_id=recording_id, page=number
        ),
    )


@blueprint.get("/recordings/<int:recording_id>/state")
@declares("recording.follow")
def state(recording_id: int) -> ResponseReturnValue:
    """For the page that waits: `state`, `progress` from 0 to 1 or null, and `sentence`."""
    row = get_or_404("recording.follow", recording_id)
    standing = standing_of(row)
    return {
        "state": row.state.value,
        "progress": standing.share,
        "sentence": standing.sentence,
        "url": url_for("footage.recording", recording_id=row.id),
    }


@blueprint.route("/recordings/<int:recording_id>/in-shot", methods=["GET", "POST"])
@declares("recording.declare_in_shot")
def confirm_in_shot(recording_id: int) -> ResponseReturnValue:
    row = get_or_404("recording.declare_in_shot", recording_id)
    people = queries.people_of(row.cycle)
    form = InShotForm(people, data={"in_shot": ids_of(queries.in_shot_of(row))})
    kept = form.give_to(
        lambda: operations.confirm_in_shot(actor(), row, form.chosen, form.confirmed.data)
    )
    if kept is not None:
        flash("The list of people in shot is saved.", "done")
        return redirect(_page_of(row))
    page = render_template(
        "footage/in_shot.html",
        recording=row,
        form=form,
        answers=queries.filming_in_words(people),
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/recordings/<int:recording_id>/erase", methods=["GET", "POST"])
@declares("recording.erase")
def erase(recording_id: int) -> ResponseReturnValue:
    row = get_or_404("recording.erase", recording_id)
    form = PlainForm()
    if not form.validate_on_submit():
        page = render_template("footage/erase.html", recording=row, form=form)
        return page, 422 if form.is_submitted() else 200
    operations.erase_recording(actor(), row)
    flash("The film is erased. Nobody can watch it any more.", "done")
    return redirect(url_for("casework.cycle", cycle_id=row.cycle_id))


def _page_of(row: Recording) -> str:
    if row.state is RecordingState.UPLOADING:
        return url_for("footage.upload", cycle_id=row.cycle_id, kind=row.kind.value)
    return url_for("footage.recording", recording_id=row.id)
