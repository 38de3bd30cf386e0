"""Forms of the pathway: meetings, handing over, recording a training event."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import (
    DateField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)
from wtforms.widgets import CheckboxInput, ListWidget

from app.models.meetings import MeetingOutcome
from app.models.people import Person
from app.pathway.queries.logged import Asked
from app.presentations.queries import Choice, label_of
from app.web.forms import Form

WORDS_AT_MOST = 5000
LONGEST = 28


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


class Checkboxes(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def _minutes() -> IntegerField:
    return IntegerField(
        "How many minutes it took",
        validators=[
            InputRequired("Enter the minutes, for example 60."),
            NumberRange(1, 24 * 60, "Enter the minutes of one day, between 1 and 1440."),
        ],
    )


def _day_held() -> DateField:
    return DateField("Day", validators=[InputRequired("Enter the day it took place.")])


class ProposalForm(Form):
    """`peers` only where a group is asked; `clips` where there are some."""

    held_by = SelectField("Who holds the meeting", coerce=int, validators=[InputRequired()])
    peers = Checkboxes("Who else is in the group", coerce=int, validators=[Optional()])
    recordings = Checkboxes("What you show", coerce=int, validators=[Optional()])
    clips = Checkboxes("Clips you show", coerce=int, validators=[Optional()])
    days_open = IntegerField(
        "For how many days",
        default=14,
        validators=[
            InputRequired("Enter a number of days."),
            NumberRange(1, LONGEST, f"Choose between 1 and {LONGEST} days."),
        ],
    )

    def offer(self, choice: Choice, peers: Iterable[Person] = ()) -> None:
        self.held_by.choices = _people(choice.people)
        self.peers.choices = _people(peers)
        self.recordings.choices = _recordings(choice)
        self.clips.choices = _clips(choice)
        self.recordings.flags.required = not self.clips.choices

    def validate_recordings(self, field: SelectMultipleField) -> None:
        if not field.data and not self.clips.data:
            raise ValidationError("Choose at least one recording or clip to show.")


class HandoverForm(Form):
    to = SelectField("Your next supervisor", coerce=int, validators=[InputRequired()])
    recordings = Checkboxes("What you show", coerce=int, validators=[Optional()])
    clips = Checkboxes("Clips you show", coerce=int, validators=[Optional()])
    opens_on = DateField("From", validators=[InputRequired("Enter the first day.")])
    closes_on = DateField("Until", validators=[InputRequired("Enter the last day.")])

    def offer(self, choice: Choice) -> None:
        self.to.choices = _people(choice.people)
        self.recordings.choices = _recordings(choice)
        self.clips.choices = _clips(choice)
        self.recordings.flags.required = not self.clips.choices

    def validate_recordings(self, field: SelectMultipleField) -> None:
        if not field.data and not self.clips.data:
            raise ValidationError("Choose at least one recording or clip to show.")

    def validate_closes_on(self, field: DateField) -> None:
        if self.opens_on.data and field.data and field.data < self.opens_on.data:
            raise ValidationError("It closes before it opens. Choose a later last day.")
        if self.opens_on.data and field.data and (field.data - self.opens_on.data).days > LONGEST:
            raise ValidationError(f"It is open for {LONGEST} days at most. Choose an earlier day.")


def _people(people: Iterable[Person]) -> list[SelectChoice]:
    return [SelectChoice(str(each.id), each.name) for each in people]


def _recordings(choice: Choice) -> list[SelectChoice]:
    return [SelectChoice(str(each.recording.id), capital(each.label)) for each in choice.can_be]


def _clips(choice: Choice) -> list[SelectChoice]:
    return [
        SelectChoice(str(each.id), f"{each.title}: from the {label_of(each.recording)}")
        for each in choice.clips
    ]


class RecommendForm(Form):
    go_ahead = RadioField(
        "What you recommend",
        choices=[
            SelectChoice("yes", "Go ahead with the meeting"),
            SelectChoice("no", "Not yet"),
        ],
        validators=[InputRequired("Choose what you recommend.")],
    )
    words = TextAreaField(
        "What you want to say with it", validators=[Optional(), Length(max=WORDS_AT_MOST)]
    )

    def validate_words(self, field: TextAreaField) -> None:
        if self.go_ahead.data == "no" and not field.data:
            raise ValidationError("Write what comes first, so that they know how to go on.")


class MeetingForm(Form):
    held_on = _day_held()
    minutes = _minutes()
    strengths = TextAreaField(
        "Strengths",
        validators=[
            DataRequired("Write what you saw the trainee do well."),
            Length(max=WORDS_AT_MOST),
        ],
    )
    next_steps = TextAreaField(
        "Next steps",
        validators=[DataRequired("Write what comes next."), Length(max=WORDS_AT_MOST)],
    )
    outcome = RadioField(
        "Outcome",
        choices=[
            SelectChoice(MeetingOutcome.GO_ON.value, "Go on to the next stage"),
            SelectChoice(MeetingOutcome.NOT_YET.value, "Not yet"),
        ],
        validators=[InputRequired("Choose the outcome.")],
    )


class TrainingEventForm(Form):
    what = RadioField("What took place", validators=[InputRequired("Choose what took place.")])
    held_on = _day_held()
    minutes = _minutes()

    def offer(self, asked: Iterable[Asked]) -> None:
        self.what.choices = [SelectChoice(each.key, each.label) for each in asked]


class LogForm(TrainingEventForm):
    about = TextAreaField(
        "What you did, and what you take from it", validators=[Optional(), Length(max=2000)]
    )
    asked = SelectField("Who confirms it", coerce=int, validators=[InputRequired()])

    def offer_people(self, people: Iterable[Person]) -> None:
        self.asked.choices = _people(people)


class MixtureForm(Form):
    reason = TextAreaField(
        "Why they make a whole", validators=[DataRequired("Write the reason."), Length(max=2000)]
    )
