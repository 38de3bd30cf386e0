"""Fields that several rooms ask with, and say in our own words what is wrong."""

from __future__ import annotations

from typing import Any

from wtforms import DateField, RadioField, StringField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from accreditation.casework import code_problem
from app import clock
from app.web.forms import Form

CHOOSE_A_DAY = "Give the day with day, month and year."


class Day(DateField):
    """A day; what cannot be read as one is told in our own words."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(CHOOSE_A_DAY) from None


class OneOf(RadioField):
    """Radios; a value that was not offered is told in our own words."""

    def pre_validate(self, form: Any) -> None:
        try:
            super().pre_validate(form)
        except ValidationError:
            raise ValidationError("Choose one of these.") from None


def a_code(form: Form, field: StringField) -> None:
    """What somebody may be known by: a few letters and digits, and no name."""
    problem = code_problem(field.data)
    if problem:
        raise ValidationError(problem)


def not_in_the_future(form: Form, field: Day) -> None:
    if field.data and field.data > clock.today():
        raise ValidationError("This day is still to come. Choose today or an earlier day.")


def at_most(letters: int) -> Length:
    return Length(max=letters, message=f"Keep this within {letters:,} characters.")


def words(label: str, letters: int = 4000) -> TextAreaField:
    return TextAreaField(label, validators=[Optional(), at_most(letters)])
