"""Rating rounds: each rates without seeing the other's; both finish; then both are shown.

No notice, message or event about what somebody keeps in a round leaves before the reveal. That
a round began, was revealed or was closed is told, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import update

from accreditation.comparison import NOT_SEEN
from accreditation.framework import CriteriaFramework, Level
from app import audit, clock, events
from app.extensions import db
from app.models.footage import Recording
from app.models.moments import Moment
from app.models.people import Role
from app.models.rounds import RatingRound, RoundCriterion, RoundRating
from app.policies import Actor
from app.studio.operations.telling import tell_both_sides
from app.studio.queries import rounds as asked
from app.web.errors import Refusal

LONGEST_WORDS = 1000


def start_round(
    actor: Actor, recording: Recording, criteria: Sequence[str], reveals_itself: bool = True
) -> RatingRound:
    """Trainee and supervisor are asked to rate these criteria on the film, each on their own.

    The other one is told that it began. With `reveals_itself` False it waits for `reveal` when
    both have finished. Refused while another round on the film is open.
    """
    pair = asked.pair_of(recording)
    if pair is None:
        raise Refusal("There is no supervisor at the moment, and a rating round takes two.")
    if asked.open_round(recording) is not None:
        raise Refusal("A rating round on this film is open already. Finish or close it first.")
    round = RatingRound(
        recording_id=recording.id,
        trainee_id=pair.trainee_id,
        supervisor_id=pair.supervisor_id,
        started_by_id=actor.person_id,
        reveals_itself=reveals_itself,
        criteria=_chosen(asked.criteria_for(recording), criteria),
    )
    db.session.add(round)
    audit.record(actor, "round.started", round, recording=recording.id)
    events.tell("round.started", round, by=actor.person_id)
    tell_both_sides(actor, recording)
    return round


def rate_in_round(
    actor: Actor, round: RatingRound, levels: Mapping[str, str], words: Mapping[str, str] = {}
) -> list[RoundRating]:
    """Keep the actor's level, and a few words, on criteria of the round; others stay as they are.

    What was given before is kept as replaced. Nothing can be given between finishing and the
    reveal; what is given after the reveal is a new version that both see.
    """
    refuse_when_finished(actor, round.id)
    scale = asked.criteria_for(round.recording).scale
    before = asked.own_ratings(actor, round)
    names = {one.key for one in round.criteria}
    given = []
    for key, level in levels.items():
        number, title = (0, "not seen") if level == NOT_SEEN else _step(scale.level(level))
        if key not in names:
            raise Refusal("That criterion is not in this round. Load the page again.")
        row = RoundRating(
            round_id=round.id,
            rater_id=actor.person_id,
            role=actor.role,
            criterion=key,
            level=level,
            level_number=number,
            level_wording=title,
            words=_few(words.get(key, "")),
        )
        given += _in_place_of(actor, before.get(key), row)
    return given


def finish_round(actor: Actor, round: RatingRound) -> RatingRound:
    """The actor has said what they see. When both have, both are shown, unless it waits for that.

    Nobody is told that one of the two has finished.
    """
    _refuse_when_over(round)
    left = len(round.criteria) - len(asked.own_ratings(actor, round))
    if left:
        raise Refusal(
            f"Choose a level for {left} more, or “I did not see this”. Nothing is lost meanwhile."
        )
    if finished_at(actor.role, round) is None:
        if actor.role is Role.TRAINEE:
            round.trainee_finished_at = clock.now()
        else:
            round.supervisor_finished_at = clock.now()
        audit.record(actor, "round.finished", round)
    if round.reveals_itself and round.trainee_finished_at and round.supervisor_finished_at:
        reveal(actor, round)
    return round


def reveal(actor: Actor, round: RatingRound) -> RatingRound:
    """Show both what the other kept in the round. Again changes nothing.

    Raises Refusal before both have finished, and once it is closed.
    """
    if round.revealed_at is not None:
        return round
    if round.closed_at is not None or not (
        round.trainee_finished_at and round.supervisor_finished_at
    ):
        raise Refusal("Both finish first; then both are shown. Nothing was changed.")
    round.revealed_at = clock.now()
    marked = update(Moment).where(Moment.round_id == round.id)
    db.session.execute(marked.values(touched_at=round.revealed_at))
    audit.record(actor, "round.revealed", round)
    events.tell("round.revealed", round)
    tell_both_sides(actor, round.recording)
    return round


def close_round(actor: Actor, round: RatingRound) -> RatingRound:
    """End a round that will not be finished: each keeps what they wrote, and nothing is shown."""
    if round.closed_at is None:
        _refuse_when_over(round)
        round.closed_at, round.closed_by_id = clock.now(), actor.person_id
        audit.record(actor, "round.closed", round)
        events.tell("round.closed", round, by=actor.person_id)
        tell_both_sides(actor, round.recording)
    return round


def finished_at(role: Role | None, round: RatingRound) -> datetime | None:
    """When that side finished."""
    return round.trainee_finished_at if role is Role.TRAINEE else round.supervisor_finished_at


def refuse_outside(actor: Actor, round: RatingRound, recording: Recording) -> None:
    """A moment is made in a round on its own film, by one of the two, while they have time."""
    side = {Role.TRAINEE: round.trainee_id, Role.SUPERVISOR: round.supervisor_id}
    if round.recording_id != recording.id or side.get(actor.role) != actor.person_id:  # type: ignore[arg-type]
        raise Refusal("That round is about another film. Nothing was saved.", "round")
    _refuse_when_over(round)
    refuse_when_finished(actor, round.id)


def refuse_when_finished(actor: Actor, round_id: int | None) -> None:
    """Between finishing and the reveal, what somebody said in a round stays as it is."""
    round = db.session.get(RatingRound, round_id) if round_id else None
    if round is None or round.revealed_at is not None or round.closed_at is not None:
        return
    if finished_at(actor.role, round) is not None:
        raise Refusal(
            "You have finished this round, so it stays as it is until both are shown. "
            "After that you can change it."
        )


def _refuse_when_over(round: RatingRound) -> None:
    if round.closed_at is not None:
        raise Refusal("This round was closed. You can start another one.")
    if round.revealed_at is not None:
        raise Refusal("This round was shown to you both already.")


def _chosen(criteria: CriteriaFramework, keys: Sequence[str]) -> list[RoundCriterion]:
    if not keys:
        raise Refusal("Choose at least one criterion to rate.")
    rows = []
    for key in dict.fromkeys(keys):
        found = criteria.criterion(key)
        if found is None:
            raise Refusal("That criterion is not in this edition. Load the page again.")
        rows.append(RoundCriterion(framework=criteria.id, key=key, wording=found.wording))
    return rows


def _step(level: Level | None) -> tuple[int, str]:
    if level is None:
        raise Refusal("That level is not in this edition. Load the page again.")
    return level.number, level.title


def _in_place_of(actor: Actor, before: RoundRating | None, row: RoundRating) -> list[RoundRating]:
    if before is not None:
        if (before.level, before.words) == (row.level, row.words):
            return [before]
        before.replaced_at = clock.now()
        db.session.flush()
    db.session.add(row)
    audit.record(actor, "round.rated", row, round=row.round_id, criterion=row.criterion)
    return [row]


def _few(words: str) -> str:
    if len(words) > LONGEST_WORDS:
        raise Refusal(f"That is longer than {LONGEST_WORDS} characters. Nothing was saved.")
    return words.strip()
