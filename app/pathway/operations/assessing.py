"""A trainee looks at their own work on the criteria of their edition."""

from __future__ import annotations

from collections.abc import Mapping

from app import audit
from app.extensions import db
from app.models.assessment import SelfAssessment, SelfLevel
from app.models.programme import Enrolment
from app.policies import Actor
from app.programmes.queries import criteria_of
from app.web.errors import Refusal


def assess_oneself(
    actor: Actor, enrolment: Enrolment, levels: Mapping[str, str], words: str
) -> SelfAssessment:
    """Keep a level for each criterion in `levels` (keys of both), beside those given before.

    The words of both are kept by value. Nobody else reads it. Raises Refusal for an empty choice.
    """
    criteria = criteria_of(enrolment)
    given = []
    for key, level_key in levels.items():
        criterion, level = criteria.criterion(key), criteria.scale.level(level_key)
        if criterion is None or level is None:
            raise Refusal("That criterion or level is not in this edition. Load the page again.")
        given.append(
            SelfLevel(
                framework=criteria.id,
                criterion=criterion.key,
                criterion_wording=criterion.wording,
                level=level.key,
                level_number=level.number,
                level_wording=level.title,
            )
        )
    if not given:
        raise Refusal("Choose a level for at least one criterion; the others can wait.")
    assessment = SelfAssessment(enrolment_id=enrolment.id, words=words, levels=given)
    db.session.add(assessment)
    audit.record(actor, "self_assessment.given", assessment, criteria=len(given))
    return assessment
