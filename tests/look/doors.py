"""Every page that somebody can open: each route of the URL map, for each role that is let in.

A route is filled from the rows its rule gives the actor, and asked in this process. What it is,
a page or a film or data, is known by what it answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from flask import Flask
from sqlalchemy import False_, select
from werkzeug.routing import BuildError
from werkzeug.routing import Rule as Route

from app.extensions import db
from app.policies import RULES, Actor
from app.policies.rule import Rule, select_allowed
from app.web.access import access_of
from tests.browser_like import Visitor
from tests.look.signing_in import Somebody
from tests.policies.test_endpoints import ROWS, VALUES

TRIES = 40
NO_PAGE = 406  # what is no page may refuse to be one
ANSWERED = (200, NO_PAGE)


@dataclass(frozen=True)
class Opened:
    """What a route answered to somebody at an address."""

    who: str
    endpoint: str
    address: str
    status: int
    mimetype: str

    @property
    def is_page(self) -> bool:
        return self.status == 200 and self.mimetype == "text/html"


class Doors:
    """The routes of an application, and the rows their addresses can name."""

    def __init__(
        self,
        app: Flask,
        rows: dict[str, Any],
        first: dict[str, int],
        values: dict[str, list[Any]],
    ) -> None:
        self.app = app
        self.values = {**{name: [value] for name, value in VALUES.items()}, **values}
        self.models = {name: type(rows[row]) for name, row in ROWS.items()}
        self.named = {name: rows[row].id for name, row in ROWS.items()}
        self.first = first

    def routes(self) -> list[Route]:
        return [
            route
            for route in self.app.url_map.iter_rules()
            if "GET" in (route.methods or ()) and route.endpoint != "static"
        ]

    def address(self, endpoint: str, **values: Any) -> str:
        return self.app.url_map.bind("localhost").build(endpoint, values)

    def lists(self) -> list[Route]:
        """The routes that are about no row in particular."""
        return [route for route in self.routes() if not route.arguments]

    def open_all(self, who: Somebody, routes: Iterable[Route]) -> Iterator[Opened]:
        """What each route answers to somebody, at the first address that is theirs."""
        visitor = who.visitor(self.app)
        for route in routes:
            if not self._could_be_open(route, who):
                continue
            found = self._open(route, who, visitor)
            if found is not None:
                yield found

    def _could_be_open(self, route: Route, who: Somebody) -> bool:
        """Whether the route's own rule has a way for the role at all, whatever the row."""
        rule = self._rule(route)
        if rule is None:
            return True
        if not who.person or not who.role:
            return who.person is not None
        return not isinstance(rule.condition(Actor(who.person_id, who.role)), False_)

    def _rule(self, route: Route) -> Rule | None:
        access = access_of(self.app.view_functions[route.endpoint])
        return RULES[access.action] if access and access.action else None

    def _open(self, route: Route, who: Somebody, visitor: Visitor) -> Opened | None:
        last = None
        for address in self._addresses(route, who):
            with visitor.get(address) as answer:
                if answer.status_code >= 400 and answer.status_code != NO_PAGE:
                    continue
                status, kind = answer.status_code, answer.mimetype
            last = Opened(who.name, route.endpoint, address, status, kind)
            if status in ANSWERED:
                return last
        return last

    def _addresses(self, route: Route, who: Somebody) -> Iterator[str]:
        names = sorted(route.arguments)
        adapter = self.app.url_map.bind("localhost")
        choices = [self._values(route, name, who) for name in names]
        for values in islice(product(*choices), TRIES):
            try:
                yield adapter.build(route.endpoint, dict(zip(names, values, strict=True)))
            except BuildError:
                continue

    def _values(self, route: Route, name: str, who: Somebody) -> list[Any]:
        if name not in self.models:
            return self.values[name]
        allowed = self._allowed(route, self.models[name], who)
        preferred = [*([self.first[name]] if name in self.first else []), self.named[name]]
        if "token" in route.arguments:  # the link is of somebody in the small world
            preferred.reverse()
        return list(dict.fromkeys([one for one in preferred if one in allowed] + allowed))

    def _allowed(self, route: Route, model: Any, who: Somebody) -> list[int]:
        """Ids of the rows that the route's own rule gives them; of all rows if it is not theirs."""
        rule = self._rule(route)
        if rule and rule.subject is model and who.person and who.role:
            rows = select_allowed(rule, Actor(who.person_id, who.role))
            return sorted((row.id for row in db.session.scalars(rows)), reverse=True)
        return list(db.session.scalars(select(model.id).order_by(model.id.desc())))
