"""The table of rules: who may do what. Readable in one sitting, and nothing else decides.

A file for each subject. Each line is one way to be allowed; all conditions on the line must hold.
A rule without a subject is about the actor alone. `docs/access.md` is printed from this table.
"""

from __future__ import annotations

from app.policies.actors import (
    anyone_signed_in,
    as_accreditor,
    as_registrar,
    as_service_lead,
    as_supervisor,
    as_trainee,
    enrolled_now,
)
from app.policies.rule import Rule, Way
from app.policies.rules.archives import OF_ARCHIVES
from app.policies.rules.casework import OF_CASEWORK
from app.policies.rules.client_copies import OF_CLIENT_COPIES
from app.policies.rules.evidence import OF_EVIDENCE
from app.policies.rules.footage import OF_FOOTAGE
from app.policies.rules.people import OF_PEOPLE
from app.policies.rules.presentations import OF_PRESENTATIONS
from app.policies.rules.requests import OF_REQUESTS
from app.policies.rules.rights import OF_RIGHTS
from app.policies.rules.rooms import OF_ROOMS
from app.policies.rules.services import OF_SERVICES
from app.policies.rules.studio import OF_STUDIO
from app.policies.rules.supervision import OF_SUPERVISION
from app.policies.rules.training import OF_TRAINING

ABOUT_THE_ACTOR: dict[str, tuple[Way, ...]] = {
    "account.use": ((anyone_signed_in,),),
    "training.follow": ((as_trainee,),),
    "client.add": ((as_trainee, enrolled_now),),
    "caseload.see": ((as_supervisor,),),
    "courses.train": ((as_supervisor,),),
    "reviews.see": ((as_accreditor,),),
    "presentations.receive": ((as_supervisor,), (as_accreditor,), (as_trainee,)),
    "training.administer": ((as_registrar,),),
    "services.lead": ((as_service_lead,),),
    "people.administer": ((as_registrar,),),
}

# What a person may do in no role: before their second factor, or once their last role has ended.
IN_NO_ROLE = {
    *("account.use", "browser_session.end", "notice.read"),
    *("case_person.answer_as", "recording.answer_as"),
}

RULES: dict[str, Rule] = {
    **{action: Rule(None, ways) for action, ways in ABOUT_THE_ACTOR.items()},
    **OF_PEOPLE,
    **OF_SERVICES,
    **OF_TRAINING,
    **OF_REQUESTS,
    **OF_CASEWORK,
    **OF_FOOTAGE,
    **OF_STUDIO,
    **OF_PRESENTATIONS,
    **OF_ROOMS,
    **OF_SUPERVISION,
    **OF_EVIDENCE,
    **OF_RIGHTS,
    **OF_ARCHIVES,
    **OF_CLIENT_COPIES,
}
