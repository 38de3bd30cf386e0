"""Forms of the pathway: proposing and recording a meeting, recording a training event."""

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
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from app.models.meetings import MeetingOutcome
from app.models.people import Person
from app.models.programme import TrainingEventKind
from app.presentations.queries import Choosable
from app.web.forms import Form

WORDS_AT_MOST = 5000
LONGEST = 28

KINDS = {
    TrainingEventKind.INTRODUCTION: "Introduction to the stage",
    TrainingEventKind.TRAINING_HALF_DAY: "Training half-day",
    TrainingEventKind.GROUP_SHARING: "Films shared with the training group",
    TrainingEventKind.MIDPOINT: "Mid-point day, presented to another supervisor",
}


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
    held_by = SelectField("Who holds the meeting", coerce=int, validators=[InputRequired()])
    recordings = Checkboxes(
        "What you show",
        coerce=int,
        validators=[DataRequired("Choose at least one recording to show.")],
    )
    days_open = IntegerField(
        "For how many days",
        default=14,
        validators=[
            InputRequired("Enter a number of days."),
            NumberRange(1, LONGEST, f"Choose between 1 and {LONGEST} days."),
        ],
    )

    def offer(self, people: Iterable[Person], recordings: Iterable[Choosable]) -> None:
        self.held_by.choices = [SelectChoice(str(each.id), each.name) for each in people]
        self.recordings.choices = [
            SelectChoice(str(each.recording.id), each.label[:1].upper() + each.label[1:])
            for each in recordings
        ]


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
    stage = SelectField("Stage", validators=[InputRequired()])
    kind = RadioField(
        "What took place",
        choices=[SelectChoice(kind.value, label) for kind, label in KINDS.items()],
        validators=[InputRequired("Choose what took place.")],
    )
    held_on = _day_held()
    minutes = _minutes()

    def offer(self, stages: Iterable[tuple[str, str]]) -> None:
        """`stages` are the keys and titles of those that are open, the current one last."""
        self.stage.choices = [SelectChoice(key, title) for key, title in reversed([*stages])]
