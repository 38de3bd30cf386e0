"""Questions about a service's questionnaires and what people of a case scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models.case_record import Occasion
from app.models.casework import CasePerson, Client
from app.models.measures import Measure, MeasureAnswer
from app.models.programme import Enrolment


@dataclass(frozen=True)
class Scored:
    """What one person scored on one questionnaire, by occasion."""

    measure: Measure
    case_person: CasePerson
    scores: dict[Occasion, int] = field(default_factory=dict)


def measures_of(service_id: int) -> Sequence[Measure]:
    """Those in use first, each by its name; the retired ones after them. At most a hundred."""
    own = select(Measure).filter_by(service_id=service_id)
    ordered = own.order_by(Measure.retired_at.is_not(None), Measure.name, Measure.id)
    return db.session.scalars(ordered.limit(100)).all()


def measure_of(service_id: int, measure_id: int) -> Measure | None:
    return db.session.scalar(select(Measure).filter_by(id=measure_id, service_id=service_id))


def measures_for(client: Client) -> list[Measure]:
    """What the service of a case asks now."""
    service_id = db.session.get_one(Enrolment, client.enrolment_id).service_id
    return [one for one in measures_of(service_id) if one.retired_at is None]


def scored_in(client: Client) -> list[Scored]:
    """Every answer of a case that stands, by questionnaire and person."""
    standing = (
        select(MeasureAnswer)
        .filter_by(client_id=client.id, replaced_at=None)
        .options(joinedload(MeasureAnswer.measure), joinedload(MeasureAnswer.case_person))
        .order_by(MeasureAnswer.measure_id, MeasureAnswer.case_person_id)
    )
    found: dict[tuple[int, int], Scored] = {}
    for one in db.session.scalars(standing):
        key = (one.measure_id, one.case_person_id)
        scored = found.setdefault(key, Scored(one.measure, one.case_person))
        scored.scores[one.occasion] = one.score
    return list(found.values())
