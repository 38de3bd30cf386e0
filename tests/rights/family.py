"""A mother, a father who lives apart and their child, and a reel of mother and child."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta

from app import clock
from app.accounts.sealing import token_hash
from app.extensions import transaction
from app.footage import files
from app.models.casework import PersonKind
from app.models.footage import Recording
from app.models.people import Role
from app.models.reels import Reel
from app.models.rights import ClientLink
from app.policies import Actor, LinkHolder
from app.rights import operations
from tests import factories as make
from tests import films
from tests.browser_like import Visitor

SECRET, OTHERS_SECRET = "the-mothers-secret", "the-fathers-secret"
PAGE = f"/your-page/{SECRET}"


class Family:
    """Everybody agreed to everything; each parent has a link of their own."""

    def __init__(self) -> None:
        self.trainee = make.person(Role.TRAINEE)
        self.actor = Actor(self.trainee.id, Role.TRAINEE)
        self.client = make.client(make.enrolment(self.trainee), "C-04")
        self.mother = make.agrees(make.case_person(self.client, "mother"))
        self.father = make.agrees(make.case_person(self.client, "father"))
        self.child = make.agrees(make.case_person(self.client, "child", PersonKind.CHILD))
        self.link = make.client_link(self.mother, self.child, secret=SECRET)
        self.others = make.client_link(self.father, self.child, secret=OTHERS_SECRET)
        self.film = self.film_of(self.mother, self.child)
        self.reel = self.reel_of(self.film)

    def film_of(self, *people, days=7) -> Recording:
        filmed_on = make.LONG_AGO + timedelta(days=days)
        return make.recording(make.cycle(self.client), people, filmed_on=filmed_on)

    def reel_of(self, film: Recording, seconds: int = 4, **more) -> Reel:
        """A reel with its file, of so many seconds."""
        reel = make.reel(film, make.clip(film), **more)
        source = films.reference_of(films.drawn(seconds)).path
        copy = files.upload_folder() / f"reel-{reel.id}.mp4"
        shutil.copy(source, copy)
        files.storage().publish(files.reel_key(film.id, reel.id), copy)
        return reel

    def open(self, *reels: Reel, link: ClientLink | None = None, renew: bool = True) -> str:
        """The numbers, as they are shown once to the trainee."""
        until = clock.today() + timedelta(days=28)
        with transaction() as session:
            row = session.get_one(ClientLink, (link or self.link).id)
            chosen = list(reels) or [self.reel]
            told = operations.open_highlights(self.actor, row, chosen, until, renew)
        return told or ""

    def typed(self, link: ClientLink, numbers: str) -> LinkHolder:
        """Whoever typed these numbers for a link."""
        with transaction() as session:
            proof = operations.type_code(session.get_one(ClientLink, link.id), numbers)
        assert isinstance(proof, str)
        return LinkHolder(link.id, token_hash(proof))


def type_numbers(visitor: Visitor, numbers: str, page: str = PAGE):
    return visitor.send(f"{page}/for-you", {"numbers": numbers})


def told_numbers(page: str) -> str:
    found = re.search(r"<strong>(\d{3}) (\d{3})</strong>", page)
    assert found is not None
    return found[1] + found[2]


def other_than(numbers: str) -> str:
    return f"{(int(numbers) + 1) % 10**6:06}"


def path_of(reel: Reel, page: str = PAGE) -> str:
    return f"{page}/for-you/{reel.id}"
