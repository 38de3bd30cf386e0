"""Saying what a film is, who is in it, that the list is whole, and what is blurred in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from wtforms import (
    BooleanField,
    DecimalField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from accreditation.timecode import Span, Timecode, TimecodeError
from app.footage.operations.blurring import Edges, Place
from app.models.casework import CasePerson
from app.models.footage import Recording
from app.web.fields import CHOOSE_A_DAY, Day, not_in_the_future
from app.web.forms import Form

IN_THE_MIDDLE: Edges = (0.4, 0.4, 0.6, 0.6)
A_TIME = "Give a time of the film, such as 1:02.05."
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


A_PERCENTAGE = "Give a number from 0 to 100, such as 12.5."


class Percent(DecimalField):
    """A share of the picture's width or height."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(A_PERCENTAGE) from None


def _percent(label: str, *validators: Any) -> Percent:
    within = NumberRange(0, 100, A_PERCENTAGE)
    attributes = {"step": "0.1", "inputmode": "decimal"}
    first = validators or (InputRequired(A_PERCENTAGE),)
    return Percent(label, places=None, validators=[*first, within], render_kw=attributes)


class BlurForm(Form):
    """From when to when, and where: in percent of the picture, from its left and its top."""

    begins = StringField("First blurred frame", validators=[DataRequired(A_TIME)])
    ends = StringField("Last blurred frame", validators=[DataRequired(A_TIME)])
    left = _percent("From the left, in %")
    top = _percent("From the top, in %")
    width = _percent("Wide, in %")
    height = _percent("High, in %")
    moves = BooleanField("It moves, and is at another place in the last frame")
    end_left = _percent("From the left, in %", Optional())
    end_top = _percent("From the top, in %", Optional())
    end_width = _percent("Wide, in %", Optional())
    end_height = _percent("High, in %", Optional())

    def __init__(self, recording: Recording, span: Span, place: Place | None = None) -> None:
        self.rate = recording.rate
        at = place or Place(span.start, span.last, IN_THE_MIDDLE, IN_THE_MIDDLE)
        times = {"begins": span.start, "ends": span.last}
        super().__init__(
            data={
                **{name: str(Timecode(frame, self.rate)) for name, frame in times.items()},
                **_in_percent(at.start, ""),
                **_in_percent(at.end, "end_"),
                "moves": at.start != at.end,
            }
        )

    def validate_begins(self, field: StringField) -> None:
        self._frame(field)

    def validate_ends(self, field: StringField) -> None:
        self._frame(field)

    def validate_moves(self, field: BooleanField) -> None:
        where = (self.end_left, self.end_top, self.end_width, self.end_height)
        if field.data and any(one.data is None for one in where):
            raise ValidationError("Say where it is in the last frame, in all four numbers.")

    def _frame(self, field: StringField) -> int:
        try:
            return Timecode.parse(field.data or "", self.rate).frame
        except TimecodeError as problem:
            raise ValidationError(str(problem)) from None

    @property
    def place(self) -> Place:
        start = _edges(self.left, self.top, self.width, self.height)
        end = _edges(self.end_left, self.end_top, self.end_width, self.end_height)
        frames = self._frame(self.begins), self._frame(self.ends)
        return Place(*frames, start, end if self.moves.data else start)


def _in_percent(edges: Edges, prefix: str) -> dict[str, Decimal]:
    left, top, right, bottom = (Decimal(f"{100 * edge:.1f}") for edge in edges)
    found = {"left": left, "top": top, "width": right - left, "height": bottom - top}
    return {f"{prefix}{name}": value.normalize() + 0 for name, value in found.items()}


def _edges(left: Percent, top: Percent, width: Percent, height: Percent) -> Edges:
    if None in (left.data, top.data, width.data, height.data):
        return 0.0, 0.0, 0.0, 0.0
    across = left.data / 100, (left.data + width.data) / 100
    down = top.data / 100, (top.data + height.data) / 100
    return float(across[0]), float(down[0]), float(across[1]), float(down[1])


class LookedAtForm(Form):
    """A person says what no machine can know."""

    looked = BooleanField(
        "I looked at it from its first frame to its last, and what should be hidden is hidden",
        validators=[DataRequired("Look at it first, then tick that what should be is hidden.")],
    )
