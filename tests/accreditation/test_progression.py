"""States: which may follow which, and who may take the step."""

from datetime import date
from itertools import product

import pytest

from accreditation.progression import (
    RECORDING,
    STAGE,
    SUBMISSION,
    SUPERVISION_REQUEST,
    DecisionOutcome,
    RecordingState,
    RequestState,
    StepRefused,
    SubmissionState,
    Taker,
    first_stage,
    may_submit_again,
    meeting_may_be_held_again,
    next_stage,
    stage_to_open,
)
from accreditation.readiness import StageState, assess
from accreditation.record import MeetingOutcome
from accreditation.shipped import programme
from tests.accreditation.told import told

R, S = RecordingState, SubmissionState

EXPECTED = {
    "recording": {
        (R.UPLOADING, R.RECEIVED): {Taker.TRAINEE},
        (R.RECEIVED, R.WATCHABLE): {Taker.ATTUNE},
        (R.RECEIVED, R.READY): {Taker.ATTUNE},
        (R.RECEIVED, R.REFUSED): {Taker.ATTUNE},
        (R.WATCHABLE, R.READY): {Taker.ATTUNE},
        (R.WATCHABLE, R.REFUSED): {Taker.ATTUNE},
        (R.UPLOADING, R.ERASED): {Taker.TRAINEE, Taker.ATTUNE},
        (R.RECEIVED, R.ERASED): {Taker.TRAINEE, Taker.ATTUNE},
        (R.WATCHABLE, R.ERASED): {Taker.TRAINEE, Taker.ATTUNE},
        (R.READY, R.ERASED): {Taker.TRAINEE, Taker.ATTUNE},
        (R.REFUSED, R.ERASED): {Taker.TRAINEE, Taker.ATTUNE},
    },
    "request for supervision": {
        (RequestState.ASKED, RequestState.ANSWERED): {Taker.SUPERVISOR},
    },
    "submission": {
        (S.SUBMITTED, S.UNDER_REVIEW): {Taker.REGISTRAR},
        (S.UNDER_REVIEW, S.DECIDED): {Taker.REGISTRAR, Taker.ACCREDITOR},
    },
    "stage": {
        (StageState.NOT_OPENED, StageState.OPEN): {Taker.REGISTRAR, Taker.ATTUNE},
        (StageState.OPEN, StageState.COMPLETE): {Taker.ATTUNE},
    },
}


@pytest.mark.parametrize(
    ("progression", "states"),
    [
        (RECORDING, RecordingState),
        (SUPERVISION_REQUEST, RequestState),
        (SUBMISSION, SubmissionState),
        (STAGE, StageState),
    ],
    ids=lambda each: getattr(each, "name", ""),
)
def test_every_step_is_open_to_those_who_may_take_it_and_to_nobody_else(progression, states):
    expected = EXPECTED[progression.name]
    for before, after, taker in product(states, states, Taker):
        allowed = taker in expected.get((before, after), set())
        assert progression.may(taker, before, after) == allowed
        assert (taker in progression.takers(before, after)) == allowed


def test_an_erased_recording_stays_erased_and_a_decision_is_final():
    assert RECORDING.ends(R.ERASED)
    assert not RECORDING.ends(R.REFUSED)
    assert SUBMISSION.ends(S.DECIDED)
    assert SUBMISSION.following(S.SUBMITTED) == (S.UNDER_REVIEW,)


def test_a_step_that_does_not_exist_is_refused_in_words():
    with pytest.raises(StepRefused, match="A recording that is erased cannot become ready"):
        RECORDING.require(Taker.ATTUNE, R.ERASED, R.READY)


def test_a_step_by_the_wrong_person_is_refused_in_words():
    with pytest.raises(
        StepRefused, match="becomes decided by the accreditor or the registrar, not by the trainee"
    ):
        SUBMISSION.require(Taker.TRAINEE, S.UNDER_REVIEW, S.DECIDED)


def test_a_step_that_may_be_taken_is_not_refused():
    SUBMISSION.require(Taker.REGISTRAR, S.UNDER_REVIEW, S.DECIDED)


def test_states_and_people_may_be_given_as_plain_words():
    SUBMISSION.require("registrar", "under_review", "decided")
    assert not SUBMISSION.may("service_lead", "under_review", "decided")
    assert may_submit_again(["not_yet"])
    assert not may_submit_again(["accredited"])


def test_stages_follow_in_the_order_of_the_edition():
    edition = programme("set-a")
    assert first_stage(edition).key == "1"
    assert next_stage(edition, "entry").key == "1"
    assert next_stage(edition, "1").key == "2"
    assert next_stage(edition, "3") is None
    assert next_stage(programme("set-b"), "practice") is None


def test_a_stage_the_edition_does_not_have_has_no_next():
    with pytest.raises(LookupError, match="'practice'"):
        next_stage(programme("set-a"), "practice")


STAGE_1 = [
    "intro course: 2 whole days",
    "stage 1 opened",
    "stage 1 cycles: A1 A2 A3 B1 B2 B3",
    "stage 1 supervision: 7 x 60",
    "stage 1 transition meeting: 60 minutes, go on",
]


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        ([], None),
        (STAGE_1[:1], "1"),
        (STAGE_1[:2], None),
        (STAGE_1[:-1], None),
        (STAGE_1, "2"),
        ([*STAGE_1, "stage 2 opened"], None),
    ],
)
def test_a_stage_can_be_opened_when_what_comes_before_is_complete(lines, key):
    readiness = assess(told(lines), programme("set-a"), date(2026, 12, 1))
    found = stage_to_open(readiness)
    assert (found.key if found else None) == key


def test_a_portfolio_can_be_submitted_again_until_it_is_accredited():
    assert may_submit_again([])
    assert may_submit_again([DecisionOutcome.NOT_YET, DecisionOutcome.NOT_YET])
    assert not may_submit_again([DecisionOutcome.NOT_YET, DecisionOutcome.ACCREDITED])


def test_a_meeting_can_be_held_again_until_one_said_to_go_on():
    assert meeting_may_be_held_again([MeetingOutcome.NOT_YET])
    assert not meeting_may_be_held_again([MeetingOutcome.GO_ON])
