"""An application with everybody in it, served, and what each of its routes answers to whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from flask import Flask
from playwright.sync_api import Browser
from werkzeug.routing import Rule as Route

from app.models.people import Role
from app.web.access import access_of
from tests.look.cast import Cast
from tests.look.doors import ANSWERED, Doors, Opened
from tests.look.looking import looking
from tests.look.signing_in import Somebody

Seen = tuple[Somebody, Opened]


@dataclass
class Sweep:
    """An application with everybody in it, served; and what its routes answered in each role."""

    app: Flask
    url: str
    cast: Cast
    doors: Doors
    found: dict[Role | None, dict[str, Seen]] = field(default_factory=dict)

    def open_doors(self) -> None:
        """Every route once in each role, by the first person in it who is let in."""
        for who in self.cast.everybody:
            known = self.found.setdefault(who.role, {})
            closed = [one for one in self.doors.routes() if not self._is_open(one, known)]
            for opened in self.doors.open_all(who, closed):
                known[opened.endpoint] = who, opened

    def _is_open(self, route: Route, known: dict[str, Seen]) -> bool:
        return route.endpoint in known and known[route.endpoint][1].status in ANSWERED

    def pages(self, role: Role | None) -> list[Seen]:
        return [one for one in self.found[role].values() if self._is_for(*one)]

    def empty_lists(self) -> list[Seen]:
        """Every list once, by the first newcomer who is let in; and a start in each role."""
        found: dict[str, Seen] = {}
        for who in self.cast.newcomers:
            for opened in self.doors.open_all(who, self.doors.lists()):
                found.setdefault(opened.endpoint, (who, opened))
        return [one for one in found.values() if self._is_for(*one)]

    def _is_for(self, who: Somebody, opened: Opened) -> bool:
        """A page; what is open to all is looked at as a stranger only."""
        access = access_of(self.app.view_functions[opened.endpoint])
        open_to_all = access is None or access.action is None
        return opened.is_page and (who.role is None or not open_to_all)

    def cookie(self, who: Somebody) -> str | None:
        cookie = who.visitor(self.app).client.get_cookie("attune")
        return cookie.value if (who.person or who.carries) and cookie else None

    def faults(
        self,
        browser: Browser,
        pages: Iterable[Seen],
        send_empty: bool = False,
        in_all: bool = False,
    ) -> list[str]:
        """What is wrong with the pages, each in the eyes of somebody; said with where."""
        wrong = []
        by_person = groupby(sorted(pages, key=lambda one: one[0].name), key=lambda one: one[0])
        for who, theirs in [(who, [page for _, page in group]) for who, group in by_person]:
            with looking(browser, self.url, self.cookie(who), in_all) as looker:
                for page in theirs:
                    went = looker.send_empty if send_empty else looker.open
                    said = [*went(page.address), *looker.faults()]
                    wrong += [f"{page.endpoint}, {who.name}, {one}" for one in said]
        return wrong
