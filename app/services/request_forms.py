"""Forms about requests for VIG work, with the questions that stand in a referral as well."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired

from app import clock
from app.models.case_requests import QUESTIONS, SAID
from app.models.casework import CaseType
from app.models.people import Person
from app.web.fields import CHOOSE_A_DAY, Day, OneOf, a_code, at_most, not_in_the_future, words
from app.web.forms import Form


class CodedForm(Form):
    """What a request is known by."""

    code = StringField(
        "Code", validators=[DataRequired("Give the request a code, for example R-04."), a_code]
    )
    case_type = OneOf(
        "Kind of work",
        choices=[
            SelectChoice(one.value, one.heading)
            for one in CaseType
            if one is not CaseType.SUPERVISION
        ],
        default=CaseType.VIG.value,
        validators=[DataRequired("Choose the kind of work.")],
    )


class SuitabilityForm(Form):
    """Who suggested the work and why. The last four questions are those a council asks."""

    referred_by = StringField(
        "Who suggested it?",
        validators=[
            DataRequired("Say who suggested it, for example health visitor."),
            at_most(120),
        ],
    )
    referred_on = Day(
        "Day of the request",
        default=clock.today,
        validators=[DataRequired(CHOOSE_A_DAY), not_in_the_future],
    )
    why = words("Why this work?")
    assessed = words("What in your assessment says that it would fit?")
    discussed = words("Who has it been discussed with, and is it clear to them why it would help?")
    hoped_change = words("What change is hoped for, and was it agreed together?")
    lived_experience = words("What will it mean for the child’s lived experience?")

    @property
    def questions(self) -> list[object]:
        return [self[one] for one in QUESTIONS]

    @property
    def said(self) -> dict[str, str]:
        return {one: self[one].data or "" for one in SAID}


class RequestForm(CodedForm, SuitabilityForm):
    """A request with its code; it always says why."""

    why = TextAreaField(
        "Why this work?",
        validators=[
            DataRequired("Say why this work is asked for, in a sentence or two."),
            at_most(4000),
        ],
    )


class AllocateForm(Form):
    practitioner = SelectField(
        "Who is asked to take it on?",
        coerce=int,
        validators=[DataRequired("Choose one of your practitioners.")],
    )

    @classmethod
    def of(cls, practitioners: Sequence[Person]) -> AllocateForm:
        form = cls()
        form.practitioner.choices = [
            SelectChoice(0, "Choose a practitioner"),
            *(SelectChoice(one.id, one.name) for one in practitioners),
        ]
        return form
