"""What people do on the pathway: meetings are proposed, recommended, given a time, recorded."""

from app.pathway.operations.arranging import cancel_time, give_time, recommend
from app.pathway.operations.meetings import propose_meeting, record_meeting, take_back_proposal

__all__ = [
    "cancel_time",
    "give_time",
    "propose_meeting",
    "recommend",
    "record_meeting",
    "take_back_proposal",
]
