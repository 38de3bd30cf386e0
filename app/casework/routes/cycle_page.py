"""What the trainee's page of a cycle shows: the stations, the one next thing, the films."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from accreditation.consent import Purpose, Verdict
from app.casework import queries
from app.casework.queries import CyclePath, Highlights, Step
from app.casework.queries.cycles import StepKey
from app.models.footage import Recording, RecordingKind, RecordingState
from app.policies import Actor
from app.services.queries import service_of_cycle, whom_to_ask, why_filming_waits
from app.web.words import duration


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
    clips: int

    @property
    def length(self) -> str:
        """As a clock says it; empty until the film is ready."""
        frames, film = self.recording.frame_count, self.recording
        if not frames or not film.rate_num or not film.rate_den:
            return ""
        return duration(frames * film.rate_den // film.rate_num)

    @property
    def can_be_marked(self) -> bool:
        return self.recording.state is RecordingState.READY and self.own.permitted


@dataclass(frozen=True)
class NextAct:
    """The one thing to do next; without `url` it is somebody else's turn."""

    title: str
    words: str
    label: str
    url: str | None


SUPERVISION_FILM = (
    "Add the film of the supervision",
    "Everyone in it said yes to filming before it was made, whoever a clip shows as well.",
    "Add the film",
)
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
    films = _films(path)
    return {
        "path": path,
        "cycle": path.cycle,
        "stations": [_station(path, films, step) for step in path.steps],
        "next_act": _next_act(path, films),
        "films": list(films.values()),
        "highlights": _highlights(path, films, actor),
        "notes": queries.notes_of(path.cycle),
        "sessions": queries.sessions_of(path.cycle, actor),
    }


def _highlights(
    path: CyclePath, films: dict[RecordingKind, Film], actor: Actor
) -> Highlights | None:
    """Of the film of the work, as soon as clips of it can be chosen for the shared review."""
    film = _film_to_mark(path, films)
    if film is None or not film.can_be_marked or not path.has_shared_review:
        return None
    return queries.highlights_of(film.recording, actor)


def _films(path: CyclePath) -> dict[RecordingKind, Film]:
    kept = {kind: path.films[kind] for kind in RecordingKind if kind in path.films}
    own = queries.verdicts(kept.values(), Purpose.FILMING)
    supervisor = queries.verdicts(kept.values(), Purpose.SUPERVISION)
    clips = queries.clips_of([one.id for one in kept.values()])
    return {
        kind: Film(one, own[one.id], supervisor[one.id], clips[one.id])
        for kind, one in kept.items()
    }


def _station(path: CyclePath, films: dict[RecordingKind, Film], step: Step) -> Station:
    url = None if step.state == "later" else _url_of(path, films, step.key)
    return Station(step.title, step.state, step.note, url)


def _url_of(path: CyclePath, films: dict[RecordingKind, Film], key: StepKey) -> str | None:
    confirmed, film = path.cycle.confirmed_at is not None, _film_to_mark(path, films)
    match key:
        case StepKey.FILM:
            return _film_url(path, path.film, queries.kind_of_the_work(path.cycle))
        case StepKey.REVIEW:
            return _film_url(path, path.review, RecordingKind.SHARED_REVIEW)
        case StepKey.LOOK if film is not None and film.can_be_marked:
            return url_for("studio.open", recording_id=film.recording.id)
        case StepKey.DATE if not confirmed:
            return "#shared-review"
        case StepKey.ASK if not confirmed:
            return url_for("supervision.ask", cycle_id=path.cycle.id)
    return None


def _film_to_mark(path: CyclePath, films: dict[RecordingKind, Film]) -> Film | None:
    return films.get(queries.kind_of_the_work(path.cycle))


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


def _next_act(path: CyclePath, films: dict[RecordingKind, Film]) -> NextAct | None:
    if path.next is None:
        return None
    key = path.next.key
    waits = _filming_waits(path, key)
    if waits is not None:
        return waits
    film = {StepKey.FILM: path.film, StepKey.REVIEW: path.review}.get(key)
    title, words, label = _words(path, key)
    if film is not None and _is_gone(film):
        title, words, label = "Choose another film", film.refused_because or "", "Choose a film"
    elif film is not None:
        title, words = "The film is on its way", "You can close this page; the work goes on."
        label = "See how it is getting on"
    elif key is StepKey.LOOK:
        looked_at = films[queries.kind_of_the_work(path.cycle)]
        if not looked_at.own.permitted:
            return _consent_first(path, looked_at)
    return NextAct(title, words, label, _url_of(path, films, key))


def _words(path: CyclePath, key: StepKey) -> tuple[str, str, str]:
    if key is StepKey.FILM and not path.has_shared_review:
        return SUPERVISION_FILM
    return WORDS[key]


def _filming_waits(path: CyclePath, key: StepKey) -> NextAct | None:
    """Before a film is added: the employer settles first what comes before filming."""
    if key not in (StepKey.FILM, StepKey.REVIEW):
        return None
    service_id = service_of_cycle(path.cycle.id)
    waits = why_filming_waits(service_id)
    if not waits:
        return None
    words = " ".join((*waits, whom_to_ask(service_id)))
    return NextAct("Filming waits for your service", words, "", None)


def _consent_first(path: CyclePath, film: Film) -> NextAct:
    words = " ".join(film.own.reasons)
    if film.recording.in_shot_confirmed_at is None:
        url = url_for("footage.recording", recording_id=film.recording.id)
        return NextAct("Say who is in shot", words, "Go to the film", url)
    url = url_for("casework.client", client_id=path.cycle.client_id) + "#people"
    return NextAct("The film waits for consent", words, "Go to the people in shot", url)
