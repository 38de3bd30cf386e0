"""What a registrar sees of one training: every count and its evidence by its coded name.

Nothing here leads to a client, a cycle or a film: a registrar is not shown those. Each piece of
evidence leads to what it counts for and who wrote it down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from accreditation.readiness import Evidence, Readiness, RequirementReadiness, assess
from app import clock
from app.models.programme import EditionInUse, Enrolment, EnrolmentState
from app.pathway import queries
from app.pathway.pages import StageSheet
from app.pathway.sheets import named_only, stations_of
from app.programmes.operations import why_not_transfer
from app.programmes.queries import programme_in, programme_of


def evidence(enrolment: Enrolment) -> dict[str, Any]:
    trail = queries.trail_of(enrolment)
    readiness = queries.readiness_by(trail, enrolment, clock.today())
    opened = {each.stage for each in trail.record.stage_openings} | {readiness.entry.key}

    def link(piece: Evidence) -> str:
        kind, of = piece.kind.value, enrolment.id
        return url_for(
            "readiness.one_piece", enrolment_id=of, evidence_kind=kind, evidence_id=piece.id
        )

    return {
        "enrolment": enrolment,
        "programme": readiness.programme,
        "stations": stations_of(readiness, trail, enrolment.state is EnrolmentState.ACCREDITED),
        "stages": [
            StageSheet(
                stage.key,
                stage.title,
                stage.key == readiness.now.key,
                stage.key in opened,
                tuple(named_only(each, link) for each in stage.requirements),
            )
            for stage in readiness.every_stage()
        ],
    }


@dataclass(frozen=True)
class Moved:
    """One requirement of another edition: how it stands under it, and how it stands now."""

    stage: str
    title: str
    then: str
    now: str


def readiness_of(enrolment: Enrolment) -> Readiness:
    return queries.readiness(enrolment, clock.today())


def preview(enrolment: Enrolment, edition: EditionInUse) -> dict[str, Any]:
    """What the same record counts for under another edition. Nothing is changed by looking."""
    record, today = queries.training_record(enrolment), clock.today()
    now = assess(record, programme_of(enrolment), today)
    then = assess(record, programme_in(edition), today)
    before = {(each.stage, each.key): each for each in now.requirements()}
    rows = [
        Moved(
            stage.title,
            each.title,
            f"{each.count} of {each.needed}",
            _as_it_is(before.get((each.stage, each.key))),
        )
        for stage in then.every_stage()
        for each in stage.requirements
    ]
    return {
        "rows": rows,
        "at": then.now.title,
        "refusal": why_not_transfer(enrolment, edition),
    }


def _as_it_is(found: RequirementReadiness | None) -> str:
    return f"{found.count} of {found.needed}" if found else "not asked for"
