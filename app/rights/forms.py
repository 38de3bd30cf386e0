"""Forms of the client's own page, and of the trainee who gives the link."""

from __future__ import annotations

from wtforms import BooleanField, SelectChoice, SelectMultipleField, TextAreaField, widgets
from wtforms.validators import DataRequired, Length, Optional

from app.casework.forms import AnswersForm, Day, OneOf, not_in_the_future
from app.models.casework import CasePerson, PersonKind
from app.models.rights import RequestKind
from app.web.forms import Form

ASKED = {
    RequestKind.ERASURE: "Wipe the films I am in",
    RequestKind.CORRECTION: "Put something right",
    RequestKind.OBJECTION: "I do not agree with something",
    RequestKind.COPY: "I want a copy of what you hold about me",
}


class OwnAnswersForm(AnswersForm):
    """A yes or no for each purpose, given by the person on their own phone."""

    until = Day("Until when? You can leave this empty.", validators=[Optional()])


class AskForm(Form):
    kind = OneOf(
        "What do you want to ask?",
        choices=[SelectChoice(kind.value, words) for kind, words in ASKED.items()],
        validators=[DataRequired("Pick one of these.")],
    )
    words = TextAreaField(
        "Tell us more, if you like",
        validators=[Length(max=1000, message="Please keep it to 1,000 letters.")],
    )


class AnswerForm(Form):
    answer = TextAreaField(
        "Your answer",
        validators=[
            DataRequired("Write your answer in a sentence or two."),
            Length(max=1000, message="Keep your answer within 1,000 characters."),
        ],
    )


class EndForm(Form):
    ended_on = Day(
        "Last day of the work with this client",
        validators=[DataRequired("Give the day with day, month and year."), not_in_the_future],
    )
    at_once = BooleanField("This day is right: erase the films of this case now")


class LinkForm(Form):
    """Whose link it is, and for which children they answer."""

    holder = OneOf("Who is the link for?", validators=[DataRequired("Choose one person.")])
    children = SelectMultipleField(
        "For whom do they hold parental responsibility?",
        coerce=int,
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
        validators=[Optional()],
    )

    @classmethod
    def of(cls, people: list[CasePerson]) -> LinkForm:
        """The form for a case: whoever has no account may hold a link."""
        form = cls()
        able = [one for one in people if one.kind is not PersonKind.PRACTITIONER]
        form.holder.choices = [SelectChoice(str(one.id), one.label) for one in able]
        form.children.choices = [
            (one.id, one.label) for one in able if one.kind is PersonKind.CHILD
        ]
        return form
