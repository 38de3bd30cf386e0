"""Everything that the application answers to somebody, address by address."""

from __future__ import annotations

from collections.abc import Collection

from app.models.people import Role
from tests.browser_like import Visitor
from tests.policies.test_endpoints import Place

STREAMS = {"live.stream"}  # goes on for as long as somebody listens: its rows are looked at instead


def crawled(place: Place, who: str, role: Role, without: Collection[str] = ()) -> dict[str, str]:
    """What every address answers to them, by endpoint; one that cannot be filled fails."""
    visitor = Visitor(place.app).sign_in(place.world.people[who], role)
    answers = {}
    for route, method in place.routes():
        if method == "GET" and route.endpoint not in {*STREAMS, *without}:
            headers = {"Accept": "text/html, application/json"}
            answer = visitor.ask(place.address(route), method="GET", headers=headers)
            answers[route.rule] = answer.get_data(as_text=False).decode("utf-8", "replace")
            answer.close()
    return answers
