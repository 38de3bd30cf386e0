"""Naming a service's questionnaires, and keeping what people of a case scored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from app import audit, clock
from app.audit import Acting
from app.casework.queries.measures import measures_for
from app.extensions import db
from app.models.case_record import Occasion
from app.models.casework import CasePerson, Client, PersonKind
from app.models.measures import Measure, MeasureAnswer
from app.models.services import Service
from app.web.errors import Refusal

MEASURES_AT_MOST = 12


def name_measure(
    actor: Acting,
    service: Service,
    name: str,
    question: str,
    lowest: int,
    highest: int,
    higher_is_better: bool,
    licence_note: str,
) -> Measure:
    """A questionnaire as one score in a range. What it asks is the service's to word or license.

    Raises Refusal for a range without two ends, and for a name that is in use.
    """
    if lowest >= highest:
        raise Refusal("The highest score is above the lowest.")
    in_use = db.session.scalars(select(Measure).filter_by(service_id=service.id, retired_at=None))
    named = [one.name.casefold() for one in in_use]
    if name.casefold() in named:
        raise Refusal("There is one of this name already. Retire it first, or choose another.")
    if len(named) >= MEASURES_AT_MOST:
        raise Refusal(f"There are {MEASURES_AT_MOST} in use already. Retire one first.")
    row = Measure(
        service_id=service.id,
        name=name,
        question=question,
        lowest=lowest,
        highest=highest,
        higher_is_better=higher_is_better,
        licence_note=licence_note,
        made_by_id=actor.person_id,
    )
    db.session.add(row)
    audit.record(actor, "measure.named", row, service=service.id)
    return row


def retire_measure(actor: Acting, measure: Measure) -> None:
    """It is asked no more; what was answered stays. Again changes nothing."""
    if measure.retired_at is None:
        measure.retired_at = clock.now()
        audit.record(actor, "measure.retired", measure)


def keep_scores(
    actor: Acting | None,
    client: Client,
    person: CasePerson,
    occasion: Occasion,
    on: date,
    scores: Mapping[int, int],
    link_id: int | None = None,
) -> int:
    """What `person` scored; how many answers were new. Earlier ones are kept and stand no more.

    Raises Refusal for somebody of another case, a day to come, and a score outside the range.
    """
    if person.client_id != client.id or person.kind is PersonKind.PRACTITIONER:
        raise Refusal("Choose somebody of this case.")
    if on > clock.today():
        raise Refusal("This day is still to come. Choose today or an earlier day.")
    measures = {one.id: one for one in measures_for(client)}
    for measure_id, score in scores.items():
        one = measures.get(measure_id)
        if one is None:
            raise Refusal("Choose questionnaires that your service uses now.")
        if not one.lowest <= score <= one.highest:
            raise Refusal(f"{one.name} goes from {one.lowest} to {one.highest}.")
    by = {"recorded_by_id": actor.person_id} if actor else {"link_id": link_id}
    kept = sum(
        _keep(measures[measure_id], person, occasion, on, score, by)
        for measure_id, score in scores.items()
    )
    audit.record(actor, "measures.answered", client, occasion=occasion.value, answers=kept)
    return kept


def _keep(
    measure: Measure,
    person: CasePerson,
    occasion: Occasion,
    on: date,
    score: int,
    by: Mapping[str, int | None],
) -> bool:
    standing = select(MeasureAnswer).filter_by(
        measure_id=measure.id, case_person_id=person.id, occasion=occasion, replaced_at=None
    )
    before = db.session.scalar(standing)
    if before is not None:
        if (before.score, before.answered_on) == (score, on):
            return False
        before.replaced_at = clock.now()
        db.session.flush()
    db.session.add(
        MeasureAnswer(
            measure_id=measure.id,
            lowest=measure.lowest,
            highest=measure.highest,
            client_id=person.client_id,
            case_person_id=person.id,
            occasion=occasion,
            score=score,
            answered_on=on,
            **by,
        )
    )
    return True
