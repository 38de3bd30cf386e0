"""The part of the table about services.

Those who lead a service read its words, its policy and counts, never anybody's work.
"""

from __future__ import annotations

from app.models.services import Service, ServiceMember
from app.models.wording import ConsentWording
from app.policies.actors import as_registrar, as_service_lead
from app.policies.rule import Rule
from app.policies.services import (
    member_is_a_lead,
    member_is_a_practitioner,
    member_of_my_service,
    membership_is_current,
    service_i_lead,
    wording_is_a_draft,
    wording_of_my_service,
)

OF_SERVICES: dict[str, Rule] = {
    "service.administer": Rule(Service, ((as_registrar,),)),
    "service.lead": Rule(Service, ((as_service_lead, service_i_lead),)),
    "service_member.end_lead": Rule(
        ServiceMember, ((as_registrar, member_is_a_lead, membership_is_current),)
    ),
    "service_member.manage": Rule(
        ServiceMember,
        ((as_service_lead, member_of_my_service, member_is_a_practitioner, membership_is_current),),
    ),
    "consent_wording.see": Rule(ConsentWording, ((as_service_lead, wording_of_my_service),)),
    "consent_wording.change": Rule(
        ConsentWording, ((as_service_lead, wording_of_my_service, wording_is_a_draft),)
    ),
}
