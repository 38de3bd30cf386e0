"""Forms about supervision."""

from __future__ import annotations

from typing import Any

from wtforms import IntegerField, SelectChoice, SelectMultipleField, TextAreaField
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)
from wtforms.widgets import CheckboxInput, ListWidget

from accreditation.framework import CriteriaFramework
from app import clock
from app.supervision.operations.sessions import LONGEST, SHORTEST
from app.supervision.operations.times import MOST_PLACES, MOST_WEEKS
from app.web.appointments import AppointmentForm
from app.web.fields import CHOOSE_A_DAY, Day, OneOf, not_in_the_future
from app.web.forms import Form

SHORT_TEXT = Length(max=1000, message="Keep this within 1000 characters.")
LONG_TEXT = Length(max=4000, message="Keep this within 4000 characters.")


class Several(SelectMultipleField):
    """Tick boxes; a value that was not offered is told in our own words."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        try:
            super().pre_validate(form)
        except ValidationError:
            raise ValidationError("Choose among these.") from None


class AskForm(Form):
    """The trainee's agenda. Only the question has to be there."""

    pleased_with = TextAreaField("What you are pleased with", validators=[Optional(), SHORT_TEXT])
    question = TextAreaField(
        "Your question for supervision",
        validators=[
            DataRequired("Write down what you would like to look at together."),
            Length(max=1000, message="Keep the question within 1000 characters."),
        ],
    )
    hopes = TextAreaField("What you want from the session", validators=[Optional(), SHORT_TEXT])
    clips = Several("Clips to look at together", choices=[])


class HandOverForm(Form):
    what = Several("What they may see", choices=[])


class SessionWords(Form):
    """What is written down of a session."""

    held_on = Day(
        "Day of the session",
        default=clock.today,
        validators=[DataRequired(CHOOSE_A_DAY), not_in_the_future],
    )
    minutes = IntegerField(
        "Minutes",
        validators=[
            DataRequired("Give the length in whole minutes, for example 60."),
            NumberRange(
                SHORTEST, LONGEST, f"A session takes between {SHORTEST} and {LONGEST} minutes."
            ),
        ],
    )
    strengths = TextAreaField(
        "Strengths", validators=[DataRequired("Begin with what went well."), LONG_TEXT]
    )
    working_points = TextAreaField(
        "Working points",
        validators=[DataRequired("Write down at least one working point."), LONG_TEXT],
    )
    next_steps = TextAreaField("Next steps", validators=[Optional(), LONG_TEXT])

    @property
    def points(self) -> list[str]:
        """Working points, one from each line that says something."""
        lines = (line.strip(" -–•\t") for line in (self.working_points.data or "").splitlines())
        return [line for line in lines if line]


class SessionForm(SessionWords):
    cycles = Several("Which cycles did you look at?", choices=[])


class RecordForm(SessionForm):
    """The same, for a group too: each trainee gets a record of their own to sign."""

    others = Several("Who else was there?", choices=[])


class CorrectionForm(SessionWords):
    """A signed session in other words. The cycles that were seen stay as they are."""

    reason = TextAreaField(
        "Why it is corrected",
        validators=[
            DataRequired("Say why, so that both of you know later."),
            Length(max=500, message="Keep the reason within 500 characters."),
        ],
    )


class OfferForm(AppointmentForm):
    """A time to book, alone or with others, once or for some weeks in a row."""

    places = IntegerField(
        "For how many trainees",
        default=1,
        validators=[
            InputRequired("Give a number: 1 for individual supervision."),
            NumberRange(1, MOST_PLACES, f"Choose between 1 and {MOST_PLACES}."),
        ],
    )
    weeks = IntegerField(
        "For how many weeks in a row",
        default=1,
        validators=[
            InputRequired("Give a number: 1 for this time only."),
            NumberRange(1, MOST_WEEKS, f"Choose between 1 and {MOST_WEEKS}."),
        ],
    )


class ReasonForm(Form):
    """Why a time does not take place, for the other one."""

    reason = TextAreaField(
        "Why, in a few words",
        validators=[
            DataRequired("Say why, so that the other one knows."),
            Length(max=300, message="Keep the reason within 300 characters."),
        ],
    )


class RatingForm(Form):
    """A level for each criterion; none is chosen beforehand, and none has to be."""

    criteria: CriteriaFramework

    @property
    def levels(self) -> dict[str, str]:
        given = {one.key: self[one.key].data for _, one in self.criteria.criteria()}
        return {key: level for key, level in given.items() if level}


def rating_form(criteria: CriteriaFramework) -> RatingForm:
    """A form with one question for each criterion of the framework."""
    levels = [SelectChoice(level.key, level.title) for level in criteria.scale.levels]
    fields = {
        one.key: OneOf(one.wording, choices=levels, validators=[Optional()])
        for _, one in criteria.criteria()
    }
    kind = type("RatingForm", (RatingForm,), {"criteria": criteria, **fields})
    form: RatingForm = kind()
    return form
