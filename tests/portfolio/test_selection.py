"""A selection: the best few moments of a criterion, the map of it, and what the check tells."""

from __future__ import annotations

import pytest

from accreditation.comparison import NOT_SEEN
from app.extensions import db, transaction
from app.models.footage import RecordingState
from app.models.people import Role
from app.models.portfolio import ChosenCriterion
from app.models.supervision import SupervisionSession
from app.policies import Actor
from app.portfolio import book, operations, queries
from app.portfolio.queries import training
from app.studio.operations import rounds
from app.web.errors import Refusal
from tests import factories as make
from tests.browser_like import Visitor
from tests.portfolio import story as tell

WHY = "It answers the helping question."


@pytest.fixture
def maya(app, story) -> Visitor:
    return Visitor(app).sign_in(story.trainee)


def choose(story, moment, criteria):
    with transaction():
        return operations.choose_moment(story.actor, story.portfolio, moment, WHY, criteria)


def stands_for(story):
    chosen = queries.chosen_moments(story.portfolio)
    return {one.moment_id: {each.criterion for each in one.criteria} for one in chosen}


def more_moments(story, number):
    return [
        make.moment(story.film, story.trainee, Role.TRAINEE, 20 + n, tags=tell.tags("shares-turns"))
        for n in range(number)
    ]


def told(story, title):
    return [one for one in queries.preflight(story.portfolio).checks if one.title == title]


def test_a_moment_stands_for_what_it_is_tagged_with_unless_somebody_says_otherwise(story):
    first, second, third = (one.id for one in story.moments)
    assert stands_for(story) == {first: set(), second: {"shares-turns"}, third: set()}
    choose(story, story.moments[1], ["helping-question"])
    assert stands_for(story)[second] == {"helping-question"}
    choose(story, story.moments[1], [])
    assert stands_for(story)[second] == set()


def test_one_more_than_the_best_few_of_a_criterion_is_refused_and_nothing_changes(story):
    made = more_moments(story, 3)
    choose(story, made[0], ["shares-turns"])
    choose(story, made[1], ["shares-turns"])
    with pytest.raises(Refusal, match="best 3 moments already"):
        choose(story, made[2], ["shares-turns"])
    assert made[2].id not in stands_for(story)
    choose(story, made[1], ["shares-turns"])  # its own place is not another's


def test_a_tag_without_room_is_left_out_and_the_moment_chosen_all_the_same(story):
    made = more_moments(story, 3)
    for one in made:
        choose(story, one, None)
    assert stands_for(story)[made[2].id] == set()


def test_the_map_shows_each_criterion_with_its_moments_and_their_stage(story):
    lines = queries.coverage_of(story.portfolio, queries.chosen_moments(story.portfolio))
    with_moments = [[(each.moment_id, each.stage) for each in one.moments] for one in lines]
    assert [one for one in with_moments if one] == [[(story.moments[1].id, "Stage 3")]]


def test_the_page_offers_the_criteria_with_their_room_and_keeps_the_choice(maya, story):
    moment = story.moments[0].id
    here = f"/portfolios/{story.portfolio.id}/moments/{moment}"
    assert "0 of its best 3 moments chosen" in maya.open(here)
    assert "illustrative" in maya.open(here)
    sent = {"reason": WHY, "criteria": ["helping-question"]}
    assert maya.send(here, sent).status_code == 302
    db.session.expire_all()
    assert stands_for(story)[moment] == {"helping-question"}
    assert maya.send(here, {"reason": WHY, "criteria": ["made-up"]}).status_code == 422


def test_the_builder_shows_the_map_and_the_document_so_far(maya, story):
    page = maya.open("/portfolio")
    assert "The document so far" in page
    assert "27 confirmed cycles" in page
    assert "23 signed sessions" in page
    assert "Criteria and evidence: 1 of" in page
    read = maya.open(f"/portfolios/{story.portfolio.id}/preview")
    assert "named the tower" in read
    assert read.count('alt="Still of moment') == 3
    assert f'href="#moment-{story.moments[1].id}"' in read


def test_what_is_frozen_is_what_the_preview_showed(story):
    document = queries.draft_document(story.portfolio)
    submission = tell.submitted(story)
    frozen = queries.document_of(queries.entries_of(submission), frozenset())
    assert frozen == document
    keys = [chapter.key for chapter in book.chapters(frozen)]
    assert {"coverage", "courses"} <= set(keys)
    (intro, *rest) = frozen.section("courses").entries
    assert intro.half_days == 4
    assert [one.title for one in rest] == ["Introduction", "Introduction"]


def test_taking_a_moment_out_takes_its_criteria_with_it(story):
    with transaction():
        operations.leave_moment(story.actor, story.portfolio, story.moments[1].id)
    assert db.session.query(ChosenCriterion).count() == 0


