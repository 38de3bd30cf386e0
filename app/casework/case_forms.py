"""Forms about what a case is about and how it goes, and the private journal."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import HiddenField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import DataRequired, Optional

from app import clock
from app.casework.case_types import DETAILS
from app.models.case_record import Goal, Occasion, Setting
from app.models.casework import CasePerson, Client, PersonKind
from app.models.contracts import SignedHow
from app.services.request_forms import SuitabilityForm
from app.web.fields import CHOOSE_A_DAY, Day, OneOf, at_most, not_in_the_future, words
from app.web.forms import Form

SETTINGS = {
    Setting.HEALTH: "Health",
    Setting.SCHOOL: "School or nursery",
    Setting.SOCIAL_CARE: "Social care",
    Setting.OTHER: "Somewhere else",
}


class ContextForm(Form):
    setting = OneOf(
        "Where does the work take place?",
        choices=[SelectChoice(one.value, label) for one, label in SETTINGS.items()],
        validators=[DataRequired("Choose where the work takes place.")],
    )
    relationship_words = StringField(
        "Which relationship is it about?",
        validators=[
            DataRequired("Say which relationship, for example mother and younger child."),
            at_most(160),
        ],
    )

    @classmethod
    def of(cls, client: Client) -> ContextForm:
        """The form with what the client's kind of work asks besides."""
        details = DETAILS[client.case_type]
        fields = {
            one.key: StringField(
                one.label, description=one.hint, validators=[Optional(), at_most(300)]
            )
            for one in details
        }
        kind: type[ContextForm] = type("ContextForm", (cls,), {"details": details, **fields})
        return kind()


class ReferralForm(SuitabilityForm):
    """What a request says, written down by whoever took the work on without one."""

    allocated_by = StringField(
        "Who asked you to take it on?", validators=[Optional(), at_most(120)]
    )

    @property
    def said(self) -> dict[str, str]:
        return {**super().said, "allocated_by": self.allocated_by.data or ""}


class InitialMeetingForm(Form):
    held_on = Day(
        "Day of the initial meeting",
        default=clock.today,
        validators=[DataRequired(CHOOSE_A_DAY), not_in_the_future],
    )
    helping_question = TextAreaField(
        "Helping questions",
        validators=[DataRequired("Write down what the client would like help with."), at_most(600)],
    )
    hopes = words("Hopes")
    concerns = words("Concerns")
    words_for_child = words("Words for the child", 600)
    words_for_relationship = words("Words for the relationship", 600)


class ClosingTalkForm(Form):
    held_on = Day(
        "Day of the talk",
        default=clock.today,
        validators=[DataRequired(CHOOSE_A_DAY), not_in_the_future],
    )
    words_for_child = words("Words for the child now", 600)
    words_for_relationship = words("Words for the relationship now", 600)
    celebration = words("What there is to celebrate")
    next_goals = words("Goals from here")


class GoalForm(Form):
    words = StringField(
        "A goal, in the client’s words",
        validators=[DataRequired("Write down the goal in the client’s words."), at_most(300)],
    )
    whose = OneOf("Whose goal is it?", validators=[DataRequired("Choose whose goal it is.")])

    @classmethod
    def of(cls, client: Client) -> GoalForm:
        form = cls()
        form.whose.choices = [
            *(SelectChoice(str(one.id), one.label) for one in people_of(client)),
            SelectChoice("0", "Shared, or not said"),
        ]
        form.whose.data = form.whose.data or "0"
        return form


def people_of(client: Client) -> list[CasePerson]:
    """Whose goals there may be: whoever has no account."""
    return [one for one in client.people if one.kind is not PersonKind.PRACTITIONER]


def rating_fields(goals: Sequence[Goal]) -> dict[str, RadioField]:
    return {
        f"goal_{one.id}": RadioField(
            one.words,
            choices=[SelectChoice(str(n), str(n)) for n in range(11)],
            validators=[Optional()],
        )
        for one in goals
    }


class RatingsForm(Form):
    """One answer from 0 to 10 for each goal; none has to be given."""

    @classmethod
    def of(cls, goals: Sequence[Goal], standing: dict[int, int]) -> RatingsForm:
        kind: type[RatingsForm] = type("RatingsForm", (cls,), rating_fields(goals))
        return kind(data={f"goal_{one}": str(rating) for one, rating in standing.items()})

    @property
    def ratings(self) -> dict[int, int]:
        """The rating of each goal that was answered, by the goal's id."""
        return {
            int(field.name.removeprefix("goal_")): int(field.data)
            for field in self
            if field.name.startswith("goal_") and field.data
        }


class DatedRatingsForm(RatingsForm):
    rated_on = Day(
        "Day of the answers",
        default=clock.today,
        validators=[DataRequired(CHOOSE_A_DAY), not_in_the_future],
    )


class LetterForm(Form):
    words = TextAreaField(
        "The letter", validators=[DataRequired("Write the letter first."), at_most(12000)]
    )
    given_on = Day("Day they were given it", validators=[Optional(), not_in_the_future])


class CycleNotesForm(Form):
    reflections = words("Your reflections", 6000)
    working_points = words("Working points", 3000)
    client_words = words("The client’s own words", 3000)


class JournalForm(Form):
    written_on = Day(
        "Day", default=clock.today, validators=[DataRequired(CHOOSE_A_DAY), not_in_the_future]
    )
    words = TextAreaField(
        "What you want to remember",
        validators=[DataRequired("Write a few words first."), at_most(20000)],
    )


class TermsForm(Form):
    letter_label = StringField(
        "What you call the closing letter",
        validators=[
            DataRequired("Give the letter a name, for example Closing letter."),
            at_most(60),
        ],
    )
    concerns_go_to = words("Where a concern about somebody’s safety goes", 1000)


class ContractWordsForm(Form):
    words = TextAreaField(
        "The contract", validators=[DataRequired("Write the contract first."), at_most(12000)]
    )


class ContractForm(Form):
    """`version` is that of the words which stood on the page; `drawn` the strokes of a mark."""

    version = HiddenField(filters=[lambda value: int(value) if str(value).isdigit() else None])
    who = OneOf("Who signs?", validators=[DataRequired("Choose who signs.")])
    how = OneOf(
        "How do they sign?",
        choices=[
            SelectChoice(SignedHow.DRAWN.value, "They draw a mark on this device"),
            SelectChoice(SignedHow.TYPED.value, "They type a mark on this device"),
            SelectChoice(SignedHow.PAPER.value, "On paper, kept where our service keeps papers"),
        ],
        validators=[DataRequired("Choose how they sign.")],
    )
    typed = StringField("Their mark, typed", validators=[Optional(), at_most(60)])
    drawn = HiddenField()
    signed_on = Day(
        "Day they signed",
        default=clock.today,
        validators=[DataRequired(CHOOSE_A_DAY), not_in_the_future],
    )

    @classmethod
    def of(cls, client: Client) -> ContractForm:
        form = cls()
        form.who.choices = [SelectChoice(str(one.id), one.label) for one in people_of(client)]
        return form


OCCASIONS = {
    Occasion.BEFORE: "Before the work",
    Occasion.AFTER: "At the end",
    Occasion.LATER: "Later on",
}
