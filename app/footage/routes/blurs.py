"""Blurred parts of a film: the list, placing one by hand, looking at it, confirming, removing."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accreditation.timecode import Span
from app.casework.forms import PlainForm
from app.footage import blueprint, files, operations, queries
from app.footage.forms import BlurForm, LookedAtForm
from app.footage.sending import part_of
from app.footage.words import standing_of_blur
from app.models.blurs import Blur
from app.models.footage import Recording
from app.web.access import actor, declares, get_or_404, own_transactions
from app.web.pages import asked_page

PLACED = "Placed. Nobody else sees a clip or a still of these frames before you have looked at it."


@blueprint.get("/recordings/<int:recording_id>/blurs")
@declares("recording.blur")
def blurs(recording_id: int) -> ResponseReturnValue:
    recording = get_or_404("recording.blur", recording_id)
    return render_template(
        "footage/blurs.html",
        recording=recording,
        page=queries.blurs_page(actor(), recording, asked_page()),
        page_url=lambda number: url_for("footage.blurs", recording_id=recording_id, page=number),
        standing_of=standing_of_blur,
    )


@blueprint.route("/recordings/<int:recording_id>/blurs/new", methods=["GET", "POST"])
@declares("recording.blur")
def place_blur(recording_id: int) -> ResponseReturnValue:
    """`?first=` and `?last=` are the frames to begin with, such as those of a clip."""
    recording = get_or_404("recording.blur", recording_id)
    form = BlurForm(recording, _asked_span(recording))
    placed = form.give_to(lambda: operations.place_blur(actor(), recording, form.place))
    if placed is not None:
        flash(PLACED, "done")
        return redirect(url_for("footage.blur", blur_id=placed.id))
    return _placing(recording, form, None)


@blueprint.route("/blurs/<int:blur_id>/change", methods=["GET", "POST"])
@declares("blur.change")
def change_blur(blur_id: int) -> ResponseReturnValue:
    row = get_or_404("blur.change", blur_id)
    form = BlurForm(row.recording, row.span, operations.place_of(row))
    changed = form.give_to(lambda: operations.change_blur(actor(), row, form.place))
    if changed is not None:
        flash("It stays as it was." if changed is row else PLACED, "done")
        return redirect(url_for("footage.blur", blur_id=changed.id))
    return _placing(row.recording, form, row)


def _placing(recording: Recording, form: BlurForm, blur: Blur | None) -> ResponseReturnValue:
    page = render_template("footage/place_blur.html", recording=recording, form=form, blur=blur)
    return page, 422 if form.is_submitted() else 200


def _asked_span(recording: Recording) -> Span:
    """The whole film where no frames of it are asked for: what hangs on a wall is always there."""
    last = (recording.frame_count or 2) - 1
    first, end = (request.args.get(name, type=int) for name in ("first", "last"))
    if first is None or end is None or not 0 <= first < end <= last:
        return Span(0, last)
    return Span(first, end)


@blueprint.route("/blurs/<int:blur_id>", methods=["GET", "POST"])
@declares("blur.change")
def blur(blur_id: int) -> ResponseReturnValue:
    """What somebody looks at before it is confirmed."""
    row = get_or_404("blur.change", blur_id)
    form = LookedAtForm()
    if form.give_to(partial(_confirm, row)):
        flash("Confirmed. It can be shown wherever everyone in shot agreed to that.", "done")
        return redirect(url_for("footage.blurs", recording_id=row.recording_id))
    first, last = operations.span_to_look_at(row)
    page = render_template(
        "footage/blur.html",
        blur=row,
        recording=row.recording,
        form=form,
        standing=standing_of_blur(row),
        first=first,
        frames=last - first + 1,
    )
    return page, 422 if form.is_submitted() else 200


def _confirm(row: Blur) -> bool:
    operations.confirm_blur(actor(), row)
    return True


@blueprint.get("/blurs/<int:blur_id>/state")
@declares("blur.change")
def blur_state(blur_id: int) -> dict[str, Any]:
    """For the page that waits: `state`, `progress` from 0 to 1 or null, and `sentence`."""
    standing = standing_of_blur(get_or_404("blur.change", blur_id))
    return {
        "state": standing.tag[1],
        "progress": standing.share,
        "sentence": standing.sentence,
    }


@blueprint.get("/blurs/<int:blur_id>/film")
@declares("blur.change")
@own_transactions
def blur_film(blur_id: int) -> ResponseReturnValue:
    """Its frames with what is blurred in them, and a second on each side."""
    row = get_or_404("blur.change", blur_id)
    if row.film_made_at is None:
        abort(404, "It is being made. Try again in a moment.")
    key = files.blur_key(row.recording_id, row.id)
    return part_of(key, f'"blur-{row.id}"', row.recording_id)


@blueprint.post("/blurs/<int:blur_id>/again")
@declares("blur.change")
def try_blur_again(blur_id: int) -> ResponseReturnValue:
    operations.try_blur_again(get_or_404("blur.change", blur_id))
    return redirect(url_for("footage.blur", blur_id=blur_id))


@blueprint.route("/blurs/<int:blur_id>/remove", methods=["GET", "POST"])
@declares("blur.change")
def remove_blur(blur_id: int) -> ResponseReturnValue:
    row = get_or_404("blur.change", blur_id)
    form = PlainForm()
    if not form.validate_on_submit():
        page = render_template("footage/remove_blur.html", blur=row, form=form)
        return page, 422 if form.is_submitted() else 200
    operations.remove_blur(actor(), row)
    flash("Removed. Whatever is cut from now on shows that part of the picture.", "done")
    return redirect(url_for("footage.blurs", recording_id=row.recording_id))
