"""The page of the people in the films reads at an age of about nine."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from tinyhtml5 import parse

from app import clock
from tests import factories
from tests.rights.family import PAGE, Family, other_than, path_of, type_numbers
from tests.rights.reading_age import reading_age, syllables

SECRET = "a-secret-for-reading"


def words_on(page: str) -> str:
    main = re.search(r"<main.*</main>", page, re.DOTALL)
    assert main is not None
    spaced = re.sub(r"</(p|li|h1|h2|legend|label|span|a|button)>", r"</\1>\n", main[0])
    return "\n".join(line.strip() for line in "".join(parse(spaced).itertext()).splitlines())


@pytest.fixture
def family(app):
    return Family()


def test_every_page_of_what_is_for_them_reads_at_about_nine(visitor, family):
    numbers = family.open(family.reel, family.reel_of(family.film_of(family.mother, days=30)))
    pages = [visitor.open(PAGE), visitor.open(f"{PAGE}/for-you")]
    for wrong in ("1", other_than(numbers), other_than(numbers), other_than(numbers)):
        pages.append(type_numbers(visitor, wrong).text)
    no = visitor.open(f"{PAGE}/films/{family.film.id}/{family.child.id}")
    assert reading_age(words_on(no)) <= 9.5, words_on(no)
    with clock.moved_by(timedelta(minutes=2)):
        assert type_numbers(visitor, numbers).status_code == 302
        pages += [
            visitor.open(f"{PAGE}/for-you"),
            visitor.open(path_of(family.reel)),
            visitor.open(PAGE),
        ]
    for page in pages:
        assert page.count("<title>For you</title>") + page.count("<title>Your page</title>") == 1
        text = words_on(page)
        assert reading_age(text) <= 9.5, (f"{reading_age(text):.1f}", text)


@pytest.fixture
def link(app):
    mother = factories.case_person(factories.client(factories.enrolment()), "mother")
    factories.agrees(mother)
    factories.goal(mother.client, "We laugh at lunch", whose=mother)
    factories.consent_scan(mother)
    return factories.client_link(mother, secret=SECRET)


def test_the_formula_gives_what_is_known_of_easy_and_hard_text():
    assert reading_age("The cat sat on the mat. It was a fat cat.") < 6
    assert reading_age("Organisational accountability necessitates comprehensive evaluation.") > 16
    assert [syllables(one) for one in ("cat", "make", "table", "watched", "family")] == [
        1, 1, 2, 1, 3,
    ]  # fmt: skip


@pytest.mark.parametrize("part", ["", "/stop", "/ask", "/answers/{id}", "/questions"])
def test_every_page_of_the_link_reads_at_about_nine(visitor, link, part):
    part = part.format(id=link.answers[0].case_person_id)
    text = words_on(visitor.open(f"/your-page/{SECRET}{part}"))
    assert len(text.split()) > 20
    assert reading_age(text) <= 9.5, f"{reading_age(text):.1f}"
