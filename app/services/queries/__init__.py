"""Questions about services: who belongs to them, what they say and decided, what room is left."""

from app.services.queries.filming import (
    ItemStanding,
    check_now,
    checklist,
    checks_of,
    why_filming_waits,
)
from app.services.queries.members import (
    current_member,
    leads_nothing_else,
    leads_of,
    manages,
    members_page,
    named_line_managers,
    person_with_address,
    reviews_or_meets,
    whom_to_ask,
)
from app.services.queries.overview import (
    Overview,
    ServiceInList,
    led_by,
    overview,
    services_page,
)
from app.services.queries.storage import Room, room_for, room_of, service_of_cycle
from app.services.queries.versions import (
    current_policy,
    current_wording,
    draft_of,
    next_number,
    policies_of,
    version_before,
    wording_for,
    wording_on,
    wordings_of,
)

__all__ = [
    "ItemStanding",
    "Overview",
    "Room",
    "ServiceInList",
    "check_now",
    "checklist",
    "checks_of",
    "current_member",
    "current_policy",
    "current_wording",
    "draft_of",
    "leads_nothing_else",
    "leads_of",
    "led_by",
    "manages",
    "members_page",
    "named_line_managers",
    "next_number",
    "overview",
    "person_with_address",
    "policies_of",
    "reviews_or_meets",
    "room_for",
    "room_of",
    "service_of_cycle",
    "services_page",
    "version_before",
    "whom_to_ask",
    "why_filming_waits",
    "wording_for",
    "wording_on",
    "wordings_of",
]
