"""What a registrar sees of one training: every count and its evidence by its coded name.

Nothing here leads to a client, a cycle or a film: a registrar is not shown those.
"""

from __future__ import annotations

from typing import Any

from app import clock
from app.models.programme import Enrolment, EnrolmentState
from app.pathway import queries
from app.pathway.pages import StageSheet
from app.pathway.sheets import named_only, stations_of


def evidence(enrolment: Enrolment) -> dict[str, Any]:
    trail = queries.trail_of(enrolment)
    readiness = queries.readiness_by(trail, enrolment, clock.today())
    opened = {each.stage for each in trail.record.stage_openings} | {readiness.entry.key}
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
                tuple(map(named_only, stage.requirements)),
            )
            for stage in readiness.every_stage()
        ],
    }
