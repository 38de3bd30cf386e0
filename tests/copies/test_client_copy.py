"""A copy for somebody of a case: theirs alone, and of others what a person released."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from accreditation.consent import Purpose
from app import clock, policies
from app.casework.operations import withdraw_all
from app.copies import operations, queries
from app.copies.described import paths_in
from app.copies.described_client import FIELDS
from app.copies.reading_client import book_of_copy
from app.copies.shelf import Shelf
from app.extensions import db, transaction
from app.footage.files import reference_key
from app.models.archives import GoneBecause
from app.models.audit import AuditEntry
from app.models.case_record import ClosingLetter, CycleNotes
from app.models.casework import PersonKind
from app.models.client_copies import ClientCopy, CopyItem, Disclosure
from app.models.highlights import OpenedReel
from app.models.measures import MeasureAnswer
from app.models.people import Role
from app.models.rights import RequestKind, RightsRequest
from app.policies import Actor
from tests import factories as make
from tests import films
from tests.browser_like import Visitor
from tests.copies.whole import fresh, kept, unpacked
from tests.footage.uploads import sweep
from tests.installation import copy_database, drop_database, opened
from tests.portfolio.story import put_in_storage

FATHERS, MOTHERS, SUPERVISORS, NOTES = "fathersword", "mothersword", "supervisorsword", "noteword"


@pytest.fixture
def app(empty_installation, tmp_path):
    copy_database(empty_installation, tmp_path)
    with opened(tmp_path) as app:
        yield app
    drop_database(tmp_path)


class Case:
    """A mother and a father who live apart, their child, each parent with a link of their own."""

    def __init__(self, with_father: bool = True) -> None:
        self.supervisor = make.person(Role.SUPERVISOR)
        self.trainee = make.person(Role.TRAINEE)
        self.actor = Actor(self.trainee.id, Role.TRAINEE)
        self.client = make.client(make.enrolment(self.trainee, self.supervisor), "C-04")
        self.mother = make.case_person(self.client, "mother")
        self.child = make.case_person(self.client, "child", PersonKind.CHILD)
        self.link = make.client_link(self.mother, self.child, secret="the-mothers")
        for one in (self.mother, self.child):
            make.agrees(one)
        make.goal(self.client, f"Calm {MOTHERS}", whose=self.mother, before=3)
        make.contract(self.mother)
        if with_father:
            self.father = make.agrees(make.case_person(self.client, "father"))
            self.others = make.client_link(self.father, self.child, secret="the-fathers")
            make.goal(self.client, f"Play {FATHERS}", whose=self.father, before=2)
            make.goal(self.client, f"Sleep {FATHERS}", whose=self.child, before=2)

    def film(self, *people, days: int = 7):
        reference = films.reference_of(films.drawn(4))
        cycle = make.cycle(self.client)
        film = make.recording(
            cycle,
            people,
            filmed_on=make.LONG_AGO + timedelta(days=days),
            rate_num=reference.rate.num,
            rate_den=reference.rate.den,
            frame_count=reference.frame_count,
        )
        put_in_storage(reference.path, reference_key(film.id))
        return film

    def notes(self, film, words: str) -> None:
        make.keep(
            CycleNotes(
                cycle_id=film.cycle_id,
                reflections=words,
                working_points="",
                client_words="",
                changed_at=clock.now(),
            )
        )

    def begun(self, link=None) -> ClientCopy:
        with transaction():
            return operations.begin_copy(self.actor, link or self.link)

    def built(self, copy: ClientCopy):
        with transaction() as session:
            archive = operations.ask_for_copy(self.actor, session.get_one(ClientCopy, copy.id))
        operations.build_archive(archive.id)
        return fresh(archive)

    def release(self, item: CopyItem) -> None:
        with transaction() as session:
            operations.release_item(self.actor, session.get_one(CopyItem, item.id))


@pytest.fixture
def case(app) -> Case:
    return Case()


def items(copy: ClientCopy) -> dict[str, CopyItem]:
    db.session.rollback()
    listed = select(CopyItem).filter_by(copy_id=copy.id).order_by(CopyItem.id)
    found = db.session.scalars(listed.execution_options(populate_existing=True))
    return {one.what: one for one in found}


def everything_in(folder: Path) -> str:
    return "\n".join(
        path.read_text() for path in folder.rglob("*") if path.suffix in {".html", ".json", ".md"}
    )


def films_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.mp4"))


def test_what_is_theirs_goes_in_and_nothing_of_others(case, tmp_path):
    alone = case.film(case.mother, case.child)
    case.film(case.mother, case.father, case.child, days=8)
    case.film(case.father, case.child, days=9)
    case.notes(alone, NOTES)
    make.moment(alone, case.supervisor, Role.SUPERVISOR, shared=True)
    copy = case.begun()
    folder = unpacked(case.built(copy), tmp_path / "opened")
    said = everything_in(folder)
    assert MOTHERS in said
    for word in (FATHERS, NOTES, "father", case.client.helping_question, "the child looks up"):
        assert word not in said, word
    assert len(films_in(folder)) == 1
    assert (folder / "documents" / "contract-1.pdf").is_file()
    record = json.loads((folder / "data" / "record.json").read_text())
    assert [one["is_here"] for one in record["films"]] == [True, False]
    assert "Other people are in it" in (folder / "index.html").read_text()


def test_a_film_of_the_child_with_the_other_parent_is_not_even_offered(case):
    case.film(case.father, case.child, days=9)
    assert not [what for what in items(case.begun()) if "ilm of" in what and "oment" not in what]
    assert [what for what in items(case.begun(case.others)) if what.startswith("Client film")]


def test_a_person_puts_in_a_film_and_a_text_of_others_one_by_one(case, tmp_path):
    both = case.film(case.mother, case.father, case.child, days=8)
    make.moment(both, case.supervisor, Role.SUPERVISOR, shared=True)
    copy = case.begun()
    film, words = (
        next(one for what, one in items(copy).items() if what.startswith(begins))
        for begins in ("Client film", "Words about a moment")
    )
    assert "father" in film.what
    assert words.by == "the supervisor"
    for one in (film, words):
        case.release(one)
    folder = unpacked(case.built(copy), tmp_path / "opened")
    assert films_in(folder) == ["film-1.mp4"]
    assert "the child looks up" in everything_in(folder)
    assert FATHERS not in everything_in(folder)


def test_where_no_other_adult_belongs_to_the_case_the_practitioners_notes_go_in(app, tmp_path):
    case = Case(with_father=False)
    film = case.film(case.mother, case.child)
    case.notes(film, NOTES)
    make.keep(ClosingLetter(client_id=case.client.id, words="Dear", changed_at=clock.now()))
    make.moment(film, case.supervisor, Role.SUPERVISOR, shared=True)
    folder = unpacked(case.built(case.begun()), tmp_path / "opened")
    said = everything_in(folder)
    assert NOTES in said
    assert case.client.helping_question in said
    assert "the child looks up" not in said, "a supervisor's words wait for a person"


def test_what_is_disclosed_is_recorded_and_listed(app, case):
    both = case.film(case.mother, case.father, days=8)
    copy = case.begun()
    item = next(one for one in items(copy).values() if one.recording_id == both.id)
    visitor = Visitor(app).sign_in(case.trainee)
    page = f"/client-copies/{copy.id}"
    assert "with others in shot: father" in visitor.open(page)
    assert visitor.send(f"/copy-items/{item.id}/release").status_code == 302
    assert visitor.send(f"{page}/build").status_code == 302
    assert "It is being built" in visitor.open(page)
    sweep()
    assert "Download it to hand over" in visitor.open(page)
    for _ in range(2):
        with visitor.get(f"{page}/copy.zip") as answer:
            assert answer.status_code == 200
            assert answer.data[:2] == b"PK"
    (given,) = db.session.query(Disclosure).all()
    assert (given.to_whom, given.what) == ("mother", item.what)
    assert {given.released_by_id, given.handed_over_by_id} == {case.trainee.id}
    listed = visitor.open(f"/clients/{case.client.id}/disclosures")
    assert item.what in listed
    acts = [one.act for one in db.session.query(AuditEntry).filter(AuditEntry.act.like("c%"))]
    assert acts.count("client_copy.fetched") == 2
    assert acts.count("copy_item.released") == 1
    visitor.send(f"/copy-items/{item.id}/keep-back")
    assert visitor.get(f"{page}/copy.zip").status_code == 404
    assert item.what in visitor.open(f"/clients/{case.client.id}/disclosures")
    sweep()
    assert kept() == []


def test_nobody_but_who_holds_the_case_prepares_or_fetches_a_copy(app, case):
    copy = case.begun()
    case.built(copy)
    other = make.enrolment().trainee
    for who in (case.supervisor, other):
        visitor = Visitor(app).sign_in(who)
        for page in ("", "/copy.zip", "/state"):
            assert visitor.get(f"/client-copies/{copy.id}{page}").status_code == 404


@pytest.mark.parametrize("who", ["mother", "father"])
def test_a_yes_taken_back_closes_a_built_copy_and_a_new_one_follows_the_rule(
    app, case, tmp_path, who
):
    case.film(case.mother, case.child)
    both = case.film(case.mother, case.father, days=8)
    copy = case.begun()
    case.release(next(one for one in items(copy).values() if one.recording_id == both.id))
    archive = case.built(copy)
    assert policies.find("client_copy.fetch", copy.id, case.actor) is not None
    with transaction():
        withdraw_all(case.actor, getattr(case, who))
    assert policies.find("client_copy.fetch", copy.id, case.actor) is None
    sweep()
    assert fresh(archive).gone_because is GoneBecause.TAKEN_BACK
    folder = unpacked(case.built(copy), tmp_path / "opened")
    # Who asks needs no yes to see themselves; the father stands by his, or is out.
    assert len(films_in(folder)) == (2 if who == "mother" else 1)


def test_a_list_of_people_that_is_confirmed_anew_asks_for_another_choice(case):
    both = case.film(case.mother, case.father, days=8)
    copy = case.begun()
    case.release(next(one for one in items(copy).values() if one.recording_id == both.id))
    assert len(queries.carried(copy, case.actor)) == 1
    with transaction():
        both.in_shot_confirmed_at = clock.now() + timedelta(seconds=1)
    assert queries.carried(copy, case.actor) == []


def test_a_childs_scores_come_by_this_link_or_by_choice(case):
    measure = make.measure(case.client.enrolment.service)
    for link, score in ((case.link, 11), (case.others, 22), (None, 33)):
        occasion = {11: "before", 22: "after", 33: "later"}[score]
        make.keep(
            MeasureAnswer(
                measure_id=measure.id, lowest=0, highest=40, client_id=case.client.id,
                case_person_id=case.child.id, occasion=occasion, score=score,
                answered_on=make.LONG_AGO, link_id=link.id if link else None,
                recorded_by_id=None if link else case.trainee.id,
            )
        )  # fmt: skip
    copy = case.begun()
    record = queries.client_record(copy, [], [])
    scores = [one["score"] for person in record["people"] for one in person["scores"]]
    assert scores == [11]
    assert len([what for what in items(copy) if what.startswith("A score of the child")]) == 1


def test_a_request_for_a_copy_leads_to_it_and_stands_in_it(app, case):
    asked = make.keep(
        RightsRequest(link_id=case.link.id, kind=RequestKind.COPY, words="All of it, please")
    )
    visitor = Visitor(app).sign_in(case.trainee)
    assert "Prepare the copy" in visitor.open(f"/rights-requests/{asked.id}/answer")
    sent = visitor.send(f"/client-links/{case.link.id}/copy")
    assert sent.location.startswith("/client-copies/")
    record = queries.client_record(queries.copy_for(case.link), [], [])
    assert [one["words"] for one in record["asked"]] == ["All of it, please"]


def test_a_film_whose_list_is_not_confirmed_cannot_be_released_and_nothing_is_lost(app, case):
    both = case.film(case.mother, case.father, days=8)
    copy = case.begun()
    item = next(one for one in items(copy).values() if one.recording_id == both.id)
    with transaction():
        both.in_shot_confirmed_at = None
    visitor = Visitor(app).sign_in(case.trainee)
    sent = visitor.send(f"/copy-items/{item.id}/release", follow_redirects=True)
    assert "Nothing was changed." in sent.text
    assert next(one for one in items(copy).values() if one.id == item.id).released_at is None


def test_every_field_of_a_copy_is_described(case):
    film = case.film(case.mother, case.child)
    measure = make.measure(case.client.enrolment.service)
    make.keep(
        MeasureAnswer(
            measure_id=measure.id, lowest=0, highest=40, client_id=case.client.id,
            case_person_id=case.mother.id, occasion="before", score=11,
            answered_on=make.LONG_AGO, recorded_by_id=case.trainee.id,
        )
    )  # fmt: skip
    make.keep(RightsRequest(link_id=case.link.id, kind=RequestKind.COPY, words="All"))
    make.film_refusal(film, case.mother, Purpose.PEERS)
    make.consent_scan(case.mother)
    from app import audit

    audit.record_served(case.actor, film.id)
    reel = make.reel(film, make.clip(film))
    make.keep(OpenedReel(link_id=case.link.id, reel_id=reel.id, opened_by_id=case.trainee.id))
    audit.record_served_by_link(case.link.id, film.id)
    copy = case.begun()
    for one in items(copy).values():
        if one.recording_id is None:
            case.release(one)
    found = queries.found_for(copy.link, case.actor)
    record = queries.client_record(copy, queries.carried(copy, case.actor), found)
    assert set(paths_in(record)) == FIELDS.keys()
    assert [one["film"] for one in record["opened"]] == [film.id]
    assert record["own_watching"] is not None
    read = str(book_of_copy(record, Shelf(Path())))
    assert "Best bits opened to you on your own page" in read
    assert "Films you said no to" in read
    assert "The paper you signed on 6 January 2025" in read


def test_a_copy_says_that_a_signed_paper_is_held_and_tells_nothing_of_anothers(case, tmp_path):
    for one in (case.mother, case.father, case.child):
        make.consent_scan(one, pages=2)
    record = queries.client_record(case.begun(), [], [])
    assert record["papers"] == [{"given_on": "2025-01-06", "pages": 2, "signed_for": None}]
    folder = unpacked(case.built(case.begun(case.others)), tmp_path / "opened")
    assert "We hold a copy of it." in (folder / "index.html").read_text()
    assert not [path for path in folder.rglob("*") if path.suffix in {".jpg", ".png"}]


def test_of_a_child_the_paper_is_told_where_no_other_adult_could_have_signed_it(app):
    case = Case(with_father=False)
    make.consent_scan(case.child)
    record = queries.client_record(case.begun(), [], [])
    assert [one["signed_for"] for one in record["papers"]] == ["child"]


def test_consent_to_research_is_no_way_to_anothers_film(case):
    """Only a person's choice puts it in, whatever anybody agreed to."""
    both = case.film(case.mother, case.father, days=8)
    make.agrees(make.case_person(case.client, "aunt"), Purpose.RESEARCH)
    copy = case.begun()
    assert both.id not in {one.recording_id for one in queries.carried(copy, case.actor)}
