"""Forms for what somebody in shot says no to for one film."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from wtforms import SelectChoice, SelectMultipleField, widgets
from wtforms.validators import DataRequired, Optional

from accreditation.consent import Purpose
from app import clock
from app.casework.forms import HOW, WHO_ANSWERED
from app.models.consent import GivenBy
from app.web.fields import CHOOSE_A_DAY, Day, OneOf, not_in_the_future
from app.web.forms import Form


class FilmRefusalForm(Form):
    """What is ticked is refused for this film; a tick that is taken away takes the no back."""

    refused = SelectMultipleField(
        "For this film, a no to",
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
        validators=[Optional()],
    )

    def offer(
        self, purposes: Iterable[tuple[Purpose, str]], whole: str, standing: Collection[Purpose]
    ) -> None:
        """Each purpose with its title; `whole` stands for the one to filming: the whole film."""
        self.refused.choices = [
            SelectChoice(one.value, whole if one is Purpose.FILMING else title)
            for one, title in purposes
        ]
        if not self.is_submitted():
            self.refused.data = [one.value for one in standing]

    @property
    def purposes(self) -> frozenset[Purpose]:
        return frozenset(Purpose(one) for one in self.refused.data or ())


class AdultsRefusalForm(FilmRefusalForm):
    """Written down by the trainee for an adult, who said it themselves."""

    said_on = Day(
        "When did they say it?",
        default=clock.today,
        validators=[DataRequired(CHOOSE_A_DAY), not_in_the_future],
    )
    given_how = OneOf(
        "How did they say it?",
        choices=HOW,
        validators=[DataRequired("Choose how it was said.")],
    )

    @property
    def by(self) -> GivenBy:
        return GivenBy.THEMSELVES


class ChildsRefusalForm(AdultsRefusalForm):
    """Written down by the trainee for a child: mostly a parent says it."""

    given_by = OneOf(
        "Who said it?",
        choices=WHO_ANSWERED,
        default=GivenBy.PARENTAL_RESPONSIBILITY.value,
        validators=[DataRequired("Choose who said it.")],
    )

    @property
    def by(self) -> GivenBy:
        return GivenBy(self.given_by.data)
