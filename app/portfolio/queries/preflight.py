"""The check before submitting: what is in place, and where the rest is mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from accreditation.consent import Purpose
from accreditation.programme import Kind
from accreditation.readiness import missing_before_submission
from accreditation.wording import counted
from app import clock
from app.casework.queries import verdicts
from app.extensions import db
from app.models.footage import Recording, RecordingState
from app.models.moments import Moment
from app.models.portfolio import ChosenMoment, Portfolio
from app.models.programme import Enrolment
from app.pathway.queries import readiness
from app.portfolio.queries.draft import chosen_moments, chosen_recordings, label_of


@dataclass(frozen=True)
class Check:
    """One line. `endpoint` and `values` name the page where it is mended, when it is not met."""

    title: str
    met: bool
    sentence: str
    endpoint: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    go: str = ""


@dataclass(frozen=True)
class Preflight:
    checks: tuple[Check, ...]

    @property
    def ready(self) -> bool:
        return all(check.met for check in self.checks)

    @property
    def left(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if not check.met)


def preflight(portfolio: Portfolio) -> Preflight:
    """Everything that must be in place at this moment; the same for the page and the act."""
    moments, films = chosen_moments(portfolio), chosen_recordings(portfolio)
    in_use = {one.moment.track.recording.id: one.moment.track.recording for one in moments}
    in_use |= {one.recording.id: one.recording for one in films}
    checks = (
        *_requirements(portfolio),
        _statement(portfolio),
        *_moments(portfolio, moments),
        _films(portfolio, len(films)),
        *_footage(list(in_use.values())),
    )
    return Preflight(checks)


def _requirements(portfolio: Portfolio) -> Iterator[Check]:
    enrolment = db.session.get_one(Enrolment, portfolio.enrolment_id)
    now = readiness(enrolment, clock.today())
    missing = [each for each in missing_before_submission(now) if each.kind is not Kind.DOCUMENT]
    for each in missing:
        stage = now.stage(each.stage)
        where = f"{stage.title}: " if stage else ""
        yield Check(each.title, False, f"{where}{each.sentence}.", "pathway.home", {}, "Your home")
    if not missing:
        yield Check("Training", True, "Everything your edition asks for first is in place.")


def _statement(portfolio: Portfolio) -> Check:
    words = len(portfolio.reflective_statement.split())
    if words:
        return Check("Reflective statement", True, f"Written: {counted(words, 'word')}.")
    return Check(
        "Reflective statement",
        False,
        "Your reflective statement is still to be written.",
        "portfolio.statement",
        {"portfolio_id": portfolio.id},
        "Write it",
    )


def _moments(portfolio: Portfolio, moments: Sequence[ChosenMoment]) -> Iterator[Check]:
    here = {"portfolio_id": portfolio.id}
    if not moments:
        text = "Choose at least one moment that shows your work."
        yield Check("Moments", False, text, "portfolio.moments", here, "Choose moments")
        return
    waiting = list(_to_look_at(portfolio, moments))
    yield from waiting
    if not waiting:
        chosen = f"{counted(len(moments), 'moment')} chosen, each with your reason."
        yield Check("Moments", True, chosen)


def _to_look_at(portfolio: Portfolio, moments: Sequence[ChosenMoment]) -> Iterator[Check]:
    for one in moments:
        at = f"The moment at {time_of(one.moment)}, {label_of(one.moment.track.recording)}"
        values = {"portfolio_id": portfolio.id, "moment_id": one.moment_id}
        page = ("portfolio.choose", values)
        if one.moment.deleted_at is not None:
            yield Check("Moments", False, f"{at}, was deleted since. Take it out.", *page, "Open")
        elif not one.reason.strip():
            yield Check("Moments", False, f"{at}, needs your reason.", *page, "Say why")


def time_of(moment: Moment) -> str:
    return moment.span.label(moment.rate)


def _films(portfolio: Portfolio, films: int) -> Check:
    if films:
        return Check("Whole films", True, f"{counted(films, 'film')} to watch.")
    return Check(
        "Whole films",
        False,
        "Choose at least one film for the accreditor to watch whole.",
        "portfolio.recordings",
        {"portfolio_id": portfolio.id},
        "Choose films",
    )


def _footage(recordings: Sequence[Recording]) -> Iterator[Check]:
    """Ready, and everyone in it agrees to filming and to other supervisors, at this moment."""
    waiting = list(_not_ready(recordings)) + list(_not_agreed(recordings))
    yield from waiting
    if recordings and not waiting:
        text = "Everyone in every chosen film agrees to other supervisors seeing it."
        yield Check("Consent", True, text)


def _not_ready(recordings: Sequence[Recording]) -> Iterator[Check]:
    for one in recordings:
        if one.state is not RecordingState.READY:
            text = f"The {label_of(one)} cannot be shown: it is {one.state.value}."
            yield Check(
                "Footage", False, text, "footage.recording", {"recording_id": one.id}, "Look"
            )


def _not_agreed(recordings: Sequence[Recording]) -> Iterator[Check]:
    said = verdicts(recordings, Purpose.OTHER_SUPERVISORS)
    for one in recordings:
        for reason in said[one.id].reasons:
            yield Check("Consent", False, f"{_upper(label_of(one))}: {reason}", *_mended(one))


def _mended(recording: Recording) -> tuple[str, dict[str, Any], str]:
    if recording.in_shot_confirmed_at is None:
        return "footage.confirm_in_shot", {"recording_id": recording.id}, "Who is in it"
    return "casework.client", {"client_id": recording.client_id}, "Consent"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
