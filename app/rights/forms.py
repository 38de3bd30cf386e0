"""Forms of the client's own page, and of the trainee who gives the link."""

from __future__ import annotations

from datetime import date

from wtforms import (
    BooleanField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from app.casework.forms import AnswersForm
from app.models.casework import CasePerson, PersonKind
from app.models.rights import RequestKind
from app.rights.queries import Offered
from app.web.fields import CHOOSE_A_DAY, Day, OneOf, not_in_the_future
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


KEEP, RENEW = "keep", "renew"


class HighlightsForm(Form):
    """Which reels the holder of a link sees, and until when the numbers hold."""

    reels = SelectMultipleField(
        "What they can see",
        coerce=int,
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
        validators=[Optional()],
    )
    code = OneOf(
        "Their numbers",
        choices=[
            SelectChoice(KEEP, "They keep the numbers they have"),
            SelectChoice(RENEW, "Give them new numbers, which end those they have"),
        ],
        default=KEEP,
        validators=[DataRequired("Choose one of these.")],
    )
    until = Day("Last day of new numbers", validators=[DataRequired(CHOOSE_A_DAY)])

    @classmethod
    def of(cls, offered: list[Offered], until: date, has_numbers: bool) -> HighlightsForm:
        """The form for a link: what is open is ticked, and a last day is proposed."""
        form = cls(until=until)
        if not has_numbers:
            del form.code
        form.reels.choices = [(one.reel.id, "") for one in offered if one.may_be_opened]
        if not form.is_submitted():
            form.reels.data = [one.reel.id for one in offered if one.is_open]
        return form

    @property
    def renews(self) -> bool:
        """Whether new numbers are told; always while there are none."""
        return "code" not in self or bool(self.code.data == RENEW)


def six_numbers(form: Form, field: StringField) -> None:
    if len(field.data or "") != 6:
        raise ValidationError("There are six numbers. Type them all.")


def only_digits(words: str | None) -> str:
    """A filter: the digits alone, however somebody spaced them."""
    return "".join(one for one in words or "" if one in "0123456789")


class CodeForm(Form):
    numbers = StringField(
        "Your six numbers",
        filters=[only_digits],
        validators=[DataRequired("Type your six numbers."), six_numbers],
    )


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
