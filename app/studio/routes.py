"""The Studio's pages: to mark a recording, and only to watch it."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from app import clock, policies
from app.models.casework import Cycle
from app.models.footage import Recording
from app.models.people import Role
from app.studio import blueprint, keys, queries, shapes
from app.studio.api.clips import clips_json
from app.studio.api.moments import part_json
from app.studio.queries.seen import Part
from app.web.access import actor, declares, get_or_404

AT_FIRST = 100
"""So many moments come with the page; it asks for the others when it is there."""


@blueprint.get("/recordings/<int:recording_id>/studio")
@declares("recording.annotate")
def open(recording_id: int) -> ResponseReturnValue:
    recording = get_or_404("recording.annotate", recording_id)
    cycle, who = queries.cycle_of(recording), actor()
    words = queries.words_for(who, recording, cycle)
    return render_template(
        "studio/open.html",
        recording=recording,
        cycle=cycle,
        words=words,
        criteria_areas=queries.areas_looked_for(words),
        others=queries.others_of_cycle(who, recording),
        back=_way_out(recording, cycle),
        may_clip=policies.find("recording.clip", recording.id, who) is not None,
        judges=who.role is Role.ACCREDITOR,
        shared_with=queries.shared_with(who, cycle),
        was_brought=queries.was_brought(recording),
        shortcuts=keys.PLAYING + keys.MARKING,
        state=_marking_state(recording, words),
    )


@blueprint.get("/recordings/<int:recording_id>/watch")
@declares("recording.watch")
def watch(recording_id: int) -> ResponseReturnValue:
    recording = get_or_404("recording.watch", recording_id)
    cycle = queries.cycle_of(recording)
    return render_template(
        "studio/watch.html",
        recording=recording,
        cycle=cycle,
        back=_way_back(cycle),
        shortcuts=keys.PLAYING,
        state={
            "film": _film(recording),
            "keys": keys.as_json(keys.PLAYING),
            "csrf": generate_csrf(),
            "urls": {"played": url_for("studio.played", recording_id=recording.id)},
        },
    )


def _way_out(recording: Recording, cycle: Cycle) -> tuple[str, str]:
    """An accreditor came from their review; the cycle is not theirs to see."""
    review = queries.review_of(actor(), recording)
    if review is not None:
        return url_for("panel.review", submission_id=review), "The review"
    return url_for("casework.cycle", cycle_id=cycle.id), "The cycle"


def _way_back(cycle: Cycle) -> tuple[str, str]:
    if policies.find("cycle.see", cycle.id, actor()) is not None:
        return url_for("casework.cycle", cycle_id=cycle.id), "The cycle"
    return url_for("accounts.start"), "Back"


def _film(recording: Recording) -> dict[str, Any]:
    """What the player must know; no rate before the reference timeline is fixed."""
    return {
        "frames": recording.frame_count,
        "num": recording.rate_num,
        "den": recording.rate_den,
    }


def _marking_state(recording: Recording, words: queries.Words) -> dict[str, Any]:
    cursor = clock.now().isoformat()  # before the moments are read, so that nothing is missed
    return {
        "film": _film(recording),
        "keys": keys.as_json(keys.PLAYING + keys.MARKING),
        "csrf": generate_csrf(),
        "urls": {
            "moments": url_for("studio.add_moment", recording_id=recording.id),
            "moment": url_for("studio.change_moment", moment_id=0),
            "clips": url_for("studio.add_clip", recording_id=recording.id),
            "clip": url_for("studio.delete_clip", clip_id=0),
            "share": url_for("studio.share_track", track_id=0),
            "played": url_for("studio.played", recording_id=recording.id),
            "overview": url_for("footage.overview", recording_id=recording.id),
            "storyboard": url_for("footage.storyboard", recording_id=recording.id),
        },
        "words": shapes.words_json(words),
        "moments": {"cursor": cursor, **part_json(recording, Part(most=AT_FIRST))},
        "clips": clips_json(recording),
    }
