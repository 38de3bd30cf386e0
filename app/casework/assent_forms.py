"""The form for a child's own view."""

from __future__ import annotations

from datetime import date, timedelta

from wtforms import SelectChoice
from wtforms.validators import DataRequired

from app import clock
from app.models.assents import AskedHow, AssentView
from app.web.fields import CHOOSE_A_DAY, Day, OneOf, not_in_the_future
from app.web.forms import Form

USUAL = timedelta(days=182)


def _half_a_year_on() -> date:
    return clock.today() + USUAL


class AssentForm(Form):
    view = OneOf(
        "What do they say or show?",
        choices=[
            SelectChoice(AssentView.AGREES.value, "They are glad to be filmed, or do not mind"),
            SelectChoice(AssentView.SAYS_NO.value, "They do not want to be filmed"),
            SelectChoice(AssentView.CANNOT_SAY.value, "They are too young to say or show it yet"),
        ],
        validators=[DataRequired("Choose what they say or show.")],
    )
    asked_how = OneOf(
        "How did you find out?",
        choices=[
            SelectChoice(AskedHow.WORDS.value, "We talked about it in their words"),
            SelectChoice(AskedHow.PICTURES.value, "With pictures, or by showing them a film"),
            SelectChoice(AskedHow.WATCHING.value, "By watching how they are while I film"),
        ],
        validators=[DataRequired("Choose how you found out.")],
    )
    asked_on = Day(
        "On which day?",
        default=clock.today,
        validators=[DataRequired(CHOOSE_A_DAY), not_in_the_future],
    )
    look_again_on = Day(
        "Look at it again by", default=_half_a_year_on, validators=[DataRequired(CHOOSE_A_DAY)]
    )
