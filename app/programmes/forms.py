"""Forms of a registrar: enrolment, supervisors, courses, attendance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import wtforms
from wtforms import (
    DateField,
    FieldList,
    FormField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import InputRequired, Length, Optional

from app import clock
from app.models.people import Person
from app.models.programme import CourseDay, EditionInUse, Enrolment
from app.models.services import Service
from app.programmes import queries
from app.web.forms import Form

DAYS = 4
ORDINALS = ("First", "Second", "Third", "Fourth")


class TraineesForm(wtforms.Form):
    """What the list of trainees shows, asked by its address; what is not known is left aside."""

    q = StringField("Name")
    state = SelectField(
        "State",
        choices=[
            SelectChoice("", "Every state"),
            SelectChoice("active", "In training"),
            SelectChoice(queries.PAUSED, "Paused"),
            SelectChoice("accredited", "Accredited"),
            SelectChoice("withdrawn", "Withdrawn"),
        ],
    )
    stage = SelectField("Stage", default="")
    waits = SelectField(
        "Waits for",
        choices=[
            SelectChoice("", "Anybody or nobody"),
            SelectChoice(queries.ANYBODY, "Somebody"),
            SelectChoice("registrar", "You, the registrar"),
            SelectChoice("supervisor", "The supervisor"),
            SelectChoice("meeting", "A stage meeting"),
            SelectChoice("panel", "The panel"),
        ],
    )
    order = SelectField(
        "Order",
        choices=[
            SelectChoice("name", "By name"),
            SelectChoice("waiting", "Longest wait first"),
            SelectChoice("least", "Most left to do first"),
            SelectChoice("most", "Least left to do first"),
        ],
    )

    def offer(self, stages: Iterable[str]) -> None:
        self.stage.choices = [
            SelectChoice("", "Every stage"),
            *(SelectChoice(each, each) for each in stages),
        ]

    def wanted(self) -> queries.Wanted:
        """What is asked for, of what can be asked."""
        self.validate()
        asked = {name: field.data or "" for name, field in self._fields.items() if not field.errors}
        return queries.Wanted(
            name=asked["q"].strip(),
            state=asked.get("state", ""),
            stage=asked.get("stage", ""),
            waits=asked.get("waits", ""),
            order=queries.Order(asked.get("order") or queries.Order.NAME),
        )


class EnrolForm(Form):
    trainee = SelectField("Trainee", coerce=int, validators=[InputRequired()])
    edition = SelectField("Edition", coerce=int, validators=[InputRequired()])
    service = SelectField("Service", coerce=int, validators=[InputRequired()])
    started_on = DateField(
        "Training starts on", validators=[InputRequired("Enter the day it starts.")]
    )

    def offer(
        self,
        people: Iterable[Person],
        editions: Iterable[EditionInUse],
        services: Iterable[Service],
    ) -> None:
        self.trainee.choices = [_choice(each.id, f"{each.name}, {each.email}") for each in people]
        self.edition.choices = [_choice(each.id, each.title) for each in editions]
        self.service.choices = [_choice(each.id, each.name) for each in services]


class SupervisorForm(Form):
    supervisor = SelectField("Supervisor", coerce=int, validators=[InputRequired()])

    def offer(self, people: Iterable[Person]) -> None:
        self.supervisor.choices = [_choice(each.id, each.name) for each in people]


class DayForm(wtforms.Form):
    held_on = DateField("Date", validators=[Optional()])
    half_days = SelectField(
        "Length",
        coerce=int,
        choices=[SelectChoice("2", "Whole day"), SelectChoice("1", "Half-day")],
        validators=[InputRequired()],
    )


class CourseForm(Form):
    title = StringField("Title", validators=[InputRequired("Enter a title."), Length(max=160)])
    place = StringField(
        "Place", validators=[InputRequired("Enter where it takes place."), Length(max=160)]
    )
    days = FieldList(FormField(DayForm), min_entries=DAYS, max_entries=DAYS)

    def chosen_days(self) -> list[tuple[date, int]]:
        return [(each["held_on"], each["half_days"]) for each in self.days.data if each["held_on"]]

    @property
    def named_days(self) -> Iterator[tuple[str, Any]]:
        return zip(ORDINALS, self.days, strict=True)


class AttendanceForm(Form):
    """`shown` are the boxes that stood on the page, `there` those that were ticked.

    Only what was shown is changed: a trainee who came onto the roll meanwhile is left alone.
    """

    there = SelectMultipleField("Was there", validate_choice=False)
    shown = SelectMultipleField("Shown", validate_choice=False)

    def enrolment_ids(self) -> set[int]:
        return {enrolment_id for enrolment_id, _, _ in self._boxes()}

    def marks(
        self, enrolments: Mapping[int, Enrolment], days: Sequence[CourseDay]
    ) -> list[tuple[Enrolment, CourseDay, bool]]:
        """What the page says of each of `enrolments` on each of `days` that have begun."""
        begun = {day.id: day for day in days if day.held_on <= clock.today()}
        return [
            (enrolments[enrolment_id], begun[day_id], was_there)
            for enrolment_id, day_id, was_there in self._boxes()
            if enrolment_id in enrolments and day_id in begun
        ]

    def _boxes(self) -> Iterator[tuple[int, int, bool]]:
        ticked = set(self.there.data or ())
        for box in self.shown.data or ():
            enrolment_id, _, day_id = box.partition("-")
            if enrolment_id.isdecimal() and day_id.isdecimal():
                yield int(enrolment_id), int(day_id), box in ticked


def _choice(row_id: int, label: str) -> SelectChoice:
    return SelectChoice(str(row_id), label)
