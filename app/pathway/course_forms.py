"""Forms of the intro courses: booking, running, evaluating."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from wtforms import (
    BooleanField,
    EmailField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import (
    Email,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)

from app import clock
from app.models.courses import Booking
from app.models.people import Person
from app.models.programme import CourseDay
from app.pathway.forms import Checkboxes
from app.web.forms import Form

SCALE = [
    SelectChoice("5", "Very much"),
    SelectChoice("4", "Much"),
    SelectChoice("3", "Somewhat"),
    SelectChoice("2", "A little"),
    SelectChoice("1", "Not yet"),
]


class BookingForm(Form):
    name = StringField("Your name", validators=[InputRequired("Enter your name."), Length(max=120)])
    email = EmailField(
        "Your e-mail address",
        validators=[
            InputRequired("Enter your address, so that the letter finds you."),
            Email("Enter an e-mail address, for example ada@example.org."),
            Length(max=254),
        ],
    )

    def validate_name(self, field: StringField) -> None:
        if any(not sign.isprintable() for sign in field.data or ""):
            raise ValidationError("Write your name in one line.")


class OfferForm(Form):
    places = IntegerField(
        "Places",
        validators=[InputRequired("Enter how many places there are."), NumberRange(1, 500)],
    )
    starts = TimeField("Each day begins at", validators=[InputRequired("Enter the time.")])
    about = TextAreaField("What people should know", validators=[Optional(), Length(max=2000)])
    published = BooleanField("In the public catalogue")
    trainers = Checkboxes("Who runs it", coerce=int, validators=[Optional()])

    def offer(self, people: Iterable[Person]) -> None:
        self.trainers.choices = [SelectChoice(str(each.id), each.name) for each in people]


class RegisterForm(Form):
    """`shown` are the boxes that stood on the page, `there` those that were ticked."""

    there = SelectMultipleField("Was there", validate_choice=False)
    shown = SelectMultipleField("Shown", validate_choice=False)

    def booking_ids(self) -> list[int]:
        return sorted({booking_id for booking_id, _, _ in self._boxes()})

    def marks(
        self, bookings: Mapping[int, Booking], days: Sequence[CourseDay]
    ) -> list[tuple[Booking, CourseDay, bool]]:
        begun = {day.id: day for day in days if day.held_on <= clock.today()}
        return [
            (bookings[booking_id], begun[day_id], was_there)
            for booking_id, day_id, was_there in self._boxes()
            if booking_id in bookings and day_id in begun
        ]

    def _boxes(self) -> Iterator[tuple[int, int, bool]]:
        ticked = set(self.there.data or ())
        for box in self.shown.data or ():
            booking_id, _, day_id = box.partition("-")
            if booking_id.isdecimal() and day_id.isdecimal():
                yield int(booking_id), int(day_id), box in ticked


class EvaluationForm(Form):
    helpful = RadioField(
        "The course was helpful", choices=SCALE, validators=[InputRequired("Choose one of these.")]
    )
    ready = RadioField(
        "I feel ready to find my first client",
        choices=SCALE,
        validators=[InputRequired("Choose one of these.")],
    )
    best = TextAreaField("What was best", validators=[Optional(), Length(max=2000)])
    change = TextAreaField("What you would change", validators=[Optional(), Length(max=2000)])

    def said(self) -> tuple[int, int, str, str]:
        return (
            int(self.helpful.data),
            int(self.ready.data),
            self.best.data or "",
            self.change.data or "",
        )
