"""The form of a day, a time and a place."""

from __future__ import annotations

from datetime import datetime

from wtforms import DateField, IntegerField, StringField, TimeField
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError

from app import clock
from app.web import zones
from app.web.forms import Form


class AppointmentForm(Form):
    """When and where people meet, by the clock of whoever fills it in."""

    day = DateField("Day", validators=[InputRequired("Enter the day.")])
    at = TimeField("Time", validators=[InputRequired("Enter the time, for example 14:00.")])
    minutes = IntegerField(
        "How many minutes",
        default=60,
        validators=[
            InputRequired("Enter the minutes, for example 60."),
            NumberRange(1, 24 * 60, "Enter the minutes of one day, between 1 and 1440."),
        ],
    )
    place = StringField(
        "Place or link",
        validators=[InputRequired("Enter where you meet, or the link."), Length(max=200)],
    )

    def validate_place(self, field: StringField) -> None:
        if any(not sign.isprintable() for sign in field.data or ""):
            raise ValidationError("Write the place in one line.")

    @property
    def starts_at(self) -> datetime:
        """The moment that day and time name."""
        return clock.at_home(self.day.data, self.at.data, zones.zone_for())

    @property
    def whose_time(self) -> str:
        """The hint beside the time."""
        return f"{zones.named(zones.zone_for())}."

    @staticmethod
    def begin_with(starts_at: datetime, minutes: int, place: str) -> dict[str, object]:
        """Values for the form of an appointment that has a time already."""
        here = starts_at.astimezone(zones.zone_for())
        return {"day": here.date(), "at": here.time(), "minutes": minutes, "place": place}
