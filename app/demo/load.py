"""The demo, from an empty database to an association at work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import cycle as round_and_round
from itertools import islice
from typing import TypeVar

from sqlalchemy import func, select

from accreditation import shipped
from app.demo import words
from app.demo.films import Reel, drawn
from app.demo.people import (
    EXTERNAL,
    IDRIS,
    NORA,
    PRIYA,
    REGISTRAR,
    SUPERVISOR,
    acting,
    open_accounts,
)
from app.demo.scenes import days_ago, scene
from app.demo.training import Filmed, Training
from app.demo.words import Case
from app.extensions import db
from app.models.people import Person
from app.models.programme import Course, EditionInUse, Enrolment, TrainingEventKind
from app.models.services import Service, ServiceKind
from app.programmes import operations as programmes
from app.services import operations as services

Tell = Callable[[str], None]
T = TypeVar("T")
COUNCIL = "Northmoor Council"


def is_empty() -> bool:
    return not db.session.scalar(select(func.count(Person.id)))


def load_demo(tell: Tell) -> None:
    """Everything, in the order in which it happened. `tell` is given a line now and then."""
    tell("Drawing the demo's films …")
    with drawn() as reel:
        people = open_accounts()
        _found_the_association(people)
        nora = _begin_training(people, NORA.email, 620)
        for stage in (_first_stage, _second_stage, _third_stage):
            tell(f"Nora's training: {stage.__name__.strip('_').replace('_', ' ')} …")
            stage(nora, people[EXTERNAL.email], reel)
        tell("Priya's first stage …")
        _work_of_stage_1(_begin_training(people, PRIYA.email, 210), reel, 190)
        tell("Idris begins …")
        _idris(_begin_training(people, IDRIS.email, 60), reel)
    tell("The demo is ready.")


def _found_the_association(people: dict[str, Person]) -> None:
    registrar = acting(people[REGISTRAR.email])
    with scene(700):
        for edition in ("set-a", "set-a-orkney", "set-b"):
            text = shipped.programme_text(edition)
            programmes.take_up_edition(registrar, text, f"{edition}.toml")
        services.add_service(registrar, COUNCIL, ServiceKind.COUNCIL)
        services.add_service(registrar, "Harbour NHS Trust", ServiceKind.TRUST)
    held = ((620, "spring"), (210, "summer"), (60, "autumn"))
    for days, season in held:
        with scene(days + 30):
            held_on = days_ago(days).date(), days_ago(days - 1).date()
            course = [(held_on[0], 2), (held_on[1], 2)]
            title = f"Intro course, {season}"
            programmes.add_course(registrar, title, "Northmoor Library", course)
    with scene(1):
        soon = [(days_ago(-9).date(), 2), (days_ago(-10).date(), 2)]
        programmes.add_course(registrar, "Intro course, winter", "Harbour House", soon)


def _begin_training(people: dict[str, Person], email: str, days: int) -> Training:
    """Enrolled with Isobel as supervisor, present on both days: Stage 1 opens."""
    registrar, supervisor = acting(people[REGISTRAR.email]), people[SUPERVISOR.email]
    with scene(days + 5) as session:
        enrolment = programmes.enrol(
            registrar,
            session.get_one(Person, people[email].id),
            session.scalars(select(EditionInUse).filter_by(slug="set-a")).one(),
            session.scalars(select(Service).filter_by(name=COUNCIL)).one(),
            days_ago(days + 5).date(),
        )
        session.flush()
        programmes.allocate_supervisor(registrar, enrolment, session.get_one(Person, supervisor.id))
        enrolment_id = enrolment.id
    with scene(days - 1, 17) as session:
        held_on = days_ago(days).date()
        course = next(
            one for one in session.scalars(select(Course)) if one.days[0].held_on == held_on
        )
        for day in course.days:
            enrolment = session.get_one(Enrolment, enrolment_id)
            programmes.record_attendance(registrar, enrolment, day)
    return Training(enrolment_id, acting(people[email]), acting(supervisor))


def _early_cycles(
    training: Training, reel: Reel, cases: Sequence[Case], begin: int, apart: int
) -> list[list[Filmed]]:
    """Cycles of an early stage with short films, each brought to supervision."""
    questions = round_and_round(words.SUPERVISION_QUESTIONS)
    days, done = begin, []
    for case in cases:
        client = training.open_case(days + 3, case)
        for _ in range(case.cycles):
            filmed = training.film(days, client, reel.early_film)
            filmed = training.review(days - 4, filmed, reel.early_review)
            training.ask(days - 5, filmed, next(questions))
            done.append([filmed])
            days -= apart
    return done


def _sessions(training: Training, brought: Sequence[Sequence[Filmed]], days: Sequence[int]) -> None:
    strengths, then = round_and_round(words.STRENGTHS), round_and_round(words.NEXT_STEPS)
    points = round_and_round(words.WORKING_POINTS)
    for filmed, on in zip(brought, days, strict=True):
        training.meet_supervisor(on, filmed, next(strengths), [*islice(points, 2)], next(then))


def _flat(groups: Sequence[Sequence[Filmed]]) -> list[Filmed]:
    return [one for group in groups for one in group]


def _first_stage(training: Training, external: Person, reel: Reel) -> None:
    """The work of the stage, a transition meeting, and the films erased as agreed."""
    done = _work_of_stage_1(training, reel, 600)
    training.close_stage(455, external, done[-2:])
    training.erase_films(400, done)


def _work_of_stage_1(training: Training, reel: Reel, begin: int) -> list[Filmed]:
    """Six cycles with two clients, seven sessions."""
    brought = _early_cycles(training, reel, words.STAGE_1, begin, 24)
    seen_on = [begin - 10 - 24 * number for number in range(6)]
    _sessions(training, [[], *brought], [begin + 5, *seen_on])
    return _flat(brought)


def _second_stage(training: Training, external: Person, reel: Reel) -> None:
    """An hour's introduction, nine cycles with three new clients, eight sessions."""
    _introduction(training, 450)
    brought = _early_cycles(training, reel, words.STAGE_2, 440, 20)
    together = [*brought[:7], [*brought[7], *brought[8]]]
    _sessions(training, together, [430, 410, 390, 370, 350, 330, 310, 270])
    training.close_stage(255, external, _flat(brought)[-2:])
    training.erase_films(195, _flat(brought))


