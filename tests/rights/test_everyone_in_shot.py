"""One person's no, a bystander's too, closes the whole film where it counts: at its bytes."""

from __future__ import annotations

import pytest

from accreditation.consent import Purpose
from app.footage import files
from app.models.people import Role
from app.models.presentations import PresentationPurpose
from tests import factories
from tests.browser_like import Visitor

SECRET = "the-neighbours-secret"
USES = [Purpose.SUPERVISION, Purpose.PEERS, Purpose.OTHER_SUPERVISORS]


class Shown:
    """A film of a mother with a neighbour walking by, open to one person for each purpose."""

    def __init__(self, app, folder):
        trainee, supervisor = factories.person(Role.TRAINEE), factories.person(Role.SUPERVISOR)
        training = factories.enrolment(trainee, supervisor)
        case = factories.client(training, "C-04")
        mother = factories.agrees(factories.case_person(case))
        self.neighbour = factories.agrees(factories.case_person(case, "neighbour"))
        factories.client_link(self.neighbour, secret=SECRET)
        cycle = factories.cycle(case)
        factories.brought(cycle)
        self.film = factories.recording(cycle, [mother, self.neighbour])
        peer, other = factories.person(Role.TRAINEE), factories.person(Role.SUPERVISOR)
        for viewer, purpose in (
            (peer, PresentationPurpose.GROUP),
            (other, PresentationPurpose.TRANSITION),
        ):
            factories.presentation(training, [viewer], [self.film], purpose)
        self.owner = Visitor(app).sign_in(trainee)
        viewers = zip(USES, (supervisor, peer, other), strict=True)
        self.viewers = {purpose: Visitor(app).sign_in(one) for purpose, one in viewers}
        content = folder / "film"
        for key in (files.reference_key, files.poster_key):
            content.write_bytes(b"the bytes of a film")
            files.storage().publish(key(self.film.id), content)

    def open_to(self):
        """For which purposes the film is watched; every address of it answers alike."""
        return {one for one, visitor in self.viewers.items() if self.answers(visitor)}

    def answers(self, visitor):
        kinds = ("film", "poster")
        codes = {visitor.get(f"/recordings/{self.film.id}/{one}").status_code for one in kinds}
        assert codes in ({200}, {404})
        return codes == {200}


@pytest.fixture
def shown(app, tmp_path):
    return Shown(app, tmp_path)


def say(visitor, shown, **answers):
    """The neighbour answers on their own page: what is not said is as it was."""
    page = f"/your-page/{SECRET}/answers/{shown.neighbour.id}"
    wording = visitor.open(page).split('name="wording"')[1].split('value="')[1].split('"')[0]
    assert visitor.send(page, {"wording": wording, **answers}).status_code == 302


def test_while_everybody_in_shot_agrees_each_watches_for_their_purpose(shown):
    assert shown.open_to() == set(USES)
    assert shown.answers(shown.owner)


@pytest.mark.parametrize("refused", USES)
def test_a_bystander_who_refuses_one_purpose_blocks_it_for_the_whole_film(visitor, shown, refused):
    say(visitor, shown, **{refused.value: "no"})
    assert shown.open_to() == set(USES) - {refused}
    assert shown.answers(shown.owner)


def test_a_bystander_who_refuses_filming_blocks_everything(visitor, shown):
    say(visitor, shown, filming="no")
    assert shown.open_to() == set()
    assert not shown.answers(shown.owner)


def refuse_this_film(visitor, shown, *purposes):
    """The neighbour ticks what they say no to for this one film; nothing else is ticked."""
    page = f"/your-page/{SECRET}/films/{shown.film.id}/{shown.neighbour.id}"
    answer = visitor.send(page, {"refused": [one.value for one in purposes]})
    assert answer.status_code == 302


@pytest.mark.parametrize("refused", USES)
def test_a_no_to_one_film_for_one_purpose_blocks_that_purpose_until_it_is_taken_back(
    visitor, shown, refused
):
    refuse_this_film(visitor, shown, refused)
    assert shown.open_to() == set(USES) - {refused}
    assert shown.answers(shown.owner)
    refuse_this_film(visitor, shown)
    assert shown.open_to() == set(USES)


def test_a_no_to_the_whole_of_one_film_blocks_it_for_everybody_and_leaves_the_others(
    visitor, shown
):
    refuse_this_film(visitor, shown, Purpose.FILMING)
    assert shown.open_to() == set()
    assert not shown.answers(shown.owner)
    assert "You said no to this film." in visitor.open(f"/your-page/{SECRET}")
