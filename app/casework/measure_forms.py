"""Forms about a service's questionnaires."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import IntegerField, SelectChoice, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from app import clock
from app.casework.case_forms import RatingsForm, people_of, rating_fields
from app.models.case_record import Goal
from app.models.casework import Client
from app.models.measures import Measure
from app.web.fields import CHOOSE_A_DAY, Day, OneOf, at_most, not_in_the_future
from app.web.forms import Form

MOST = 10_000


class MeasureForm(Form):
    name = StringField(
        "Name", validators=[DataRequired("Give the questionnaire its name."), at_most(120)]
    )
    question = TextAreaField(
        "What a client is asked",
        validators=[DataRequired("Say in your own words what a client is asked."), at_most(600)],
    )
    lowest = IntegerField(
        "Lowest score", validators=[InputRequired("Give the lowest score."), NumberRange(0, MOST)]
    )
    highest = IntegerField(
        "Highest score",
        validators=[InputRequired("Give the highest score."), NumberRange(0, MOST)],
    )
    direction = OneOf(
        "Which way is better?",
        choices=[
            SelectChoice("higher", "Higher is better"),
            SelectChoice("lower", "Lower is better"),
        ],
        validators=[DataRequired("Choose which way is better.")],
    )
    licence_note = TextAreaField(
        "Licence",
        validators=[DataRequired("Say by which licence you may use it."), at_most(600)],
    )


def score_fields(measures: Sequence[Measure]) -> dict[str, IntegerField]:
    return {
        f"measure_{one.id}": IntegerField(
            one.name,
            description=f"{one.question} From {one.lowest} to {one.highest}.",
            validators=[
                Optional(),
                NumberRange(
                    one.lowest,
                    one.highest,
                    message=f"Give a number from {one.lowest} to {one.highest}.",
                ),
            ],
        )
        for one in measures
    }


class ScoresForm(Form):
    """A whole number for each questionnaire; none has to be given."""

    @classmethod
    def of(cls, measures: Sequence[Measure]) -> ScoresForm:
        kind: type[ScoresForm] = type(cls.__name__, (cls,), score_fields(measures))
        return kind()

    @property
    def scores(self) -> dict[int, int]:
        """The score of each questionnaire that was answered, by its id."""
        return {
            int(field.name.removeprefix("measure_")): field.data
            for field in self
            if field.name.startswith("measure_") and field.data is not None
        }


class PersonsScoresForm(ScoresForm):
    who = OneOf("Whose answers are these?", validators=[DataRequired("Choose whose they are.")])
    answered_on = Day(
        "Day of the answers",
        default=clock.today,
        validators=[DataRequired(CHOOSE_A_DAY), not_in_the_future],
    )

    @classmethod
    def about(cls, client: Client, measures: Sequence[Measure]) -> PersonsScoresForm:
        form = cls.of(measures)
        assert isinstance(form, PersonsScoresForm)
        form.who.choices = [SelectChoice(str(one.id), one.label) for one in people_of(client)]
        return form


class OwnQuestionsForm(Form):
    """What somebody answers on their own phone: their goals, and their service's questionnaires."""

    ratings = RatingsForm.ratings
    scores = ScoresForm.scores

    @classmethod
    def about(
        cls, goals: Sequence[Goal], measures: Sequence[Measure], standing: dict[int, int]
    ) -> OwnQuestionsForm:
        fields = {**rating_fields(goals), **score_fields(measures)}
        kind: type[OwnQuestionsForm] = type("OwnQuestionsForm", (cls,), fields)
        return kind(data={f"goal_{one}": str(rating) for one, rating in standing.items()})
