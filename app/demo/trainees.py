"""The trainings of the demo, one function for each trainee. Days are working days before today."""

from __future__ import annotations

from sqlalchemy.orm import Session

from accreditation.consent import Purpose
from app.demo import people as who
from app.demo.association import CHARITY, COUNCIL, ORKNEY, SET_A, SET_B, TRUST, Association
from app.demo.casework import begin_with_goals, close_with_letter
from app.demo.portfolio import Evidence
from app.demo.stages import (
    FIFTEEN,
    GROWN,
    LEVELS,
    ORKNEY_2,
    ORKNEY_3,
    STAGE_2,
    STAGE_3,
    Work,
    go_on,
    some,
    work,
)
from app.demo.supervised import (
    ask,
    book,
    get_started,
    keep_hours,
    present_at_mid_point,
    propose_meeting,
    rate_together,
    take_place,
)
from app.demo.words import cases
from app.demo.words import portfolio as statements
from app.demo.words.noticed import IN_FILM, IN_REVIEW
from app.models.programme import TrainingEventKind
from app.programmes import operations as programmes

SEEN_BY_NORA = {
    "shares-turns": "with-support",
    "strengths-first": "independently",
    "deepens-discussion": "not-seen",
}
SEEN_BY_HER_SUPERVISOR = {
    "shares-turns": "independently",
    "strengths-first": "independently",
    "deepens-discussion": "with-support",
}


def samuel(all_of: Association) -> None:
    """Set A from the first day to the certificate, a week and a half ago."""
    all_of.joins(468, who.SAMUEL, COUNCIL, "Dawn Petrie")
    training = all_of.enrols(466, who.SAMUEL, who.TOMASZ, SET_A, COUNCIL)
    all_of.takes_the_course(460, training)
    get_started(training, 455)
    work(all_of, training, Work(cases.SAMUEL_1, 450, 16, closely=False))
    go_on(training, 352, who.AMARA)
    training.erase_films(320, training.done[:6])
    work(all_of, training, Work(cases.SAMUEL_2, 342, 14, STAGE_2, closely=False))
    go_on(training, 212, who.EXTERNAL)
    training.erase_films(180, training.done[6:15])
    work(all_of, training, Work(cases.SAMUEL_3, 200, 13, STAGE_3))
    evidence = Evidence(training)
    evidence.build(42, statements.SAMUEL)
    evidence.vouch(41, 39, statements.ABOUT_SAMUEL)
    evidence.submit(38)
    evidence.allocate(34, who.ACCREDITOR, 0)
    evidence.accredit(8, who.ACCREDITOR, dict.fromkeys(GROWN, LEVELS[2]))


def joanna(all_of: Association) -> None:
    """The same three stages as the islands do them; the panel is reading."""
    all_of.joins(472, who.JOANNA, CHARITY, who.INGRID)
    training = all_of.enrols(470, who.JOANNA, who.FIONA, ORKNEY, CHARITY)
    all_of.takes_the_course(465, training)
    get_started(training, 459)
    work(all_of, training, Work(cases.JOANNA_1, 455, 16, closely=False))
    go_on(training, 357, who.RAVI, share=True, introduced=120)
    training.erase_films(330, training.done[:6])
    work(all_of, training, Work(cases.JOANNA_2, 347, 14, ORKNEY_2, 90, closely=False))
    go_on(training, 217, who.EXTERNAL, share=True, introduced=120)
    training.erase_films(190, training.done[6:15])
    work(all_of, training, Work(cases.JOANNA_3, 205, 14, ORKNEY_3, 120))
    take_place(training, 38, TrainingEventKind.GROUP_SHARING, 120)
    evidence = Evidence(training)
    evidence.build(20, statements.JOANNA)
    evidence.vouch(18, 12, statements.ABOUT_JOANNA)
    evidence.submit(9)
    evidence.allocate(6, who.HELEN, -14)


def nora(all_of: Association) -> None:
    """One cycle and one session short of the end of Stage 3."""
    all_of.joins(440, who.NORA, COUNCIL, "Dawn Petrie")
    training = all_of.enrols(435, who.NORA, who.SUPERVISOR, SET_A, COUNCIL)
    all_of.takes_the_course(430, training)
    get_started(training, 424)
    work(all_of, training, Work(cases.NORA_1, 420, 16, closely=False))
    go_on(training, 322, who.EXTERNAL)
    training.erase_films(290, training.done[:6])
    work(all_of, training, Work(cases.NORA_2, 312, 14, STAGE_2, closely=False))
    go_on(training, 182, who.EXTERNAL)
    training.erase_films(150, training.done[6:15])
    work(all_of, training, Work(cases.NORA_3, 166, 15, (2, 2, 2, 2, 1, 1, 1)))
    begin_with_goals(training, 166, training.done[15].opened)
    close_with_letter(training, 3, training.done[15].opened)
    rate_together(training, 4, training.done[-2], SEEN_BY_NORA, SEEN_BY_HER_SUPERVISOR)
    rate_together(training, 3, training.done[-1], SEEN_BY_NORA)


def beth(all_of: Association) -> None:
    """Set B, everything in place: she can submit today."""
    all_of.joins(337, who.BETH, TRUST, "Sister Maeve Doyle")
    training = all_of.enrols(335, who.BETH, who.AMARA, SET_B, TRUST)
    all_of.takes_the_course(330, training)
    work(all_of, training, Work(cases.BETH, 306, 17, FIFTEEN, whole=18))
    present_at_mid_point(training, 152, who.RAVI, training.done[5:6])
    evidence = Evidence(training)
    evidence.build(6, statements.BETH)
    evidence.vouch(3, 1, statements.ABOUT_BETH, is_given=False)


