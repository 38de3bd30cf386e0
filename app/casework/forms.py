"""Forms about clients, the people in shot, consent and cycles."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import (
    EmailField,
    HiddenField,
    SelectChoice,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Email, Length, Optional

from accreditation.consent import Purpose
from app import clock
from app.models.casework import CaseType, PersonKind
from app.models.consent import GivenBy, GivenHow
from app.web.fields import CHOOSE_A_DAY, Day, OneOf, a_code, at_most, not_in_the_future
from app.web.forms import Form


class CaseForm(Form):
    """What every case begins with."""

    code = StringField(
        "Code", validators=[DataRequired("Give the client a code, for example C-04."), a_code]
    )
    helping_question = TextAreaField(
        "Helping question",
        validators=[
            DataRequired("Write down what the client would like help with."),
            Length(max=600, message="Keep the helping question within 600 characters."),
        ],
    )
    opened_on = Day(
        "Day the work began",
        default=clock.today,
        validators=[DataRequired(CHOOSE_A_DAY), not_in_the_future],
    )


class ClientForm(CaseForm):
    case_type = OneOf(
        "Kind of work",
        validators=[DataRequired("Choose the kind of work.")],
    )

    def __init__(self, offered: Sequence[CaseType]) -> None:
        super().__init__()
        self.case_type.choices = [SelectChoice(kind.value, kind.heading) for kind in offered]
        if not self.is_submitted():
            self.case_type.data = offered[0].value


class GiveBackForm(Form):
    because = TextAreaField(
        "Why do you give it back?",
        validators=[
            DataRequired("Say why in a few words, so that it can be allocated anew."),
            at_most(1000),
        ],
    )


_LABEL = (
    DataRequired("Say who this is, for example mother."),
    Length(max=60, message="Keep this within 60 characters."),
)


class PersonForm(Form):
    label = StringField("Who is this?", validators=[*_LABEL])
    kind = OneOf(
        "Adult or child?",
        choices=[
            SelectChoice(PersonKind.ADULT.value, "An adult"),
            SelectChoice(PersonKind.CHILD.value, "A child"),
        ],
        validators=[DataRequired("Choose adult or child.")],
    )


class PractitionerForm(Form):
    label = StringField("Who is this in the case?", validators=[*_LABEL])
    email = EmailField(
        "Email address they sign in with",
        validators=[
            DataRequired("Give the address they sign in with."),
            Email("Give a whole email address."),
            Length(max=254),
        ],
    )


YES, NO = "yes", "no"


class AnswersForm(Form):
    """A yes or no for each purpose; none is chosen beforehand, and none has to be.

    `wording` is the version of the words that stood on the page.
    """

    wording = HiddenField()
    until = Day("Until", validators=[Optional()])

    @property
    def answers(self) -> dict[Purpose, bool]:
        given = {purpose: self[purpose.value].data for purpose in Purpose}
        return {purpose: said == YES for purpose, said in given.items() if said in (YES, NO)}


for _purpose in Purpose:
    _field = OneOf(
        _purpose.heading,
        choices=[SelectChoice(YES, "Yes"), SelectChoice(NO, "No")],
        validators=[Optional()],
    )
    setattr(AnswersForm, _purpose.value, _field)


HOW = [
    SelectChoice(GivenHow.PAPER.value, "On paper"),
    SelectChoice(GivenHow.TABLET.value, "On my tablet or phone"),
]
WHO_ANSWERED = [
    SelectChoice(GivenBy.PARENTAL_RESPONSIBILITY.value, "Somebody with parental responsibility"),
    SelectChoice(GivenBy.THEMSELVES.value, "The child themselves"),
]


class AdultsAnswersForm(AnswersForm):
    """Recorded by the trainee for an adult, who answered themselves."""

    given_on = Day(
        "When did they answer?",
        default=clock.today,
        validators=[DataRequired(CHOOSE_A_DAY), not_in_the_future],
    )
    given_how = OneOf(
        "How did they answer?",
        choices=HOW,
        validators=[DataRequired("Choose how the answer was given.")],
    )
    interpreted_into = StringField(
        "Was there an interpreter? Into which language?",
        validators=[Optional(), Length(max=40, message="Keep the language within 40 characters.")],
    )

    @property
    def by(self) -> GivenBy:
        return GivenBy.THEMSELVES


class ChildsAnswersForm(AdultsAnswersForm):
    """Recorded by the trainee for a child: mostly a parent answers."""

    given_by = OneOf(
        "Who answered?",
        choices=WHO_ANSWERED,
        default=GivenBy.PARENTAL_RESPONSIBILITY.value,
        validators=[DataRequired("Choose who answered.")],
    )

    @property
    def by(self) -> GivenBy:
        return GivenBy(self.given_by.data)


class ReviewDateForm(Form):
    reviewed_on = Day(
        "Day of the shared review", validators=[DataRequired(CHOOSE_A_DAY), not_in_the_future]
    )


class PlainForm(Form):
    """A button: nothing to fill in, taken in once."""
