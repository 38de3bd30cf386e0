"""What the trainee's page of a cycle shows: the stations, the one next thing, the films."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from accreditation.consent import Purpose, Verdict
from app.casework import queries
from app.casework.queries import CyclePath, Step
from app.casework.queries.cycles import StepKey
from app.models.footage import Recording, RecordingKind, RecordingState
from app.policies import Actor


@dataclass(frozen=True)
class Station:
    """A step with where it leads."""

    title: str
    state: str
    note: str
    url: str | None


@dataclass(frozen=True)
class Film:
    """A recording, and whether the trainee and the supervisor may watch it."""

    recording: Recording
    own: Verdict
    supervisor: Verdict


@dataclass(frozen=True)
class NextAct:
    """The one thing to do next; without `url` it is somebody else's turn."""

    title: str
    words: str
    label: str
    url: str | None


WORDS = {
    StepKey.FILM: (
        "Add the client film",
        "Ten minutes are plenty. Everyone in it said yes to filming before it was made.",
        "Add the film",
    ),
    StepKey.LOOK: (
        "Look closely",
        "Find the moments that go better than usual, and mark them.",
        "Open the film",
    ),
    StepKey.REVIEW: (
        "Add the film of the shared review",
        "The one in which you and the client look at the best moments together.",
        "Add the film",
    ),
    StepKey.DATE: (
        "Write down the day of the shared review",
        "Its place is on this page, under the films.",
        "Write down the day",
    ),
    StepKey.ASK: (
        "Ask for supervision",
        "You choose the question. Your supervisor sees nothing of this cycle before you ask.",
        "Ask for supervision",
    ),
    StepKey.CONFIRM: (
        "With your supervisor now",
        "The cycle is confirmed when your supervisor signs the session. Nothing waits for you.",
        "",
    ),
}


def shown(path: CyclePath, actor: Actor) -> dict[str, Any]:
    """Values of the template."""
    return {
        "path": path,
        "cycle": path.cycle,
        "stations": [_station(path, step) for step in path.steps],
        "next_act": _next_act(path),
        "films": _films(path),
        "sessions": queries.sessions_of(path.cycle, actor),
    }


def _films(path: CyclePath) -> list[Film]:
    kept = [path.films[kind] for kind in RecordingKind if kind in path.films]
    own = queries.verdicts(kept, Purpose.FILMING)
    supervisor = queries.verdicts(kept, Purpose.SUPERVISION)
    return [Film(one, own[one.id], supervisor[one.id]) for one in kept]


def _station(path: CyclePath, step: Step) -> Station:
    url = _url_of(path, step.key) if step.state != "later" else None
    return Station(step.title, step.state, step.note, url)


def _url_of(path: CyclePath, key: StepKey) -> str | None:
    cycle, film, confirmed = path.cycle, path.film, path.cycle.confirmed_at is not None
    match key:
        case StepKey.FILM:
            return _film_url(path, film, RecordingKind.CLIENT_FILM)
        case StepKey.REVIEW:
            return _film_url(path, path.review, RecordingKind.SHARED_REVIEW)
        case StepKey.LOOK if film is not None and film.state is RecordingState.READY:
            return url_for("studio.open", recording_id=film.id)
        case StepKey.DATE if not confirmed:
            return "#shared-review"
        case StepKey.ASK if not confirmed:
            return url_for("supervision.ask", cycle_id=cycle.id)
    return None


def _film_url(path: CyclePath, film: Recording | None, kind: RecordingKind) -> str | None:
    if film is not None and not _is_gone(film):
        return url_for("footage.recording", recording_id=film.id)
    if path.cycle.confirmed_at is not None:
        return None
    return url_for("footage.upload", cycle_id=path.cycle.id, kind=kind.value)


def _is_gone(film: Recording) -> bool:
    """Refused, or erased before it counted: the place is free for another film."""
    refused = film.state is RecordingState.REFUSED
    return refused or (film.state is RecordingState.ERASED and film.ready_at is None)


def _next_act(path: CyclePath) -> NextAct | None:
    if path.next is None:
        return None
    title, words, label = WORDS[path.next.key]
    film = {StepKey.FILM: path.film, StepKey.REVIEW: path.review}.get(path.next.key)
    if film is not None and _is_gone(film):
        title, words, label = "Choose another film", film.refused_because or "", "Choose a film"
    elif film is not None:
        title, words = "The film is on its way", "You can close this page; the work goes on."
        label = "See how it is getting on"
    return NextAct(title, words, label, _url_of(path, path.next.key))
