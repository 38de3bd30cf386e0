"""Records told in words: each line of a situation becomes facts of a training record."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from accreditation.casework import CaseType
from accreditation.programme import Confirmer, DocumentKind
from accreditation.record import (
    Credit,
    Cycle,
    Document,
    EventKind,
    IntroAttendance,
    Introduction,
    MeetingKind,
    MeetingOutcome,
    MixedSupervision,
    Rating,
    StageMeeting,
    StageOpening,
    SupervisionSession,
    TrainingEvent,
    TrainingRecord,
)

DAY = date(2026, 3, 1)
UP_TO = {
    "film": {},
    "shared review": {"filmed_on": DAY, "film_ready": True},
    "review film": {"filmed_on": DAY, "film_ready": True, "reviewed_on": DAY},
    "supervision": {
        "filmed_on": DAY,
        "film_ready": True,
        "reviewed_on": DAY,
        "review_film_ready": True,
    },
    "confirmation": {
        "filmed_on": DAY,
        "film_ready": True,
        "reviewed_on": DAY,
        "review_film_ready": True,
        "in_supervision": True,
    },
}
CONFIRMED = {**UP_TO["confirmation"], "confirmed_on": DAY}


class Teller:
    """Collects facts line by line; ids run from 1 across all of them."""

    def __init__(self):
        self.ids = count(1)
        self.facts = {field: [] for field in TrainingRecord.__dataclass_fields__}

    def record(self):
        return TrainingRecord(**{field: tuple(facts) for field, facts in self.facts.items()})

    def tell(self, line):
        for pattern, method in SENTENCES:
            if found := re.fullmatch(pattern, line.strip()):
                return method(self, **found.groupdict())
        raise AssertionError(f"Nobody understands {line!r}.")

    def attend(self, number, length):
        for day in range(int(number)):
            half_days = 2 if length == "day" else 1
            self._add("intro_attendances", IntroAttendance, DAY + timedelta(day), half_days)

    def open(self, stage):
        self.facts["stage_openings"].append(StageOpening(stage, DAY))

    def introduce(self, stage, minutes, by=None):
        who = CONFIRMERS[by] if by else Confirmer.SUPERVISOR
        self._add("introductions", Introduction, stage, DAY, int(minutes), who)

    def cycle(self, stage, cycles, state="confirmed", case_type="VIG"):
        fields = CONFIRMED if state == "confirmed" else UP_TO[state]
        for code, number in re.findall(r"([A-Z])(\d+)", cycles):
            self.facts["cycles"].append(
                Cycle(
                    next(self.ids),
                    stage,
                    ord(code),
                    code,
                    int(number),
                    CaseType[case_type],
                    **fields,
                )
            )

    def confirmed_without(self, stage, cycles, missing):
        self.cycle(stage, cycles)
        self.facts["cycles"][-1] = replace(self.facts["cycles"][-1], **{missing: None})

    def supervise(self, stage, number, minutes, unsigned=None):
        signed_on = None if unsigned else DAY
        for day in range(int(number)):
            held_on = DAY + timedelta(day % 7)
            self._add("sessions", SupervisionSession, stage, held_on, int(minutes), signed_on)

    def happen(self, stage, kind, number="1", by=None):
        usual = Confirmer.OTHER_SUPERVISOR if kind == "mid-point day" else Confirmer.SUPERVISOR
        who = CONFIRMERS[by] if by else usual
        for _ in range(int(number)):
            self._add("events", TrainingEvent, stage, EVENTS[kind], DAY, 180, who)

    def meet(self, stage, kind, minutes, outcome, own=None):
        self._add(
            "meetings",
            StageMeeting,
            stage,
            MeetingKind(kind),
            DAY,
            int(minutes),
            own is None,
            MeetingOutcome(outcome.replace(" ", "_")),
        )

    def write(self, stage, document):
        self._add("documents", Document, stage, DocumentKind(document.replace(" ", "-")), DAY)

    def practise(self, stage, kind, number, minutes, by=None):
        who = CONFIRMERS[by] if by else Confirmer.SUPERVISOR
        for _ in range(int(number)):
            self._add("events", TrainingEvent, stage, EVENTS[kind], DAY, int(minutes), who)

    def credit(self, stage, requirement, amount):
        self._add("credits", Credit, stage, requirement, int(amount), DAY, "done elsewhere")

    def mix(self, stage, requirement):
        self._add("mixtures", MixedSupervision, stage, requirement, DAY, "the group met longer")

    def rate(self, stage, criterion, level):
        self._add("ratings", Rating, stage, criterion, int(level), DAY)

    def _add(self, field, kind, *values):
        self.facts[field].append(kind(next(self.ids), *values))


EVENTS = {
    "training half-day": EventKind.TRAINING_HALF_DAY,
    "group sharing": EventKind.GROUP_SHARING,
    "mid-point day": EventKind.MIDPOINT,
    "supervision given": EventKind.SUPERVISION_GIVEN,
    "session observed": EventKind.SESSION_OBSERVED,
    "meeting shadowed": EventKind.MEETING_SHADOWED,
    "supervision of supervision": EventKind.SUPERVISION_OF_SUPERVISION,
}

CONFIRMERS = {
    "confirmed by nobody yet": None,
    "confirmed by the own supervisor": Confirmer.SUPERVISOR,
    "confirmed by another supervisor": Confirmer.OTHER_SUPERVISOR,
}
BY = rf"(, (?P<by>{'|'.join(CONFIRMERS)}))?"

S = r"stage (?P<stage>\w+) "
SENTENCES = (
    (
        S + r"(?P<kind>supervision given|session observed|meeting shadowed|"
        r"supervision of supervision): (?P<number>\d+) x (?P<minutes>\d+)" + BY,
        Teller.practise,
    ),
    (S + r"credit: (?P<amount>\d+) for (?P<requirement>[\w-]+)", Teller.credit),
    (S + r"mixture of (?P<requirement>[\w-]+) confirmed", Teller.mix),
    (S + r"criterion (?P<criterion>\w+) at level (?P<level>\d)", Teller.rate),
    (r"intro course: (?P<number>\d) whole (?P<length>day)s?", Teller.attend),
    (r"intro course: (?P<number>\d) (?P<length>half-day)s?", Teller.attend),
    (S + r"opened", Teller.open),
    (S + r"introduction: (?P<minutes>\d+) minutes" + BY, Teller.introduce),
    (S + r"cycles:(?P<cycles>( [A-Z]\d+)+)", Teller.cycle),
    (S + r"(?P<case_type>V\w+) cycles:(?P<cycles>( [A-Z]\d+)+)", Teller.cycle),
    (S + r"cycle (?P<cycles>[A-Z]\d+) waits for (?P<state>[\w ]+)", Teller.cycle),
    (
        S + r"cycle (?P<cycles>[A-Z]\d+) is confirmed without (?P<missing>filmed_on|reviewed_on)",
        Teller.confirmed_without,
    ),
    (
        S + r"(?P<unsigned>unsigned )?supervision: (?P<number>\d+) x (?P<minutes>\d+)",
        Teller.supervise,
    ),
    (
        S + r"(?P<kind>training half-day|group sharing|mid-point day)(: (?P<number>\d))?" + BY,
        lambda teller, stage, kind, number, by: teller.happen(stage, kind, number or "1", by),
    ),
    (
        S + r"(?P<kind>transition|accreditation) meeting: (?P<minutes>\d+) minutes"
        r"(?P<own>, own supervisor)?, (?P<outcome>go on|not yet)",
        Teller.meet,
    ),
    (S + r"(?P<document>reflective statement|self-assessment|course evaluation)", Teller.write),
)


def told(lines):
    """The training record a list of lines tells."""
    teller = Teller()
    for line in lines:
        teller.tell(line)
    return teller.record()
