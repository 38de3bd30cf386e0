"""Reading one requirement of an edition file, by its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypedDict

from accreditation.marks import Status
from accreditation.programme import (
    CONFIRMED_BY,
    MAY_CONFIRM,
    OWN,
    CasesSeen,
    Clients,
    Confirmer,
    CriteriaReached,
    Cycles,
    DocumentKind,
    DocumentRequired,
    GroupSharing,
    IntroCourse,
    Introduction,
    Kind,
    MidPoint,
    Practice,
    Requirement,
    SessionFormat,
    StageMeeting,
    StageTime,
    SupervisionSessions,
    SupervisionTime,
)
from accreditation.tables import Table
from accreditation.wording import spoken_list


class Common(TypedDict):
    key: str
    kind: Kind
    title: str
    source: str
    status: Status
    note: str
    confirmed_by: tuple[Confirmer, ...]


def read_requirement(key: str, table: Table) -> Requirement | None:
    """The requirement written in a table; faults are left in the table.

    None when its kind is not known, since nothing else in it can then be judged.
    """
    before = len(table.faults)
    kind = table.choice("kind", Kind)
    if len(table.faults) > before:
        return None
    common = Common(
        key=key,
        kind=kind,
        title=table.text("title"),
        source=table.text("source"),
        status=table.choice("status", Status),
        note=table.text("note", ""),
        confirmed_by=_confirmers(table, kind),
    )
    requirement = READERS[kind](table, common)
    table.refuse_unknown_keys()
    return requirement


def _confirmers(table: Table, kind: Kind) -> tuple[Confirmer, ...]:
    named = table.optional_choices("confirmed_by", Confirmer)
    able = MAY_CONFIRM.get(kind, OWN)
    if any(each not in able for each in named):
        who = spoken_list((each.value for each in able), "or")
        table.fault("confirmed_by", f"A requirement of this kind can be confirmed by {who} only.")
    return named or CONFIRMED_BY.get(kind, OWN)


def _intro_course(table: Table, common: Common) -> Requirement:
    half_days = table.whole("half_days", default=0)
    return IntroCourse(**common, days=table.whole("days"), half_days=half_days or None)


def _introduction(table: Table, common: Common) -> Requirement:
    minutes, ideal = table.whole("minutes"), table.whole("ideal_minutes", default=0)
    if ideal and ideal < minutes:
        table.fault("ideal_minutes", "This cannot be less than the minutes asked for.")
    return Introduction(**common, minutes=minutes, ideal_minutes=ideal or None)


def _cycles(table: Table, common: Common) -> Requirement:
    return Cycles(**common, count=table.whole("count"))


def _clients(table: Table, common: Common) -> Requirement:
    return Clients(**common, count=table.whole("count"), new=table.flag("new"))


def _supervision_sessions(table: Table, common: Common) -> Requirement:
    formats = tuple(_format(each) for each in table.listed_tables("formats"))
    half_days = table.whole("training_half_days", default=0)
    if formats and half_days >= min(each.sessions for each in formats):
        table.fault("training_half_days", "Training cannot stand in for every session.")
    most = table.whole("most_trainees", default=0)
    return SupervisionSessions(
        **common, formats=formats, training_half_days=half_days, most_trainees=most
    )


def _format(table: Table) -> SessionFormat:
    session_format = SessionFormat(table.whole("sessions"), table.whole("minutes"))
    table.refuse_unknown_keys()
    return session_format


def _supervision_time(table: Table, common: Common) -> Requirement:
    minutes, normally = table.whole("minutes"), table.flag("normally", default=False)
    most = table.whole("most_trainees", default=0)
    return SupervisionTime(**common, minutes=minutes, normally=normally, most_trainees=most)


def _mid_point(table: Table, common: Common) -> Requirement:
    return MidPoint(**common)


def _group_sharing(table: Table, common: Common) -> Requirement:
    return GroupSharing(**common)


def _document(table: Table, common: Common) -> Requirement:
    return DocumentRequired(**common, document=table.choice("document", DocumentKind))


def _meeting(table: Table, common: Common) -> Requirement:
    minutes, external = table.whole("minutes", default=0), table.flag("external", default=True)
    outside = table.flag("outside_service", default=False)
    return StageMeeting(**common, minutes=minutes, external=external, outside_service=outside)


def _stage_time(table: Table, common: Common) -> Requirement:
    return StageTime(**common, days=table.whole("days"))


def _cases_seen(table: Table, common: Common) -> Requirement:
    return CasesSeen(**common)


def _criteria(table: Table, common: Common) -> Requirement:
    return CriteriaReached(**common, count=table.whole("count"), level=table.whole("level"))


def _practice(table: Table, common: Common) -> Requirement:
    minutes = table.whole("minutes", default=0)
    return Practice(**common, count=table.whole("count"), minutes=minutes)


READERS: Mapping[Kind, Callable[[Table, Common], Requirement]] = {
    Kind.INTRO_COURSE: _intro_course,
    Kind.INTRODUCTION: _introduction,
    Kind.CYCLES: _cycles,
    Kind.CLIENTS: _clients,
    Kind.SUPERVISION_SESSIONS: _supervision_sessions,
    Kind.SUPERVISION_TIME: _supervision_time,
    Kind.MID_POINT: _mid_point,
    Kind.GROUP_SHARING: _group_sharing,
    Kind.DOCUMENT: _document,
    Kind.TRANSITION_MEETING: _meeting,
    Kind.ACCREDITATION_MEETING: _meeting,
    Kind.STAGE_TIME: _stage_time,
    Kind.CASES_SEEN: _cases_seen,
    Kind.CRITERIA: _criteria,
    Kind.SUPERVISION_GIVEN: _practice,
    Kind.SESSIONS_OBSERVED: _practice,
    Kind.MEETINGS_SHADOWED: _practice,
    Kind.SUPERVISION_OF_SUPERVISION: _practice,
}
