"""Forms of the registrar and of the accreditor."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from wtforms import IntegerField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)

from app import clock
from app.models.panel import DecisionOutcome
from app.models.people import Person
from app.web.fields import CHOOSE_A_DAY, Day, OneOf, not_in_the_future
from app.web.forms import Form

USUAL = timedelta(days=28)
LONGEST = timedelta(days=120)
SHORT_TEXT = Length(max=1000, message="Keep this within 1,000 characters.")
LONG_TEXT = Length(max=8000, message="Keep this within 8,000 characters.")


def _in_a_month() -> date:
    return clock.today() + USUAL


class AllocateForm(Form):
    accreditor = SelectField(
        "Accreditor", coerce=int, validators=[InputRequired("Choose an accreditor.")]
    )
    opens_on = Day(
        "First day of access", default=clock.today, validators=[DataRequired(CHOOSE_A_DAY)]
    )
    closes_on = Day(
        "Last day of access", default=_in_a_month, validators=[DataRequired(CHOOSE_A_DAY)]
    )

    def offer(self, people: Iterable[Person]) -> None:
        self.accreditor.choices = [SelectChoice(str(each.id), each.name) for each in people]

    def validate_closes_on(self, field: Day) -> None:
        if field.data and field.data < clock.today():
            raise ValidationError("That day is over already. Choose a later one.")
        if field.data and self.opens_on.data and field.data < self.opens_on.data:
            raise ValidationError("The last day cannot come before the first.")
        if field.data and self.opens_on.data and field.data - self.opens_on.data > LONGEST:
            raise ValidationError(f"Access is for {LONGEST.days} days at most.")

    @property
    def opens_at(self) -> datetime:
        """The first day's beginning, or this moment when that is today."""
        return max(datetime.combine(self.opens_on.data, time(), UTC), clock.now())

    @property
    def closes_at(self) -> datetime:
        """The end of the last day."""
        return datetime.combine(self.closes_on.data + timedelta(days=1), time(), UTC)


class SeatForm(Form):
    answer = OneOf(
        "Your answer",
        choices=[
            SelectChoice("accept", "I accept"),
            SelectChoice("decline", "I decline"),
        ],
        validators=[InputRequired("Choose your answer.")],
    )
    interests = TextAreaField("What connects you with the trainee", validators=[SHORT_TEXT])

    @property
    def accepts(self) -> bool:
        return self.answer.data == "accept"


class AppealForm(Form):
    reasons = TextAreaField(
        "Why others should look again",
        validators=[DataRequired("Say in a few words why others should look again."), LONG_TEXT],
    )


class ReturnForm(Form):
    words = TextAreaField("A few words for the trainee", validators=[Optional(), LONG_TEXT])


class DecisionForm(Form):
    outcome = OneOf(
        "Decision",
        choices=[
            SelectChoice(DecisionOutcome.ACCREDITED.value, "Accredited"),
            SelectChoice(DecisionOutcome.NOT_YET.value, "Not yet"),
        ],
        validators=[InputRequired("Choose the decision.")],
    )
    strengths = TextAreaField(
        "Strengths",
        validators=[DataRequired("Name the strengths you saw, whatever you decide."), LONG_TEXT],
    )
    next_steps = TextAreaField(
        "Next steps",
        validators=[DataRequired("Name at least one next step, whatever you decide."), LONG_TEXT],
    )
    meeting_held_on = Day(
        "Day of the accreditation meeting",
        default=clock.today,
        validators=[DataRequired(CHOOSE_A_DAY), not_in_the_future],
    )
    meeting_minutes = IntegerField(
        "Minutes it took",
        validators=[
            InputRequired("Give the length in whole minutes, for example 60."),
            NumberRange(1, 600, "A meeting takes between 1 and 600 minutes."),
        ],
    )
