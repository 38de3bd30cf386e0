"""What must hold of every record: more is never less, order is nothing, boundaries are exact."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from accreditation.guidance import next_thing
from accreditation.programme import Clients, Cycles, SupervisionSessions, SupervisionTime
from accreditation.programme_file import load_programme
from accreditation.readiness import (
    StageState,
    assess,
    assess_now,
    missing_before_stage_meeting,
    missing_before_submission,
    ready_to_submit,
)
from accreditation.record import Cycle, SupervisionSession, TrainingRecord
from accreditation.shipped import programme, programme_ids, programme_text
from tests.accreditation.records import FIRST, LAST, days, evidence, record_of, with_piece

some = settings(max_examples=40)
EDITIONS = [programme(edition) for edition in programme_ids()]


def pieces(edition):
    return evidence([stage.key for stage in edition.stages])


@st.composite
def trainings(draw):
    edition = draw(st.sampled_from(EDITIONS))
    return edition, draw(st.lists(pieces(edition), max_size=25))


@st.composite
def growing_trainings(draw):
    edition, told = draw(trainings())
    return edition, record_of(told), draw(pieces(edition))


@some
@given(trainings(), days, st.randoms())
def test_the_order_of_the_facts_does_not_matter(training, on, random):
    edition, told = training
    record = record_of(told)
    shuffled = {}
    for field in TrainingRecord.__dataclass_fields__:
        facts = list(getattr(record, field))
        random.shuffle(facts)
        shuffled[field] = tuple(facts)
    assert assess(TrainingRecord(**shuffled), edition, on) == assess(record, edition, on)


@some
@given(trainings(), days)
def test_the_stage_of_now_is_the_same_alone_and_among_all(training, on):
    edition, told = training
    record = record_of(told)
    assert assess_now(record, edition, on) == assess(record, edition, on).now


@some
@given(growing_trainings())
def test_more_evidence_never_lowers_a_requirement(training):
    edition, record, (field, fact) = training
    grown = with_piece(record, field, fact)
    assume(grown is not None)
    before, after = assess(record, edition, LAST), assess(grown, edition, LAST)
    for was, now in zip(before.requirements(), after.requirements(), strict=True):
        if not meets_a_client_earlier(edition, field, fact, was):
            assert now.tally.share >= was.tally.share
            assert now.met or not was.met


def meets_a_client_earlier(edition, field, fact, requirement):
    """A client met in an earlier stage is no longer new later: the rule itself, not a loss."""
    asked = requirement.requirement
    if field != "cycles" or not isinstance(asked, Clients) or not asked.new:
        return False
    return edition.stage(fact.stage).number < edition.stage(requirement.stage).number


@some
@given(growing_trainings())
def test_more_evidence_never_asks_for_more_before_submission(training):
    edition, record, (field, fact) = training
    grown = with_piece(record, field, fact)
    assume(grown is not None)
    assume(field != "cycles")
    if ready_to_submit(assess(record, edition, LAST)):
        assert ready_to_submit(assess(grown, edition, LAST))
    before = missing_before_submission(assess(record, edition, LAST))
    after = missing_before_submission(assess(grown, edition, LAST))
    assert {(m.stage, m.key) for m in after} <= {(m.stage, m.key) for m in before}


@some
@given(trainings(), days, st.integers(0, 200))
def test_time_alone_never_lowers_a_requirement_but_for_new_clients(training, on, later):
    edition, told = training
    record = record_of(told)
    before, after = assess(record, edition, on), assess(record, edition, on + timedelta(later))
    for was, now in zip(before.requirements(), after.requirements(), strict=True):
        if not getattr(was.requirement, "new", False):
            assert now.tally.share >= was.tally.share


@some
@given(trainings())
def test_nothing_counts_on_a_day_before_anything_happened(training):
    edition, told = training
    readiness = assess(record_of(told), edition, FIRST - timedelta(1))
    assert all(each.count == 0 and not each.met for each in readiness.requirements())
    assert all(stage.state is StageState.NOT_OPENED for stage in readiness.stages)


@some
@given(trainings(), days)
def test_evidence_either_counts_or_says_why_not_and_never_both(training, on):
    edition, told = training
    for each in assess(record_of(told), edition, on).requirements():
        counted = {(evidence.kind, evidence.id) for evidence in each.counted}
        against = {(rest.evidence.kind, rest.evidence.id) for rest in each.not_counted}
        assert not counted & against
        assert len(counted) == len(each.counted)
        assert all(rest.why for rest in each.not_counted)
        assert each.met == (each.left == 0)
        assert each.sentence
        assert "fail" not in each.sentence


@some
@given(trainings(), days)
def test_there_is_always_one_next_thing_in_a_stage_of_the_edition(training, on):
    edition, told = training
    readiness = assess(record_of(told), edition, on)
    thing = next_thing(readiness)
    assert edition.stage(thing.stage) is not None
    assert thing.sentence.endswith(".")
    assert thing.sentence[0].isupper()
    assert "{" not in thing.sentence


@some
@given(trainings())
def test_a_complete_stage_asks_for_nothing_before_its_meeting(training):
    edition, told = training
    readiness = assess(record_of(told), edition, LAST)
    for stage in readiness.stages:
        if stage.state is StageState.COMPLETE:
            assert missing_before_stage_meeting(readiness, stage.key) == ()


def every(kind):
    return [
        pytest.param(edition, stage.key, each, id=f"{edition.id}.{stage.key}.{each.key}")
        for edition in EDITIONS
        for stage in edition.stages
        for each in stage.requirements
        if isinstance(each, kind)
    ]


def confirmed(number, stage, client):
    code = f"C{client}"
    done = dict.fromkeys(("filmed_on", "reviewed_on", "confirmed_on"), FIRST)
    return Cycle(number, stage, client, code, number, film_ready=True, **done)


def found(edition, record, stage, requirement):
    return assess(record, edition, LAST).stage(stage).requirement(requirement.key)


@pytest.mark.parametrize(("edition", "stage", "requirement"), every(Cycles))
def test_cycles_are_met_exactly_at_their_number(edition, stage, requirement):
    for number in range(requirement.count + 2):
        record = TrainingRecord(cycles=tuple(confirmed(n, stage, 1) for n in range(number)))
        each = found(edition, record, stage, requirement)
        assert each.met == (number >= requirement.count)
        assert each.left == max(0, requirement.count - number)


@pytest.mark.parametrize(("edition", "stage", "requirement"), every(Clients))
def test_clients_are_met_exactly_at_their_number(edition, stage, requirement):
    for number in range(requirement.count + 2):
        record = TrainingRecord(cycles=tuple(confirmed(n, stage, n) for n in range(number)))
        each = found(edition, record, stage, requirement)
        assert each.met == (number >= requirement.count)
        assert each.left == max(0, requirement.count - number)


@pytest.mark.parametrize(("edition", "stage", "requirement"), every(SupervisionSessions))
def test_each_way_of_supervision_is_met_exactly_at_its_number_and_length(
    edition, stage, requirement
):
    for way in requirement.formats:
        sessions = [
            SupervisionSession(n, stage, FIRST, way.minutes, FIRST) for n in range(way.sessions)
        ]
        whole = TrainingRecord(sessions=tuple(sessions))
        one_less = TrainingRecord(sessions=tuple(sessions[1:]))
        shorter = replace(sessions[0], minutes=way.minutes - 1)
        one_shorter = TrainingRecord(sessions=(shorter, *sessions[1:]))
        assert found(edition, whole, stage, requirement).met
        assert not found(edition, one_less, stage, requirement).met
        shorter_ways = [w for w in requirement.formats if w.minutes < way.minutes]
        if all(w.sessions > way.sessions for w in shorter_ways):
            assert not found(edition, one_shorter, stage, requirement).met


@pytest.mark.parametrize(("edition", "stage", "requirement"), every(SupervisionTime))
def test_supervision_time_is_met_exactly_at_its_minute(edition, stage, requirement):
    for minutes in (requirement.minutes - 1, requirement.minutes, requirement.minutes + 1):
        session = SupervisionSession(1, stage, FIRST, minutes, FIRST)
        each = found(edition, TrainingRecord(sessions=(session,)), stage, requirement)
        assert each.met == (minutes >= requirement.minutes)


def test_asking_about_a_stage_the_edition_does_not_have_is_refused():
    readiness = assess(TrainingRecord(), programme("set-b"), LAST)
    with pytest.raises(LookupError, match="no stage '1'"):
        missing_before_stage_meeting(readiness, "1")


def test_a_requirement_shows_its_source_and_standing():
    readiness = assess(TrainingRecord(), programme("set-a-orkney"), LAST)
    clients = readiness.stage("2").requirement("new-clients")
    assert clients.source.title == "VIG Orkney, Training and Supervision Fees"
    assert clients.status.label == "inferred: our reading of the source"


def test_a_cycle_confirmed_tomorrow_does_not_count_today():
    cycle = replace(confirmed(1, "1", 1), confirmed_on=FIRST + timedelta(1))
    record, edition = TrainingRecord(cycles=(cycle,)), programme("set-a")
    today, tomorrow = assess(record, edition, FIRST), assess(record, edition, FIRST + timedelta(1))
    assert today.stage("1").requirement("cycles").count == 0
    assert tomorrow.stage("1").requirement("cycles").count == 1


def test_a_session_signed_tomorrow_does_not_count_today():
    session = SupervisionSession(1, "1", FIRST, 60, FIRST + timedelta(1))
    record, edition = TrainingRecord(sessions=(session,)), programme("set-a")
    assert assess(record, edition, FIRST).stage("1").requirement("supervision").count == 0


@pytest.mark.parametrize(("new", "count"), [("true", 0), ("false", 1)])
def test_only_an_edition_that_asks_for_new_clients_leaves_earlier_ones_out(new, count):
    text = programme_text("set-a").replace("new = true", f"new = {new}")
    record = TrainingRecord(cycles=(confirmed(1, "1", 7), confirmed(2, "2", 7)))
    readiness = assess(record, load_programme(text, "ours.toml"), LAST)
    assert readiness.stage("2").requirement("new-clients").count == count