def _third_stage(training: Training, external: Person, reel: Reel) -> None:
    """Eleven of twelve cycles with three new clients, seven of eight sessions."""
    _introduction(training, 250)
    done: list[Filmed] = []
    days = 240
    for case in words.STAGE_3:
        client = training.open_case(days + 3, case)
        for _ in range(case.cycles):
            done.append(_looked_at_closely(training, reel, client, days, len(done)))
            days -= 20
    together = [done[0:2], done[2:4], done[4:6], done[6:8], done[8:9], done[9:10], done[10:11]]
    _sessions(training, together, [213, 173, 133, 93, 73, 53, 33])


def _introduction(training: Training, days: int) -> None:
    with scene(days) as session:
        enrolment = session.get_one(Enrolment, training.enrolment_id)
        stage = enrolment.stages[-1].stage
        introduced = TrainingEventKind.INTRODUCTION
        on = days_ago(days).date()
        programmes.record_training_event(training.supervisor, enrolment, stage, introduced, on, 60)


def _looked_at_closely(
    training: Training, reel: Reel, client: int, days: int, number: int
) -> Filmed:
    """A whole cycle: film, moments, review, moments on the review, brought, seen, rated."""
    film, review = reel.films[number % 2], reel.reviews[number % 2]
    filmed = training.film(days, client, film)
    training.look_closely(days - 1, filmed.film_id, film, _turned(words.NOTICED, number))
    filmed = training.review(days - 4, filmed, review)
    assert filmed.review_id is not None
    noticed = _turned(words.REVIEWED, number)
    training.look_closely(days - 5, filmed.review_id, review, noticed[:2])
    training.ask(days - 5, filmed, words.SUPERVISION_QUESTIONS[number % 3])
    training.look_closely(
        days - 6,
        filmed.review_id,
        review,
        noticed,
        _turned(words.SEEN_IN_REVIEW, number)[:3],
        by=training.supervisor,
    )
    training.rate(days - 6, filmed, _levels(number))
    return filmed


def _levels(number: int) -> dict[str, str]:
    """Growth over the stage: first with support, later independently."""
    grown = "independently" if number > 3 else "with-support"
    levels = dict.fromkeys(words.SEEN_IN_REVIEW, grown)
    return {**levels, "better-than-usual": "enriching-others" if number > 7 else "independently"}


def _turned(values: Sequence[T], by: int) -> list[T]:
    by %= len(values)
    return [*values[by:], *values[:by]]


def _idris(training: Training, reel: Reel) -> None:
    """One cycle seen in supervision, the second brought and waiting."""
    client = training.open_case(50, words.FIRST_CASE)
    first = _looked_at_closely(training, reel, client, 45, 0)
    _sessions(training, [[first]], [30])
    film, review = reel.films[1], reel.reviews[1]
    second = training.film(16, client, film)
    training.look_closely(15, second.film_id, film, words.NOTICED[2:])
    second = training.review(10, second, review)
    training.ask(8, second, words.SUPERVISION_QUESTIONS[1])
