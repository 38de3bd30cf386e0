"""What the frame of every page shows: where one can go, who one is, in which role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, request, url_for
from flask_login import current_user

from app.models.people import Role
from app.web.access import acting_role

Place = tuple[str, str, str]  # label, endpoint, icon

PLACES: dict[Role, tuple[Place, ...]] = {
    Role.TRAINEE: (
        ("Home", "pathway.home", "house"),
        ("Clients", "casework.clients", "users"),
        ("Supervision", "supervision.log", "message-square"),
        ("Portfolio", "portfolio.build", "book-open"),
    ),
    Role.SUPERVISOR: (
        ("Caseload", "pathway.caseload", "users"),
        ("Shown to me", "presentations.received", "eye"),
        ("Courses", "pathway.my_courses", "calendar"),
    ),
    Role.ACCREDITOR: (("Reviews", "panel.reviews", "book-open"),),
    Role.REGISTRAR: (
        ("Trainees", "programmes.enrolments", "users"),
        ("Intro courses", "programmes.courses", "calendar"),
        ("Submissions", "panel.submissions", "book-open"),
        ("Certificates", "register.certificates", "award"),
        ("Services", "services.registry", "shield-check"),
        ("People", "accounts.people", "circle-user-round"),
    ),
    Role.SERVICE_LEAD: (("Services", "services.home", "shield-check"),),
}


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    icon: str
    current: str  # "page", or "true" for a page within the place


def home_endpoint(role: Role | None) -> str:
    """Where a person in this role begins."""
    places = PLACES.get(role) if role else None
    return places[0][1] if places else "accounts.profile"


def frame() -> dict[str, Any]:
    """Values the layout reads."""
    if not current_user.is_authenticated:
        return {}
    role = acting_role(current_user)
    return {
        "nav": _links(PLACES[role]) if role else [],
        "person": current_user,
        "acting_as": role.label if role else "",
        "other_roles": [
            {"label": other.label, "key": other.value}
            for other in current_user.current_roles
            if other is not role
        ],
        "home_url": url_for("accounts.start"),
        "switch_role_url": url_for("accounts.act_as"),
        "account_url": url_for("accounts.profile"),
        "sign_out_url": url_for("accounts.sign_out"),
        "footer_links": [
            {"label": "My consent", "url": url_for("casework.my_consent")},
            {"label": "Check this device", "url": url_for("footage.device_check")},
        ],
    }


def _links(places: tuple[Place, ...]) -> list[Link]:
    here = _place_of_this_page(places)
    links = []
    for place in places:
        url = url_for(place[1])
        current = "page" if request.path == url else "true"
        links.append(Link(place[0], url, place[2], current if place == here else ""))
    return links


def _place_of_this_page(places: tuple[Place, ...]) -> Place | None:
    """The place whose address this page's begins with, else the only one of this page's room."""
    for place in places:
        if f"{request.path}/".startswith(f"{url_for(place[1])}/"):
            return place
    same_room = [place for place in places if place[1].partition(".")[0] == request.blueprint]
    return same_room[0] if len(same_room) == 1 else None


def for_a_part() -> bool:
    """Whether an open page asks by itself, for a part of it that changed. Nobody reads the rest,
    so nothing is told there that is told once."""
    return "X-Attune-Part" in request.headers


def init_app(app: Flask) -> None:
    app.context_processor(frame)
    app.add_template_global(for_a_part)
