"""Strategies for training records: plausible ones, in any order, at any point of the way."""

from datetime import date

from hypothesis import strategies as st

from accreditation.casework import CaseType
from accreditation.programme import Confirmer, DocumentKind
from accreditation.record import (
    Cycle,
    Document,
    EventKind,
    IntroAttendance,
    Introduction,
    MeetingKind,
    MeetingOutcome,
    StageMeeting,
    StageOpening,
    SupervisionSession,
    TrainingEvent,
    TrainingRecord,
)

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
LENGTHS = [30, 45, 60, 90, 120]

days = st.dates(FIRST, LAST)
confirmers = st.sampled_from([None, Confirmer.SUPERVISOR, Confirmer.OTHER_SUPERVISOR])
courses = st.sampled_from([Confirmer.TRAINER, Confirmer.REGISTRAR])
maybe_days = st.none() | days
ids = st.integers(1, 10**6)


def evidence(stages):
    """One piece of evidence in one of the stages, as (field of the record, fact)."""
    stage = st.sampled_from(stages)
    clients = st.integers(0, 7)
    kinds = {
        "intro_attendances": st.builds(
            IntroAttendance, ids, days, st.sampled_from([1, 2]), courses
        ),
        "stage_openings": st.builds(StageOpening, stage, days),
        "introductions": st.builds(
            Introduction, ids, stage, days, st.sampled_from(LENGTHS), confirmers
        ),
        "cycles": clients.flatmap(lambda client: cycles(stage, client)),
        "sessions": st.builds(
            SupervisionSession, ids, stage, days, st.sampled_from(LENGTHS), maybe_days
        ),
        "events": st.builds(
            TrainingEvent, ids, stage, st.sampled_from(EventKind), days, st.just(180), confirmers
        ),
        "meetings": st.builds(
            StageMeeting,
            ids,
            stage,
            st.sampled_from(MeetingKind),
            days,
            st.sampled_from(LENGTHS),
            st.booleans(),
            st.sampled_from(MeetingOutcome),
        ),
        "documents": st.builds(Document, ids, stage, st.sampled_from(DocumentKind), days),
    }
    return st.one_of([st.tuples(st.just(field), facts) for field, facts in kinds.items()])


def cycles(stage, client):
    return st.builds(
        Cycle,
        ids,
        stage,
        st.just(client),
        st.just("ABCDEFGH"[client]),
        st.integers(1, 12),
        st.sampled_from([CaseType.VIG, CaseType.VIG, CaseType.VIG, CaseType.VERP]),
        st.booleans(),
        maybe_days,
        maybe_days,
        st.booleans(),
        st.booleans(),
        maybe_days,
    )


def record_of(pieces):
    """A record of (field, fact) pairs, each id once in its field, as rows have it."""
    fields = {}
    for field, fact in pieces:
        key = fact.stage if field == "stage_openings" else fact.id
        fields.setdefault(field, {}).setdefault(key, fact)
    return TrainingRecord(**{field: tuple(facts.values()) for field, facts in fields.items()})


def with_piece(record, field, fact):
    """The record with one more fact, or None when a fact with its id is there already."""
    facts = getattr(record, field)
    known = {fact.stage if field == "stage_openings" else fact.id for fact in facts}
    if (fact.stage if field == "stage_openings" else fact.id) in known:
        return None
    values = {name: getattr(record, name) for name in TrainingRecord.__dataclass_fields__}
    return TrainingRecord(**{**values, field: (*facts, fact)})
