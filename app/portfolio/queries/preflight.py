"""The check before submitting: what is in place, and where the rest is mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from accreditation.consent import Purpose
from accreditation.portfolio_contents import PortfolioContents
from accreditation.programme import Kind
from accreditation.readiness import missing_before_submission
from accreditation.wording import counted, day
from app import clock
from app.casework.queries import verdicts
from app.extensions import db
from app.models.footage import Recording, RecordingState
from app.models.portfolio import ChosenMoment, Portfolio
from app.models.programme import Enrolment
from app.pathway.queries import readiness
from app.portfolio.queries.blurring import blurring
from app.portfolio.queries.checks import Check, Preflight, time_of
from app.portfolio.queries.criteria import coverage_of
from app.portfolio.queries.draft import chosen_moments, chosen_recordings, label_of
from app.portfolio.queries.vouched import vouching_for
from app.portfolio.queries.words import identifying, unsigned
from app.programmes.queries import programme_of


def preflight(portfolio: Portfolio) -> Preflight:
    """Everything that must be in place at this moment; the same for the page and the act."""
    moments, films = chosen_moments(portfolio), chosen_recordings(portfolio)
    in_use = {one.moment.track.recording.id: one.moment.track.recording for one in moments}
    in_use |= {one.recording.id: one.recording for one in films}
    enrolment = db.session.get_one(Enrolment, portfolio.enrolment_id)
    asked = programme_of(enrolment).portfolio
    checks = (
        *_requirements(enrolment),
        _statement(portfolio, asked),
        *_vouched(portfolio),
        *_moments(portfolio, moments, asked),
        *_coverage(portfolio, moments),
        *_films(portfolio, len(films), asked),
        *_footage(list(in_use.values())),
        *blurring(moments, films),
        *identifying(portfolio, moments),
        *unsigned(enrolment),
    )
    return Preflight(checks)


def _requirements(enrolment: Enrolment) -> Iterator[Check]:
    now = readiness(enrolment, clock.today())
    missing = [each for each in missing_before_submission(now) if each.kind is not Kind.DOCUMENT]
    for each in missing:
        stage = now.stage(each.stage)
        where = f"{stage.title}: " if stage else ""
        yield Check(each.title, False, f"{where}{each.sentence}.", "pathway.home", {}, "Your home")
    if not missing:
        yield Check("Training", True, "Everything your edition asks for first is in place.")


def _statement(portfolio: Portfolio, asked: PortfolioContents) -> Check:
    title, page = "Reflective statement", ("portfolio.statement", {"portfolio_id": portfolio.id})
    words = len(portfolio.reflective_statement.split())
    if not words and asked.least_words:
        text = "Your reflective statement is still to be written."
        return Check(title, False, text, *page, "Write it")
    if words < asked.least_words:
        text = f"Your reflective statement has {counted(words, 'word')} of {asked.least_words}."
        return Check(title, False, text, *page, "Go on writing")
    if asked.most_words and words > asked.most_words:
        text = f"Your reflective statement has {words} words; {asked.most_words} is the most."
        return Check(title, False, text, *page, "Shorten it")
    return Check(title, True, f"Written: {counted(words, 'word')}.")


def _vouched(portfolio: Portfolio) -> Iterator[Check]:
    """Asking is the trainee's to do; what somebody else has still to write holds nothing back."""
    found, title = vouching_for(portfolio), "Supervisor’s statement"
    page = ("portfolio.build", {"_anchor": "vouched"})
    if found is None:
        return
    if found.given:
        names = " and ".join(one.supervisor.name for one in found.given)
        yield Check(title, True, f"{names} gave a statement.")
    elif found.supervisor is None:
        text = "There is no statement of a supervisor, and you have none now who could be asked."
        yield Check(title, False, text, holds_back=False)
    elif found.asked is None:
        text = f"{found.supervisor.name} was not asked for a statement yet."
        yield Check(title, False, text, *page, "Ask for it")
    else:
        asked = day(found.asked.asked_at.date())
        text = f"{found.supervisor.name} was asked for a statement on {asked}, not given yet."
        text += " You can wait for it, or submit without."
        yield Check(title, False, text, *page, "How it stands", holds_back=False)


def _moments(
    portfolio: Portfolio, moments: Sequence[ChosenMoment], asked: PortfolioContents
) -> Iterator[Check]:
    here = {"portfolio_id": portfolio.id}
    if len(moments) < asked.moments:
        text = "Choose at least one moment that shows your work."
        if asked.moments > 1:
            text = f"Choose at least {asked.moments} moments; you have {len(moments)}."
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


def _coverage(portfolio: Portfolio, moments: Sequence[ChosenMoment]) -> Iterator[Check]:
    """Told, and never in the way: a portfolio is a selection, not a list to be filled."""
    lines = coverage_of(portfolio, moments)
    without = sum(not line.moments for line in lines)
    if moments and without:
        text = f"{without} of {len(lines)} criteria have no moment yet."
        page = ("portfolio.build", {"_anchor": "coverage"}, "See the map")
        yield Check("Criteria", False, text, *page, holds_back=False)


def _films(portfolio: Portfolio, films: int, asked: PortfolioContents) -> Iterator[Check]:
    if films < asked.films:
        least = "one film" if asked.films == 1 else f"{asked.films} films"
        text = f"Choose at least {least} for the accreditor to watch whole."
        page = ("portfolio.recordings", {"portfolio_id": portfolio.id})
        yield Check("Whole films", False, text, *page, "Choose films")
    elif films:
        yield Check("Whole films", True, f"{counted(films, 'film')} to watch.")


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
            out = f"{text} Take it, and its moments, out of the portfolio."
            yield Check(
                "Footage", False, out, "portfolio.build", {"_anchor": "films"}, "Take it out"
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