def test_what_is_no_part_of_the_edition_is_said_where_it_can_be_taken_out(maya, story):
    [chosen] = [one for one in queries.chosen_moments(story.portfolio) if one.criteria]
    with transaction() as changing:
        changing.add(ChosenCriterion(chosen_moment_id=chosen.id, criterion="of-another-edition"))
    page = maya.open("/portfolio")
    assert "is not part of your edition" in page
    assert "Take it out below" in page
    assert f"/moments/{chosen.moment_id}" in page
    maya.send(f"/portfolios/{story.portfolio.id}/moments/{chosen.moment_id}/leave")
    assert "is not part of your edition" not in maya.open("/portfolio")


def test_criteria_without_a_moment_are_told_and_hold_nothing_back(story):
    (line,) = told(story, "Criteria")
    assert not line.met
    assert not line.holds_back
    assert queries.preflight(story.portfolio).ready


@pytest.mark.parametrize(
    "words", ["Ring 07700 900123.", "At EH1 1BB.", "a@b.example", "Born 3/3/2019", "943 476 5919"]
)
def test_a_number_in_ones_own_words_holds_the_portfolio_back_with_its_place(maya, story, words):
    with transaction():
        operations.write_statement(story.actor, story.portfolio, f"One.\n\n{words}")
    (line,) = told(story, "Identifying words")
    assert line.holds_back
    assert line.sentence.startswith("Paragraph 2 of your statement holds what reads like")
    assert not queries.preflight(story.portfolio).ready
    assert maya.send(f"/portfolios/{story.portfolio.id}/submit").status_code == 422


def test_what_only_may_be_a_name_or_a_day_of_birth_is_told_and_holds_nothing_back(story):
    with transaction():
        operations.write_statement(story.actor, story.portfolio, "Liam waits since 3 March 2019.")
    perhaps, line = told(story, "Identifying words")
    assert (perhaps.met, perhaps.holds_back) == (False, False)
    assert "may tell who somebody is: Liam, 3 March 2019." in perhaps.sentence
    assert line.met
    assert queries.preflight(story.portfolio).ready


def test_a_number_in_signed_words_is_told_and_holds_nothing_back(story):
    session = db.session.query(SupervisionSession).first()
    with transaction() as changing:
        # A trigger keeps what is signed, so a new one is signed with the words in it.
        again = SupervisionSession(
            enrolment_id=session.enrolment_id, supervisor_id=session.supervisor_id, stage="3",
            held_on=session.held_on, minutes=60, strengths="Ring 07700 900123.",
        )  # fmt: skip
        changing.add(again)
        changing.flush()
        again.signed_at = session.signed_at
    (line,) = [one for one in told(story, "Identifying words") if not one.met]
    assert not line.holds_back
    assert "07700 900123" in line.sentence
    assert queries.preflight(story.portfolio).ready


def test_what_waits_for_a_signature_is_told_and_holds_nothing_back(story):
    make.keep(
        SupervisionSession(
            enrolment_id=story.enrolment.id, supervisor_id=story.supervisor.id, stage="3",
            held_on=make.LONG_AGO, minutes=60,
        )
    )  # fmt: skip
    (line,) = told(story, "Signatures")
    assert line.sentence.startswith("1 session recorded and not signed yet")
    assert queries.preflight(story.portfolio).ready


def test_a_statement_longer_than_the_edition_allows_holds_the_portfolio_back(story):
    with transaction():
        operations.write_statement(story.actor, story.portfolio, "word " * 6001)
    (line,) = told(story, "Reflective statement")
    assert "6001 words; 6000 is the most" in line.sentence


def test_a_film_that_is_gone_is_taken_out_on_the_builders_page(maya, story):
    with transaction():
        story.review.state = RecordingState.ERASED
    (line,) = told(story, "Footage")
    assert "out of the portfolio" in line.sentence
    page = maya.open("/portfolio")
    leave = f"/portfolios/{story.portfolio.id}/recordings/{story.review.id}/leave"
    assert leave in page
    assert maya.send(leave).status_code == 302
    with transaction():
        operations.leave_moment(story.actor, story.portfolio, story.moments[2].id)
    assert queries.preflight(story.portfolio).ready


def test_a_criterion_that_was_not_seen_in_a_round_is_no_rating(maya, story):
    maya_herself, sam = story.actor, Actor(story.supervisor.id, Role.SUPERVISOR)
    seen, unseen = "shares-turns", "helping-question"
    with transaction():
        round = rounds.start_round(sam, story.film, [seen, unseen])
        for who in (maya_herself, sam):
            rounds.rate_in_round(who, round, {seen: "independently", unseen: NOT_SEEN})
            rounds.finish_round(who, round)
        if round.revealed_at is None:
            rounds.reveal(sam, round)
    given = [one.criterion for one in training.ratings(story.enrolment) if "film" in one.about]
    assert given == [seen, seen]
    assert "Criteria and evidence" in maya.open("/portfolio")
