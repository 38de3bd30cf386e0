"""The upload page: who is in the film first, then the film itself."""

from __future__ import annotations

from typing import Any

from flask import current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from accreditation.consent import Purpose
from app.casework.queries import verdict
from app.footage import blueprint, files, operations, queries
from app.footage.forms import DeclarationForm, ids_of
from app.models.casework import Cycle
from app.models.footage import Recording, RecordingKind, RecordingState
from app.services.queries import room_for, service_of_cycle, whom_to_ask, why_filming_waits
from app.web.access import actor, declares, get_or_404

KINDS = ", ".join(RecordingKind)


@blueprint.route(f"/cycles/<int:cycle_id>/upload/<any({KINDS}):kind>", methods=["GET", "POST"])
@declares("cycle.change")
def upload(cycle_id: int, kind: str) -> ResponseReturnValue:
    cycle, kind = get_or_404("cycle.change", cycle_id), RecordingKind(kind)
    live = queries.live_recording(cycle, kind)
    if live is not None:
        return _choose_the_film(live)
    form = DeclarationForm(queries.people_of(cycle), data=_said_before(cycle, kind))
    declared = form.give_to(
        lambda: operations.declare_recording(actor(), cycle, kind, form.filmed_on.data, form.chosen)
    )
    if declared is not None:
        return redirect(url_for("footage.upload", cycle_id=cycle.id, kind=kind.value))
    return _declaration_page(cycle, kind, form), 422 if form.is_submitted() else 200


def _said_before(cycle: Cycle, kind: RecordingKind) -> dict[str, Any]:
    before = queries.last_ended(cycle, kind)
    if before is None:
        return {}
    return {"filmed_on": before.filmed_on, "in_shot": ids_of(queries.in_shot_of(before))}


def _declaration_page(cycle: Cycle, kind: RecordingKind, form: DeclarationForm) -> str:
    return render_template(
        "footage/declare.html",
        cycle=cycle,
        kind=kind,
        form=form,
        answers=queries.filming_in_words(form.people),
        is_listed=any(one.person_id == current_user.id for one in form.people),
        **_what_the_service_settled(cycle.id),
    )


def _what_the_service_settled(cycle_id: int) -> dict[str, Any]:
    """What filming waits for, and whom to ask; read by the page before anybody tries."""
    service_id = service_of_cycle(cycle_id)
    waits = why_filming_waits(service_id)
    return {"filming_waits": waits, "whom_to_ask": whom_to_ask(service_id) if waits else ""}


def _choose_the_film(recording: Recording) -> ResponseReturnValue:
    if recording.state is not RecordingState.UPLOADING:
        return redirect(url_for("footage.recording", recording_id=recording.id))
    return render_template(
        "footage/choose.html",
        recording=recording,
        in_shot=queries.in_shot_of(recording),
        filming=verdict(recording, Purpose.FILMING),
        arrived=files.arrived_bytes(recording.id),
        largest=current_app.config["LARGEST_FILM"],
        room=room_for(recording),
        **_what_the_service_settled(recording.cycle_id),
    )
