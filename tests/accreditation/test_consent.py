"""Consent: everyone in shot, to filming first and to the purpose as well."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accreditation.consent import (
    INTRODUCTION,
    WITHDRAWING,
    WORDING,
    Answer,
    InShot,
    Purpose,
    verdict_on,
    verdicts,
)

ASKED = date(2026, 3, 1)
FILMED = date(2026, 3, 10)
TODAY = date(2026, 4, 1)
OTHERS = [purpose for purpose in Purpose if purpose is not Purpose.FILMING]


def yes(purpose, **changes):
    return replace(Answer(purpose, agreed=True, given_on=ASKED), **changes)


def no(purpose, **changes):
    return replace(Answer(purpose, agreed=False, given_on=ASKED), **changes)


def person(label, *answers):
    return InShot(label, tuple(answers))


def willing(label="Mum", *purposes):
    return person(label, *(yes(purpose) for purpose in (purposes or Purpose)))


def ask(purpose, *people, confirmed=True, filmed_on=FILMED, on=TODAY):
    return verdict_on(purpose, people, confirmed=confirmed, filmed_on=filmed_on, on=on)


@pytest.mark.parametrize("purpose", Purpose)
def test_a_purpose_everyone_agreed_to_is_permitted_without_reasons(purpose):
    answer = ask(purpose, willing("Mum"), willing("Child"))
    assert answer.permitted
    assert answer.reasons == ()


@pytest.mark.parametrize("purpose", Purpose)
def test_an_empty_list_of_people_permits_nothing(purpose):
    answer = ask(purpose)
    assert not answer.permitted
    assert answer.reasons == ("Nobody is on the list of people in shot yet.",)


@pytest.mark.parametrize("purpose", Purpose)
def test_an_unconfirmed_list_permits_nothing_though_everyone_agreed(purpose):
    assert ask(purpose, willing(), confirmed=False).reasons == (
        "The list of people in shot is waiting to be confirmed.",
    )


@pytest.mark.parametrize("purpose", Purpose)
def test_a_refusal_of_filming_by_one_person_blocks_every_purpose(purpose):
    unwilling = person("Brother", no(Purpose.FILMING), *(yes(other) for other in OTHERS))
    assert ask(purpose, willing(), unwilling).reasons == ("Brother said no to filming.",)


@pytest.mark.parametrize("purpose", OTHERS)
def test_a_refusal_of_another_purpose_blocks_that_purpose_for_the_whole_recording(purpose):
    answers = [no(p) if p is purpose else yes(p) for p in Purpose]
    people = (willing(), person("Child", *answers))
    by_purpose = verdicts(people, confirmed=True, filmed_on=FILMED, on=TODAY)
    assert [p for p, verdict in by_purpose.items() if not verdict.permitted] == [purpose]


@pytest.mark.parametrize("purpose", OTHERS)
def test_a_person_who_was_not_asked_about_a_purpose_blocks_it(purpose):
    answer = ask(purpose, willing(), person("Child", yes(Purpose.FILMING)))
    assert answer.reasons == (f"Child has not been asked about {purpose.phrase} yet.",)


def test_agreement_given_on_the_day_of_filming_counts_and_the_day_after_does_not():
    same_day = person("Mum", yes(Purpose.FILMING, given_on=FILMED))
    day_after = person("Mum", yes(Purpose.FILMING, given_on=FILMED + timedelta(days=1)))
    assert ask(Purpose.FILMING, same_day).permitted
    assert ask(Purpose.FILMING, day_after).reasons == (
        "Mum agreed to filming on 11 March 2026, and the film was made on 10 March 2026: "
        "the yes has to come first.",
    )


def test_another_purpose_may_be_agreed_to_after_the_film_was_made():
    mum = person("Mum", yes(Purpose.FILMING), yes(Purpose.TRAINING, given_on=TODAY))
    assert ask(Purpose.TRAINING, mum).permitted


def test_an_answer_holds_through_its_last_day():
    mum = person("Mum", yes(Purpose.FILMING), yes(Purpose.PEERS, until=TODAY))
    assert ask(Purpose.PEERS, mum).permitted
    assert ask(Purpose.PEERS, mum, on=TODAY + timedelta(days=1)).reasons == (
        "Mum said yes to showing it to others who are learning until 1 April 2026, "
        "which has passed.",
    )


def test_a_withdrawal_acts_on_the_day_it_is_made():
    mum = person("Mum", yes(Purpose.FILMING), yes(Purpose.SUPERVISION, withdrawn_on=TODAY))
    assert ask(Purpose.SUPERVISION, mum, on=TODAY - timedelta(days=1)).permitted
    assert ask(Purpose.SUPERVISION, mum).reasons == (
        "Mum took back their yes to showing it to the supervisor on 1 April 2026.",
    )


@pytest.mark.parametrize("purpose", Purpose)
def test_withdrawing_filming_withdraws_everything(purpose):
    answers = [yes(p) for p in OTHERS]
    mum = person("Mum", yes(Purpose.FILMING, withdrawn_on=TODAY), *answers)
    assert not ask(purpose, mum).permitted


def test_a_filming_consent_that_ended_before_the_film_does_not_cover_it():
    lapsed = yes(Purpose.FILMING, until=FILMED - timedelta(days=1))
    renewed = yes(Purpose.FILMING, given_on=FILMED + timedelta(days=5))
    assert not ask(Purpose.FILMING, person("Mum", lapsed, renewed)).permitted


def test_the_latest_answer_stands_in_whatever_order_answers_are_listed():
    earlier, later = yes(Purpose.PEERS), no(Purpose.PEERS, given_on=FILMED)
    for answers in [(earlier, later), (later, earlier)]:
        assert not ask(Purpose.PEERS, person("Mum", yes(Purpose.FILMING), *answers)).permitted


def test_an_answer_dated_later_than_today_is_not_an_answer_yet():
    mum = person(
        "Mum", yes(Purpose.FILMING), yes(Purpose.PEERS, given_on=TODAY + timedelta(days=1))
    )
    assert not ask(Purpose.PEERS, mum).permitted


def test_a_film_without_a_date_permits_nothing():
    assert ask(Purpose.FILMING, willing(), filmed_on=None).reasons == (
        "The day of filming is not written down yet.",
    )


def test_every_reason_is_given_at_once():
    answer = ask(Purpose.PEERS, person("Mum"), willing("Dad", Purpose.FILMING), confirmed=False)
    assert answer.reasons == (
        "The list of people in shot is waiting to be confirmed.",
        "Mum has not been asked about filming yet.",
        "Mum has not been asked about showing it to others who are learning yet.",
        "Dad has not been asked about showing it to others who are learning yet.",
    )


days = st.dates(date(2026, 2, 1), date(2026, 5, 1))
answers = st.builds(
    Answer, st.sampled_from(Purpose), st.booleans(), days, st.none() | days, st.none() | days
)
people = st.lists(
    st.builds(InShot, st.sampled_from(["Mum", "Dad", "Child"]), st.lists(answers).map(tuple)),
    max_size=4,
)


@given(people, st.sampled_from(Purpose), days, days)
def test_what_is_permitted_is_permitted_to_everyone_in_shot_and_filming_with_it(
    crowd, purpose, filmed_on, on
):
    if ask(purpose, *crowd, filmed_on=filmed_on, on=on).permitted:
        assert crowd
        assert ask(Purpose.FILMING, *crowd, filmed_on=filmed_on, on=on).permitted
        for someone in crowd:
            assert ask(purpose, someone, filmed_on=filmed_on, on=on).permitted


@given(people, st.sampled_from(Purpose), days, days)
def test_one_more_person_in_shot_never_permits_more(crowd, purpose, filmed_on, on):
    with_another = ask(purpose, *crowd, person("Visitor"), filmed_on=filmed_on, on=on)
    assert not with_another.permitted


@given(people, st.sampled_from(Purpose), days, days)
def test_permitted_means_no_reasons_and_refused_means_some(crowd, purpose, filmed_on, on):
    answer = ask(purpose, *crowd, filmed_on=filmed_on, on=on)
    assert answer.permitted == (answer.reasons == ())


def test_every_purpose_is_explained_in_short_words_and_sentences():
    assert set(WORDING) == set(Purpose)
    for text in [*INTRODUCTION, *WITHDRAWING, *(purpose.explanation for purpose in Purpose)]:
        for sentence in text.rstrip(".").split(". "):
            assert len(sentence.split()) <= 18, sentence
    assert all(purpose.heading and purpose.phrase for purpose in Purpose)