def leila(all_of: Association) -> None:
    """Set B for half a year; then she moved to other work, and her films went before she did."""
    all_of.joins(257, who.LEILA, TRUST, "Sister Maeve Doyle")
    training = all_of.enrols(255, who.LEILA, who.AMARA, SET_B, TRUST)
    all_of.takes_the_course(250, training)
    work(all_of, training, Work(cases.LEILA, 240, 18, whole=18, closely=False))
    training.erase_films(124, training.done)

    @all_of.story.at(120, 16, f"{who.LEILA.name} withdraws")
    def withdraws(session: Session) -> None:
        programmes.withdraw(training.me, training.enrolment)


def catriona(all_of: Association) -> None:
    """Half-way in Stage 2; one family took back a yes, and one review waits to be brought."""
    all_of.joins(257, who.CATRIONA, CHARITY, who.INGRID)
    training = all_of.enrols(255, who.CATRIONA, who.FIONA, ORKNEY, CHARITY)
    all_of.takes_the_course(250, training)
    get_started(training, 245)
    work(all_of, training, Work(cases.CATRIONA_1, 240, 16, closely=False))
    go_on(training, 142, who.AMARA, share=True)
    training.erase_films(110, training.done)
    ferry, case = (
        work(all_of, training, Work(some_cases, begin, 20, (2, 1), 90))
        for some_cases, begin in ((cases.CATRIONA_2[:1], 132), (cases.CATRIONA_2[1:], 72))
    )
    training.take_back(7, ferry, (Purpose.SUPERVISION, Purpose.PEERS, Purpose.OTHER_SUPERVISORS))
    sixth = training.film(16, case)
    training.look_at_film(15, sixth, some(IN_FILM, 2, 3))
    training.review(9, sixth)


def marcus(all_of: Association) -> None:
    """Early in Stage 2, with a film to look at."""
    all_of.joins(257, who.MARCUS, COUNCIL, who.TOMASZ)
    training = all_of.enrols(255, who.MARCUS, who.EXTERNAL, SET_A, COUNCIL)
    all_of.takes_the_course(250, training)
    get_started(training, 245)
    work(all_of, training, Work(cases.MARCUS_1, 240, 16, closely=False))
    go_on(training, 140, who.FIONA)
    training.erase_films(108, training.done)
    all_of.asks(9, "R-23", who.MARCUS, back=True)
    case = work(all_of, training, Work(cases.MARCUS_2, 130, 22))
    training.film(5, case)


def hannah(all_of: Association) -> None:
    """Set B, ten of eighteen cycles, past the mid-point day."""
    all_of.joins(197, who.HANNAH, TRUST, who.STEPHEN)
    training = all_of.enrols(195, who.HANNAH, who.RAVI, SET_B, TRUST)
    all_of.takes_the_course(190, training)
    work(all_of, training, Work(cases.HANNAH, 174, 18, whole=18))
    present_at_mid_point(training, 24, who.AMARA, training.done[7:8])


def priya(all_of: Association) -> None:
    """Stage 1 is in place, and nobody is asked for the transition meeting yet."""
    all_of.joins(150, who.PRIYA, COUNCIL, who.TOMASZ)
    training = all_of.enrols(145, who.PRIYA, who.SUPERVISOR, SET_A, COUNCIL)
    all_of.takes_the_course(140, training)
    get_started(training, 135)
    work(all_of, training, Work(cases.PRIYA, 127, 22, all_signed=False))


def owen(all_of: Association) -> None:
    """The end of Stage 1 in the islands: his transition meeting is agreed with Gwen."""
    all_of.joins(147, who.OWEN, CHARITY, who.INGRID)
    training = all_of.enrols(145, who.OWEN, who.FIONA, ORKNEY, CHARITY)
    all_of.takes_the_course(140, training)
    get_started(training, 135)
    work(all_of, training, Work(cases.OWEN, 130, 18))
    propose_meeting(training, 4, who.EXTERNAL, training.done[-2:])


def idris(all_of: Association) -> None:
    """One cycle seen in supervision, the second brought and waiting."""
    all_of.joins(52, who.IDRIS, COUNCIL, "Dawn Petrie")
    training = all_of.enrols(50, who.IDRIS, who.SUPERVISOR, SET_A, COUNCIL)
    all_of.takes_the_course(45, training)
    get_started(training, 38)
    case = work(all_of, training, Work(cases.IDRIS, 30, 18))
    second = training.film(12, case)
    training.look_at_film(11, second, some(IN_FILM, 5, 3))
    training.review(8, second)
    training.look_at_review(7, second, some(IN_REVIEW, 2, 2))
    ask(training, 7, second, 3)
    keep_hours(all_of.story, all_of.company, who.SUPERVISOR)
    book(training, 1)
    all_of.asks(4, "R-22", who.IDRIS)
    all_of.asks(2, "R-21")


def callum(all_of: Association) -> None:
    """Just enrolled; the intro course is to come."""
    all_of.joins(9, who.CALLUM, TRUST, who.STEPHEN)
    all_of.enrols(6, who.CALLUM, who.TOMASZ, SET_B, TRUST)


def may(all_of: Association) -> None:
    """Works for the council, and is not enrolled yet."""
    all_of.joins(5, who.MAY, COUNCIL, "Dawn Petrie")


EVERYBODY = (
    *(samuel, joanna, nora, beth, leila, catriona, marcus, hannah),
    *(priya, owen, idris, callum, may),
)
FOR_JOURNEYS = (nora, priya, idris, may)
