"""Saying what a film is, who is in it, and that the list is whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import BooleanField, SelectChoice, SelectMultipleField
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from app.models.casework import CasePerson
from app.web.fields import CHOOSE_A_DAY, Day, not_in_the_future
from app.web.forms import Form

WHOLE = "These are all the people who can be seen or heard"


class Checkboxes(SelectMultipleField):
    """One box for each choice."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class _ListOfPeople(Form):
    def __init__(self, people: Sequence[CasePerson], **values: Any) -> None:
        super().__init__(**values)
        self.people = people
        self.in_shot.choices = [SelectChoice(one.id, _label(one)) for one in people]

    @property
    def chosen(self) -> list[CasePerson]:
        return [one for one in self.people if one.id in (self.in_shot.data or ())]


class DeclarationForm(_ListOfPeople):
    """Before a film is chosen: nothing is taken in without a whole list."""

    filmed_on = Day("Day of filming", validators=[DataRequired(CHOOSE_A_DAY), not_in_the_future])
    in_shot = Checkboxes(
        "Who can be seen or heard in it?",
        coerce=int,
        validators=[DataRequired("Choose everybody who can be seen or heard.")],
    )
    confirmed = BooleanField(
        WHOLE, validators=[DataRequired("Confirm that the list is whole, or add who is missing.")]
    )


def _never_called_optional(form: Form, field: Checkboxes) -> None:
    """Accepts anything, as far as the server goes."""


_never_called_optional.field_flags = {"required": True}  # type: ignore[attr-defined]


class InShotForm(_ListOfPeople):
    """Afterwards: any list may be kept, and one that is not confirmed lets nobody watch."""

    in_shot = Checkboxes(
        "Who can be seen or heard in it?", coerce=int, validators=[_never_called_optional]
    )
    confirmed = BooleanField(WHOLE)


def ids_of(people: Iterable[CasePerson]) -> list[int]:
    return [one.id for one in people]


def _label(person: CasePerson) -> str:
    return person.label[:1].upper() + person.label[1:]
