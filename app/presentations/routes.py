"""What is shown to me, one presentation, and ending one early."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.footage import queries as footage
from app.models.people import Role
from app.presentations import blueprint, operations, queries
from app.presentations.words import PURPOSES
from app.web.access import actor, declares, get_or_404, may_on
from app.web.pages import asked_page


@blueprint.get("/shown-to-me")
@declares("presentations.receive")
def received() -> ResponseReturnValue:
    return render_template(
        "presentations/received.html",
        page=queries.received(actor(), asked_page()),
        page_url=lambda number: url_for("presentations.received", page=number),
        meetings=queries.meetings_to_record(actor()),
        purposes=PURPOSES,
    )


@blueprint.get("/presentations/<int:presentation_id>")
@declares("presentation.see")
def presentation(presentation_id: int) -> ResponseReturnValue:
    row = get_or_404("presentation.see", presentation_id)
    return render_template(
        "presentations/presentation.html",
        presentation=row,
        is_mine=row.created_by_id == actor().person_id and actor().role is Role.TRAINEE,
        has_closed=queries.has_closed(row),
        purpose=PURPOSES[row.purpose],
        trainee=queries.trainee_of(row),
        viewers=queries.viewers_of(row),
        shown=queries.shown_in(row, actor()),
        clips=queries.clips_shown_in(row, actor()),
        as_trainee=actor().role is Role.TRAINEE,
        meeting=queries.meeting_to_record(row, actor()),
        may_watch_together=may_on("presentation.watch_together", row),
    )


@blueprint.get("/clips/<int:clip_id>")
@declares("clip.watch")
def clip(clip_id: int) -> ResponseReturnValue:
    row = get_or_404("clip.watch", clip_id)
    return render_template(
        "presentations/clip.html",
        clip=row,
        label=queries.label_of(row.recording),
        seconds=queries.seconds_of(row),
        waits=footage.waits_to_be_cut(row),
        is_blurred=footage.is_blurred(row),
        waits_for_me=bool(footage.clips_that_wait([row.id])),
        shown=queries.shows_clip_to(row, actor()),
    )


@blueprint.post("/presentations/<int:presentation_id>/end")
@declares("presentation.end")
def end(presentation_id: int) -> ResponseReturnValue:
    row = get_or_404("presentation.end", presentation_id)
    operations.end_presentation(actor(), row)
    flash("The presentation has ended. Nobody sees it any more.", "done")
    return redirect(url_for("presentations.presentation", presentation_id=row.id))
