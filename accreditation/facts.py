"""A record seen on a day, against an edition: what had happened by then, and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from accreditation.programme import (
    Confirmer,
    DocumentKind,
    Programme,
    Requirement,
    StageTime,
)
from accreditation.record import (
    Credit,
    Cycle,
    Document,
    EventKind,
    IntroAttendance,
    Introduction,
    MeetingKind,
    MixedSupervision,
    Rating,
    StageMeeting,
    SupervisionSession,
    TrainingEvent,
    TrainingRecord,
)
from accreditation.tally import Step
from accreditation.wording import spoken_list


@dataclass(frozen=True, slots=True)
class Facts:
    """What the record holds on a day. Everything is sorted, so order never matters."""

    record: TrainingRecord
    programme: Programme
    on: date

    def happened(self, day: date | None) -> bool:
        return day is not None and day <= self.on

    def turns_on(self) -> date | None:
        """The next day that a fact of the record is dated for."""
        record = self.record
        days: list[date | None] = [each.on for each in record.intro_attendances]
        days += [each.opened_on for each in record.stage_openings]
        days += [each.on for each in record.introductions]
        days += [each.on for each in record.events]
        days += [each.on for each in record.documents]
        days += [day for each in record.sessions for day in (each.held_on, each.signed_on)]
        days += [each.held_on for each in record.meetings]
        days += [day for c in record.cycles for day in (c.filmed_on, c.reviewed_on, c.confirmed_on)]
        days += [each.on for each in record.credits]
        days += [each.on for each in record.mixtures]
        days += [each.on for each in record.ratings]
        days += self._ends_of_stage_time()
        return min((day for day in days if day and day > self.on), default=None)

    def _ends_of_stage_time(self) -> list[date]:
        return [
            opened + timedelta(days=asked.days)
            for stage in self.programme.stages
            for asked in stage.requirements
            if isinstance(asked, StageTime) and (opened := self.opened_on(stage.key))
        ]

    def credits(self, stage: str, requirement: str) -> list[Credit]:
        given = (
            each
            for each in self.record.credits
            if (each.stage, each.requirement) == (stage, requirement) and self.happened(each.on)
        )
        return sorted(given, key=lambda each: (each.on, each.id))

    def mixture(self, stage: str, requirement: str) -> MixedSupervision | None:
        """The first confirmation that a mixture of sessions makes a whole."""
        given = (
            each
            for each in self.record.mixtures
            if (each.stage, each.requirement) == (stage, requirement) and self.happened(each.on)
        )
        return min(given, key=lambda each: (each.on, each.id), default=None)

    def ratings(self, stage: str) -> list[Rating]:
        given = (each for each in self.record.ratings if each.stage == stage)
        past = (each for each in given if self.happened(each.on))
        return sorted(past, key=lambda each: (each.criterion, each.on, each.id))

    def opened_on(self, stage: str) -> date | None:
        days = [each.opened_on for each in self.record.stage_openings if each.stage == stage]
        return min((day for day in days if self.happened(day)), default=None)

    def attendances(self) -> list[IntroAttendance]:
        attended = (each for each in self.record.intro_attendances if self.happened(each.on))
        return sorted(attended, key=lambda each: (each.on, each.id))

    def opened(self, stage: str) -> bool:
        openings = (each for each in self.record.stage_openings if each.stage == stage)
        return any(self.happened(each.opened_on) for each in openings)

    def introductions(self, stage: str) -> list[Introduction]:
        held = (each for each in self.record.introductions if each.stage == stage)
        return sorted(filter(lambda each: self.happened(each.on), held), key=lambda e: (e.on, e.id))

    def sessions(self, stage: str) -> list[SupervisionSession]:
        held = (each for each in self.record.sessions if each.stage == stage)
        past = (each for each in held if self.happened(each.held_on))
        return sorted(past, key=lambda each: (each.held_on, each.id))

    def events(self, stage: str, kind: EventKind) -> list[TrainingEvent]:
        held = (each for each in self.record.events if (each.stage, each.kind) == (stage, kind))
        return sorted(filter(lambda each: self.happened(each.on), held), key=lambda e: (e.on, e.id))

    def meetings(self, stage: str, kind: MeetingKind) -> list[StageMeeting]:
        held = (each for each in self.record.meetings if (each.stage, each.kind) == (stage, kind))
        past = (each for each in held if self.happened(each.held_on))
        return sorted(past, key=lambda each: (each.held_on, each.id))

    def documents(self, stage: str, kind: DocumentKind) -> list[Document]:
        written = (e for e in self.record.documents if (e.stage, e.kind) == (stage, kind))
        return sorted(filter(lambda each: self.happened(each.on), written), key=lambda e: e.id)

    def cycles(self, stage: str) -> list[Cycle]:
        return _in_order(each for each in self.record.cycles if each.stage == stage)

    def counts(self, cycle: Cycle) -> bool:
        """Whether a cycle counts: confirmed, with its film and any shared review done."""
        return self.reason_against(cycle) is None

    def reason_against(self, cycle: Cycle) -> tuple[str, Step | None] | None:
        """Why a cycle does not count (yet), or None when it does."""
        if cycle.case_type not in self.programme.case_types:
            types = spoken_list((each.label for each in self.programme.case_types), "or")
            return f"is {cycle.case_type.label} casework; this edition counts {types}", None
        if not self.happened(cycle.confirmed_on):
            step = self._waits_for(cycle)
            return COUNTS_ONCE[step], step
        if not self.happened(cycle.filmed_on):
            return "counts once the day of filming is written down", Step.FILM
        if self._waits_for_a_review(cycle):
            return COUNTS_ONCE[Step.SHARED_REVIEW], Step.SHARED_REVIEW
        return None

    def unconfirmed(
        self, by: Confirmer | None, requirement: Requirement
    ) -> tuple[str, Step | None] | None:
        """Why something recorded `by` somebody does not count yet; None when the edition takes it.

        None for who it was means that whoever was asked has not confirmed it.
        """
        if by is None:
            return "counts once it is confirmed", Step.COUNTERSIGNATURE
        if by in requirement.confirmed_by:
            return None
        who = spoken_list((CONFIRMERS[each] for each in requirement.confirmed_by), "or")
        return f"counts where {who} confirmed it", None

    def stage_where_counted_before(self, client_id: int, stage: str) -> str | None:
        """The title of the earliest stage before `stage` in which the client has a cycle."""
        for earlier in self.programme.stages:
            if earlier.key == stage:
                return None
            theirs = (each for each in self.cycles(earlier.key) if each.client_id == client_id)
            if any(self.counts(each) for each in theirs):
                return earlier.title
        return None

    def _waits_for_a_review(self, cycle: Cycle) -> bool:
        return cycle.case_type.has_shared_review and not self.happened(cycle.reviewed_on)

    def _waits_for(self, cycle: Cycle) -> Step:
        if cycle.filmed_on is None or not (cycle.film_ready or cycle.in_supervision):
            return Step.FILM
        if self._waits_for_a_review(cycle):
            return Step.SHARED_REVIEW
        has_films = cycle.review_film_ready or not cycle.case_type.has_shared_review
        if not (has_films or cycle.in_supervision):
            return Step.REVIEW_FILM
        return Step.CONFIRMATION if cycle.in_supervision else Step.SUPERVISION


def _in_order(cycles: Iterable[Cycle]) -> list[Cycle]:
    return sorted(cycles, key=lambda each: (each.client_code, each.number, each.id))


COUNTS_ONCE = {
    Step.FILM: "counts once its film is ready",
    Step.SHARED_REVIEW: "counts once the shared review is dated",
    Step.REVIEW_FILM: "counts once the film of the shared review is ready",
    Step.SUPERVISION: "counts once it has been to supervision and is confirmed",
    Step.CONFIRMATION: "counts once the supervisor confirms it",
}

CONFIRMERS = {
    Confirmer.TRAINEE: "the trainee",
    Confirmer.SUPERVISOR: "the trainee’s own supervisor",
    Confirmer.OTHER_SUPERVISOR: "a different supervisor",
    Confirmer.TRAINER: "a trainer of the course",
    Confirmer.REGISTRAR: "a registrar",
}
